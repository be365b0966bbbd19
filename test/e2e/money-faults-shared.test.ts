import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { endAgents } from '../fakes/agent-process.ts';
import { MoneyShop, type MoneyTill } from '../fakes/money-till.ts';

// Two real processes that meet at one ledger under one id, and a ledger that changes behind a till's back. Only here
// does another till's charge stand beside the till that could cancel it; a single machine knows one side alone.

let shop: MoneyShop;
let a: MoneyTill;
let b: MoneyTill;
let orders = 0;

beforeAll(async () => {
  shop = await MoneyShop.open();
  [a, b] = await Promise.all([shop.till('T01'), shop.till('T02')]);
}, 90_000);
afterEach(() => shop.clear());
afterAll(endAgents);

const nextOrder = (): string => `ORD-${(orders += 1)}`;

describe('Two tills that sell one order by mistake (§4.6, §6.2)', () => {
  it('the unlucky one cancels nothing before an inquiry is answered, and the paid one keeps its charge', async () => {
    const orderId = nextOrder();
    const paid = await a.sell(orderId);
    const pays = shop.gateway.count('pay');
    shop.arm('lost-answer', 'pay', 1);

    // The books date the charge as A's, which was made long before.
    const scanned = b.scan(orderId, 'dated-10min-before');
    await shop.gateway.until(() => shop.gateway.count('pay') > pays);
    shop.silenceInquiries();
    const { saleId } = await scanned;
    await b.until(saleId, ({ state }) => state === 'cancelling');
    const asked = shop.gateway.count('inquiryPayment');
    await shop.gateway.until(() => shop.gateway.count('inquiryPayment') >= asked + 4);
    const silent = await b.stand(saleId);
    shop.clear();
    const stand = await b.until(saleId, ({ state }) => state === 'attention');

    expect((await b.sale(saleId)).paymentRequestId).toBe(paid.paymentRequestId);
    expect(silent).toMatchObject({
      ...{ state: 'cancelling', reason: 'NO_ANSWER_IN_TIME', may: [] },
      ...{ queue: ['inquiry'], netMinor: 4550 },
    });
    expect(stand).toMatchObject({
      ...{ state: 'attention', reason: 'FOREIGN_CHARGE', may: ['accept', 'cancel'] },
      ...{ queue: [], netMinor: 4550 },
    });
    expect(await a.stand(paid.saleId)).toMatchObject({ state: 'paid', queue: [], netMinor: 4550 });
    expect(shop.gateway.count('cancelPayment')).toBe(0);
  });
});

describe('A charge that is shown as paid and is cancelled elsewhere (§4.5)', () => {
  const GONE = { state: 'cancelled', reason: 'CHARGE_GONE', may: [], queue: [], netMinor: 0 };

  async function paidAndGone(): Promise<SaleView> {
    const sale = await a.sell(nextOrder());
    shop.cancelElsewhere(sale);
    return sale;
  }

  /** What the screen says once it says that a charge is gone. */
  const saidOf = ({ saleId }: SaleView) =>
    a.events.until((view) => view.sale?.saleId === saleId && view.notice?.kind === 'charge-gone');

  it('is known by a notice, and the screen says so', async () => {
    const sale = await paidAndGone();

    await a.tell(shop.noticeOf(sale));
    const { notice, sale: shown } = await saidOf(sale);

    expect(notice?.say).toMatch(/^A payment that this till showed as paid was given back/);
    expect(shown?.say).toMatch(/^This payment was given back to the customer, and not by this till\./);
    expect(await a.stand(sale.saleId)).toMatchObject(GONE);
  });

  it('is known at the day’s close where no notice came', async () => {
    const sale = await paidAndGone();

    const closed = await a.agent.call('POST', '/v1/reports/z');
    const { notice } = await saidOf(sale);

    expect(closed.status).toBe(201);
    expect(notice?.say).toContain('ask the manager');
    expect(await a.stand(sale.saleId)).toMatchObject(GONE);
  });

  it('is asked about until it is answered, also by the process after a kill', async () => {
    const sale = await paidAndGone();
    shop.silenceInquiries();
    await a.tell(shop.noticeOf(sale));
    const before = await a.stand(sale.saleId);
    const asked = shop.gateway.count('inquiryPayment', sale.paymentRequestId);

    await a.killAndStart();
    await shop.gateway.until(() => shop.gateway.count('inquiryPayment', sale.paymentRequestId) > asked);
    const after = await a.stand(sale.saleId);
    shop.clear();
    await saidOf(sale);

    const open = { state: 'paid', queue: ['inquiry'], netMinor: 0 };
    expect([before, after]).toMatchObject([open, open]);
    expect(await a.stand(sale.saleId)).toMatchObject(GONE);
  });
});
