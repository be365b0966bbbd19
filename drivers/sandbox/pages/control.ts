import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { done, read, refused, type ControlAnswer } from '../control-answer.ts';
import { bodyOf } from '../loopback.ts';
import type { PageFaultBoard } from './fault-board.ts';
import type { PagePayer } from './payer.ts';

/** Where the control calls of a sandbox stand. */
const CONTROL_PATH = '/sandbox/';

/** What a sandbox of pages lets a test see and do. Nothing in it can be paid with. */
export interface PageControl {
  readonly board: PageFaultBoard;
  readonly payer: PagePayer;
  readonly books: () => unknown;
  readonly calls: () => unknown;
  /** Tells of a payment once more; the status that came, null where nobody answered or there is no such payment. */
  readonly notify: (name: string) => Promise<number | null>;
}

/** `armed`: the next call that could play it does, of any payment, and no other. */
const faultOrder = z.strictObject({
  id: z.string().min(1),
  times: z.int().min(1).optional(),
  armed: z.boolean().optional(),
});
const playOrder = z.strictObject({ link: z.url(), value: z.string().regex(/^\d+$/).optional() });
const named = z.strictObject({ name: z.string().min(1) });

/** Answers a control call over HTTP; false where the request is none. */
export async function serveControl(
  control: PageControl,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '/', 'http://sandbox');
  if (!pathname.startsWith(CONTROL_PATH)) return false;
  const body = (await bodyOf(request)).toString('utf8');
  const { status, json } = await answerOf(control, `${request.method ?? ''} ${pathname}`, body);
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
  return true;
}

async function answerOf(
  { board, payer, books, calls, notify }: PageControl,
  call: string,
  body: string,
): Promise<ControlAnswer> {
  switch (call) {
    case 'GET /sandbox/faults':
      return done({
        faults: board.menu().map(({ id, say, ending }) => ({ id, say, amountEnding: ending })),
      });
    case 'POST /sandbox/faults':
      return read(faultOrder, body, ({ id, times, armed = false }) => {
        const fault = board.menu().find((known) => known.id === id);
        if (armed && fault !== undefined) {
          board.arm(fault.id, times);
          return done({ armed: id });
        }
        const set = board.set(id, times);
        if (set.ok) return done({ set: id });
        return refused(set.error === 'unknownFault' ? 404 : 409, set.error);
      });
    case 'DELETE /sandbox/faults':
      board.set('none');
      return done({ set: null });
    case 'GET /sandbox/books':
      return done(books());
    case 'GET /sandbox/calls':
      return done({ calls: calls() });
    case 'POST /sandbox/payer':
      return read(playOrder, body, async ({ link, value }) => done({ link: await payer.play(link, value) }));
    case 'POST /sandbox/notify':
      return read(named, body, async ({ name }) => {
        const status = await notify(name);
        return status === null ? refused(404, 'notTold') : done({ status });
      });
    default:
      return refused(404, 'unknownCall');
  }
}
