import type { ScannerConfig } from '../src/config/config.ts';
import type { Handlers } from '../src/contract/contract.ts';
import type { Clock, PartHealth } from '../src/ground/ports.ts';
import type { Scan, Scanner, ScannerSink } from '../src/scan/port.ts';
import { refuse } from '../src/contract/problems.ts';
import { ok } from '../src/ground/result.ts';
import { withMisfits } from '../src/scan/misfit.ts';
import { WindowScanner } from '../src/scan/window-scanner.ts';
import { openScanners } from '../drivers/scanner/open.ts';

/** What the scanners tell, each by its name. */
export interface ScannersSink {
  scanned(scan: Scan, scanner: string, tookMs: number | undefined): void;
  health(scanner: string, health: PartHealth): void;
}

/** A scanner that types into the window; `twin` is the one that reads the same device directly, where there is one. */
interface Typing {
  readonly window: WindowScanner;
  readonly twin: string | null;
}

/**
 * The scanners of a till: those with a device of their own, and those that type into the till's window.
 *
 * A keyboard scanner that the config names by its numbers is read directly; its keys in the window count only while
 * that cannot be.
 */
export class TillScanners {
  readonly #devices: readonly Scanner[];
  /** What ends a code of a device, by its config. */
  readonly #suffixOf = new Map<Scanner, string | undefined>();
  readonly #typing: readonly Typing[];
  readonly #sink: ScannersSink;
  readonly #down = new Set<string>();

  constructor(configs: readonly ScannerConfig[], clock: Clock, hasWindow: boolean, sink: ScannersSink) {
    const isTyping = (config: ScannerConfig): boolean =>
      hasWindow && config.kind === 'keyboard' && config.vendorId === undefined;
    const direct = configs.filter((config) => !isTyping(config));
    this.#devices = openScanners(direct, clock);
    for (const [index, device] of this.#devices.entries())
      this.#suffixOf.set(device, suffixOf(direct[index]));
    this.#typing = configs.flatMap((config): Typing[] => {
      if (!hasWindow || config.kind !== 'keyboard') return [];
      const twin = this.#devices[direct.indexOf(config)]?.name ?? null;
      return [{ window: new WindowScanner(clock, config), twin }];
    });
    this.#sink = sink;
  }

  start(): void {
    for (const scanner of this.#devices) this.#start(scanner, (health) => this.#heard(scanner.name, health));
    for (const { window, twin } of this.#typing)
      this.#start(window, (health) => (twin === null ? this.#sink.health(window.name, health) : undefined));
  }

  /** Only what is scanned from now on counts. */
  startOver(): void {
    for (const scanner of this.#all()) scanner.startOver();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all().map((scanner) => scanner.stop()));
  }

  /** Takes keys of the till's window. */
  readonly handler: Handlers['hearKeys'] = ({ body: { keys } }) => {
    if (this.#typing.length === 0) return Promise.resolve(NONE_TYPES);
    const typing = this.#typing.find(({ twin }) => twin === null || this.#down.has(twin));
    // Without one, all of them are read directly: the scan comes from there.
    return Promise.resolve(ok({ read: typing?.window.hear(keys) ?? true }));
  };

  #all(): Scanner[] {
    return [...this.#devices, ...this.#typing.map(({ window }) => window)];
  }

  #start(scanner: Scanner, health: (health: PartHealth) => void): void {
    const sink: ScannerSink = {
      scanned: (scan, tookMs) => this.#sink.scanned(scan, scanner.name, tookMs),
      health,
    };
    scanner.start(withMisfits(sink, this.#suffixOf.get(scanner)));
  }

  #heard(name: string, health: PartHealth): void {
    // One whose settings do not fit is read all the same: its keys in the window would come twice.
    if (health.status === 'down' && health.reason !== 'misfit') this.#down.add(name);
    else this.#down.delete(name);
    this.#sink.health(name, health);
  }
}

/** What ends a code by the config; undefined where silence or the report does. */
function suffixOf(config: ScannerConfig | undefined): string | undefined {
  if (config?.kind === 'keyboard') return config.suffix ?? '\r';
  return config?.kind === 'serial' ? config.suffix : undefined;
}

const NONE_TYPES = refuse({
  slug: 'not-available',
  detail: 'No scanner of this till types into its window.',
  why: 'noWindowScanner',
});
