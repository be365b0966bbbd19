import type { Clock, Log } from './ports.ts';
import type { Ms } from './time.ts';

/** So many warnings are said one by one in so long a time; those beyond are counted. Ours. */
export const WARNINGS_SAID = 10;
export const SPAN_MS = 10 * 60_000;

/** A span that has begun, and how many warnings of it were not said. */
interface Span {
  readonly endMs: Ms;
  said: number;
  unsaid: number;
}

/**
 * A log for what strangers can cause at will: `WARNINGS_SAID` warnings in `SPAN_MS`, then their number alone.
 *
 * Why: a flood of refused calls must not push out of the log what a technician needs, nor fill a disk. A warning that
 * comes after the span says how many were passed over.
 */
export function sparseWarnings(log: Log, clock: Clock): Log {
  let span: Span = { endMs: -Infinity, said: 0, unsaid: 0 };
  return {
    info: (message, facts) => log.info(message, facts),
    warn(message, facts) {
      const nowMs = clock.nowMs();
      if (nowMs >= span.endMs) {
        if (span.unsaid > 0) log.warn('More of the same was not written.', { message, times: span.unsaid });
        span = { endMs: nowMs + SPAN_MS, said: 0, unsaid: 0 };
      }
      if (span.said < WARNINGS_SAID) {
        span.said += 1;
        log.warn(message, facts);
        return;
      }
      span.unsaid += 1;
      if (span.unsaid === 1)
        log.warn('More of the same is counted, and not written one by one.', { message });
    },
  };
}
