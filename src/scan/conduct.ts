import type { PartHealth } from '../ground/ports.ts';
import type { Scan } from './port.ts';
import type { Ms } from '../ground/time.ts';
import { isCodeForm } from './code-rules.ts';
import { SCAN_POLICY } from '../config/scan-policy.ts';

const WELL: PartHealth = { status: 'ok' };
const BABBLES: PartHealth = {
  status: 'down',
  reason: 'babbles',
  why:
    'it sends without pause what is no code: unplug it and plug it in again; if that does not help, compare its ' +
    'settings with the config (npm start -- --scanner-setup)',
};
const ENDLESS: PartHealth = {
  status: 'down',
  reason: 'endless',
  why:
    'it sends, but never what ends a code: correct baudRate and suffix in the config, or have them found ' +
    '(npm start -- --scanner-setup)',
};

/**
 * Judges a scanner that is there by what it sends: babbling, or mute because no code of it ever ends.
 *
 * A babbling scanner is believed again after a calm, one without ends at its next whole frame.
 * Source: SCAN_POLICY, which says what is assumed.
 */
export class Conduct {
  /** Bytes are counted only where they come as a stream; reports are frames of their own. */
  readonly #countsBytes: boolean;
  #windowAtMs: Ms = -Infinity;
  #bytes = 0;
  #scans = 0;
  #babbledAtMs: Ms = -Infinity;
  #endless = false;

  constructor(countsBytes: boolean) {
    this.#countsBytes = countsBytes;
  }

  /** Takes what came at once and what became of it. */
  sent(bytes: number, scans: readonly Scan[], atMs: Ms): void {
    if (atMs - this.#windowAtMs >= SCAN_POLICY.babbleWindowMs) {
      this.#windowAtMs = atMs;
      this.#bytes = 0;
      this.#scans = 0;
    }
    const codes = scans.filter(isCode);
    const inCodes = codes.reduce((sum, code) => sum + code.text.length, 0);
    this.#scans += scans.length - codes.length;
    // A code's bytes came in earlier chunks as well.
    if (this.#countsBytes) this.#bytes = Math.max(0, this.#bytes + bytes - inCodes);
    if (scans.some((scan) => scan.kind === 'frame')) this.#endless = false;
    if (this.#bytes > SCAN_POLICY.babbleBytesMax || this.#scans > SCAN_POLICY.babbleScansMax) {
      this.#babbledAtMs = atMs;
    }
  }

  /** What is held has found no end for so long that none is to be expected. */
  foundNoEnd(): void {
    this.#endless = true;
  }

  /** How the scanner is at this time. */
  healthAt(atMs: Ms): PartHealth {
    if (this.isBabbling(atMs)) return BABBLES;
    return this.#endless ? ENDLESS : WELL;
  }

  isBabbling(atMs: Ms): boolean {
    return atMs - this.#babbledAtMs < SCAN_POLICY.calmMs;
  }

  /** The same scanner, plugged in again. */
  forget(): void {
    this.#babbledAtMs = -Infinity;
    this.#windowAtMs = -Infinity;
    this.#endless = false;
  }
}

function isCode(scan: Scan): scan is Extract<Scan, { kind: 'frame' }> {
  return scan.kind === 'frame' && isCodeForm(scan.text);
}
