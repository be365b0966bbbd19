import type {
  DayTotals,
  IndexEntry,
  KnownId,
  MoneyRow,
  SaleEntry,
  SaleQuery,
  Span,
} from '../../src/journal/entry.ts';
import { Moved } from '../../src/journal/moved.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import {
  decodeRecord,
  encodeRecord,
  approvalIn,
  isOfSale,
  type JournalRecord,
  type ShopRecord,
} from '../../src/journal/records.ts';
import type { ApprovalRecord } from '../../src/staff/approvals.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { isOfOffice, type OfficeRecord } from '../../src/journal/office-records.ts';
import type { Journal, RowProof } from '../../src/journal/port.ts';
import { invariant } from '../../src/ground/result.ts';

/** A sale in the index: how it stands, which rows are its, and which ids lead to it. */
interface Kept {
  entry: SaleEntry;
  readonly rows: number[];
  readonly ids: Set<string>;
}

/** The till of the tests, by its id in the config. */
export const TILL = 'T07';

/** A journal in memory; rows are kept as text, as they would be on disk. */
export class MemoryJournal implements Journal {
  readonly rows: string[] = [];
  /** In the order of opening. */
  readonly #sales = new Map<string, Kept>();
  readonly #ofOrder = new Map<string, Kept[]>();
  readonly #known = new Map<string, KnownId & { readonly saleId: string }>();
  readonly #ofShop: number[] = [];
  readonly #approvals: number[] = [];
  #moved = new Moved();
  readonly #money: MoneyRow[] = [];
  /** The row with which each day began, from the first. */
  readonly #daysBeganAt = [0];

  append(record: JournalRecord, entry: IndexEntry | null): void {
    const row = this.rows.push(encodeRecord(record, TILL)) - 1;
    if (entry === null) {
      this.#ofShop.push(row);
      if (approvalIn(record) !== null) this.#approvals.push(row);
      if (record.kind === 'dayClosed') this.#closeDay(row);
      return;
    }
    if (approvalIn(record) !== null) this.#approvals.push(row);
    const { saleId, referenceOrderId } = entry.sale;
    const kept = this.#sales.get(saleId) ?? this.#begun(entry.sale);
    kept.entry = entry.sale;
    kept.rows.push(row);
    for (const known of entry.ids) {
      if (known.kind !== 'idempotencyKey') kept.ids.add(known.id);
      this.#known.set(`${known.kind} ${known.id}`, { ...known, saleId });
    }
    this.#moved.take(entry.movements);
    this.#money.push(...entry.movements.map((moved) => ({ ...moved, saleId, referenceOrderId })));
  }

  /** The same journal for a program whose writing may fail: `commit` decides whether `write` is done. */
  appendedBy(commit: (write: () => void) => void): Journal {
    return {
      append: (record, entry) => commit(() => this.append(record, entry)),
      open: () => this.open(),
      ofSale: (saleId) => this.ofSale(saleId),
      ofShop: () => this.ofShop(),
      office: () => this.office(),
      proofOf: (saleId) => this.proofOf(saleId),
      head: () => this.head(),
      approvals: () => this.approvals(),
      find: (query) => this.find(query),
      attemptOf: (paymentId) => this.attemptOf(paymentId),
      totals: () => this.totals(),
      moved: (span) => this.moved(span),
    };
  }

  open(): TillEvent[] {
    const rows = [...this.#sales.values()].filter(({ entry }) => entry.open).flatMap((kept) => kept.rows);
    return rows.sort((a, b) => a - b).map((row) => this.#eventAt(row));
  }

  ofSale(saleId: string): TillEvent[] {
    return (this.#sales.get(saleId)?.rows ?? []).map((row) => this.#eventAt(row));
  }

  head(): Uint8Array {
    return this.rows.reduce<Uint8Array>((hash, body, index) => chainHash(hash, index + 1, body), CHAIN_START);
  }

  ofShop(): ShopRecord[] {
    return this.#ofShop.toReversed().map((row) => {
      const record = this.#recordAt(row);
      invariant(!isOfSale(record), 'the record belongs to no sale');
      return record;
    });
  }

  office(): OfficeRecord[] {
    return this.#ofShop.map((row) => this.#recordAt(row)).filter((record) => isOfOffice(record));
  }

  proofOf(saleId: string): RowProof[] {
    const hashes: Uint8Array[] = [];
    for (const [index, body] of this.rows.entries())
      hashes.push(chainHash(hashes.at(-1) ?? CHAIN_START, index + 1, body));
    return (this.#sales.get(saleId)?.rows ?? []).map((row) => ({
      seq: row + 1,
      atMs: Math.trunc(this.#eventAt(row).atMs),
      hash: Buffer.from(hashes[row] ?? CHAIN_START).toString('hex'),
    }));
  }

  approvals(): ApprovalRecord[] {
    return this.#approvals.toReversed().map((row) => {
      const approval = approvalIn(this.#recordAt(row));
      invariant(approval !== null, 'it is an approval');
      return approval;
    });
  }

  find(query: SaleQuery): SaleEntry[] {
    const sinceRow = query.sinceDay === undefined ? 0 : (this.#daysBeganAt[query.sinceDay - 1] ?? Infinity);
    const isFound = (kept: Kept): boolean => fits(kept, query) && (kept.rows.at(-1) ?? 0) >= sinceRow;
    for (const kind of ['paymentRequestId', 'refundRequestId', 'idempotencyKey'] as const) {
      const id = query[kind];
      if (id === undefined) continue;
      const saleId = this.#known.get(`${kind} ${id}`)?.saleId;
      const kept = saleId === undefined ? undefined : this.#sales.get(saleId);
      return kept !== undefined && isFound(kept) ? [kept.entry] : [];
    }
    const found: SaleEntry[] = [];
    const { referenceOrderId } = query;
    const looked =
      referenceOrderId === undefined
        ? [...this.#sales.values()]
        : (this.#ofOrder.get(referenceOrderId) ?? []);
    for (const kept of looked.toReversed()) {
      if (found.length >= query.limit) break;
      if (isFound(kept)) found.push(kept.entry);
    }
    return found;
  }

  attemptOf(paymentId: string): string | null {
    return this.#known.get(`paymentId ${paymentId}`)?.paymentRequestId ?? null;
  }

  totals(): DayTotals {
    const sinceMs = this.rows.length === 0 ? null : this.#recordAt(this.#daysBeganAt.at(-1) ?? 0).atMs;
    return { day: this.#daysBeganAt.length, sinceMs, totals: this.#moved.totals() };
  }

  moved({ fromMs, untilMs }: Span): MoneyRow[] {
    return this.#money
      .filter(({ atMs }) => atMs >= fromMs && atMs < untilMs)
      .sort((a, b) => Math.trunc(a.atMs) - Math.trunc(b.atMs));
  }

  #begun(entry: SaleEntry): Kept {
    const kept: Kept = { entry, rows: [], ids: new Set() };
    const { saleId, referenceOrderId } = entry;
    this.#sales.set(saleId, kept);
    const ofOrder = this.#ofOrder.get(referenceOrderId);
    if (ofOrder === undefined) this.#ofOrder.set(referenceOrderId, [kept]);
    else ofOrder.push(kept);
    return kept;
  }

  #closeDay(row: number): void {
    this.#daysBeganAt.push(row);
    this.#moved = new Moved();
  }

  #eventAt(row: number): TillEvent {
    const record = this.#recordAt(row);
    invariant(isOfSale(record), 'the row belongs to a sale');
    return record;
  }

  #recordAt(row: number): JournalRecord {
    const record = decodeRecord(this.rows[row] ?? '');
    invariant(record.ok, 'the till reads back what it wrote');
    return record.value;
  }
}

function fits({ entry, ids }: Kept, query: SaleQuery): boolean {
  const { id, referenceOrderId, amountMinor, fromMs, untilMs, wallet, state } = query;
  return (
    (id === undefined || entry.saleId === id || entry.referenceOrderId === id || ids.has(id)) &&
    (referenceOrderId === undefined || entry.referenceOrderId === referenceOrderId) &&
    (amountMinor === undefined || entry.amount.valueMinor === amountMinor) &&
    (fromMs === undefined || entry.openedAtMs >= fromMs) &&
    (untilMs === undefined || entry.openedAtMs < untilMs) &&
    (wallet === undefined || entry.wallet === wallet) &&
    (state === undefined || entry.state === state)
  );
}
