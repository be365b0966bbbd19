import type { Scan } from './port.ts';
import type { Ms } from '../ground/time.ts';
import { Framer, type FrameRules } from './frame.ts';
import { KeyDecoder, type KeyboardLayout } from './keys.ts';
import { SCAN_POLICY } from '../config/scan-policy.ts';
import type { ScanReader } from './reader.ts';

/** How one keyboard scanner marks its frames. */
export interface KeyboardRules {
  /** What ends a frame; without it, Enter or Tab does. */
  readonly suffix?: string | undefined;
  /** The longest mean time from key to key that is a scanner's. */
  readonly keyMsMax: number;
}

const ENTER = 0x0d;
const TAB = 0x09;
/** Blanks between frames begin none: a person's Tab must not count into the pace of the scan after it. */
const BLANKS = new Set([TAB, 0x0a, ENTER, 0x20]);

/**
 * Makes scans out of the reports of a keyboard that is a scanner.
 *
 * A frame that was typed at a person's pace is dropped without a word, with its suffix. Its first key is not judged.
 * Why pace as well, where the device is known: a shop may name the keyboard that its people type on.
 */
export class KeyboardReader implements ScanReader {
  readonly #decoder: KeyDecoder;
  readonly #framer: Framer;
  readonly #tabEnds: boolean;
  readonly #keyMsMax: number;
  #firstAtMs: Ms = 0;
  #lastAtMs: Ms = 0;
  #reportAtMs: Ms = 0;
  #keys = 0;

  constructor(layout: KeyboardLayout, rules: KeyboardRules) {
    this.#decoder = new KeyDecoder(layout);
    this.#tabEnds = rules.suffix === undefined;
    const frame: FrameRules = { suffix: rules.suffix ?? '\r', silenceMs: SCAN_POLICY.framePauseMs };
    this.#framer = new Framer(frame);
    this.#keyMsMax = rules.keyMsMax;
  }

  readonly endsAtMs = undefined;

  get halfSinceMs(): Ms | undefined {
    return this.#isFast() && this.#keys > 1 ? this.#framer.halfSinceMs : undefined;
  }

  feed(report: Uint8Array, atMs: Ms): Scan[] {
    // No scanner holds a key that long: a report was lost that would have said that it is up.
    if (atMs - this.#reportAtMs >= SCAN_POLICY.keyPauseMs) this.#decoder.forget();
    this.#reportAtMs = atMs;
    return this.#decoder.take(report).flatMap((byte) => this.#key(byte, atMs));
  }

  silence(): Scan[] {
    return [];
  }

  startOver(atMs: Ms): void {
    this.#framer.startOver(atMs);
  }

  forget(): void {
    this.#decoder.forget();
    this.#framer.forget();
    this.#keys = 0;
  }

  #key(byte: number, atMs: Ms): Scan[] {
    if (this.#keys > 0 && atMs - this.#lastAtMs >= SCAN_POLICY.keyPauseMs) {
      this.#framer.forget();
      this.#keys = 0;
    }
    if (this.#keys === 0 && BLANKS.has(byte)) return [];
    if (this.#keys === 0) this.#firstAtMs = atMs;
    this.#keys += 1;
    this.#lastAtMs = atMs;
    const read = byte === TAB && this.#tabEnds ? ENTER : byte;
    const scans = this.#framer.feed(Uint8Array.of(read), atMs);
    const fast = this.#isFast();
    if (this.#framer.isEmpty) this.#keys = 0;
    return fast ? scans : [];
  }

  #isFast(): boolean {
    return this.#lastAtMs - this.#firstAtMs <= this.#keyMsMax * Math.max(1, this.#keys - 1);
  }
}
