import type { PartHealth } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';

/** So far apart the machine's clock is wrong, and not only coarse. Ours. */
const CLOCK_WRONG_MS = 60_000;

/** The till's clock less the acquirers', where it is wrong; of several the one that differs most, else null. */
export function clockOffMs(offsetsMs: readonly (number | null)[]): Ms | null {
  const wrong = offsetsMs.filter((offsetMs) => offsetMs !== null && Math.abs(offsetMs) >= CLOCK_WRONG_MS);
  const [most] = wrong.toSorted((a, b) => Math.abs(b ?? 0) - Math.abs(a ?? 0));
  return most === undefined || most === null ? null : -most;
}

/** The machine's clock is right by now. */
const OLD_TIME: PartHealth = {
  status: 'ok',
  reason: 'oldTime',
  why: "The till still goes by the time of before the machine's clock was set, or of before it slept. Start the till again: receipts and day papers bear its time.",
};

/**
 * How a gateway is that answers as it should: the till gets on with a wrong clock, and a person should mend it.
 *
 * `offsetMs`: the acquirer's clock less the till's; null where it is not proven. `machineAheadMs`: the machine's clock
 * less the till's, which goes on as it was when the machine's is set or the machine sleeps.
 */
export function clockHealth(offsetMs: number | null, machineAheadMs: Ms): PartHealth {
  if (offsetMs === null || Math.abs(offsetMs) < CLOCK_WRONG_MS) return { status: 'ok' };
  const leftMs = offsetMs - machineAheadMs;
  if (Math.abs(leftMs) < CLOCK_WRONG_MS) return OLD_TIME;
  const minutes = Math.round(Math.abs(leftMs) / 60_000);
  const side = leftMs > 0 ? 'behind' : 'ahead of';
  const why = `The machine's clock is ${minutes} minutes ${side} the payment service's. Set it: receipts and day papers bear its time.`;
  return { status: 'ok', reason: 'clockWrong', why };
}
