import { givenDayClosed } from '../fakes/given-day-closed.ts';
import { describe, expect, it } from 'vitest';
import { isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import type { SaleQuery } from '../../src/journal/entry.ts';
import type { Journal } from '../../src/journal/port.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';

const DAY_MS = 24 * 3_600_000;
const NOON_MS = Date.UTC(2026, 0, 5, 12);

/** Four sales: paid, paid and voided, awaiting a code, given up. */
function givenHistory(): Record<'paid' | 'voided' | 'awaiting' | 'closed', GivenSale> {
  return {
    paid: new GivenSale(1, { atMs: NOON_MS, wallet: 'TNG eWallet', valueMinor: 4550 }).paid(),
    voided: new GivenSale(2, { atMs: NOON_MS + 1000, wallet: 'Kakao Pay', valueMinor: 900 }).paid().voided(),
    awaiting: new GivenSale(3, { atMs: NOON_MS + DAY_MS }).opened(),
    closed: new GivenSale(4, { atMs: NOON_MS + 2 * DAY_MS, referenceOrderId: 'ORD-3' }).opened().closed(),
  };
}

/** What every journal must do, the one in memory and the one in a file. */
export function journalSuite(name: string, open: () => Journal): void {
  const written = (records: readonly JournalRecord[]): Journal => {
    const journal = open();
    const writer = new JournalWriter(journal);
    for (const record of records) writer.write(record);
    return journal;
  };
  const givenWritten = (): ReturnType<typeof givenHistory> & { readonly journal: Journal } => {
    const history = givenHistory();
    const { paid, voided, awaiting, closed } = history;
    return { ...history, journal: written([paid, awaiting, voided, closed].flatMap(({ rows }) => rows)) };
  };

  describe(`${name} › rows`, () => {
    it('of open sales come in the order in which they happened, without those of sales that are over', () => {
      const { journal, awaiting, voided } = givenWritten();

      // A cancel is looked at again after it was confirmed: that sale is still open.
      expect([...journal.open()]).toEqual([...awaiting.rows, ...voided.rows]);
    });

    it('of two open sales are not sorted by sale', () => {
      const [one, other] = [new GivenSale(1).opened(), new GivenSale(2).opened()];
      one.started();

      const rows = [one.rows[0], other.rows[0], one.rows[1]].filter((row) => row !== undefined);

      expect([...written(rows).open()]).toEqual(rows);
    });

    it('of one sale can be had, whether it is open or over; of an unknown one there are none', () => {
      const { journal, paid, awaiting } = givenWritten();

      expect([...journal.ofSale(paid.saleId)]).toEqual(paid.rows);
      expect([...journal.ofSale(awaiting.saleId)]).toEqual(awaiting.rows);
      expect([...journal.ofSale('S-none')]).toEqual([]);
    });

    it('that belong to no sale come newest first', () => {
      const closes = [1, 2].map((number) => givenDayClosed(number, NOON_MS + number));

      const journal = written([...new GivenSale(1).paid().rows, ...closes]);

      expect([...journal.ofShop()]).toEqual(closes.toReversed());
      expect([...journal.open()].filter((record) => !isOfSale(record))).toEqual([]);
    });
  });

  describe(`${name} › a search`, () => {
    const foundBy = (
      query: (history: ReturnType<typeof givenHistory>) => Omit<SaleQuery, 'limit'>,
      limit = 10,
    ) => {
      const { journal, ...history } = givenWritten();
      const names = Object.entries(history).map(([key, { saleId }]) => [saleId, key] as const);
      const byId = new Map(names);
      return journal.find({ ...query(history), limit }).map(({ saleId }) => byId.get(saleId));
    };

    it.each([
      ['its saleId', (sale: GivenSale) => sale.saleId],
      ['the order', (sale: GivenSale) => sale.referenceOrderId],
      ['its paymentRequestId', (sale: GivenSale) => sale.paymentRequestId],
      ['its paymentId', (sale: GivenSale) => sale.paymentId],
    ])('by any id finds a sale by %s', (_what, idOf) => {
      expect(foundBy(({ voided }) => ({ id: idOf(voided) }))).toEqual(['voided']);
    });

    it('by an id that leads nowhere finds nothing', () => {
      expect(foundBy(() => ({ id: 'nobody' }))).toEqual([]);
      expect(foundBy(({ paid }) => ({ paymentRequestId: paid.paymentId }))).toEqual([]);
    });

    it('by an order finds all its sales, newest first', () => {
      expect(foundBy(() => ({ referenceOrderId: 'ORD-3' }))).toEqual(['closed', 'awaiting']);
    });

    it('by amount, wallet, state and time finds what fits all of them', () => {
      expect(foundBy(() => ({ amountMinor: 900 }))).toEqual(['voided']);
      expect(foundBy(() => ({ wallet: 'TNG eWallet' }))).toEqual(['paid']);
      expect(foundBy(() => ({ state: 'paid' }))).toEqual(['paid']);
      expect(foundBy(() => ({ state: 'cancelled' }))).toEqual(['closed', 'voided']);
      expect(foundBy(() => ({ fromMs: NOON_MS + 900, untilMs: NOON_MS + DAY_MS }))).toEqual(['voided']);
      expect(foundBy(() => ({ fromMs: NOON_MS + 900, wallet: 'TNG eWallet' }))).toEqual([]);
    });

    it('is newest first by the order of opening, and ends at its limit', () => {
      expect(foundBy(() => ({}))).toEqual(['closed', 'voided', 'awaiting', 'paid']);
      expect(foundBy(() => ({}), 2)).toEqual(['closed', 'voided']);
    });

    it('by a day of the till finds what changed since it began, whenever it was opened', () => {
      const early = new GivenSale(1, { atMs: NOON_MS + 2 * DAY_MS }).paid();
      const over = new GivenSale(2, { atMs: NOON_MS }).opened();
      const openedRows = [...over.rows];
      const paidRows = over.started().charged().rows.slice(openedRows.length);
      const close = givenDayClosed(1, NOON_MS + DAY_MS);
      const journal = written([...early.rows, ...openedRows, close, ...paidRows]);

      const found = [1, 2, 3].map((sinceDay) => journal.find({ sinceDay, limit: 10 }));

      const ids = found.map((sales) => sales.map(({ saleId }) => saleId));
      expect(ids).toEqual([[over.saleId, early.saleId], [over.saleId], []]);
    });

    it('answers with the sale as it stands', () => {
      const { journal, paid } = givenWritten();

      expect(journal.find({ id: paid.saleId, limit: 1 })).toEqual([
        {
          saleId: paid.saleId,
          referenceOrderId: 'ORD-1',
          open: false,
          state: 'paid',
          amount: { currency: 'MYR', valueMinor: 4550 },
          openedAtMs: NOON_MS + 100,
          wallet: 'TNG eWallet',
        },
      ]);
    });

    it("knows which attempt an acquirer's payment id belongs to", () => {
      const { journal, paid } = givenWritten();

      expect(journal.attemptOf(paid.paymentId)).toBe(paid.paymentRequestId);
      expect(journal.attemptOf(paid.paymentRequestId)).toBeNull();
    });
  });

  describe(`${name} › running totals (interface §3, reports/x)`, () => {
    const QUARTER = 48;

    it('are kept by type, currency, wallet, gateway, person and quarter of the day; a void is not taken off the sales', () => {
      const { journal } = givenWritten();

      const { day, sinceMs, totals } = journal.totals();

      expect([day, sinceMs]).toEqual([1, NOON_MS + 100]);
      const by = { gateway: 'alipayPlus', operatorId: null };
      const money = { currency: 'MYR', quarter: QUARTER, count: 1, ...by };
      expect(totals).toHaveLength(3);
      expect(totals).toEqual(
        expect.arrayContaining([
          { type: 'sale', wallet: 'TNG eWallet', amountMinor: 4550n, ...money },
          { type: 'sale', wallet: 'Kakao Pay', amountMinor: 900n, ...money },
          { type: 'void', wallet: 'Kakao Pay', amountMinor: 900n, ...money },
        ]),
      );
    });

    it('add up', () => {
      const sales = [1, 2, 3].map((number) => new GivenSale(number, { atMs: NOON_MS }).paid());

      const { totals } = written(sales.flatMap(({ rows }) => rows)).totals();

      expect(totals).toMatchObject([{ type: 'sale', count: 3, amountMinor: 13_650n }]);
    });

    it('are exact where a number would not hold them', () => {
      const valueMinor = Number.MAX_SAFE_INTEGER;
      const sales = [1, 2, 3].map((number) => new GivenSale(number, { atMs: NOON_MS, valueMinor }).paid());

      const { totals } = written(sales.flatMap(({ rows }) => rows)).totals();

      expect(totals).toMatchObject([{ type: 'sale', count: 3, amountMinor: 27_021_597_764_222_973n }]);
    });

    it('of a charge that never was a sale there are none', () => {
      const late = new GivenSale(1).opened().started().changed({ kind: 'cancelRequested' });
      late.changed({ kind: 'inquiryAnswered', answer: { kind: 'notFound' } }).charged();

      expect(written(late.rows).totals().totals).toEqual([]);
    });

    it('begin anew when the day is closed', () => {
      const [one, other] = [new GivenSale(1).paid(), new GivenSale(2, { valueMinor: 100 }).paid()];
      const close = givenDayClosed(1, NOON_MS);

      const journal = written([...one.rows, close, ...other.rows]);

      expect(journal.totals()).toMatchObject({ day: 2, sinceMs: NOON_MS, totals: [{ amountMinor: 100n }] });
    });

    it('of an empty journal are none', () => {
      expect(open().totals()).toEqual({ day: 1, sinceMs: null, totals: [] });
    });
  });

  describe(`${name} › movements of money (interface §3, reports/sales)`, () => {
    const EVER = { fromMs: 0, untilMs: Infinity };

    it('are had by their time, oldest first, with every id', () => {
      const { journal, paid, voided } = givenWritten();

      const moved = [...journal.moved(EVER)];

      const { saleId, referenceOrderId, paymentRequestId, paymentId } = paid;
      expect(moved.map(({ type, saleId: of }) => [type, of])).toEqual([
        ['sale', paid.saleId],
        ['sale', voided.saleId],
        ['void', voided.saleId],
      ]);
      expect(moved[0]).toEqual({
        ...{ type: 'sale', saleId, referenceOrderId, paymentRequestId, paymentId },
        ...{ refundRequestId: null, approverId: null, operatorId: null },
        ...{ currency: 'MYR', amountMinor: 4550, wallet: 'TNG eWallet', gateway: 'alipayPlus' },
        ...{ quarter: 48, atMs: moved[0]?.atMs },
      });
    });

    it('of a span begin with its first moment and end before its last', () => {
      const { journal } = givenWritten();
      const all = [...journal.moved(EVER)];
      const [first = 0, second = 0] = all.map(({ atMs }) => atMs);

      expect([...journal.moved({ fromMs: first, untilMs: second })]).toEqual(all.slice(0, 1));
      expect([...journal.moved({ fromMs: second, untilMs: Infinity })]).toEqual(all.slice(1));
    });

    it('are read while the journal is written to, more than are read at once', () => {
      const sales = Array.from({ length: 450 }, (_, number) => new GivenSale(number + 1).paid());
      const journal = written(sales.flatMap(({ rows }) => rows));
      const read: string[] = [];

      for (const { saleId } of journal.moved(EVER)) {
        if (read.length === 0) journal.append(givenDayClosed(1, NOON_MS), null);
        read.push(saleId);
      }

      expect(read).toEqual(sales.map(({ saleId }) => saleId));
    });
  });
}
