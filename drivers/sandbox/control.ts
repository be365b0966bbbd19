import { z } from 'zod';
import { done, read, refused, type ControlAnswer } from './control-answer.ts';
import { CODE_LENGTHS } from './fresh-code.ts';
import { FAULTS } from './faults.ts';
import { OFFICE_FAULTS } from './office/faults.ts';
import { APIS } from './requests.ts';
import type { Sandbox } from './sandbox.ts';

/** Where the control calls of the sandbox stand. */
export const CONTROL_PATH = '/sandbox/';

type ControlSandbox = Omit<Sandbox, 'url' | 'close'> & { nowMs(): number };

const faultOrder = z.strictObject({
  id: z.string().min(1),
  times: z.int().min(1).optional(),
  api: z.enum(APIS).optional(),
  waitMs: z.int().min(0).optional(),
});
const codeOrder = z.strictObject({
  length: z.literal(CODE_LENGTHS).optional(),
  fault: z.string().min(1).optional(),
});
const decision = z.strictObject({
  paymentRequestId: z.string().min(1),
  status: z.enum(['S', 'F']),
  code: z.string().min(1).optional(),
});
const paymentName = z.strictObject({ paymentRequestId: z.string().min(1) });
const notifications = z.strictObject({ on: z.boolean() });

/**
 * Answers a control call of the sandbox that runs alone.
 *
 * Errors: 400 a body that does not fit, 404 an unknown call, fault or payment, 409 what the payment's state forbids.
 */
export async function control(
  method: string,
  path: string,
  body: string,
  sandbox: ControlSandbox,
): Promise<ControlAnswer> {
  const ofOffice = sandbox.office.control(`${method} ${path}`, body);
  if (ofOffice !== null) return ofOffice;
  switch (`${method} ${path}`) {
    case 'GET /sandbox/faults':
      return {
        status: 200,
        json: {
          faults: [
            ...FAULTS.map(({ id, say, amountEnding, codeSuffix }) => ({ id, say, amountEnding, codeSuffix })),
            ...OFFICE_FAULTS.map(({ id, say }) => ({ id, say })),
          ],
        },
      };
    case 'POST /sandbox/faults':
      return read(faultOrder, body, (order) => {
        const set = sandbox.setFault(order);
        return set.ok
          ? done({ set: order.id })
          : refused(set.error === 'unknownFault' ? 404 : 409, set.error);
      });
    case 'DELETE /sandbox/faults':
      sandbox.faults.clear();
      sandbox.office.faults.clear();
      return done({ set: null });
    case 'POST /sandbox/release':
      sandbox.release();
      return done({ released: true });
    case 'GET /sandbox/books': {
      const nowMs = sandbox.nowMs();
      return done({ books: sandbox.ledger.books(nowMs), charges: sandbox.ledger.charges(nowMs) });
    }
    case 'POST /sandbox/codes':
      return read(codeOrder, body, ({ length, fault }) => {
        const code = fault === undefined ? sandbox.freshCode(length) : sandbox.faultCode(fault, length);
        return code === null ? refused(404, 'noSuchCodeFault') : { status: 201, json: { code } };
      });
    case 'POST /sandbox/decide':
      return read(decision, body, ({ paymentRequestId, status, code }) => {
        const decided = sandbox.decide(paymentRequestId, status, code);
        if (decided.ok) return done({ decided: status });
        return refused(decided.error === 'unknownPayment' ? 404 : 409, decided.error);
      });
    case 'POST /sandbox/notify':
      return read(paymentName, body, async ({ paymentRequestId }) => {
        const told = await sandbox.notify(paymentRequestId);
        if (told.ok) return done(told.value);
        return refused(told.error === 'unknownPayment' ? 404 : 409, told.error);
      });
    case 'POST /sandbox/notifications':
      return read(notifications, body, ({ on }) => {
        sandbox.setNotifications(on);
        return done({ on });
      });
    default:
      return refused(404, 'unknownCall');
  }
}
