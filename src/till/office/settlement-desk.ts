import { reportSourcesOf, type ReportSource } from '../../acquirers/reports.ts';
import type { Config } from '../../config/config.ts';
import type { AnswerOf, Handlers, InputOf } from '../../contract/contract.ts';
import { refuse } from '../../contract/problems.ts';
import type { SettlementCommand } from '../../contract/settlement-commands.ts';
import { isCurrency } from '../../ground/money/currencies.ts';
import type { Clock } from '../../ground/ports.ts';
import { ok, type Result } from '../../ground/result.ts';
import type { JournalReads } from '../../journal/port.ts';
import { OFFICE_DAY_OFFSET_MS } from '../../acquirers/office-days.ts';
import { cycleDayOf, dayAfter, isDay, type CycleDay } from '../../reconcile/cycle.ts';
import { isSameCredit, parseCredits, type BankCredit } from '../../reconcile/settlement/credits.ts';
import { CycleReader, type ReadFiles } from '../../reconcile/settlement/cycles.ts';
import type { ReportShop } from '../../reconcile/settlement/own-share.ts';
import { settle, type Settled } from '../../reconcile/settlement/settle.ts';
import type { SettlementSource } from '../../reconcile/settlement/source.ts';
import { entriesNamed } from './settled-entries.ts';
import { creditView, settlementViews, type SettlementViews } from './settlement-views.ts';

export interface SettlementDeskParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly journal: Pick<JournalReads, 'find' | 'ofSale'>;
  /** Null where the config names no folder of reports. */
  readonly source: SettlementSource | null;
}

export type SettlementHandlers = Pick<Handlers, SettlementCommand>;

/** So far back cycles and payments are shown where nobody asks for more. Ours. */
const SHOWN_DAYS = 45;

type Read = Result<SettlementViews, ReturnType<typeof unreadable>['error']>;

/**
 * The desk of settlements: what the acquirer pays, held against the journal and against the bank.
 *
 * It reads, and changes nothing but the list of the bank's credits. Between two files the till does its own work.
 */
export class SettlementDesk {
  readonly #parts: SettlementDeskParts;
  /** One after the other: two people who enter a credit at once lose none. */
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(parts: SettlementDeskParts) {
    this.#parts = parts;
  }

  handlers(): SettlementHandlers {
    return {
      listSettlements: ({ query }) =>
        query.from === undefined || isDay(query.from) ? this.#read(query.from) : Promise.resolve(NO_DAY),
      readSettlement: ({ params }) => this.#one(params.settlementBatchId),
      listCredits: () => Promise.resolve(this.#credits()),
      bookCredit: (input) => this.#book(input),
      importCredits: (input) => this.#import(input),
    };
  }

  async #one(id: string): Promise<AnswerOf<'readSettlement'>> {
    // A payment may be of any day: its own says which files tell of it.
    const day = id.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
    const read = await this.#read(isDay(day) ? day : undefined);
    if (!read.ok) return read;
    const found = read.value.settlements.find(({ settlementBatchId }) => settlementBatchId === id);
    return found === undefined ? NO_SUCH : ok(found);
  }

  async #read(asked: CycleDay | undefined): Promise<Read> {
    const { config, clock, source } = this.#parts;
    const { reports } = config;
    const [kind] = reportSourcesOf(config);
    const today = cycleDayOf(clock.nowMs(), kind?.reading.form.dayOffsetMs ?? OFFICE_DAY_OFFSET_MS);
    const from = asked ?? dayAfter(today, -SHOWN_DAYS);
    const files = source === null ? ok(NO_FILES) : await this.#files(source, kind, from);
    if (!files.ok) return unreadable(files.error);
    const credits = source?.credits() ?? ok([]);
    if (!credits.ok) return unreadable(credits.error);
    const { read, leftOut } = files.value;
    const settled: Settled = settle(
      {
        view: reports?.view ?? 'ownShare',
        today,
        holidays: reports?.holidays ?? [],
        fees: reports?.fees ?? [],
        chargesMaxMinor: BigInt(reports?.bank.chargesMax ?? '0'),
        ...shopOf(config),
      },
      read,
      await entriesNamed(this.#parts, read, () => this.#breath()),
      credits.value,
    );
    return ok(settlementViews(settled, { view: reports?.view ?? 'ownShare', leftOut }));
  }

  async #files(
    source: SettlementSource,
    kind: ReportSource | undefined,
    from: CycleDay,
  ): Promise<Result<{ readonly read: ReadFiles; readonly leftOut: readonly string[] }, string>> {
    const { config } = this.#parts;
    const { reports } = config;
    if (kind === undefined || kind.settlement === null || reports === undefined) return ok(NO_FILES);
    const found = source.files(from);
    if (!found.ok) return found;
    const { feeItems, summary, settlement } = reports.columns;
    const reader = new CycleReader({
      participantId: reports.participantId,
      reading: kind.reading,
      form: kind.settlement,
      renamed: { feeItems, summary, settlement },
      ownShareOf: reports.view === 'ownShare' ? shopOf(config) : undefined,
    });
    for (const name of found.value.names) {
      const file = found.value.read(name);
      if (!file.ok) return file;
      reader.take(file.value);
      await this.#breath();
    }
    return ok({ read: reader.done(), leftOut: found.value.leftOut });
  }

  /** Lets the till do what waits: a scan, an answer. */
  #breath(): Promise<void> {
    return new Promise((resolve) => void this.#parts.clock.after(0, resolve));
  }

  #credits(): AnswerOf<'listCredits'> {
    const credits = this.#parts.source?.credits() ?? ok([]);
    if (!credits.ok) return unreadable(credits.error);
    return ok([...credits.value].sort((a, b) => (a.bookedOn < b.bookedOn ? 1 : -1)).map(creditView));
  }

  async #book({ body }: InputOf<'bookCredit'>): Promise<AnswerOf<'bookCredit'>> {
    const { bookedOn, amount, charges, reference } = body;
    if (!isDay(bookedOn))
      return refuse({ slug: 'invalid-request', detail: 'It is no day.', field: 'bookedOn' });
    if (this.#isToCome(bookedOn))
      return refuse({ slug: 'invalid-request', detail: 'This day is still to come.', field: 'bookedOn' });
    if (!isCurrency(amount.currency))
      return refuse({ slug: 'invalid-request', detail: 'It is no currency.', field: 'amount.currency' });
    if (charges !== undefined && charges.currency !== amount.currency)
      return refuse({
        slug: 'invalid-request',
        detail: 'The bank takes its charges in the currency of the credit.',
        field: 'charges.currency',
      });
    const credit: BankCredit = {
      ...{ bookedOn, minor: BigInt(amount.value), currency: amount.currency, reference },
      chargesMinor: BigInt(charges?.value ?? '0'),
    };
    const kept = await this.#keep([credit]);
    if (!kept.ok) return kept;
    const all = this.#parts.source?.credits() ?? ok([]);
    const now = all.ok ? all.value.find((each) => isSameCredit(each, credit)) : undefined;
    return ok(creditView(now ?? credit));
  }

  async #import({ body }: InputOf<'importCredits'>): Promise<AnswerOf<'importCredits'>> {
    const credits = parseCredits(Buffer.from(body.csv));
    if (!credits.ok)
      return refuse({
        slug: 'invalid-request',
        detail: credits.error.map(({ line, say }) => `line ${line}: ${say}`).join('; '),
        field: 'csv',
      });
    const early = credits.value.find(({ bookedOn }) => this.#isToCome(bookedOn));
    if (early !== undefined)
      return refuse({
        slug: 'invalid-request',
        detail: `The day ${early.bookedOn} is still to come.`,
        field: 'csv',
      });
    const kept = await this.#keep(credits.value);
    return kept.ok ? this.#credits() : kept;
  }

  /** A day ahead is let through: the bank's day may begin before ours. */
  #isToCome(day: CycleDay): boolean {
    return day > dayAfter(cycleDayOf(this.#parts.clock.nowMs(), OFFICE_DAY_OFFSET_MS), 1);
  }

  async #keep(credits: readonly BankCredit[]) {
    const { source } = this.#parts;
    if (source === null) return NO_REPORTS;
    const keeping = this.#keeping.then(() => source.keep(credits));
    this.#keeping = keeping.catch(() => undefined);
    const kept = await keeping;
    return kept.ok ? kept : unreadable(kept.error);
  }
}

function shopOf({ merchant }: Config): ReportShop {
  const { referenceMerchantId, store } = merchant;
  return { referenceMerchantId, referenceStoreId: store.referenceStoreId };
}

const NO_FILES = {
  read: { cycles: new Map(), payouts: [], findings: [] } satisfies ReadFiles,
  leftOut: [] as readonly string[],
};

function unreadable(say: string) {
  return refuse({ slug: 'reports-unreadable', detail: `${say}.` });
}

const NO_DAY = refuse({ slug: 'invalid-request', detail: 'It is no day.', field: 'from' });
const NO_SUCH = refuse({ slug: 'not-found', detail: 'There is no settlement with this id.' });
const NO_REPORTS = refuse({
  slug: 'not-available',
  detail: 'The config names no folder of the acquirer’s reports: reports.folder.',
  why: 'noReports',
});
