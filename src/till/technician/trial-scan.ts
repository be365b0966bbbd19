import type { Clock } from '../../ground/ports.ts';
import type { Scan } from '../../scan/port.ts';
import { identify, type Routing } from '../../scan/classify.ts';
import type { ScanTrial } from '../../contract/technician-commands.ts';

/** How long a trial waits for a scan. */
export const TRIAL_WAIT_MS = 45_000;

/**
 * Takes the next scan for a technician instead of for a sale.
 *
 * Nothing is kept of it but its masked form, which goes into the answer. A sale that waits for a code comes first: the
 * trial then ends, and the scan is the sale's.
 */
export class TrialScan {
  readonly #clock: Clock;
  readonly #routing: Routing;
  readonly #isSaleOpen: () => boolean;
  #end: ((trial: ScanTrial) => void) | null = null;
  #lent: ((text: string) => void) | null = null;

  constructor(clock: Clock, routing: Routing, isSaleOpen: () => boolean) {
    this.#clock = clock;
    this.#routing = routing;
    this.#isSaleOpen = isSaleOpen;
  }

  /** Waits for the next scan; a trial that was begun before ends with nothing. */
  next(): Promise<ScanTrial> {
    this.#end?.({ came: 'nothing' });
    return new Promise((resolve) => {
      const callOff = this.#clock.after(TRIAL_WAIT_MS, () => this.#end?.({ came: 'nothing' }));
      this.#end = (trial) => {
        callOff();
        this.#end = null;
        resolve(trial);
      };
    });
  }

  /**
   * Lends the scanners to somebody who asks for one code after the other; null takes them back.
   *
   * The text goes to `take` alone: it is the code of an acceptance case, and stays in memory as every code does.
   */
  lend(take: ((text: string) => void) | null): void {
    this.#lent = take;
  }

  /** Offers a scan; true where a trial took it, so that nothing else may. */
  takes(scan: Scan, device: string, tookMs: number | undefined): boolean {
    if (this.#lent !== null && !this.#isSaleOpen() && scan.kind !== 'refused') {
      this.#lent(scan.text);
      return true;
    }
    if (this.#end === null) return false;
    if (this.#isSaleOpen()) {
      this.#end({ came: 'sale' });
      return false;
    }
    this.#end({ ...this.#toldOf(scan), device, ...(tookMs === undefined ? {} : { tookMs }) });
    return true;
  }

  #toldOf(scan: Scan): ScanTrial {
    if (scan.kind === 'refused') {
      return { came: 'unreadable', say: UNREADABLE[scan.why] };
    }
    const { family, route, masked, say } = identify(scan.text, this.#routing);
    return {
      came: 'code',
      family,
      route,
      masked,
      ...(scan.aim === undefined ? {} : { aim: scan.aim }),
      ...(say === undefined ? {} : { say }),
    };
  }
}

const MISFIT = 'The settings of the scanner do not fit the config. Set the scanner up.';
const UNREADABLE: Readonly<Record<Extract<Scan, { kind: 'refused' }>['why'], string>> = {
  oversize: 'It is longer than any payment code.',
  unprintable: 'It has characters that no payment code has.',
  misread: MISFIT,
  misfit: MISFIT,
};
