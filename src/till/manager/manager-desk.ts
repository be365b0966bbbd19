import type { Config, PrinterConfig } from '../../config/config.ts';
import type { AnswerOf, Handlers, InputOf, ReplyOf } from '../../contract/contract.ts';
import { printedView } from '../printed-view.ts';
import { NO_SUCH_SALE, refusePaper } from '../refusals.ts';
import { keptTotals } from '../../journal/moved.ts';
import { storyOf } from './story.ts';
import type { PrintOutcome } from '../../payment/answers.ts';
import type { Clock } from '../../ground/ports.ts';
import type { JournalReads } from '../../journal/port.ts';
import { cancellableMsMax } from '../../payment/void.ts';
import { refuse, type Problem } from '../../contract/problems.ts';
import type { Receipt } from '../../receipt/document.ts';
import type { NoPaper } from '../../receipt/no-paper.ts';
import { unrealOf } from '../../receipt/unreal.ts';
import type { PaperFormat } from '../../receipt/papers.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import type { Screen } from '../screen.ts';
import type { Ms } from '../../ground/time.ts';
import type { Terminal } from '../terminal.ts';
import type { ManagerCommand } from '../../contract/manager-commands.ts';
import { clockOffMs } from '../clock-health.ts';
import { csvOfReport, paperOfReport } from './day-papers.ts';
import { closedDays, dayNow, isJustClosed, viewOfReport } from './day.ts';
import { salesReport } from './sales-report.ts';
import { dayText } from '../../journal/day-signature.ts';
import { reportOf, type DayClosed, type DayReport } from '../../journal/day-closed.ts';
import { decidedView, type Decisions } from './decisions.ts';
import type { RefundDesk } from './refund-desk.ts';

export interface ManagerDeskParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly journal: JournalReads;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly refunds: RefundDesk;
  readonly decisions: Decisions;
  readonly training: boolean;
  readonly papers: {
    made<T>(make: () => T): Result<T, NoPaper>;
    textOf(paper: Receipt): Result<string, NoPaper>;
    fileOf(paper: Receipt, format: PaperFormat): Result<Uint8Array, NoPaper>;
    bytesOf(paper: Receipt, printer: PrinterConfig): Result<Uint8Array, string>;
  };
  /** Prints on the printer of the merchant's copies, as soon as it is free; null where there is none. */
  readonly print: ReportPrinter | null;
  /** Signs a close with the till's own key. */
  readonly sign: (text: string) => string;
}

/** Prints what is made for the printer that it goes to. */
export type ReportPrinter = (
  bytesOf: (printer: PrinterConfig) => Result<Uint8Array, string>,
) => Promise<PrintOutcome>;

type Format = InputOf<'readXPaper'>['query']['format'];

/** How long the looks of one close may take. Ours: hundreds of payments, two at a time, beside the running sale. */
const LOOKS_LAST_MS = 15 * 60_000;

/** What a shop's manager may ask of the till: refunds, a sale's story, and the day's end. */
export class ManagerDesk {
  readonly #parts: ManagerDeskParts;

  constructor(parts: ManagerDeskParts) {
    this.#parts = parts;
  }

  handlers(): Pick<Handlers, ManagerCommand> {
    const { config, journal, refunds } = this.#parts;
    const { timeZone } = config.terminal;
    return {
      requestRefund: (input) => refunds.request(input),
      acceptSale: (input) => this.#accept(input),
      readRefund: (input) => answer(refunds.read(input.params.refundRequestId)),
      readStory: (input) => answer(this.#story(input.params.saleId)),
      listManagers: () => answer(ok(config.managers.map(({ id, name }) => ({ id, name })))),
      readX: () => answer(ok(viewOfReport('X', this.#now(), timeZone))),
      readXPaper: ({ query }) => answer(this.#paper('X', this.#now(), query.format)),
      printX: () => this.#print('X', this.#now(), false),
      closeDay: ({ body, idempotencyKey }) => answer(this.#closeOnce(body?.again === true, idempotencyKey)),
      listZ: ({ query }) => answer(ok(closedDays(journal, query, timeZone))),
      readSalesReport: ({ query }) => answer(ok(salesReport(journal, query, timeZone))),
      readZ: ({ params }) =>
        answer(this.#withZ(params.number, (report) => ok(viewOfReport('Z', report, timeZone)))),
      readZPaper: ({ params, query }) =>
        answer(this.#withZ(params.number, (report) => this.#paper('Z', report, query.format))),
      printZ: ({ params }) => {
        const report = this.#closed(Number(params.number));
        return report === null ? answer(NO_SUCH_DAY) : this.#print('Z', report, true);
      },
    };
  }

  async #accept({ params, body }: InputOf<'acceptSale'>): Promise<AnswerOf<'acceptSale'>> {
    const { decisions, screen, terminal } = this.#parts;
    const sale = terminal.book.sale(params.saleId);
    if (sale === undefined) return NO_SUCH_SALE;
    const decided = await decisions.decide(sale, body, 'accept');
    return decided.ok ? ok(decidedView(screen, decided.value)) : decided;
  }

  #now(): DayReport {
    const { clock, config, journal, terminal } = this.#parts;
    const stage = unrealOf({ gateways: config.gateways, training: false }) === null ? 'live' : 'test';
    return { ...dayNow(journal, terminal.book, clock.nowMs()), stage };
  }

  /** Closes the day, unless this request has closed one, or may be the second press of one key. */
  #closeOnce(again: boolean, idempotencyKey: string | undefined): AnswerOf<'closeDay'> {
    const { config, screen } = this.#parts;
    const named =
      idempotencyKey === undefined ? null : this.#dayOf((day) => day.idempotencyKey === idempotencyKey);
    if (named !== null) return ok(viewOfReport('Z', reportOf(named), config.terminal.timeZone));
    const last = this.#dayOf(() => true);
    const report = this.#now();
    if (again || !isJustClosed(last, report)) return ok(this.#close(report, idempotencyKey));
    const { number } = last;
    const closedAt = screen.iso(last.atMs);
    const say = `Day ${number} was closed at ${closedAt}, and nothing was sold or given back since. To close an empty day too, confirm it: send {"again": true}.`;
    return refuse({ slug: 'day-just-closed', detail: say, number, closedAt });
  }

  /** Closes the day in one commit, then prints it; without paper it is closed all the same. */
  #close(report: DayReport, idempotencyKey: string | undefined): ReplyOf<'closeDay'> {
    const { config, screen, terminal } = this.#parts;
    const { totals, ...said } = report;
    const lastFromMs = this.#dayOf(() => true)?.fromMs ?? null;
    terminal.note({
      kind: 'dayClosed',
      atMs: report.untilMs,
      ...said,
      totals: keptTotals(totals),
      idempotencyKey: idempotencyKey ?? null,
      signature: this.#parts.sign(dayText(report)),
    });
    this.#lookAtPaid(lastFromMs);
    void this.#print('Z', report, false).then((printed) => {
      if (printed.ok && printed.value.outcome !== 'printed')
        screen.notice('report-not-printed', `The day is closed. ${printed.value.why ?? ''}`);
    });
    return viewOfReport('Z', report, config.terminal.timeZone);
  }

  /** What a close that was a moment ago had begun to look at may be lost with the process: it is looked at again. */
  resume(): void {
    const { clock, refunds } = this.#parts;
    refunds.approver.resume();
    const last = this.#dayOf(() => true);
    if (last === null || Math.abs(clock.nowMs() - last.atMs) >= LOOKS_LAST_MS) return;
    this.#lookAtPaid(this.#dayOf(({ number }) => number < last.number)?.fromMs ?? null);
  }

  /**
   * A charge may be given back elsewhere: the till asks the acquirer about each payment that it shows as paid, at every
   * close until two have come after the time in which a payment may be cancelled.
   *
   * `lastFromMs` is the close before the last, or the first row of all; null at the first close.
   * Why two: a restart, or a line that is down, may cut the look of one close short.
   * Why a time, and not two closes only: a shop may close several days before that time is over.
   * Why by the rows of days: a sale may be paid long after it was opened, and the clock may be set between them.
   */
  #lookAtPaid(lastFromMs: Ms | null): void {
    const { config, journal, terminal } = this.#parts;
    const terms = Object.keys(config.gateways).map((name) => terminal.termsOf(name));
    const cancellableMs = Math.max(...terms.map(({ voidUntil }) => cancellableMsMax(voidUntil)));
    const lastDay = journal.totals().day - 2;
    const isOver = ({ atMs, number }: DayClosed): boolean =>
      lastFromMs !== null && number < lastDay && atMs + cancellableMs <= lastFromMs;
    const over = this.#dayOf(isOver);
    const paid = journal.find({
      state: 'paid',
      limit: Number.MAX_SAFE_INTEGER,
      ...(over === null ? {} : { sinceDay: over.number + 1 }),
    });
    void terminal.lookAtPaid(paid.map(({ saleId }) => saleId));
  }

  #closed(number: number): DayReport | null {
    const day = this.#dayOf((closed) => closed.number === number);
    return day === null ? null : reportOf(day);
  }

  /** The last closed day that fits. */
  #dayOf(fits: (day: DayClosed) => boolean): DayClosed | null {
    for (const record of this.#parts.journal.ofShop()) {
      if (record.kind === 'dayClosed' && fits(record)) return record;
    }
    return null;
  }

  #withZ<T, P>(
    number: string,
    give: (report: DayReport) => Result<T, P>,
  ): Result<T, P | Problem<'not-found'>> {
    const report = this.#closed(Number(number));
    return report === null ? NO_SUCH_DAY : give(report);
  }

  #paper(type: 'X' | 'Z', report: DayReport, format: Format): AnswerOf<'readXPaper'> {
    const made = this.#inFormat(type, report, format);
    return made.ok ? made : refusePaper(made.error);
  }

  #inFormat(type: 'X' | 'Z', report: DayReport, format: Format): Result<string, NoPaper> {
    const { config, papers } = this.#parts;
    if (format === 'csv')
      return papers.made(() => csvOfReport(viewOfReport(type, report, config.terminal.timeZone)));
    const paper = this.#sheet(type, report, { marked: false, isOfNow: type === 'X' });
    if (!paper.ok) return paper;
    if (format === 'text') return papers.textOf(paper.value);
    const file = papers.fileOf(paper.value, format);
    return file.ok ? ok(Buffer.from(file.value).toString('latin1')) : file;
  }

  async #print(type: 'X' | 'Z', report: DayReport, marked: boolean): Promise<AnswerOf<'printX'>> {
    const { papers, print } = this.#parts;
    if (print === null)
      return refusePaper({ why: 'noPrinter', say: 'No printer of this till prints the merchant copy.' });
    // A day that was closed before is printed marked: nothing is known of the clock of then.
    const paper = this.#sheet(type, report, { marked, isOfNow: !marked });
    const outcome = await print((printer) =>
      paper.ok ? papers.bytesOf(paper.value, printer) : err(paper.error.say),
    );
    return ok(printedView(outcome));
  }

  #sheet(
    type: 'X' | 'Z',
    report: DayReport,
    { marked, isOfNow }: { readonly marked: boolean; readonly isOfNow: boolean },
  ): Result<Receipt, NoPaper> {
    const { config, papers, terminal, training } = this.#parts;
    const offsets = Object.keys(config.gateways).map((name) => terminal.clockOffsetMs(name));
    const offMs = isOfNow ? clockOffMs(offsets) : null;
    const unreal = unrealOf({ gateways: config.gateways, training }, report);
    return papers.made(() => paperOfReport(type, report, { config, unreal, marked, clockOffMs: offMs }));
  }

  #story(saleId: string): AnswerOf<'readStory'> {
    const { journal, screen } = this.#parts;
    const lines = storyOf(journal.ofSale(saleId), screen.iso);
    return lines.length === 0 ? NO_SUCH_SALE : ok(lines);
  }
}

function answer<T>(result: T): Promise<T> {
  return Promise.resolve(result);
}

const NO_SUCH_DAY = refuse({ slug: 'not-found', detail: 'No day with this number is closed.' });
