import { sameAmount } from '../ground/money/amount.ts';
import { attemptBeside, guardStep, guardVoid, MoneyRuleBroken } from '../payment/guards.ts';
import { isOpen } from '../payment/sale.ts';
import type { Payment, Sale } from '../payment/state.ts';
import { chargeTold, type TillEvent } from '../payment/events.ts';
import { err, ok, type Result } from '../ground/result.ts';
import { CHAIN_START, chainHash, sameHash } from './chain.ts';
import { entryOf } from './entry.ts';
import { foldOf, foldOnto } from './fold.ts';
import { keepsTotals, Moved } from './moved.ts';
import type { DayClosed } from './day-closed.ts';
import { signatureFault, type IsSigned } from './day-signature.ts';
import { DamagedJournal, decodeRow, isOfSale, type JournalRecord, type StoredRecord } from './records.ts';
import { VOIDS_APPROVED_SINCE } from './versions/version-2.ts';

/** A row as it stands in the file. */
export interface JournalRow {
  readonly seq: number;
  readonly saleId: string | null;
  readonly atMs: number;
  readonly body: string;
  readonly hash: Uint8Array;
}

/** The first row that is wrong: its number, what is wrong with it, and what that means. */
export interface BadRow {
  readonly seq: number;
  readonly wrong: string;
  readonly means: string;
}

/** What was seen, as far as the rows are good. */
export interface VerifiedCounts {
  rows: number;
  sales: number;
  payments: number;
  refunds: number;
  paid: number;
  days: number;
  /** Days that carry the signature of the till's key. */
  signedDays: number;
}

/** From which row on a till wrote the rows, by its id in the config. */
export interface TillOfRows {
  readonly till: string;
  readonly fromSeq: number;
}

/** What a whole journal shows: how much was seen, which tills wrote it, and the first bad row if there is one. */
export interface Verified {
  readonly counts: VerifiedCounts;
  readonly tills: readonly TillOfRows[];
  readonly result: Result<null, BadRow>;
}

type Fault = Omit<BadRow, 'seq'>;

const NOT_ALONE =
  'The file was changed by something else than the till, or a disk gave back other bytes than it was given.';
const NOT_OURS = 'The till cannot have written this row: keep the file, and compare it with its last copy.';
const NOT_READ = 'Nothing is known to be wrong with it. Look at the journal with that version of the till.';
const MONEY =
  'A rule about money was broken when this was written: compare the order with the acquirer before anything else.';

/**
 * Holds every row of a journal against what a journal alone can show, from the first one on.
 *
 * Shape: rows in the order of their numbers; `before(saleId, seq)` gives the rows of a sale before a number again, so
 * that only open sales are kept in memory; `isSigned` holds a day's signature against the till's key, null where that is
 * not at hand. Ends at the first bad row, with the counts up to it.
 */
export function verifyRows(
  rows: Iterable<JournalRow>,
  before: (saleId: string, seq: number) => Iterable<TillEvent>,
  isSigned: IsSigned | null,
): Verified {
  const verifier = new Verifier(before, isSigned);
  const { counts, tills } = verifier;
  for (const row of rows) {
    const fault = verifier.faultOf(row);
    if (fault !== null) return { counts, tills, result: err({ seq: row.seq, ...fault }) };
  }
  return { counts, tills, result: ok(null) };
}

class Verifier {
  readonly tills: TillOfRows[] = [];
  readonly counts: VerifiedCounts = {
    rows: 0,
    sales: 0,
    payments: 0,
    refunds: 0,
    paid: 0,
    days: 0,
    signedDays: 0,
  };
  readonly #before: (saleId: string, seq: number) => Iterable<TillEvent>;
  readonly #open = new Map<string, Sale>();
  readonly #salesOf = new Map<string, readonly string[]>();
  readonly #saleIds = new Set<string>();
  /** Ids of payments and refunds that were given out. */
  readonly #requestIds = new Set<string>();
  /** Which attempt each of the acquirer's payment ids belongs to. */
  readonly #attemptOf = new Map<string, string>();
  readonly #givenBack = new Set<string>();
  readonly #isSigned: IsSigned | null;
  #last = { seq: 0, hash: CHAIN_START };
  #headBefore = CHAIN_START;
  #moved = new Moved();

  constructor(before: (saleId: string, seq: number) => Iterable<TillEvent>, isSigned: IsSigned | null) {
    this.#before = before;
    this.#isSigned = isSigned;
  }

  faultOf(row: JournalRow): Fault | null {
    const unchained = this.#chainFault(row);
    if (unchained !== null) return unchained;
    const decoded = decodeRow(row.body);
    if (!decoded.ok) {
      const { kind, say } = decoded.error;
      return { wrong: say, means: kind === 'newer' ? NOT_READ : NOT_OURS };
    }
    const { till } = decoded.value;
    const fault = columnFault(row, decoded.value.record) ?? this.#recordFault(decoded.value, row.seq);
    if (fault !== null) return fault;
    this.counts.rows += 1;
    this.#take(till, row.seq);
    return null;
  }

  /** Rows of version 0 do not tell their till: they change nothing. */
  #take(till: string | null, seq: number): void {
    const former = this.tills.at(-1)?.till;
    if (till !== null && till !== former) this.tills.push({ till, fromSeq: seq });
  }

  #chainFault({ seq, body, hash }: JournalRow): Fault | null {
    const expected = this.#last.seq + 1;
    this.#headBefore = this.#last.hash;
    if (seq !== expected) return { wrong: `stands where row ${expected} should`, means: NOT_ALONE };
    const chained = chainHash(this.#last.hash, seq, body);
    this.#last = { seq, hash: chained };
    return sameHash(chained, hash)
      ? null
      : { wrong: 'does not carry the hash that follows from it and the rows before it', means: NOT_ALONE };
  }

  /** A day is closed under the next number, over what moved since the last close, after exactly the rows before it. */
  #dayFault(day: DayClosed): Fault | null {
    this.counts.days += 1;
    if (day.number !== this.counts.days)
      return { wrong: `closes day ${day.number} after ${this.counts.days - 1} days`, means: NOT_OURS };
    const moved = this.#moved.totals();
    this.#moved = new Moved();
    if (day.head !== Buffer.from(this.#headBefore).toString('hex'))
      return { wrong: `closes day ${day.number} after other rows than stand before it`, means: NOT_ALONE };
    return keepsTotals(day.totals, moved)
      ? this.#signatureFault(day)
      : { wrong: `closes day ${day.number} over other sums than its rows come to`, means: MONEY };
  }

  #signatureFault(day: DayClosed): Fault | null {
    const wrong = signatureFault(day, this.counts.signedDays > 0, this.#isSigned);
    if (day.signature !== undefined) this.counts.signedDays += 1;
    return wrong === null ? null : { wrong, means: NOT_ALONE };
  }

  #recordFault({ record, version }: StoredRecord, seq: number): Fault | null {
    if (!isOfSale(record)) return record.kind === 'dayClosed' ? this.#dayFault(record) : null;
    const { saleId } = record;
    const before = this.#saleBefore(saleId, seq);
    if (before !== null && (record.kind === 'saleOpened' || record.kind === 'saleAdopted')) {
      return { wrong: `opens the sale ${saleId} a second time`, means: NOT_OURS };
    }
    let after: Sale;
    try {
      after = foldOnto(before, record);
      guardStep(before, after, record);
      if (version >= VOIDS_APPROVED_SINCE) guardVoid(before, record);
    } catch (error) {
      if (error instanceof MoneyRuleBroken) return { wrong: error.message, means: MONEY };
      if (error instanceof DamagedJournal) return { wrong: error.message, means: NOT_OURS };
      throw error;
    }
    const fault = this.#eventFault(after, record, seq) ?? this.#paymentsFault(before, after);
    this.#moved.take(entryOf(before, after, record).movements);
    this.#keep(after);
    return fault;
  }

  #eventFault(after: Sale, event: TillEvent, seq: number): Fault | null {
    switch (event.kind) {
      case 'saleOpened': {
        const others = this.#salesOf.get(after.referenceOrderId) ?? [];
        this.#salesOf.set(after.referenceOrderId, [...others, after.saleId]);
        this.counts.sales += 1;
        return null;
      }
      case 'saleAdopted':
        this.counts.sales += 1;
        if (!this.#isNew(event.paymentRequestId))
          return again('takes in the payment', event.paymentRequestId);
        return this.#chargeFault(after, event.charge.paymentId, event.paymentRequestId);
      case 'refundApproved':
        this.counts.refunds += 1;
        return this.#isNew(event.refundRequestId)
          ? null
          : again('approves the refund', event.refundRequestId);
      case 'paymentStarted':
      case 'pageStarted':
        return this.#startFault(after, event.paymentRequestId, seq);
      case 'paymentChanged': {
        const charge = chargeTold(event.change);
        return charge === null ? null : this.#chargeFault(after, charge.paymentId, event.paymentRequestId);
      }
      default:
        return null;
    }
  }

  #startFault(sale: Sale, paymentRequestId: string, seq: number): Fault | null {
    this.counts.payments += 1;
    if (!this.#isNew(paymentRequestId)) return again('begins the payment', paymentRequestId);
    // Attempts of the sale itself were held against each other by `guardStep`.
    const others = (this.#salesOf.get(sale.referenceOrderId) ?? [])
      .filter((saleId) => saleId !== sale.saleId)
      .flatMap((saleId) => this.#saleBefore(saleId, seq)?.payments ?? []);
    const wrong = attemptBeside(sale.referenceOrderId, others);
    return wrong === null ? null : { wrong, means: MONEY };
  }

  #isNew(requestId: string): boolean {
    const isNew = !this.#requestIds.has(requestId);
    this.#requestIds.add(requestId);
    return isNew;
  }

  /** Each acquirer counts its payments for itself. */
  #chargeFault({ payments }: Sale, paymentId: string, paymentRequestId: string): Fault | null {
    const payment = payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
    const key = `${payment?.facts.gateway ?? ''} ${paymentId}`;
    const owner = this.#attemptOf.get(key) ?? paymentRequestId;
    this.#attemptOf.set(key, paymentRequestId);
    if (owner === paymentRequestId) return null;
    return {
      wrong: `takes the charge ${paymentId} of ${owner} for that of ${paymentRequestId}`,
      means: MONEY,
    };
  }

  #paymentsFault(before: Sale | null, after: Sale): Fault | null {
    for (const [index, payment] of after.payments.entries()) {
      const was = before?.payments[index]?.state.kind;
      const fault = was === payment.state.kind ? null : this.#becameFault(payment);
      if (fault !== null) return fault;
    }
    return null;
  }

  #becameFault({ facts, state }: Payment): Fault | null {
    if (state.kind === 'paid') {
      this.counts.paid += 1;
      if (sameAmount(state.charge.amount, facts.amount)) return null;
      return { wrong: `makes ${facts.paymentRequestId} paid with another amount or currency`, means: MONEY };
    }
    if (state.kind !== 'cancelled' || state.refundedPaymentId === null) return null;
    const charge = `${facts.paymentRequestId} ${state.refundedPaymentId}`;
    if (this.#givenBack.has(charge)) {
      return { wrong: `gives the whole of ${facts.paymentRequestId} back a second time`, means: MONEY };
    }
    this.#givenBack.add(charge);
    return null;
  }

  #saleBefore(saleId: string, seq: number): Sale | null {
    if (!this.#saleIds.has(saleId)) return null;
    return this.#open.get(saleId) ?? foldOf(this.#before(saleId, seq));
  }

  #keep(sale: Sale): void {
    this.#saleIds.add(sale.saleId);
    if (isOpen(sale)) this.#open.set(sale.saleId, sale);
    else this.#open.delete(sale.saleId);
  }
}

function again(what: string, id: string): Fault {
  return { wrong: `${what} ${id} a second time`, means: MONEY };
}

/** The columns beside the body repeat it; they lead to a row, so they must be right. */
function columnFault(row: JournalRow, record: JournalRecord): Fault | null {
  const saleId = isOfSale(record) ? record.saleId : null;
  return row.saleId === saleId && row.atMs === Math.trunc(record.atMs)
    ? null
    : { wrong: 'stands under another sale or time than its body says', means: NOT_ALONE };
}
