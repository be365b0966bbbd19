import { LEAVE_WAIT_MS } from '../../src/centre/order-leave.ts';
import { leaseAnswer, type LeaseAnswer } from '../../src/centre/wire.ts';
import type { CentreCaller } from './centre-caller.ts';
import type { WordTime } from './word-time.ts';

/** How long the centre's word is still worth having: a scan does not wait so long, a later one may use it. Ours. */
const ANSWER_MS = 10 * LEAVE_WAIT_MS;

/** Asks the centre for leave to charge an order; null where it does not answer, or not in a way that can be believed. */
export async function askLease(
  caller: CentreCaller,
  words: WordTime,
  orderId: string,
): Promise<LeaseAnswer | null> {
  const saidAtMs = await words.next();
  // A till whose disk keeps no number cannot ask: the sale goes on as where the centre is silent.
  if (saidAtMs === null) return null;
  const heard = await caller.call('lease', JSON.stringify({ orderId, saidAtMs }), {
    timeoutMs: ANSWER_MS,
    isMoney: true,
  });
  if (heard.kind !== 'answered' || heard.status !== 200) return null;
  return leaseAnswer.safeParse(heard.body).data ?? null;
}
