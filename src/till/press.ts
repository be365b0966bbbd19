import type { PrinterConfig } from '../config/config.ts';
import type { PaperName } from '../payment/state.ts';
import { printedAs } from '../receipt/paper-name.ts';
import type { Clock } from '../ground/ports.ts';
import type { Printer } from '../receipt/port.ts';
import type { PrintOutcome } from '../payment/answers.ts';
import type { Result } from '../ground/result.ts';
import type { Ms } from '../ground/time.ts';

/** A printer with what the config says of it. */
export interface ConnectedPrinter {
  readonly printer: Printer;
  readonly config: PrinterConfig;
}

export interface PressParts {
  readonly printers: readonly ConnectedPrinter[];
  readonly clock: Clock;
  /** The bytes of a copy as it is to be printed now; an error in words where the printer has no glyphs for it. */
  readonly bytesOf: (saleId: string, copy: PaperName, printer: PrinterConfig) => Result<Uint8Array, string>;
  readonly started: (saleId: string, copy: PaperName) => void;
  readonly ended: (saleId: string, copy: PaperName, outcome: PrintOutcome) => void;
  readonly isOk: (printer: string) => boolean;
  /** Since when a copy waits, as the journal has it; null where it is not to be printed any more. */
  readonly waitingSinceMs: (saleId: string, copy: PaperName) => Ms | null;
}

/** How often a printer that cannot be reached is tried again. Source: interface section 2. */
const PRINTER_RETRY_MS = 5000;

/**
 * How long a copy may wait for a printer. Assumed: by then the customer has gone, and paper that comes out by itself,
 * at the next day's start perhaps, would be taken for another sale's.
 */
export const RECEIPT_WAITS_MAX_MS = 30 * 60_000;

const WAITED_TOO_LONG =
  'It waited for a printer for too long and was not printed by itself. Print it from the list of sales if it is still wanted.';

/** A copy on its way to paper. */
interface PressJob {
  readonly saleId: string;
  readonly copy: PaperName;
  readonly sinceMs: Ms;
}

/** Brings receipts to paper, one at a time for each printer; a copy goes to the first printer that prints such copies. */
export class Press {
  readonly #parts: PressParts;
  readonly #waiting = new Map<Printer, PressJob[]>();
  readonly #busy = new Set<Printer>();
  /** Jobs that are on their way to paper: what is asked for meanwhile is a paper of its own. */
  readonly #leaving = new Set<PressJob>();
  /** Ends the wait before the next try, by the printer's name. */
  readonly #endWait = new Map<string, () => void>();
  #stopped = false;

  constructor(parts: PressParts) {
    this.#parts = parts;
  }

  /** Takes a copy that is to be printed. */
  print(saleId: string, copy: PaperName): void {
    const to = this.#parts.printers.find(({ config }) => config.copies.includes(printedAs(copy)));
    if (to === undefined) {
      this.#parts.ended(saleId, copy, {
        kind: 'notPrinted',
        why: 'No printer of this till prints it.',
        again: false,
      });
      return;
    }
    const waiting = this.#waiting.get(to.printer) ?? [];
    // A receipt that still waits when its sale is voided is printed once, as the void's.
    const isAsked = waiting.some(
      (job) => job.saleId === saleId && job.copy === copy && !this.#leaving.has(job),
    );
    if (isAsked) return;
    const sinceMs = Math.min(this.#parts.clock.nowMs(), this.#parts.waitingSinceMs(saleId, copy) ?? Infinity);
    this.#waiting.set(to.printer, [...waiting, { saleId, copy, sinceMs }]);
    void this.#work(to);
  }

  /** The printer can be reached again: the copy that waits for it goes out at once, the others after it. */
  woke(printer: string): void {
    this.#endWait.get(printer)?.();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #work(to: ConnectedPrinter): Promise<void> {
    if (this.#busy.has(to.printer)) return;
    this.#busy.add(to.printer);
    let job = this.#next(to.printer);
    while (job !== undefined && !this.#stopped) {
      const again = await this.#one(to, job);
      if (again) {
        await this.#patience(to.printer.name);
      } else {
        this.#waiting.get(to.printer)?.shift();
      }
      job = this.#next(to.printer);
    }
    this.#busy.delete(to.printer);
  }

  #next(printer: Printer): PressJob | undefined {
    return this.#waiting.get(printer)?.[0];
  }

  /** Tries one job; true where it is to be tried again later. */
  async #one(to: ConnectedPrinter, job: PressJob): Promise<boolean> {
    const { saleId, copy } = job;
    if (this.#parts.waitingSinceMs(saleId, copy) === null) return false;
    if (this.#parts.clock.nowMs() - job.sinceMs > RECEIPT_WAITS_MAX_MS) {
      this.#parts.ended(saleId, copy, { kind: 'notPrinted', why: WAITED_TOO_LONG, again: false });
      return false;
    }
    // A printer that is known to be away is not asked, so that the journal does not fill with vain tries.
    if (!this.#parts.isOk(to.printer.name)) return true;
    const bytes = this.#parts.bytesOf(saleId, copy, to.config);
    if (!bytes.ok) {
      this.#parts.ended(saleId, copy, { kind: 'notPrinted', why: bytes.error, again: false });
      return false;
    }
    this.#parts.started(saleId, copy);
    this.#leaving.add(job);
    const outcome = await to.printer.print(bytes.value);
    this.#leaving.delete(job);
    // The process is going down: what it would say now is said by the next start, as `unknown`.
    if (this.#stopped) return false;
    this.#parts.ended(saleId, copy, outcome);
    return outcome.kind === 'notPrinted' && outcome.again;
  }

  #patience(printer: string): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        callOff();
        this.#endWait.delete(printer);
        resolve();
      };
      const callOff = this.#parts.clock.after(PRINTER_RETRY_MS, end);
      this.#endWait.set(printer, end);
    });
  }
}
