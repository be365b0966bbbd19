import { z } from 'zod';
import type { Clock } from '../../../src/ground/ports.ts';
import type { BookEntry } from '../books.ts';
import { done, read, refused, type ControlAnswer } from '../control-answer.ts';
import { isLoopbackUrl, sendNotification, type Acknowledgement } from '../notifier.ts';
import { resultOf, type WireAnswer } from '../answers.ts';
import { amount } from '../requests.ts';
import { answerCall, provenCall, type HttpAnswer, type Identity, type ReceivedCall } from '../signed-call.ts';
import { Declarations } from './declarations.ts';
import { ATTACHED_BYTES_MAX, Disputes } from './disputes.ts';
import { OfficeFaults } from './faults.ts';
import { madeReports, reportsOrder } from './reports.ts';
import { Registrations } from './registrations.ts';
import { OFFICE_PATHS, readOfficeBody, type OfficeApi } from './requests.ts';

export interface OfficeSandboxParts {
  readonly clock: Clock;
  readonly identity: Identity;
  readonly books: () => readonly BookEntry[];
  readonly customsMinorOf: (payment: BookEntry) => number | null;
  /** Where reports are written; null where they are only told. */
  readonly dir: string | null;
}

const decision = z.strictObject({
  referenceStoreId: z.string().min(1),
  pspName: z.string().min(1),
  status: z.string().min(1),
  rejectionReason: z.string().min(1).optional(),
});
const pace = z.strictObject({ decidesAfterMs: z.int().min(0).nullable() });
const disputeOrder = z.strictObject({
  kind: z.enum(['retrieval', 'escalation']),
  paymentRequestId: z.string().min(1).optional(),
  amount: amount.optional(),
  informationType: z.string().min(1).optional(),
  days: z.int().min(-30).max(60).optional(),
  url: z.url().optional(),
  id: z.string().min(1).max(64).optional(),
  attachedBytes: z.int().min(1).max(ATTACHED_BYTES_MAX).optional(),
});
const disputeName = z.strictObject({ disputeRequestId: z.string().min(1) });
const customsDecision = z.strictObject({
  customsDeclarationRequestId: z.string().min(1),
  status: z.string().min(1),
  resultCode: z.string().min(1).optional(),
});

/** The office of the sandbox: its books, its answers, and the control calls that move it. Source: office dossier section 8. */
export class OfficeSandbox {
  readonly faults = new OfficeFaults();
  readonly registrations: Registrations;
  readonly disputes: Disputes;
  readonly declarations: Declarations;
  readonly #parts: OfficeSandboxParts;

  constructor(parts: OfficeSandboxParts) {
    this.#parts = parts;
    const { clock, books, customsMinorOf } = parts;
    const { faults } = this;
    this.registrations = new Registrations({
      clock,
      faults,
      tell: (url, message) => this.#tell(url, message),
    });
    this.disputes = new Disputes({ clock, faults, books, tell: (...told) => this.#tell(...told) });
    this.declarations = new Declarations({ clock, faults, books, customsMinorOf });
  }

  /** The answer to a call of the office; null where the connection breaks instead, undefined where it is none of it. */
  serve(call: ReceivedCall): HttpAnswer | null | undefined {
    const api = OFFICE_PATHS[call.uri];
    if (api === undefined) return undefined;
    const { clock, identity } = this.#parts;
    const refusal = provenCall(call, identity, (text) => !Number.isNaN(Date.parse(text)));
    const text = Buffer.from(call.body).toString('utf8');
    const said = refusal === null ? this.answer(api, text) : { result: refusal };
    return said === null ? null : answerCall(call.uri, said as WireAnswer, clock.nowMs(), identity);
  }

  /** The answer to a call that is proven; null where the connection breaks instead. */
  answer(api: OfficeApi, json: string): object | null {
    switch (api) {
      case 'registration':
        return this.#read(api, json, (body) => this.registrations.request(body, json));
      case 'inquiryRegistrationStatus':
        return this.#read(api, json, (body) => this.registrations.inquire(body));
      case 'responseRetrieval':
        return this.#read(api, json, (body) => this.disputes.answer('retrieval', body));
      case 'responseEscalation':
        return this.#read(api, json, (body) => this.disputes.answer('escalation', body));
      case 'declare':
        return this.#read(api, json, (body) => this.declarations.declare(body));
      case 'inquireDeclarationRequests':
        return this.#read(api, json, (body) => this.declarations.inquire(body));
    }
  }

  /** Answers a control call; null where it is none of the office. */
  control(call: string, body: string): Promise<ControlAnswer> | null {
    switch (call) {
      case 'GET /sandbox/office':
        return Promise.resolve(done(this.#all()));
      case 'POST /sandbox/registrations/decide':
        return read(decision, body, async ({ referenceStoreId, pspName, status, rejectionReason }) => {
          const decided = await this.registrations.decide(referenceStoreId, pspName, status, rejectionReason);
          return decided === null ? refused(404, 'unknownStore') : done({ decided: status });
        });
      case 'POST /sandbox/registrations/pace':
        return read(pace, body, ({ decidesAfterMs }) => {
          this.registrations.decidesAfterMs = decidesAfterMs;
          return done({ decidesAfterMs });
        });
      case 'POST /sandbox/disputes':
        return read(disputeOrder, body, async (order) => {
          const begun = await this.disputes.begin(order);
          if (begun === null) return refused(409, 'noTillUrl');
          const [ack, ...others] = begun.acks;
          return { status: 201, json: { disputeRequestId: begun.id, ack, others } };
        });
      case 'POST /sandbox/disputes/repeat':
        return read(disputeName, body, async ({ disputeRequestId }) => {
          const ack = await this.disputes.repeat(disputeRequestId);
          return ack === undefined ? refused(404, 'unknownDispute') : done({ ack });
        });
      case 'POST /sandbox/disputes/cancel':
        return read(disputeName, body, ({ disputeRequestId }) =>
          this.disputes.cancel(disputeRequestId)
            ? done({ cancelled: disputeRequestId })
            : refused(404, 'unknownDispute'),
        );
      case 'POST /sandbox/reports':
        return read(reportsOrder, body, (order) => {
          const { books, clock, dir } = this.#parts;
          return madeReports(order, books(), { nowMs: clock.nowMs(), dir });
        });
      case 'POST /sandbox/customs/decide':
        return read(customsDecision, body, ({ customsDeclarationRequestId: id, status, resultCode }) =>
          this.declarations.decide(id, status, resultCode ?? null)
            ? done({ decided: status })
            : refused(404, 'unknownDeclaration'),
        );
      default:
        return null;
    }
  }

  #all(): object {
    return {
      registrations: this.registrations.books.map((booked) => ({ ...booked, text: undefined })),
      disputes: this.disputes.books.map((booked) => ({ ...booked, message: undefined })),
      declarations: this.declarations.books,
    };
  }

  #read<A extends OfficeApi>(
    api: A,
    json: string,
    act: (body: Extract<ReturnType<typeof readOfficeBody<A>>, { ok: true }>['value']) => object | null,
  ): object | null {
    const body = readOfficeBody(api, json);
    return body.ok
      ? act(body.value)
      : { result: resultOf('PARAM_ILLEGAL', `illegal parameter: ${body.error}`) };
  }

  async #tell(url: string, message: object, spoil = false): Promise<Acknowledgement | null> {
    if (!isLoopbackUrl(url)) return null;
    const { clock, identity } = this.#parts;
    const told = await sendNotification(url, message, clock, identity, spoil ? 'wrong' : 'right');
    return told.ok ? told.value : null;
  }
}
