import type { Scan } from './port.ts';
import type { Ms } from '../ground/time.ts';
import { SCAN_POLICY } from '../config/scan-policy.ts';
import { signsAround } from './misfit.ts';
import { bytesOf, HeldLines, type Line, type Lines } from './lines.ts';
import type { ScanReader } from './reader.ts';

/**
 * The longest frame, in bytes as they came: prefix, blanks and AIM identifier counted, suffix not.
 *
 * Source: interface section 5.
 */
export const FRAME_BYTES_MAX = 512;

/**
 * How one scanner marks its frames.
 *
 * Shape: each character of prefix and suffix is one byte (U+0000 to U+00FF); absent or empty means none.
 * Units: silenceMs is the silence that ends a frame where there is no suffix.
 */
export interface FrameRules {
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
  readonly silenceMs: number;
}

/** `]`, the letter of the code's kind, one modifier. Source: ISO/IEC 15424, symbology identifiers. */
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/;

const DROPPED = new Set([0x09, 0x0a, 0x0d, 0x20]);
const FIRST_PRINTABLE = 0x21;
const LAST_PRINTABLE = 0x7e;

/**
 * Cuts scanner bytes into frames.
 *
 * Shape: `<prefix?> <AIM identifier?> <code bytes> <suffix>`; a frame may arrive in any number of chunks, a chunk
 * may hold any number of frames. Frames with nothing in them (the LF of a CR LF, say) yield nothing.
 * `lines` cuts at the suffix of the rules; here stands what a line does not know: its length, time and prefix.
 * Errors: `oversize`, said once, as soon as it is sure (bytes dropped up to the next suffix or silence);
 * `unprintable`.
 * Why: time is an argument, so the rule is tested without waiting. At most FRAME_BYTES_MAX bytes and one suffix are
 * held, whatever comes.
 * Source: interface section 5.
 */
export class Framer implements ScanReader {
  readonly #prefix: readonly number[];
  /** 0 where silence ends a frame. */
  readonly #suffixBytes: number;
  readonly #silenceMs: number;
  readonly #lines: Lines;
  /** The frame is lost: its bytes are dropped up to its end. */
  #overflown = false;
  /** The frame is lost because it began too early, and a pause ends it too. */
  #startedOver = false;
  #lastAtMs: Ms = 0;

  constructor(rules: FrameRules, lines: Lines = new HeldLines(bytesOf(rules.suffix ?? ''))) {
    this.#prefix = bytesOf(rules.prefix ?? '');
    this.#suffixBytes = rules.suffix?.length ?? 0;
    this.#silenceMs = rules.silenceMs;
    this.#lines = lines;
  }

  /** When `silence` is due, unless more bytes come; undefined while no silence can end anything. */
  get endsAtMs(): Ms | undefined {
    if (this.#suffixBytes > 0 || this.isEmpty) return undefined;
    return this.#lastAtMs + this.#silenceMs;
  }

  /** Takes bytes that came at `atMs`. A silence before them counts even if nobody called `silence`. */
  feed(bytes: Uint8Array, atMs: Ms): Scan[] {
    const scans = this.silence(atMs);
    if (this.#startedOver && atMs - this.#lastAtMs >= SCAN_POLICY.framePauseMs) this.forget();
    if (bytes.length > 0) this.#lastAtMs = atMs;
    for (let from = 0; from < bytes.length;) {
      const to = Math.min(bytes.length, from + this.#roomBytes);
      this.#take(bytes.subarray(from, to), scans);
      from = to;
    }
    return scans;
  }

  /** Says that it is `atMs` now; ends the frame if there is no suffix and the silence was long enough. */
  silence(atMs: Ms): Scan[] {
    const endsAtMs = this.endsAtMs;
    if (endsAtMs === undefined || atMs < endsAtMs) return [];
    const scan = this.#end([...this.#lines.open]);
    this.forget();
    return scan === undefined ? [] : [scan];
  }

  /** Nothing is held: the next byte begins a frame. */
  get isEmpty(): boolean {
    return this.#lines.open.length === 0 && !this.#overflown;
  }

  /** The time of the last byte of a frame that only its suffix can end. */
  get halfSinceMs(): Ms | undefined {
    if (this.#suffixBytes === 0 || this.#overflown) return undefined;
    return this.#lines.open.some((byte) => !DROPPED.has(byte)) ? this.#lastAtMs : undefined;
  }

  /**
   * Drops the half frame that is held, and what is still to come of it.
   *
   * Why not only what is held: the rest of the frame alone would look like a code of its own.
   */
  startOver(atMs: Ms): void {
    if (this.isEmpty || atMs - this.#lastAtMs >= SCAN_POLICY.framePauseMs) {
      this.forget();
      return;
    }
    this.#startedOver = true;
    this.#lose();
  }

  /** Drops what is held: after a loss of the scanner the rest of its frame never comes. */
  forget(): void {
    this.#lines.keepLast(0);
    this.#overflown = false;
    this.#startedOver = false;
  }

  /** How many bytes fit before it is sure that the frame is too long. Its last bytes may belong to a suffix. */
  get #roomBytes(): number {
    return FRAME_BYTES_MAX + Math.max(this.#suffixBytes, 1) - this.#lines.open.length;
  }

  #take(bytes: Uint8Array, scans: Scan[]): void {
    for (const line of this.#lines.take(bytes)) {
      const scan = this.#end(line);
      if (scan !== undefined) scans.push(scan);
    }
    if (this.#roomBytes > 0) return;
    if (!this.#overflown) scans.push({ kind: 'refused', why: 'oversize' });
    this.#lose();
  }

  /** Only what may be the beginning of the suffix is still of interest. */
  #lose(): void {
    this.#overflown = true;
    this.#lines.keepLast(this.#suffixBytes);
  }

  #end(line: Line): Scan | undefined {
    const overflown = this.#overflown;
    this.#overflown = false;
    this.#startedOver = false;
    if (overflown) return undefined;
    const scan = scanOf(withoutPrefix(line, this.#prefix));
    return scan.kind === 'frame' && scan.text === '' ? undefined : scan;
  }
}

/**
 * Applies the rules of scanner frames to a whole text that came another way, such as typed or over the API.
 *
 * Shape: counted in bytes of UTF-8. Unlike a frame, a text with nothing in it is answered: a frame with empty text.
 * Source: interface sections 3 (code by API goes the path of a scan) and 5.
 */
export function cleanText(text: string): Scan {
  // No character is less than a byte: a long text need not be encoded to be refused.
  if (text.length > FRAME_BYTES_MAX) return { kind: 'refused', why: 'oversize' };
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > FRAME_BYTES_MAX) return { kind: 'refused', why: 'oversize' };
  return scanOf([...bytes]);
}

/**
 * The rule of characters, for the bytes of one whole frame however they came.
 *
 * Shape: blanks are dropped, an AIM identifier in front is taken off and kept; anything but printable ASCII refuses it.
 * Source: interface section 5.
 */
export function scanOf(bytes: readonly number[]): Scan {
  const kept = bytes.filter((byte) => !DROPPED.has(byte));
  if (kept.some((byte) => byte < FIRST_PRINTABLE || byte > LAST_PRINTABLE)) {
    const signs = signsAround(String.fromCharCode(...kept));
    return { kind: 'refused', why: 'unprintable', ...(signs === undefined ? {} : { signs }) };
  }
  const text = String.fromCharCode(...kept);
  const aim = AIM_IDENTIFIER.exec(text)?.[0];
  return aim === undefined ? { kind: 'frame', text } : { kind: 'frame', text: text.slice(aim.length), aim };
}

/** The prefix may stand after droppable bytes: with the suffix CR, a CR LF leaves its LF in front of the next frame. */
function withoutPrefix(frame: readonly number[], prefix: readonly number[]): readonly number[] {
  if (prefix.length === 0) return frame;
  for (let from = 0; from < frame.length; from += 1) {
    if (prefix.every((byte, i) => frame[from + i] === byte)) return frame.slice(from + prefix.length);
    if (!DROPPED.has(frame[from] ?? 0)) break;
  }
  return frame;
}
