import type { Ms } from '../ground/time.ts';

/**
 * What a give-back knows of money that may come back by itself; see `returning.ts`. Both stay as they begin where the
 * acquirer gives nothing back by itself.
 */
export interface MayReturn {
  /** A cancel went without an answer while no charge was known of: the acquirer may have taken it. */
  readonly cancelLost: boolean;
  /** Until then, what was charged after such a cancel may come back by itself; null where none is waited for. */
  readonly returnEndsAtMs: Ms | null;
}
