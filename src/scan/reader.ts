import type { Scan } from './port.ts';
import type { Ms } from '../ground/time.ts';

/**
 * Makes scans out of what one kind of scanner sends. Time is an argument everywhere.
 *
 * Why one shape for all kinds: whoever holds the device (open, lost, open again) needs to know nothing of its bytes.
 */
export interface ScanReader {
  /** Takes bytes, or one report, that came at `atMs`. */
  feed(bytes: Uint8Array, atMs: Ms): Scan[];
  /** When `silence` is due, unless more comes; undefined while no silence can end anything. */
  readonly endsAtMs: Ms | undefined;
  /** Says that it is `atMs` now. */
  silence(atMs: Ms): Scan[];
  /** When the last of something came that found no end yet; undefined where nothing waits for an end. */
  readonly halfSinceMs: Ms | undefined;
  /** From now on counts only what begins now: a half frame is dropped with the rest of it, which is still to come. */
  startOver(atMs: Ms): void;
  /** Drops what is held, after a loss: the rest of it never comes. */
  forget(): void;
}
