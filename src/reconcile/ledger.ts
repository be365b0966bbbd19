import { isPaymentRequestId } from '../payment/ids.ts';
import { cycleDayOf, type CycleDay } from './cycle.ts';
import type { TillEntry } from './entries.ts';
import type { Finding } from './findings.ts';
import type { ReportRow } from './report.ts';

/**
 * Whether an id begins like every one that a till of this program gives to a payment, or to a refund of its own.
 *
 * Why only this can be known: the digits are a hash over merchant and order (`src/payment/ids.ts`), so they name no
 * till. A line of that form is taken for this shop's, unless the report names another merchant or store. A shop with
 * several tills therefore gives the journals of all of them.
 */
function isOfTills(requestId: string): boolean {
  return isPaymentRequestId(/^\d*/.exec(requestId)?.[0] ?? '');
}

/** Whose report and which day. Merchant and store are compared where the report tells them. */
export interface MatchSetting {
  readonly day: CycleDay;
  readonly dayOffsetMs: number;
  /** Null where the reports do not tell whose they are. */
  readonly participantId: string | null;
  readonly referenceMerchantId: string;
  readonly referenceStoreId?: string | undefined;
}

/** The till's side: takes the report's lines one by one and finds for each its entry. */
export class Ledger {
  readonly findings: Finding[] = [];
  /** Which line was held against which entry. */
  readonly compared: { readonly entry: TillEntry; readonly row: ReportRow }[] = [];
  readonly ours: ReportRow[] = [];
  matched = 0;
  notOfThisTill = 0;
  readonly #setting: MatchSetting;
  readonly #entries: readonly TillEntry[];
  /** The keys of payments that the report has cancelled too. */
  readonly #cancelled: ReadonlySet<string>;
  readonly #byId = new Map<string, TillEntry>();
  readonly #paymentIds = new Set<string>();
  readonly #met = new Set<TillEntry>();
  readonly #seen = new Map<string, ReportRow>();

  /** `rows`: every line that will be taken. */
  constructor(setting: MatchSetting, entries: readonly TillEntry[], rows: readonly ReportRow[]) {
    this.#setting = setting;
    this.#cancelled = new Set(rows.filter(({ type }) => type === 'CANCEL').flatMap(keysOfCancel));
    this.#entries = entries;
    for (const entry of entries) {
      // Two tills may have tried one order and met at its id: the one that says it was paid is the one to hold to.
      for (const id of idsOfEntry(entry)) {
        if (this.#byId.get(id)?.says !== 'done') this.#byId.set(id, entry);
      }
      if (entry.paymentId !== undefined) this.#paymentIds.add(entry.paymentId);
    }
  }

  /** Takes one line of the report. */
  take(row: ReportRow): void {
    const entry = this.#entryOf(row);
    if (entry !== null && this.#isCancel(entry, row)) return;
    if (entry === null && !this.#isOfTheShop(row)) {
      if (this.#isOfDay(row)) this.notOfThisTill += 1;
      return;
    }
    this.ours.push(row);
    const first = this.#seenBefore(row);
    if (first !== null) {
      if (this.#isOfDay(row) || this.#isOfDay(first)) {
        this.findings.push({ kind: 'duplicateInReport', row, first });
      }
      return;
    }
    if (row.type !== 'PAYMENT' && row.type !== 'REFUND') {
      if (this.#isOfDay(row)) this.findings.push({ kind: 'otherType', row, entry });
      return;
    }
    if (entry === null) {
      const kind = row.type === 'PAYMENT' ? 'missingInJournal' : 'refundMissingInJournal';
      if (this.#isOfDay(row)) this.findings.push({ kind, row });
      return;
    }
    this.#compare(entry, row);
  }

  /**
   * Whether a line is a cancel, or a payment that is cancelled beside it: together they come to nothing, as at the till.
   * Where the till says that it was paid, the cancel is a finding.
   */
  #isCancel(entry: TillEntry, row: ReportRow): boolean {
    if (row.type === 'CANCEL') {
      if (entry.says === 'done' && this.#isOfDay(row)) {
        this.findings.push({ kind: 'cancelledInReport', entry, row });
        this.#met.add(entry);
      }
      return true;
    }
    return row.type === 'PAYMENT' && idsOfRow(row).some((key) => this.#cancelled.has(key));
  }

  /** What the till says was made on the day and no line told of. */
  left(): TillEntry[] {
    return this.#entries.filter(
      (entry) => entry.says === 'done' && this.#isOfDay(entry) && !this.#met.has(entry),
    );
  }

  /** What the till does not know of the day, and no line told of. */
  unresolved(): Finding[] {
    return this.#entries
      .filter((entry) => entry.says === 'unresolved' && this.#isOfDay(entry) && !this.#met.has(entry))
      .map((entry) => ({ kind: 'unresolved', entry }));
  }

  #compare(entry: TillEntry, row: ReportRow): void {
    this.#met.add(entry);
    if (!this.#isOfDay(row) && !this.#isOfDay(entry)) return;
    const differences = this.#differencesOf(entry, row);
    if (entry.says === 'done') this.compared.push({ entry, row });
    if (differences.length === 0) this.matched += 1;
    this.findings.push(...differences.map((kind): Finding => ({ kind, entry, row })));
  }

  #differencesOf(entry: TillEntry, row: ReportRow): Comparison[] {
    // What the till does not take for made is told of once, however else it differs.
    if (entry.says !== 'done') return ['stateDiffers'];
    const kinds: Comparison[] = [];
    if (entry.amount.currency !== row.amount.currency) kinds.push('currencyDiffers');
    else if (entry.amount.valueMinor !== row.amount.valueMinor) {
      kinds.push(entry.type === 'PAYMENT' ? 'amountDiffers' : 'refundAmountDiffers');
    }
    if (hasOtherId(entry, row)) kinds.push('idDiffers');
    if (this.#dayOf(entry.atMs) !== this.#dayOf(row.atMs)) kinds.push('otherDay');
    return kinds;
  }

  #entryOf(row: ReportRow): TillEntry | null {
    for (const id of idsOfRow(row)) {
      const entry = this.#byId.get(id);
      if (entry !== undefined) return entry;
    }
    return null;
  }

  #isOfTheShop(row: ReportRow): boolean {
    const { referenceMerchantId, referenceStoreId } = this.#setting;
    const isOther = (told: string | undefined, ours: string | undefined) =>
      told !== undefined && ours !== undefined && told !== ours;
    if (row.originalTransactionId !== undefined && this.#paymentIds.has(row.originalTransactionId))
      return true;
    if (isOther(row.referenceMerchantId, referenceMerchantId)) return false;
    if (isOther(row.referenceStoreId, referenceStoreId)) return false;
    return isOfTills(row.transactionRequestId ?? '');
  }

  #seenBefore(row: ReportRow): ReportRow | null {
    let first: ReportRow | null = null;
    for (const id of idsOfRow(row)) {
      const key = `${row.type} ${id}`;
      first ??= this.#seen.get(key) ?? null;
      if (!this.#seen.has(key)) this.#seen.set(key, row);
    }
    return first;
  }

  #isOfDay({ atMs }: { readonly atMs: number }): boolean {
    return this.#dayOf(atMs) === this.#setting.day;
  }

  #dayOf(atMs: number): CycleDay {
    return cycleDayOf(atMs, this.#setting.dayOffsetMs);
  }
}

type Difference = Extract<Finding, { row: ReportRow; entry: TillEntry }>['kind'];

type Comparison = Exclude<Difference, 'otherType' | 'cancelledInReport'>;

function hasOtherId(entry: TillEntry, row: ReportRow): boolean {
  const differ = (ours: string | undefined, told: string | undefined) =>
    ours !== undefined && told !== undefined && ours !== told;
  if (entry.type === 'PAYMENT') {
    return (
      differ(entry.paymentId, row.transactionId) || differ(entry.paymentRequestId, row.transactionRequestId)
    );
  }
  return (
    differ(entry.refundId, row.transactionId) ||
    differ(entry.refundRequestId, row.transactionRequestId) ||
    differ(entry.paymentId, row.originalTransactionId)
  );
}

/** The ids under which an entry is found, requests before the acquirer's own. */
function idsOfEntry(entry: TillEntry): string[] {
  const ids =
    entry.type === 'PAYMENT'
      ? [entry.paymentRequestId, entry.paymentId]
      : [entry.refundRequestId, entry.refundId];
  return ids.flatMap((id, index) => (id === undefined ? [] : [keyOf(entry.type, index, id)]));
}

/** The keys of the payment that a cancel names: by its own ids, or by those of its original. */
function keysOfCancel({ transactionRequestId, transactionId, originalTransactionId }: ReportRow): string[] {
  const acquirers = [transactionId, originalTransactionId];
  return [
    ...(transactionRequestId === undefined ? [] : [keyOf('PAYMENT', 0, transactionRequestId)]),
    ...acquirers.flatMap((id) => (id === undefined ? [] : [keyOf('PAYMENT', 1, id)])),
  ];
}

/** The same keys for a line. A type that is not known is looked for among the payments, then the refunds. */
function idsOfRow(row: ReportRow): string[] {
  if (row.type === 'CANCEL') return keysOfCancel(row);
  const types = row.type === 'PAYMENT' || row.type === 'REFUND' ? [row.type] : ['PAYMENT', 'REFUND'];
  return types.flatMap((type) =>
    [row.transactionRequestId, row.transactionId].flatMap((id, index) =>
      id === undefined ? [] : [keyOf(type, index, id)],
    ),
  );
}

function keyOf(type: string, index: number, id: string): string {
  return `${type} ${index === 0 ? 'request' : 'acquirer'} ${id}`;
}
