import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Scan, Scanner } from '../../src/scan/port.ts';
import { invariant } from '../../src/ground/result.ts';
import { Framer, type FrameRules } from '../../src/scan/frame.ts';

/** A scanner in the hand of the test. Frames end at CR unless told otherwise. */
export class FakeScanner implements Scanner {
  readonly name = 'fake scanner';
  readonly #clock: Clock;
  readonly #framer: Framer;
  #sink: Parameters<Scanner['start']>[0] | undefined;
  #plugged = true;
  #callOffSilence = () => {};

  constructor(clock: Clock, rules: FrameRules = { suffix: '\r', silenceMs: 50 }) {
    this.#clock = clock;
    this.#framer = new Framer(rules);
  }

  start(sink: Parameters<Scanner['start']>[0]): void {
    invariant(this.#sink === undefined, 'a scanner is started once until it is stopped');
    this.#sink = sink;
    sink.health(this.#health());
  }

  startOver(): void {
    this.#framer.startOver(this.#clock.nowMs());
  }

  stop(): Promise<void> {
    this.#sink = undefined;
    this.#callOffSilence();
    this.#framer.forget();
    return Promise.resolve();
  }

  /** Bytes come over the cable; a string stands for its characters as bytes. */
  sends(data: Uint8Array | string): void {
    if (!this.#plugged || this.#sink === undefined) return;
    this.#tell(this.#framer.feed(Buffer.from(data as string, 'latin1'), this.#clock.nowMs()));
    this.#callOffSilence();
    const endsAtMs = this.#framer.endsAtMs;
    if (endsAtMs === undefined) return;
    this.#callOffSilence = this.#clock.after(endsAtMs - this.#clock.nowMs(), () => {
      this.#tell(this.#framer.silence(this.#clock.nowMs()));
    });
  }

  /** The scanner tells this, whatever the bytes were. */
  scans(scan: Scan): void {
    this.#tell([scan]);
  }

  unplug(): void {
    this.#plugged = false;
    this.#callOffSilence();
    this.#framer.forget();
    this.#sink?.health(this.#health());
  }

  replug(): void {
    this.#plugged = true;
    this.#sink?.health(this.#health());
  }

  #tell(scans: readonly Scan[]): void {
    scans.forEach((scan) => this.#sink?.scanned(scan));
  }

  #health(): PartHealth {
    if (this.#plugged) return { status: 'ok' };
    return { status: 'down', reason: 'unplugged', why: 'unplugged: plug the scanner in again' };
  }
}
