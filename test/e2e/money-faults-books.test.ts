import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endAgents, problemOf } from '../fakes/agent-process.ts';
import { MoneyShop, type MoneyTill } from '../fakes/money-till.ts';

// Refunds of two tills and of a portal beside one ledger. A scripted list of refunds says what its author thinks the
// books look like; here the list is made by the ledger from what the tills really sent, and only its ids are missing.

let shop: MoneyShop;
let till: MoneyTill;
let other: MoneyTill;
let orders = 0;

beforeAll(async () => {
  shop = await MoneyShop.open();
  [till, other] = await Promise.all([shop.till('T01'), shop.till('T02')]);
}, 90_000);
afterEach(() => {
  shop.clear();
  shop.sandbox.release();
});
afterAll(endAgents);

const nextOrder = (): string => `ORD-${(orders += 1)}`;

describe('What may be refunded is what the books and the till together have left (§4.4)', () => {
  it('4550 paid, 1500 refunded here and listed without our id, 1000 elsewhere: 2050 and not 2051', async () => {
    const sale = await till.sell(nextOrder(), 'refunds-without-our-id');
    await till.refund(sale, '1500');
    await till.until(sale.saleId, ({ netMinor, queue }) => netMinor === 3050 && queue.length === 0);
    shop.refundElsewhere(sale, '1000');

    const tooMuch = await till.refund(sale, '2051');
    const left = await till.refund(sale, '2050');
    const stand = await till.until(
      sale.saleId,
      ({ netMinor, queue }) => netMinor === 0 && queue.length === 0,
    );
    const nothing = await till.refund(sale, '1');

    expect(tooMuch.status).toBe(409);
    expect(problemOf(tooMuch)).toMatchObject({
      type: 'urn:paycode-till:problem:refund-exceeds-payment',
      refundable: { currency: 'MYR', value: '2050' },
    });
    expect(left.status).toBe(202);
    expect(stand).toMatchObject({ state: 'paid', netMinor: 0, queue: [] });
    expect(shop.refundsOf(sale).map(([, minor]) => minor)).toEqual([1500, 1000, 2050]);
    expect(nothing.status).toBe(409);
  });

  it('a refused refund of another till’s payment leaves the sales of this one as they were', async () => {
    const sale = await other.sell(nextOrder());
    const before = await till.sales();

    const refused = await till.refund(sale, '4551');

    expect([refused.status, problemOf(refused).type]).toEqual([
      409,
      'urn:paycode-till:problem:refund-exceeds-payment',
    ]);
    expect(await till.sales()).toEqual(before);
    expect(shop.netMinor(sale)).toBe(4550);
  });

  it('two requests side by side do not wait for each other’s look into the books', async () => {
    const first = await till.sell(nextOrder());
    const second = await till.sell(nextOrder());
    const inquiries = shop.gateway.count('inquiryPayment');
    const answers: string[] = [];
    shop.arm('held-inquiry', 'inquiryPayment', 1);

    const slow = till.refund(first, '1500').then(({ status }) => answers.push(`first ${status}`));
    await shop.gateway.until(() => shop.gateway.count('inquiryPayment') > inquiries);
    const quick = await till.refund(second, '1000');
    answers.push(`second ${quick.status}`);
    shop.sandbox.release();
    await slow;
    await till.until(first.saleId, ({ netMinor, queue }) => netMinor === 3050 && queue.length === 0);
    await till.until(second.saleId, ({ netMinor, queue }) => netMinor === 3550 && queue.length === 0);

    expect(answers).toEqual(['second 202', 'first 202']);
  });
});
