import { reserveAnswer, type ReserveAnswer, type ReserveCall } from '../../src/centre/wire.ts';
import type { CentreCaller } from './centre-caller.ts';
import type { WordTime } from './word-time.ts';

/** How long a manager waits for the centre's word at most. Ours: no customer's code runs out meanwhile. */
const ANSWER_MS = 3000;

/** Asks the centre for room for a refund; null where it does not answer, or not in a way that can be believed. */
export async function askReserve(
  caller: CentreCaller,
  words: WordTime,
  call: Omit<ReserveCall, 'saidAtMs'>,
): Promise<ReserveAnswer | null> {
  const saidAtMs = await words.next();
  if (saidAtMs === null) return null;
  const body = JSON.stringify({ ...call, saidAtMs });
  const heard = await caller.call('reserve', body, { timeoutMs: ANSWER_MS, isMoney: true });
  if (heard.kind !== 'answered' || heard.status !== 200) return null;
  return reserveAnswer.safeParse(heard.body).data ?? null;
}
