import type { Clock } from '../ground/ports.ts';
import type { Scan, Scanner } from './port.ts';
import type { Ms } from '../ground/time.ts';
import { MODIFIER } from './key-codes.ts';
import { keyAt } from './key-places.ts';
import { KeyboardReader, type KeyboardRules } from './keyboard.ts';
import { BOOT_KEYBOARD } from './keys.ts';
import { SCAN_POLICY } from '../config/scan-policy.ts';

/** A key that went down in the till's own window, by its place. */
export interface PressedKey {
  /** As the browser names the place: `KeyA`, `Digit1`. */
  readonly code: string;
  readonly shift?: boolean | undefined;
  readonly control?: boolean | undefined;
  readonly alt?: boolean | undefined;
  /** By the window's own clock: only differences count. */
  readonly atMs: number;
}

const LEFT = 0x0f;
/** A key that stands for no character: it makes the frame unprintable instead of a shorter one. */
const NO_KEY = 0x01;

/**
 * A scanner that is a keyboard and types into the till's window.
 *
 * Its keys are read by their place and judged by the very rules of a keyboard that is read directly: what is typed for
 * a wrong layout on this machine is read right, and what comes at a person's pace is dropped.
 */
export class WindowScanner implements Scanner {
  readonly name = 'keyboard (window)';
  readonly #clock: Clock;
  readonly #reader: KeyboardReader;
  #sink: Parameters<Scanner['start']>[0] | undefined;
  #startedOverAtMs: Ms | null = null;
  #lastAtMs: Ms = -Infinity;
  #fromMs: Ms = 0;
  /** What the window's clock lacks to the till's, and the last key by it. */
  #offsetMs: Ms = 0;
  #lastOfWindowMs = Infinity;

  constructor(clock: Clock, rules: KeyboardRules) {
    this.#clock = clock;
    this.#reader = new KeyboardReader(BOOT_KEYBOARD, rules);
  }

  start(sink: Parameters<Scanner['start']>[0]): void {
    this.#sink = sink;
    sink.health({ status: 'ok' });
  }

  /** Keys that were pressed before now are told later: they are known by their time. */
  startOver(): void {
    this.#startedOverAtMs = this.#clock.nowMs();
  }

  stop(): Promise<void> {
    this.#sink = undefined;
    this.#reader.forget();
    return Promise.resolve();
  }

  /**
   * Takes keys as the window tells of them: all together, in their order, a moment after the last of them.
   *
   * Answers whether a scan came of them.
   */
  hear(keys: readonly PressedKey[]): boolean {
    const [first, last] = [keys[0], keys.at(-1)];
    if (first === undefined || last === undefined || this.#sink === undefined) return false;
    const sinceMs = first.atMs - this.#lastOfWindowMs;
    // The rest of a scan that was told in parts came when its own times say: a busy machine tells it late.
    const goesOn = sinceMs >= 0 && sinceMs < SCAN_POLICY.framePauseMs;
    if (!goesOn) this.#offsetMs = this.#clock.nowMs() - last.atMs;
    this.#lastOfWindowMs = last.atMs;
    let isRead = false;
    for (const key of keys) {
      const atMs = key.atMs + this.#offsetMs;
      if (this.#startedOverAtMs !== null && atMs >= this.#startedOverAtMs) {
        this.#reader.startOver(this.#startedOverAtMs);
        this.#startedOverAtMs = null;
      }
      isRead = this.#press(key, atMs) || isRead;
    }
    return isRead;
  }

  #press(key: PressedKey, atMs: Ms): boolean {
    // A window that was opened anew, or told late, must not make time run backwards.
    const nowMs = Math.max(atMs, this.#lastAtMs);
    if (nowMs - this.#lastAtMs > PAUSE_MS) this.#fromMs = nowMs;
    this.#lastAtMs = nowMs;
    const modifiers =
      (key.shift === true ? MODIFIER.shift & LEFT : 0) |
      (key.control === true ? MODIFIER.control & LEFT : 0) |
      (key.alt === true ? MODIFIER.alt & LEFT : 0);
    const report = (usage: number) => Uint8Array.of(modifiers, 0, usage, 0, 0, 0, 0, 0);
    const scans = [
      ...this.#reader.feed(report(keyAt(key.code) ?? NO_KEY), nowMs),
      ...this.#reader.feed(report(0), nowMs),
    ];
    this.#tell(scans);
    return scans.length > 0;
  }

  #tell(scans: readonly Scan[]): void {
    for (const scan of scans) this.#sink?.scanned(scan, this.#lastAtMs - this.#fromMs);
  }
}

/** After a pause this long, what comes is another scan, as far as its speed is told. Assumed. */
const PAUSE_MS = 500;
