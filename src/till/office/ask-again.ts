import type { OfficeTry } from '../../office/queue.ts';
import type { Office } from './office.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How often wallets are asked about: soon, then hourly for a day, then daily. Source: office dossier section 2.8. */
export const ASK_STORE_MS: readonly number[] = [
  10 * MINUTE_MS,
  ...Array.from({ length: 24 }, () => HOUR_MS),
  24 * HOUR_MS,
];

/** How often the customs are asked about. Source: office dossier section 4.3. */
export const ASK_CUSTOMS_MS: readonly number[] = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS];

/** Puts a question into the queue, which comes again until it is over. */
export function askAgain(
  office: Office,
  named: { readonly about: 'registration' | 'declaration'; readonly id: string; readonly gateway: string },
  defaultMs: readonly number[],
  attempt: () => Promise<OfficeTry>,
): void {
  const { about, id, gateway } = named;
  office.queue.put({
    ...{ about, id, what: 'ask', sinceMs: office.parts.clock.nowMs() },
    waits: office.waitsOf(gateway).askMs ?? defaultMs,
    attempt,
  });
}
