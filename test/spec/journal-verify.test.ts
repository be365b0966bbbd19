import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { givenDayClosed } from '../fakes/given-day-closed.ts';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { encodeRecord, isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import { verifyRows, type JournalRow } from '../../src/journal/verify.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import type { DayClosed } from '../../src/journal/day-closed.ts';
import { dayText, signedBy } from '../../src/journal/day-signature.ts';
import { keptTotals } from '../../src/journal/moved.ts';
import { invariant } from '../../src/ground/result.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { MemoryJournal, TILL } from '../fakes/memory-journal.ts';
import { Shop } from '../fakes/refund-shop.ts';

/** Records as they would stand in a file that nobody has touched. */
function rowsOf(records: readonly JournalRecord[]): JournalRow[] {
  let hash = CHAIN_START;
  const journal = new MemoryJournal();
  const writer = new JournalWriter(journal);
  // Only a close needs to know what its rows come to.
  const isAnyClosed = records.some(({ kind }) => kind === 'dayClosed');
  return records.map((given, index) => {
    const { totals } = journal.totals();
    const head = Buffer.from(hash).toString('hex');
    const record = given.kind === 'dayClosed' ? { ...given, head, totals: keptTotals(totals) } : given;
    if (isAnyClosed) writer.write(record);
    const body = encodeRecord(record, TILL);
    hash = chainHash(hash, index + 1, body);
    return { seq: index + 1, saleId: isOfSale(record) ? record.saleId : null, atMs: record.atMs, body, hash };
  });
}

function verified(rows: readonly JournalRow[], isSigned: Parameters<typeof verifyRows>[2] = null) {
  const before = (saleId: string, seq: number): TillEvent[] =>
    rows
      .filter((row) => row.saleId === saleId && row.seq < seq)
      .map(({ body }) => JSON.parse(body) as TillEvent);
  return verifyRows(rows, before, isSigned);
}

function faultOf(...sales: readonly GivenSale[]) {
  const { result } = verified(rowsOf(sales.flatMap(({ rows }) => rows)));
  return result.ok ? null : result.error;
}

const OTHER_AMOUNT: Amount = { currency: 'MYR' as Currency, valueMinor: 4551 as Minor };

describe('A whole journal (interface §6) › is good', () => {
  it('with sales of every end, and says how many', () => {
    const sales = [
      new GivenSale(1).paid(),
      new GivenSale(2).paid().voided(),
      new GivenSale(3).opened(),
      new GivenSale(4).opened().closed(),
      new GivenSale(5).opened().started().charged(OTHER_AMOUNT),
    ];
    const close = givenDayClosed(1);

    const seen = verified(rowsOf([...sales.flatMap(({ rows }) => rows), close]));

    expect(seen).toEqual({
      counts: { rows: 15, sales: 5, payments: 3, refunds: 0, paid: 2, signedDays: 0, days: 1 },
      tills: [{ till: TILL, fromSeq: 1 }],
      result: { ok: true, value: null },
    });
  });

  it('empty', () => {
    expect(verified([]).result).toEqual({ ok: true, value: null });
  });

  it('where a manager refunds a payment that the till owes back and could not give back', async () => {
    const shop = await Shop.withStuckSale();
    await shop.refund({ value: '4550' });

    const { counts, result } = verified(
      rowsOf(shop.till.journal.rows.map((row) => JSON.parse(row) as JournalRecord)),
    );

    expect(result).toEqual({ ok: true, value: null });
    expect(counts.refunds).toBe(1);
  });

  it('where a sale that was over long ago is voided', () => {
    const old = new GivenSale(1).paid();
    const paidRows = [...old.rows];
    old.voided();

    const records = [...paidRows, ...new GivenSale(2).paid().rows, ...old.rows.slice(paidRows.length)];

    expect(verified(rowsOf(records)).result.ok).toBe(true);
  });

  it('where an order is charged again after its first attempt surely was not', () => {
    const refused = { kind: 'refused', reason: { code: 'X', class: 'user', say: 'no' } } as const;
    const first = new GivenSale(1, { referenceOrderId: 'ORD' }).opened().started();
    first.changed({ kind: 'payAnswered', answer: refused }).closed();

    expect(faultOf(first, new GivenSale(2, { referenceOrderId: 'ORD', attempt: 2 }).paid())).toBeNull();
  });
});

describe('A whole journal (interface §6) › the chain shows', () => {
  const good = rowsOf([...new GivenSale(1).paid().rows, ...new GivenSale(2).paid().rows]);
  const faultIn = (rows: readonly JournalRow[]) => {
    const { result } = verified(rows);
    return result.ok ? null : result.error;
  };

  it.each([1, 4, 6])('row %i when its body was changed', (seq) => {
    const body = (text: string) => text.replace('"atMs":', '"atMs": ');
    const rows = good.map((row) => (row.seq === seq ? { ...row, body: body(row.body) } : row));

    expect(faultIn(rows)).toMatchObject({ seq, wrong: expect.stringContaining('hash') as string });
  });

  it('a row that was taken out', () => {
    expect(faultIn(good.filter(({ seq }) => seq !== 3))).toMatchObject({
      seq: 4,
      wrong: 'stands where row 3 should',
    });
  });

  it('a row that stands under another sale or time than its body says', () => {
    const under = good.map((row) => (row.seq === 2 ? { ...row, saleId: 'S-other' } : row));
    const at = good.map((row) => (row.seq === 5 ? { ...row, atMs: row.atMs + 1 } : row));

    expect(faultIn(under)).toMatchObject({
      seq: 2,
      wrong: expect.stringContaining('another sale') as string,
    });
    expect(faultIn(at)).toMatchObject({ seq: 5 });
  });
});

describe('A whole journal (interface §7) › the rules about money show', () => {
  it('rule 1: a second payment of an order before the first one is final', () => {
    const first = new GivenSale(1, { referenceOrderId: 'ORD' }).opened().started();
    const second = new GivenSale(2, { referenceOrderId: 'ORD', attempt: 2 }).opened().started();

    expect(faultOf(first, second)).toEqual({
      seq: 4,
      wrong: `begins a payment of the order ORD while ${first.paymentRequestId} is submitting`,
      means: expect.stringContaining('acquirer') as string,
    });
  });

  it.each([
    ['is paid', (sale: GivenSale) => sale],
    ['was cancelled and is still to be looked at', (sale: GivenSale) => sale.voided()],
  ])('rule 1: a second payment of an order whose first one %s', (_how, ended) => {
    const first = ended(new GivenSale(1, { referenceOrderId: 'ORD' }).paid());
    const second = new GivenSale(2, { referenceOrderId: 'ORD', attempt: 2 }).opened().started();

    expect(faultOf(first, second)?.seq).toBe(first.rows.length + 2);
  });

  it('rule 4: a paymentRequestId that is used twice', () => {
    const first = new GivenSale(1, { referenceOrderId: 'ORD' }).opened().started();
    const answer = { kind: 'notSent', why: 'no route' } as const;
    first.changed({ kind: 'payAnswered', answer }).closed();

    expect(faultOf(first, new GivenSale(2, { referenceOrderId: 'ORD' }).opened().started())).toMatchObject({
      wrong: `begins the payment ${first.paymentRequestId} a second time`,
    });
  });

  it('interface 4: one charge that is taken for two payments', () => {
    const first = new GivenSale(1).paid();
    const second = new GivenSale(2).opened().started();
    const charge = { amount: OTHER_AMOUNT, paymentId: first.paymentId };
    second.changed({ kind: 'payAnswered', answer: { kind: 'charged', charge } });

    expect(faultOf(first, second)).toMatchObject({
      seq: 6,
      wrong: expect.stringContaining(first.paymentId) as string,
    });
  });

  it('a row that does not follow from the ones before it', () => {
    expect(faultOf(new GivenSale(1).opened().charged())).toMatchObject({ seq: 2 });
    expect(faultOf(new GivenSale(1).opened().opened())).toMatchObject({
      seq: 2,
      wrong: 'opens the sale S000000001 a second time',
    });
    expect(faultOf(new GivenSale(1).started())).toMatchObject({ seq: 1 });
  });

  it('days that are not closed one after the other', () => {
    const closes = [1, 3].map((number) => givenDayClosed(number));

    expect(verified(rowsOf(closes)).result).toMatchObject({
      error: { seq: 2, wrong: 'closes day 3 after 1 days' },
    });
  });
});

describe('A day whose sums are more than a number holds', () => {
  const valueMinor = Number.MAX_SAFE_INTEGER;
  const records = [
    ...[1, 2, 3].flatMap((number) => new GivenSale(number, { atMs: 1000, valueMinor }).paid().rows),
    givenDayClosed(1),
  ];
  /** The same journal with another text for the sum in its last row. */
  const withSum = (text: string): JournalRow[] => {
    const rows = rowsOf(records);
    const close = rows.at(-1);
    invariant(close !== undefined, 'the day is closed');
    const body = close.body.replace('"amountMinor":"27021597764222973"', `"amountMinor":${text}`);
    return rows.with(-1, {
      ...close,
      body,
      hash: chainHash(rows.at(-2)?.hash ?? CHAIN_START, close.seq, body),
    });
  };

  it('is kept to the last unit, and good', () => {
    expect(rowsOf(records).at(-1)?.body).toContain('"amountMinor":"27021597764222973"');
    expect(verified(rowsOf(records)).result).toEqual({ ok: true, value: null });
  });

  it('is good in a row from before sums were exact, which holds the nearest number', () => {
    expect(verified(withSum('27021597764222972')).result).toEqual({ ok: true, value: null });
  });

  it.each(['"27021597764222972"', '27021597764222980'])('is wrong with the sum %s', (sum) => {
    expect(verified(withSum(sum)).result).toMatchObject({
      error: { wrong: 'closes day 1 over other sums than its rows come to' },
    });
  });

  it.each(['"12a"', 'null', '-1', '1.5'])('is no row of the till with the sum %s', (sum) => {
    expect(verified(withSum(sum)).result).toMatchObject({
      error: { wrong: 'has a wrong totals.0.amountMinor' },
    });
  });
});

describe('A whole journal › its closed days are signed by the till', () => {
  const till = generateKeyPairSync('ed25519');
  const other = generateKeyPairSync('ed25519');
  const isSigned = signedBy(till.publicKey.export({ type: 'spki', format: 'pem' }).toString());
  /** Rows with closes that are signed where they stand, by a key each; null: not signed. */
  const signedRows = (...keys: readonly (KeyObject | null)[]): JournalRow[] => {
    let hash = CHAIN_START;
    return rowsOf(keys.map((_, index) => givenDayClosed(index + 1))).map((row, index) => {
      const key = keys[index] ?? null;
      const day = { ...(JSON.parse(row.body) as DayClosed), head: Buffer.from(hash).toString('hex') };
      const signature =
        key === null ? undefined : sign(null, Buffer.from(dayText(day)), key).toString('base64');
      const body = JSON.stringify({ ...day, signature });
      hash = chainHash(hash, row.seq, body);
      return { ...row, body, hash };
    });
  };
  const wrongOf = (...keys: readonly (KeyObject | null)[]): string | null => {
    const { result } = verified(signedRows(...keys), isSigned);
    return result.ok ? null : result.error.wrong;
  };

  it('days of before are taken without a signature, and the signed ones are counted', () => {
    const rows = signedRows(null, till.privateKey, till.privateKey);

    expect(verified(rows, isSigned)).toMatchObject({
      counts: { days: 3, signedDays: 2 },
      result: { ok: true },
    });
  });

  it('a day that another key signed is found, though every hash was made anew', () => {
    expect(wrongOf(till.privateKey, other.privateKey)).toContain("not of this till's key");
  });

  it('a day without a signature after a signed one is found', () => {
    expect(wrongOf(till.privateKey, null)).toContain('without the signature');
  });
});
