import type { PrinterConfig } from '../config/config.ts';
import { printerName, standInsOf } from '../config/printer-names.ts';
import type { PaperName, PrintedOn } from '../payment/receipt-state.ts';
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
  readonly started: (saleId: string, copy: PaperName, on: PrintedOn) => void;
  readonly ended: (saleId: string, copy: PaperName, outcome: PrintOutcome) => void;
  /** Whether a printer can print; undefined where it was not tried yet. */
  readonly isOk: (printer: string) => boolean | undefined;
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

/** A printer, and those that stand in for it. */
interface Desk {
  readonly first: ConnectedPrinter;
  readonly standIns: readonly ConnectedPrinter[];
}

/**
 * Brings receipts to paper, one at a time for each printer; a copy goes to the first printer that prints such copies.
 *
 * While that one is down, a printer that stands in for it (`insteadOf`) takes the copies that wait. Only those: what may
 * have left for the first is unknown, and no other printer gets it unmarked.
 */
export class Press {
  readonly #parts: PressParts;
  readonly #waiting = new Map<Printer, PressJob[]>();
  readonly #busy = new Set<Printer>();
  /** Jobs that are on their way to paper: what is asked for meanwhile is a paper of its own. */
  readonly #leaving = new Set<PressJob>();
  /** Of those, the ones in whose place another was asked for: their outcome is nobody's any more. */
  readonly #superseded = new Set<PressJob>();
  /** Ends the wait before the next try, by the printer's name. */
  readonly #endWait = new Map<string, () => void>();
  #stopped = false;

  constructor(parts: PressParts) {
    this.#parts = parts;
  }

  /** Takes a copy that is to be printed; `printer`: on that one, as a person chose. */
  print(saleId: string, copy: PaperName, printer: string | null = null): void {
    const to = this.#firstFor(copy, printer);
    if (to === undefined) {
      this.#parts.ended(saleId, copy, {
        kind: 'notPrinted',
        why: 'No printer of this till prints it.',
        again: false,
      });
      return;
    }
    const isOfCopy = (job: PressJob): boolean => job.saleId === saleId && job.copy === copy;
    const isSame = (job: PressJob): boolean => isOfCopy(job) && !this.#leaving.has(job);
    for (const job of this.#leaving) if (isOfCopy(job)) this.#superseded.add(job);
    // A receipt that still waits when its sale is voided is printed once, as the void's.
    if (this.#jobsOf(to.printer).some(isSame)) return;
    // It waited for another printer until a person chose this one.
    for (const [other, jobs] of this.#waiting)
      this.#waiting.set(
        other,
        jobs.filter((job) => !isSame(job)),
      );
    const sinceMs = Math.min(this.#parts.clock.nowMs(), this.#parts.waitingSinceMs(saleId, copy) ?? Infinity);
    this.#waiting.set(to.printer, [...this.#jobsOf(to.printer), { saleId, copy, sinceMs }]);
    void this.#work({ first: to, standIns: standInsFor(this.#parts.printers, to) });
  }

  /** The printer can be reached again: the copy that waits for it goes out at once, the others after it. */
  woke(printer: string): void {
    this.#endWait.get(printer)?.();
    for (const first of this.#parts.printers) {
      const standsIn = standInsFor(this.#parts.printers, first).some((each) => each.printer.name === printer);
      if (standsIn) this.#endWait.get(first.printer.name)?.();
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** The printer that a person chose, else the first that prints such copies; one that only stands in comes last. */
  #firstFor(copy: PaperName, chosen: string | null): ConnectedPrinter | undefined {
    const { printers } = this.#parts;
    const named = printers.find(({ printer }) => printer.name === chosen);
    const fit = printers.filter(({ config }) => config.copies.includes(printedAs(copy)));
    return named ?? fit.find(({ config }) => config.insteadOf === undefined) ?? fit[0];
  }

  async #work(desk: Desk): Promise<void> {
    const { printer } = desk.first;
    if (this.#busy.has(printer)) return;
    this.#busy.add(printer);
    let job = this.#jobsOf(printer)[0];
    while (job !== undefined && !this.#stopped) {
      const again = await this.#one(desk, job);
      if (again) await this.#patience(printer.name);
      else this.#drop(printer, job);
      job = this.#jobsOf(printer)[0];
    }
    this.#busy.delete(printer);
  }

  #jobsOf(printer: Printer): readonly PressJob[] {
    return this.#waiting.get(printer) ?? [];
  }

  #drop(printer: Printer, job: PressJob): void {
    this.#waiting.set(
      printer,
      this.#jobsOf(printer).filter((each) => each !== job),
    );
  }

  /** Tries one job; true where it is to be tried again later. */
  async #one(desk: Desk, job: PressJob): Promise<boolean> {
    const { saleId, copy } = job;
    if (this.#parts.waitingSinceMs(saleId, copy) === null) return false;
    if (this.#parts.clock.nowMs() - job.sinceMs > RECEIPT_WAITS_MAX_MS) {
      this.#parts.ended(saleId, copy, { kind: 'notPrinted', why: WAITED_TOO_LONG, again: false });
      return false;
    }
    const tried: ConnectedPrinter[] = [];
    for (let to = this.#ready(desk, tried); to !== undefined; to = this.#ready(desk, tried)) {
      const outcome = await this.#printOn(to, desk, job);
      if (outcome === null) return false;
      this.#parts.ended(saleId, copy, outcome);
      if (outcome.kind !== 'notPrinted' || !outcome.again) return false;
      // Surely nothing of it is on paper: another printer may have it.
      tried.push(to);
    }
    return true;
  }

  /**
   * The printer that takes the next copy now; undefined where none can.
   *
   * A printer that is known to be away is not asked, so that the journal does not fill with vain tries. Nobody stands in
   * for one that was not tried yet.
   */
  #ready({ first, standIns }: Desk, tried: readonly ConnectedPrinter[]): ConnectedPrinter | undefined {
    const isOk = ({ printer }: ConnectedPrinter): boolean | undefined => this.#parts.isOk(printer.name);
    if (isOk(first) === undefined) return undefined;
    // One that refused a copy and says that it is well is tried again later, and nobody stands in for it.
    if (isOk(first) === true) return tried.includes(first) ? undefined : first;
    return standIns.find((each) => isOk(each) === true && !tried.includes(each));
  }

  /** Prints one job; null where the till ends meanwhile, or another job was asked for in its place. */
  async #printOn(to: ConnectedPrinter, { first }: Desk, job: PressJob): Promise<PrintOutcome | null> {
    const { saleId, copy } = job;
    const bytes = this.#parts.bytesOf(saleId, copy, to.config);
    if (!bytes.ok) return { kind: 'notPrinted', why: bytes.error, again: false };
    const insteadOf = to === first ? null : first.printer.name;
    this.#parts.started(saleId, copy, { printer: to.printer.name, insteadOf });
    this.#leaving.add(job);
    const outcome = await to.printer.print(bytes.value);
    this.#leaving.delete(job);
    const isSuperseded = this.#superseded.delete(job);
    // The process is going down: what it would say now is said by the next start, as `unknown`.
    return this.#stopped || isSuperseded ? null : outcome;
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

/** The printers that stand in for one, nearest first. */
export function standInsFor(
  printers: readonly ConnectedPrinter[],
  first: ConnectedPrinter,
): readonly ConnectedPrinter[] {
  const named = printers.map((each) => ({
    each,
    name: printerName(each.config),
    insteadOf: each.config.insteadOf,
  }));
  return standInsOf(named, printerName(first.config)).map(({ each }) => each);
}
