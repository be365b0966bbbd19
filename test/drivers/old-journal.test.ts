import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import { isOfOffice } from '../../src/journal/office-records.ts';
import { RECORD_VERSION } from '../../src/journal/records.ts';
import { dayNow, viewOfReport } from '../../src/till/manager/day.ts';
import { reportOf } from '../../src/journal/day-closed.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import { Book } from '../../src/till/book.ts';
import type { SaleState } from '../../src/ground/sale-states.ts';
import { invariant } from '../../src/ground/result.ts';
import { BooksGateway } from '../fakes/books-gateway.ts';
import { composedTill, type ComposedTill } from '../fakes/composed-till.ts';
import { givenConfig } from '../fakes/given-till.ts';
import { DrawnRecords } from '../fakes/drawn-records.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { OLD_ZONE, OldJournal, shownOf, type Shown, type ShownSale } from '../fakes/old-journal.ts';
import { TILL } from '../fakes/memory-journal.ts';
import { plainHash } from '../fakes/plain-pins.ts';

const VERIFY = fileURLToPath(new URL('../../drivers/journal/verify-file.ts', import.meta.url));
const MINUTE_MS = 60_000;
const APPROVER = { id: 'm1', pin: '471147' };

/** Every journal that is kept, of each version up to today's. Source: `test/vectors/README.md`. */
const KEPT = ['journal-v3', 'journal-v3-waiting', 'journal-v4', 'journal-v5', 'journal-v7'] as const;

/** A notice of a charge is not believed today before an inquiry tells of it, so its charge is not known yet. */
const NOTICE_IS_ASKED_ABOUT = ['awaitingCode', 'submitting', 'failed', 'checking'] as const;

/** What today's program shows otherwise than the one that wrote the journal, by order, and why. Nothing else differs. */
const DIFFERENCES: Readonly<Record<string, Partial<ShownSale>>> = {
  // A give-back that was refused for a technical reason is tried again, so no person is called.
  'STUCK-TECHNICAL': {
    state: 'cancelling',
    reason: 'VOIDED',
    path: ['awaitingCode', 'submitting', 'paid', 'cancelling'],
    attempts: [{ paymentRequestId: '95757490814278186486255001', state: 'cancelling' }],
  },
  // A manager may refund a give-back that was refused for good.
  'STUCK-FINAL': { refundable: { currency: 'MYR', value: '8100' } },
  'LATE-AFTER-REFUSAL': {
    path: [...NOTICE_IS_ASKED_ABOUT, 'cancelled'],
    paymentId: undefined,
    closed: false,
  },
  'LATE-CHARGE-OWED': { path: [...NOTICE_IS_ASKED_ABOUT, 'cancelling'], paymentId: undefined },
  // A charge of another amount goes back without a person.
  'AMOUNT-MISMATCH-GIVEN-BACK': {
    reason: 'AMOUNT_MISMATCH',
    path: ['awaitingCode', 'submitting', 'attention', 'cancelled'],
  },
};

/** What becomes of the sales that were under way, once the acquirer can be asked again. */
const WENT_ON: Readonly<Record<string, SaleState>> = {
  'STUCK-TECHNICAL': 'cancelled',
  'CANCELLING-VOID': 'cancelled',
  'CANCELLING-REFUND': 'cancelled',
  'CANCELLING-IN-DOUBT': 'cancelled',
  'LATE-CHARGE-OWED': 'cancelled',
  'CHECKING-KILLED': 'paid',
  'AMOUNT-MISMATCH': 'cancelled',
  'DAY3-AMOUNT-MISMATCH': 'cancelled',
};

let old: OldJournal | null = null;
let journal: OpenJournal | null = null;
afterEach(() => {
  journal?.close();
  old?.remove();
  journal = null;
  old = null;
});

function given(name: (typeof KEPT)[number]): { readonly shown: Shown; readonly journal: OpenJournal } {
  old = new OldJournal(name);
  journal = old.opened();
  return { shown: old.shown, journal };
}

/** Closes the file and holds it against its rules, as `npm run verify` does. */
function verified(): { readonly status: number | null; readonly words: string } {
  invariant(old !== null && journal !== null, 'a journal is given');
  journal.close();
  const args = [VERIFY, '--journal', old.file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, words: stdout + stderr };
}

const GOOD = { status: 0, words: expect.stringMatching(/^\d+ rows good: [^\n]*\n$/) };

function amountOf({ currency, value }: ShownSale['amount']): Amount {
  return { currency: currency as Currency, valueMinor: Number(value) as Minor };
}

/** Today's till over a journal, twenty seconds after the former one was killed. */
class TillOfToday {
  readonly clock: ManualClock;
  readonly books = new BooksGateway();
  readonly till: ComposedTill;
  readonly #shown: Shown;

  constructor({ shown, journal }: { readonly shown: Shown; readonly journal: OpenJournal }) {
    this.#shown = shown;
    this.clock = new ManualClock(shown.takenAtMs + 20_000);
    for (const sale of shown.sales) this.#enter(sale);
    let made = 0;
    const ids = { saleId: () => `NEW-${(made += 1)}`, refundRequestId: () => `NEW-R${(made += 1)}` };
    this.till = composedTill({
      config: givenConfig({ managers: [{ id: APPROVER.id, name: 'Aisyah', pin: plainHash(APPROVER.pin) }] }),
      ...{ clock: this.clock, journal, gateway: this.books },
      ids: () => ids,
      print: () => undefined,
    });
    this.till.terminal.replay();
    this.till.terminal.resume();
  }

  shown(referenceOrderId: string): ShownSale {
    const sale = this.#shown.sales.find((each) => each.referenceOrderId === referenceOrderId);
    invariant(sale !== undefined, `the order ${referenceOrderId} is in the journal`);
    return sale;
  }

  idOf(referenceOrderId: string): string {
    return this.shown(referenceOrderId).attempts.at(-1)?.paymentRequestId ?? '';
  }

  async refund(referenceOrderId: string, value: string, idempotencyKey: string, reason = 'Wrong size') {
    const body = { amount: { currency: 'MYR', value }, reason, approver: APPROVER };
    const paymentRequestId = this.idOf(referenceOrderId);
    const answer = await this.till.manager.requestRefund({
      ...{ params: {}, query: {}, idempotencyKey },
      body: { ...body, paymentRequestId },
    });
    await this.clock.advance(0);
    return answer;
  }

  state(referenceOrderId: string): SaleState {
    return this.now(this.shown(referenceOrderId)).state;
  }

  now({ saleId }: Pick<ShownSale, 'saleId'>) {
    const sale = this.till.terminal.book.sale(saleId);
    invariant(sale !== undefined, `the sale ${saleId} is known`);
    return this.till.screen.sale(sale);
  }

  /** The acquirer's books of what the former till knew to be charged; the killed pay had arrived. */
  #enter({ referenceOrderId, state, amount, attempts, paymentId, refunds }: ShownSale): void {
    const isCharged = state === 'paid' || state === 'attention' || state === 'cancelling';
    const id = referenceOrderId === 'CHECKING-KILLED' ? 'P-KILLED' : isCharged ? paymentId : undefined;
    const attempt = attempts.at(-1);
    if (id === undefined || attempt === undefined) return;
    const done = refunds.filter((refund) => refund.state === 'refunded');
    this.books.enter(
      attempt.paymentRequestId,
      { amount: amountOf(amount), paymentId: id },
      done.map(({ refundRequestId, amount: back }) => ({
        refundRequestId,
        status: 'done',
        amount: amountOf(back),
      })),
    );
  }
}

describe.each(KEPT)('A journal that is kept (interface §6) › %s', (name) => {
  it('is brought to the version of today, and verify holds on it, index included', () => {
    given(name);

    expect(verified()).toEqual(GOOD);
  });

  it('every sale is shown as that program showed it, but for the differences that are wanted', () => {
    const { shown, journal } = given(name);

    const today = shown.sales.map(({ saleId }) => shownOf(journal.ofSale(saleId)));

    expect(today).toEqual(shown.sales.map((sale) => ({ ...sale, ...DIFFERENCES[sale.referenceOrderId] })));
  });

  it('its rows have the form of today, and what was not kept is said', () => {
    const { journal } = given(name);
    const events = [...journal.all()];
    const formerly = events.flatMap((event): unknown[] => {
      if (event.kind === 'paymentStarted') return [event.codeMark, event.toleranceMs, event.terms];
      return event.kind === 'refundApproved' ? [event.isRetried, event.repeat] : [];
    });

    expect(formerly).not.toContain(undefined);
    if (!name.startsWith('journal-v3')) return;
    expect(new Set(formerly.filter((value) => typeof value !== 'object' || value === null))).toEqual(
      new Set(name === 'journal-v3' ? [null, false] : [null]),
    );
  });

  it('every closed day, the day that is open and every approval read the same', () => {
    const { shown, journal } = given(name);
    const book = new Book(journal);
    book.replay();

    const closed = [...journal.ofShop()]
      .reverse()
      .flatMap((record) => (record.kind === 'dayClosed' ? [record] : []));
    const today = viewOfReport('X', dayNow(journal, book, shown.takenAtMs), OLD_ZONE);
    // A charge that a manager accepted was read as no approval when the file was kept.
    const approvals = [...journal.approvals()].reverse().filter(({ kind }) => kind !== 'accepted');

    expect(closed.map((day) => viewOfReport('Z', reportOf(day), OLD_ZONE))).toMatchObject([...shown.days]);
    expect(today).toMatchObject({
      ...shown.today,
      unresolved: shown.today.unresolved.map((each) => {
        const { state = each.state } = DIFFERENCES[each.referenceOrderId] ?? {};
        return { ...each, state };
      }),
    });
    expect(approvals).toMatchObject(shown.approvals);
  });
});

describe.each(['journal-v4', 'journal-v5', 'journal-v7'] as const)(
  'A till of today over %s (interface §6)',
  (name) => {
    it('resumes what was under way, refunds a payment of then, closes the next day, and verify holds', async () => {
      const kept = given(name);
      const today = new TillOfToday(kept);
      await today.clock.advance(3 * MINUTE_MS);

      const refund = await today.refund('PAID', '290', 'key-of-today', 'Broken cup');
      const repeat = await today.refund('REFUNDED-IN-PART', '1500', 'key-part');
      await today.clock.advance(MINUTE_MS);
      const closed = await today.till.manager.closeDay({
        ...{ params: {}, query: {}, body: null, idempotencyKey: 'z-3' },
      });

      expect([today.state('CHECKING-KILLED'), today.state('VOIDED')]).toEqual(['paid', 'cancelled']);
      expect([refund.ok, repeat.ok]).toEqual([true, true]);
      expect(today.now(today.shown('PAID'))).toMatchObject({
        refundable: { value: '4260' },
        refunds: [{ state: 'refunded' }],
      });
      expect(today.now(today.shown('REFUNDED-IN-PART')).refunds).toHaveLength(1);
      expect(closed).toMatchObject({ value: { number: kept.shown.days.length + 1 } });
      today.till.terminal.stop();
      expect(verified()).toEqual(GOOD);
    });
  },
);

describe('The journal of today that is kept (interface §6)', () => {
  it('has a row of every kind, each with its version and its till', () => {
    const { journal } = given('journal-v7');
    journal.close();
    invariant(old !== null, 'a journal is given');
    const read = readJournal(old.file);
    invariant(read.ok, 'the journal can be read');
    const rows = [...read.value.rows()].map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    read.value.close();

    expect(rows.filter(({ version, till }) => version !== RECORD_VERSION || till !== TILL)).toEqual([]);
    // The rows of the office and of the chain came later.
    const kinds = Object.keys(new DrawnRecords().records()).filter(
      (kind) => !isOfOffice({ kind }) && kind !== 'orderOverridden',
    );
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });
});

describe('A till of today over a journal of a former program (interface §6)', () => {
  it('resumes all that was under way, and changes nothing else', async () => {
    const kept = given('journal-v3');
    const today = new TillOfToday(kept);

    await today.clock.advance(3 * MINUTE_MS);

    expect(kept.shown.sales.map((sale) => [sale.referenceOrderId, today.now(sale).state])).toEqual(
      kept.shown.sales.map(({ referenceOrderId, state }) => [
        referenceOrderId,
        WENT_ON[referenceOrderId] ?? state,
      ]),
    );
    const refunds = kept.shown.sales.flatMap((sale) => today.now(sale).refunds);
    expect(refunds.filter(({ state }) => state === 'pending')).toEqual([]);
    expect(today.now(today.shown('REFUND-PENDING')).refunds.map(({ state }) => state)).toEqual([
      'refunded',
      'refunded',
    ]);
    const back = Object.entries(WENT_ON).filter(([, state]) => state === 'cancelled');
    expect(back.map(([order]) => today.books.stillCharged(today.idOf(order)))).toEqual(back.map(() => 0));
    expect(today.till.screen.queue().map(({ kind }) => kind)).toEqual(
      expect.not.arrayContaining(['cancel', 'refund']),
    );
    expect(today.now(today.shown('REFUND-PENDING')).receipts['customer']?.state).toBe('unknown');
  });

  it('refunds a payment of then, answers a repeat of then, closes the next day, and verify holds', async () => {
    const kept = given('journal-v3');
    const today = new TillOfToday(kept);
    await today.clock.advance(3 * MINUTE_MS);

    const refund = await today.refund('PAID-1', '290', 'key-of-today', 'Broken cup');
    const repeat = await today.refund('REFUND-PARTIAL', '1000', 'key-partial-1');
    const stuck = await today.refund('STUCK-FINAL', '8100', 'key-stuck', 'Given back by hand');
    const closed = await today.till.manager.closeDay({
      params: {},
      query: {},
      body: null,
      idempotencyKey: 'z-3',
    });
    await today.clock.advance(3 * MINUTE_MS);

    expect([refund, repeat, stuck].map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(today.now(today.shown('PAID-1'))).toMatchObject({
      refundable: { value: '1000' },
      refunds: [{ state: 'refunded' }],
    });
    expect(repeat).toMatchObject({
      value: {
        refundRequestId: today.shown('REFUND-PARTIAL').refunds[0]?.refundRequestId,
        state: 'refunded',
      },
    });
    expect(today.state('STUCK-FINAL')).toBe('cancelled');
    expect(closed).toMatchObject({ value: { number: kept.shown.days.length + 1 } });
    today.till.terminal.stop();
    expect(verified()).toEqual(GOOD);
  });

  it('a manager decides of the doubted charges of then, and verify holds', async () => {
    const today = new TillOfToday(given('journal-v3'));
    await today.clock.advance(MINUTE_MS);
    const approved = { query: {}, body: { approver: APPROVER, reason: 'Looked for at the other tills' } };
    const paramsOf = (order: string) => ({ params: { saleId: today.shown(order).saleId } });

    const accepted = await today.till.manager.acceptSale({ ...approved, ...paramsOf('FOREIGN-2-MIN') });
    const back = await today.till.desk.handlers().cancelSale({ ...approved, ...paramsOf('FOREIGN-1-DAY') });
    const other = await today.till.desk
      .handlers()
      .cancelSale({ query: {}, body: null, ...paramsOf('AMOUNT-MISMATCH') });
    await today.clock.advance(3 * MINUTE_MS);

    expect([accepted, back, other].map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(['FOREIGN-2-MIN', 'FOREIGN-1-DAY', 'AMOUNT-MISMATCH'].map((order) => today.state(order))).toEqual([
      'paid',
      'cancelled',
      'cancelled',
    ]);
    today.till.terminal.stop();
    expect(verified()).toEqual(GOOD);
  });

  it('the sale that waited for a code takes one, and an order that was paid then is refused', async () => {
    const today = new TillOfToday(given('journal-v3-waiting'));
    const { saleId } = today.shown('AWAITING-CODE');
    const desk = today.till.desk.handlers();

    await desk.enterCode({ params: { saleId }, query: {}, body: { text: '281001029999999999999999' } });
    await today.clock.advance(0);
    const again = await desk.openSale({
      ...{ params: {}, query: {} },
      body: {
        referenceOrderId: 'PAID',
        orderDescription: 'Kopi',
        amount: { currency: 'MYR', value: '1290' },
      },
    });

    expect(today.state('AWAITING-CODE')).toBe('paid');
    expect(again).toMatchObject({ ok: false, error: { slug: 'order-already-paid' } });
    today.till.terminal.stop();
    expect(verified()).toEqual(GOOD);
  });
});
