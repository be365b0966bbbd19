import type { PartHealth } from '../ground/ports.ts';

/** So far apart the machine's clock is wrong, and not only coarse. Ours. */
const CLOCK_WRONG_MS = 60_000;

/**
 * How a gateway is that answers as it should: the till gets on with a wrong clock, and a person should mend it.
 *
 * `offsetMs`: the acquirer's clock less the till's; null where it is not proven.
 */
export function clockHealth(offsetMs: number | null): PartHealth {
  if (offsetMs === null || Math.abs(offsetMs) < CLOCK_WRONG_MS) return { status: 'ok' };
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const side = offsetMs > 0 ? 'behind' : 'ahead of';
  const why = `The machine's clock is ${minutes} minutes ${side} the payment service's. Set it: receipts and day papers bear its time.`;
  return { status: 'ok', reason: 'clockWrong', why };
}
