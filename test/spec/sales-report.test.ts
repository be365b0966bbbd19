import { describe, expect, it } from 'vitest';
import { checkedInput } from '../../src/contract/checked-input.ts';
import type { SalesRow } from '../../src/contract/sales-report.ts';
import { parseCsv, writeCsv } from '../../src/ground/csv.ts';
import { invariant } from '../../src/ground/result.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { plainHash } from '../fakes/plain-pins.ts';

const APPROVER = { id: 'm1', pin: '471147' };
const EVER = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00+08:00' };
const FAILED = {
  kind: 'refused',
  reason: { code: 'USER_BALANCE_NOT_ENOUGH', class: 'general', say: 'no' },
} as const;
let charges = 0;
const charged = (walletBrandName = 'GCash') => {
  charges += 1;
  const paymentId = `P-${charges}`;
  return { kind: 'charged', charge: givenCharge(RM45_50, { paymentId, walletBrandName }) } as const;
};

const tillWith = (script: Script, patch: object = {}): GivenTill => new GivenTill(script, undefined, patch);

async function report(till: GivenTill, format: 'json' | 'csv', span: object = EVER): Promise<string> {
  const input = checkedInput('readSalesReport', { params: {}, query: { ...span, format } });
  invariant(input.ok, `the span fits: ${JSON.stringify(input)}`);
  const answer = await till.manager.readSalesReport(input.value);
  invariant(answer.ok, 'the rows are given');
  return [...answer.value].join('');
}

const rowsOf = async (till: GivenTill, span: object = EVER): Promise<SalesRow[]> =>
  JSON.parse(await report(till, 'json', span)) as SalesRow[];

async function refund(till: GivenTill, saleId: string, value: string): Promise<void> {
  const paymentRequestId = till.sale(saleId).paymentRequestId ?? '';
  const body = {
    ...{ paymentRequestId, reason: 'Wrong size', approver: APPROVER },
    amount: { currency: 'MYR', value },
  };
  const answer = await till.manager.requestRefund({ params: {}, query: {}, body });
  invariant(answer.ok, 'the refund is taken');
  await till.clock.advance(0);
}

/** Three sales: one is left, one is refunded in part, one is voided; a fourth is declined. */
async function givenDay(): Promise<GivenTill> {
  const till = tillWith({
    pay: [charged('TNG eWallet'), charged(), charged(), FAILED],
    cancel: [{ kind: 'confirmed' }],
    refund: [
      { kind: 'refunded' },
      { kind: 'refused', reason: { code: 'REFUND_NOT_ALLOWED', class: 'general', say: 'no' } },
    ],
    lookUp: [{ kind: 'seen', charge: givenCharge(RM45_50), reversed: false, refunds: [] }],
  });
  await till.sell('A');
  await till.clock.advance(60_000);
  const refunded = await till.sell('B');
  const voided = await till.sell('C');
  await till.clock.advance(60_000);
  await till.cancel(voided);
  await till.clock.advance(60_000);
  await refund(till, refunded, '1500');
  await till.sell('D');
  return till;
}

describe('Every payment as a row (interface section 3, reports/sales)', () => {
  it('one row each for payment, refund and void, oldest first; none for what failed', async () => {
    const rows = await rowsOf(await givenDay());

    expect(rows.map(({ type, referenceOrderId, amount }) => [type, referenceOrderId, amount.value])).toEqual([
      ['sale', 'A', '4550'],
      ['sale', 'B', '4550'],
      ['sale', 'C', '4550'],
      ['void', 'C', '4550'],
      ['refund', 'B', '1500'],
    ]);
  });

  it('amounts stand in decimals and in minor units, times with offset, beside every id', async () => {
    const till = await givenDay();

    const rows = await rowsOf(till);

    const [first] = rows;
    const sale = till.sale(first?.saleId ?? '');
    expect(first).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/) as string,
      type: 'sale',
      saleId: sale.saleId,
      referenceOrderId: 'A',
      paymentRequestId: sale.paymentRequestId,
      paymentId: sale.paymentId,
      refundRequestId: null,
      amount: { currency: 'MYR', value: '4550' },
      decimal: '45.50',
      wallet: 'TNG eWallet',
      gateway: 'alipayPlus',
      operatorId: null,
      approver: null,
    });
  });

  it('a refund and a void name the manager who approved them, and a refund its own id', async () => {
    const till = await givenDay();

    const rows = await rowsOf(till);

    const back = rows.filter(({ type }) => type !== 'sale');
    const [refundView] = till.sale(rows.find(({ type }) => type === 'refund')?.saleId ?? '').refunds;
    expect(back.map(({ type, approver, refundRequestId }) => [type, approver, refundRequestId])).toEqual([
      ['void', 'm1', null],
      ['refund', 'm1', refundView?.refundRequestId],
    ]);
  });

  it('a refund that failed is no row', async () => {
    const till = await givenDay();
    const before = await rowsOf(till);
    const saleId = before[0]?.saleId ?? '';

    await refund(till, saleId, '100');

    expect(till.sale(saleId).refunds).toMatchObject([{ state: 'failed' }]);
    expect(await rowsOf(till)).toEqual(before);
  });

  it('a span begins with its first moment and ends before its last, by when money moved', async () => {
    const till = await givenDay();
    const all = await rowsOf(till);
    const [from, to] = [all[1]?.at, all[4]?.at];

    const some = await rowsOf(till, { from, to });

    expect(some).toEqual(all.slice(1, 4));
  });

  it.each([
    ['the same moment', '2026-11-20T10:00:00+08:00', '2026-11-20T02:00:00Z'],
    ['the wrong way round', '2026-11-21T00:00:00Z', '2026-11-20T00:00:00Z'],
  ])('a span of %s is refused, naming `from`', (_, from, to) => {
    const checked = checkedInput('readSalesReport', { params: {}, query: { from, to } });

    expect(checked).toMatchObject({ ok: false, error: { slug: 'invalid-request', field: 'from' } });
  });

  it.each([
    ['to', { from: EVER.from }],
    ['from', { to: EVER.to }],
    ['from', { ...EVER, from: '2026-11-20' }],
    ['to', { ...EVER, to: '2026-02-30T00:00:00Z' }],
    ['format', { ...EVER, format: 'xlsx' }],
    ['from', { ...EVER, from: '0001-01-01T00:00:00Z' }],
    ['to', { ...EVER, to: '2027-01-01T00:00:00.0000000001Z' }],
  ])('what is no span is refused, naming `%s`', (field, query) => {
    const checked = checkedInput('readSalesReport', { params: {}, query });

    expect(checked).toMatchObject({ ok: false, error: { slug: 'invalid-request', field } });
  });

  it('a time that the till cannot read is refused by every command that takes one', () => {
    const year1 = '0001-01-01T00:00:00Z';
    const dispute = { disputeRequestId: 'D-1', kind: 'papers', paymentRequestId: 'P-1', dueAt: year1 };
    const checked = [
      checkedInput('listSales', { params: {}, query: { from: year1 } }),
      checkedInput('listSales', { params: {}, query: { until: year1 } }),
      checkedInput('enterDispute', { params: {}, body: dispute }),
    ];

    const fields = checked.map((each) => (each.ok ? null : each.error));
    expect(fields).toMatchObject([{ field: 'from' }, { field: 'until' }, { field: 'dueAt' }]);
  });

  it('a restart changes no row; nothing moved is an empty list', async () => {
    const till = await givenDay();
    const before = await report(till, 'csv');

    expect(await report(till.restarted(), 'csv')).toBe(before);
    expect(await rowsOf(tillWith({}))).toEqual([]);
  });

  it('more rows than one piece come as one list, and as one table', async () => {
    const orders = Array.from({ length: 205 }, (_, index) => `ORD-${index + 1}`);
    const till = tillWith({ pay: orders.map(() => charged()) });
    for (const order of orders) await till.sell(order);

    const rows = await rowsOf(till);
    const table = parseCsv((await report(till, 'csv')).slice(1));

    expect(rows.map(({ referenceOrderId }) => referenceOrderId)).toEqual(orders);
    invariant(table.ok, 'it is a table');
    expect(table.value.slice(1).map(({ cells }) => cells[3])).toEqual(orders);
  });
});

describe('Every payment as a row › the table for a spreadsheet', () => {
  it('has the same rows, with decimals and minor units', async () => {
    const till = await givenDay();

    const csv = await report(till, 'csv');

    const [mark, lines] = [csv[0], csv.slice(1).trimEnd().split('\r\n')];
    expect(mark).toBe('\uFEFF');
    expect(lines[0]).toBe(
      'at,type,saleId,referenceOrderId,paymentRequestId,paymentId,refundRequestId,currency,decimal,valueMinor,wallet,gateway,operatorId,approver',
    );
    expect(lines).toHaveLength(6);
    expect(lines[5]).toMatch(/,refund,.*,MYR,15\.00,1500,GCash,alipayPlus,,m1$/);
  });

  it.each(['=1+1', '+60', '-B', '@SUM(A1)', '＝1+1', '＠A', '\t=1', '\n=1'])(
    'no cell begins as a formula does: %j',
    (text) => {
      const table = parseCsv(writeCsv([[text]]).slice(1));

      invariant(table.ok, 'it is a table');
      expect(table.value[0]?.cells).toEqual([`'${text}`]);
    },
  );

  it('an order that is named as a formula stands there as text', async () => {
    const till = tillWith({ pay: [charged('=HYPERLINK("http://x")')] });
    await till.sell('@SUM(1)');

    const csv = await report(till, 'csv');

    expect(csv).toContain(`,'@SUM(1),`);
    expect(csv).toContain(`,"'=HYPERLINK(""http://x"")",`);
  });
});

describe('Closed days (interface section 3, reports/z)', () => {
  const close = (till: GivenTill) => till.manager.closeDay({ params: {}, query: {}, body: { again: true } });
  const listed = async (till: GivenTill, query: object = {}) => {
    const input = checkedInput('listZ', { params: {}, query });
    invariant(input.ok, 'the query fits');
    const answer = await till.manager.listZ(input.value);
    invariant(answer.ok, 'the days are given');
    return answer.value;
  };

  it('all closed days, newest first, each as it is read by its number', async () => {
    const till = tillWith(
      { pay: [charged()] },
      { managers: [{ id: 'm1', name: 'Aisyah', pin: plainHash('471147') }] },
    );
    const none = await listed(till);
    await till.sell('A');
    const closed = [await close(till), await close(till), await close(till)];

    const days = await listed(till.restarted());

    expect(none).toEqual([]);
    expect(days).toEqual(closed.map((answer) => answer.ok && answer.value).reverse());
    expect(days.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('those before the last one of an answer are asked for by its number', async () => {
    const till = tillWith({});
    for (let day = 0; day < 5; day += 1) await close(till);

    const first = await listed(till, { limit: '2' });
    const next = await listed(till, { limit: '2', before: '4' });

    expect([first, next].map((days) => days.map(({ number }) => number))).toEqual([
      [5, 4],
      [3, 2],
    ]);
  });
});
