/** The waits between tries that failed. Source: chain, section 2. */
export const BACKOFF_FIRST_MS = 1000;
export const BACKOFF_MAX_MS = 5 * 60_000;

/** A centre that asks for a longer wait than this is asked again all the same. Ours: a typing error must not silence a chain. */
const RETRY_AFTER_MS_MAX = 60 * 60_000;

/**
 * How long to wait before the next try: full jitter, so that a thousand tills that lost the centre at once do not come back
 * at once.
 *
 * `tries`: how many failed in a row, at least 1. `dice`: at least 0, below 1. `retryAfterMs`: what the centre asked for; it is
 * never undercut.
 */
export function backoffMs(tries: number, dice: number, retryAfterMs: number | null): number {
  const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(tries - 1, 20));
  const jittered = Math.floor(dice * ceiling);
  if (retryAfterMs === null) return jittered;
  const asked = Math.min(retryAfterMs, RETRY_AFTER_MS_MAX);
  // Spread beyond what was asked for too: all were told the same.
  return asked + Math.floor(dice * Math.max(BACKOFF_FIRST_MS, asked / 4));
}

/**
 * `Retry-After` in milliseconds: a number of seconds, or a date; null where it is absent or neither.
 *
 * Why a date: a proxy in front of the centre may send one. Source: RFC 9110, 10.2.3.
 */
export function retryAfterMsOf(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000;
  const atMs = /^[A-Z][a-z]{2}, .* GMT$/.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
