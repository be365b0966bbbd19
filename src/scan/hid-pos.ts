import type { Scan } from './port.ts';
import type { Ms } from '../ground/time.ts';
import { FRAME_BYTES_MAX, scanOf } from './frame.ts';
import type { HidPosLayout } from './hid-layouts.ts';
import { SCAN_POLICY } from '../config/scan-policy.ts';
import type { ScanReader } from './reader.ts';

const UNREADABLE: Scan = { kind: 'refused', why: 'unprintable' };
const OVERSIZE: Scan = { kind: 'refused', why: 'oversize' };

/**
 * Puts the input reports of a HID POS scanner together to scans.
 *
 * Shape: one report, or several of which each but the last says that it is continued; `feed` takes one whole report.
 * Reports with another id (status, settings, trigger) yield nothing.
 * Errors: `unprintable` for a report that contradicts itself, `oversize` said once. At most FRAME_BYTES_MAX bytes are
 * held. A code whose next report does not come in time is given up: nothing is glued to it.
 * Source: HID Point of Sale Usage Tables 1.02, section 3.3; interface section 5.
 */
export class HidPosReader implements ScanReader {
  readonly endsAtMs = undefined;
  readonly #layout: HidPosLayout;
  #held: number[] = [];
  #aim: readonly number[] = [];
  /** Between a report that is continued and the one that ends its code. */
  #open = false;
  /** What is wrong with the open code: its reports are dropped up to its end. */
  #lost = false;
  #lastAtMs: Ms = 0;

  constructor(layout: HidPosLayout) {
    this.#layout = layout;
  }

  feed(report: Uint8Array, atMs: Ms): Scan[] {
    const { reportId, continued } = this.#layout;
    if (reportId !== 0 && report[0] !== reportId) return [];
    if (this.#open && atMs - this.#lastAtMs > SCAN_POLICY.continuedMsMax) this.forget();
    this.#lastAtMs = atMs;
    const first = !this.#open;
    const more = continued !== null && ((report[continued.at] ?? 0) & continued.mask) !== 0;
    const data = this.#dataOf(report, more);
    if (first) this.#aim = this.#layout.aimAt.map((at) => report[at] ?? 0);
    this.#open = more;
    const fault = this.#lost ? null : this.#hold(data);
    if (fault !== null) this.#lost = true;
    if (more) return fault === null ? [] : [fault];
    const scan = fault ?? (this.#lost ? null : this.#scan());
    this.forget();
    return scan === null ? [] : [scan];
  }

  silence(): Scan[] {
    return [];
  }

  get halfSinceMs(): undefined {
    return undefined;
  }

  startOver(atMs: Ms): void {
    if (this.#open && atMs - this.#lastAtMs <= SCAN_POLICY.continuedMsMax) this.#lost = true;
    else this.forget();
  }

  forget(): void {
    this.#held = [];
    this.#aim = [];
    this.#open = false;
    this.#lost = false;
  }

  /** The data of one report; null where its length cannot be, or where a report that goes on is not full. */
  #dataOf(report: Uint8Array, more: boolean): Uint8Array | null {
    const { lengthAt, dataAt, dataBytes } = this.#layout;
    const whole = report.subarray(dataAt, dataAt + dataBytes);
    if (lengthAt === null)
      return more ? whole : whole.subarray(0, whole.findLastIndex((byte) => byte !== 0) + 1);
    const length = report[lengthAt] ?? 0;
    if (length > whole.length || (more && length < dataBytes)) return null;
    return whole.subarray(0, length);
  }

  #hold(data: Uint8Array | null): Scan | null {
    if (data === null) return UNREADABLE;
    if (this.#held.length + data.length > FRAME_BYTES_MAX) return OVERSIZE;
    this.#held.push(...data);
    return null;
  }

  #scan(): Scan | null {
    const scan = scanOf(this.#held);
    if (scan.kind === 'refused') return scan;
    if (scan.text === '') return null;
    if (scan.aim !== undefined) return scan;
    // The same rule reads the identifier from its own place: nothing may be left over.
    const aim = scanOf(this.#aim);
    return aim.kind === 'frame' && aim.text === '' && aim.aim !== undefined
      ? { ...scan, aim: aim.aim }
      : scan;
  }
}
