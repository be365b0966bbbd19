import type { ScannerConfig } from '../../src/config.ts';
import type { Clock, PartHealth, Scan, Scanner } from '../../src/ports.ts';
import { invariant } from '../../src/result.ts';
import { Framer } from '../../src/scan/frame.ts';
import { findSerialLine, openSerialLine, type SerialFault, type SerialLine } from '../serial-port.ts';

/** The config of a scanner on a serial line. */
export type SerialScannerConfig = Extract<ScannerConfig, { kind: 'serial' }>;

/**
 * How often a scanner that is away is looked for.
 *
 * Source: interface section 5: ready again within 2 s; a quarter of it, as opening takes time too.
 */
export const REOPEN_EVERY_MS = 500;

type Sink = Parameters<Scanner['start']>[0];

/** A scanner on a serial line, or on USB as one (CDC ACM). */
export function serialScanner(config: SerialScannerConfig, clock: Clock): Scanner {
  const name = `serial ${placeOf(config)}`;
  let watch: Watch | undefined;
  return {
    name,
    start(sink) {
      invariant(watch === undefined, 'a scanner is started once until it is stopped');
      watch = new Watch(config, clock, sink);
    },
    async stop() {
      await watch?.stop();
      watch = undefined;
    },
  };
}

/** The time from start to stop: opens the line, and again after each loss. */
class Watch {
  readonly #config: SerialScannerConfig;
  readonly #clock: Clock;
  readonly #sink: Sink;
  readonly #framer: Framer;
  #line: SerialLine | undefined;
  #opening: Promise<void>;
  #stopped = false;
  #said: PartHealth | undefined;
  #callOffReopen = () => {};
  #callOffSilence = () => {};

  constructor(config: SerialScannerConfig, clock: Clock, sink: Sink) {
    this.#config = config;
    this.#clock = clock;
    this.#sink = sink;
    this.#framer = new Framer(config);
    this.#opening = this.#open();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOffReopen();
    this.#callOffSilence();
    await this.#opening;
    await this.#line?.close();
  }

  async #open(): Promise<void> {
    const path = this.#config.path;
    const found = path === undefined ? await this.#find() : path;
    if (this.#stopped || found === undefined) return;
    let lost: string | undefined;
    const opened = await openSerialLine(settingsOf(this.#config, found), {
      data: (bytes) => this.#bytes(bytes),
      lost: (why) => {
        lost = why;
        this.#lost(found, why);
      },
    });
    if (!opened.ok) {
      this.#down(`${found} ${whatIsWrong(opened.error)}`);
      return;
    }
    this.#line = opened.value;
    if (lost === undefined) this.#say({ status: 'ok' });
  }

  async #find(): Promise<string | undefined> {
    const found = await findSerialLine({
      vendorId: this.#config.vendorId,
      productId: this.#config.productId,
    });
    if (found.ok) return found.value;
    this.#down(
      found.error.kind === 'missing'
        ? `no serial device ${placeOf(this.#config)} is there: plug the scanner in, or correct vendorId and productId in the config`
        : found.error.why,
    );
    return undefined;
  }

  #bytes(bytes: Uint8Array): void {
    this.#tell(this.#framer.feed(bytes, this.#clock.nowMs()));
    this.#awaitSilence();
  }

  #awaitSilence(): void {
    this.#callOffSilence();
    const endsAtMs = this.#framer.endsAtMs;
    if (endsAtMs === undefined || this.#stopped) return;
    this.#callOffSilence = this.#clock.after(Math.max(1, endsAtMs - this.#clock.nowMs()), () => {
      this.#tell(this.#framer.silence(this.#clock.nowMs()));
      // A timer may fire a little early; then the frame is still there and is waited for again.
      this.#awaitSilence();
    });
  }

  #lost(path: string, why: string): void {
    this.#callOffSilence();
    this.#framer.forget();
    this.#line = undefined;
    this.#down(`${path} was lost (${why}): plug the scanner in again`);
  }

  #down(why: string): void {
    this.#say({ status: 'down', why });
    if (this.#stopped) return;
    this.#callOffReopen = this.#clock.after(REOPEN_EVERY_MS, () => {
      this.#opening = this.#open();
    });
  }

  #tell(scans: readonly Scan[]): void {
    for (const scan of scans) {
      if (!this.#stopped) this.#sink.scanned(scan);
    }
  }

  #say(health: PartHealth): void {
    if (this.#stopped || (this.#said?.status === health.status && this.#said.why === health.why)) return;
    this.#said = health;
    this.#sink.health(health);
  }
}

function settingsOf(config: SerialScannerConfig, path: string) {
  const { baudRate, dataBits, parity, stopBits } = config;
  return { path, baudRate, dataBits, parity, stopBits };
}

function placeOf(config: SerialScannerConfig): string {
  if (config.path !== undefined) return config.path;
  const hex = (id: number | undefined) =>
    id === undefined ? '(any product)' : id.toString(16).padStart(4, '0');
  return `${hex(config.vendorId)}:${hex(config.productId)}`;
}

function whatIsWrong(fault: SerialFault): string {
  switch (fault.kind) {
    case 'missing':
      return 'is not there: plug the scanner in, or correct its path in the config';
    case 'forbidden':
      return 'may not be opened by this user: add the user to the group that owns it (often dialout), and log in again';
    case 'busy':
      return 'is held by another program: close that program';
    case 'failed':
      return `cannot be opened (${fault.why}): unplug the scanner and plug it in again, or correct its settings in the config`;
  }
}
