import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { endAgents, order, problemOf } from '../fakes/agent-process.ts';
import { APPROVAL, MoneyShop, type MoneyTill } from '../fakes/money-till.ts';

// A charge with a detail that does not fit, from the wire to the manager's PIN and the paper: only here is it seen that
// every such sale has a way out over the local API, and that its order can then be sold. A cheaper test sees one state.

let shop: MoneyShop;
let till: MoneyTill;
let orders = 0;

beforeAll(async () => {
  shop = await MoneyShop.open();
  till = await shop.till();
}, 90_000);
afterEach(() => shop.clear());
afterAll(endAgents);

const nextOrder = (): string => `ORD-${(orders += 1)}`;
const WRONG_PIN = { ...APPROVAL, approver: { id: 'm1', pin: '0000' } };
const slugOf = (answer: Parameters<typeof problemOf>[0]): string => problemOf(answer).type.split(':').at(-1)!;

describe('A charge that is dated before its attempt (§7)', () => {
  it('by a minute and a half is paid: the clocks of wallets differ', async () => {
    const sale = await till.sell(nextOrder(), 'dated-90s-before');

    expect(await till.stand(sale.saleId)).toMatchObject({ state: 'paid', queue: [], netMinor: 4550 });
  });

  it('by ten minutes may be another till’s: a manager takes it for this sale, and it has a receipt', async () => {
    const sale = await till.sell(nextOrder(), 'dated-10min-before', 'attention');
    const doubted = await till.stand(sale.saleId);

    const wrong = await till.agent.call('POST', `/v1/sales/${sale.saleId}/accept`, WRONG_PIN);
    const accepted = await till.agent.call('POST', `/v1/sales/${sale.saleId}/accept`, APPROVAL);
    const stand = await till.stand(sale.saleId);
    const receipt = await till.agent.call('GET', `/v1/sales/${sale.saleId}/receipts/customer`);

    expect(doubted).toMatchObject({
      ...{ state: 'attention', reason: 'FOREIGN_CHARGE', may: ['accept', 'cancel'] },
      ...{ queue: [], netMinor: 4550 },
    });
    expect(doubted.say).toMatch(/^This order is charged, but perhaps by another till\./);
    expect([wrong.status, accepted.status]).toEqual([403, 202]);
    expect(stand).toMatchObject({ state: 'paid', reason: undefined, queue: [], netMinor: 4550 });
    expect(receipt.text).toContain('MYR 45.50');
  });

  it('by ten minutes is given back with a manager’s PIN only, and the order can be sold again', async () => {
    const orderId = nextOrder();
    const sale = await till.sell(orderId, 'dated-10min-before', 'attention');
    const cancels = shop.gateway.count('cancelPayment');

    const alone = await till.cancel(sale.saleId);
    const wrong = await till.cancel(sale.saleId, WRONG_PIN);
    const refused = await till.stand(sale.saleId);
    const early = await till.agent.call('POST', '/v1/sales', order(orderId));
    const approved = await till.cancel(sale.saleId, APPROVAL);
    const stand = await till.until(sale.saleId, ({ state }) => state === 'cancelled');
    const again = await till.again(
      () => till.agent.call('POST', '/v1/sales', order(orderId)),
      ({ status }) => status === 201,
    );
    const { saleId } = again.json as { saleId: string };
    await till.agent.call('POST', `/v1/sales/${saleId}/code`, { text: shop.sandbox.freshCode() });
    const sold = await till.until(saleId, ({ state }) => state === 'paid');

    expect([alone.status, slugOf(alone)]).toEqual([403, 'approver-required']);
    expect([wrong.status, slugOf(wrong)]).toEqual([403, 'approver-refused']);
    expect(refused).toMatchObject({ state: 'attention', netMinor: 4550 });
    expect([early.status, slugOf(early)]).toEqual([409, 'order-unresolved']);
    expect(approved.status).toBe(202);
    expect(stand).toMatchObject({ state: 'cancelled', may: [], netMinor: 0 });
    expect(shop.gateway.count('cancelPayment') - cancels).toBe(1);
    expect(sold).toMatchObject({ netMinor: 4550, queue: [] });
  });
});

describe('A charge whose amount cannot be read (§5.1)', () => {
  it('is never paid: the till cancels it when the window is over', async () => {
    const sale = await till.sell(nextOrder(), 'unreadable-amount', 'cancelled');

    const stand = await till.until(sale.saleId, ({ queue }) => queue.length === 0);

    expect(stand).toMatchObject({ reason: 'NO_ANSWER_IN_TIME', may: [], netMinor: 0 });
  });

  /** A sale whose cancel is refused too. */
  async function stuck(): Promise<SaleView> {
    shop.arm('cancel-too-late', 'cancelPayment');
    return till.sell(nextOrder(), 'unreadable-amount', 'attention');
  }

  it('is a task where its cancel is refused too, and a manager gives the asked amount back', async () => {
    const sale = await stuck();
    const task = await till.stand(sale.saleId);

    const asked = await till.refund(sale, '4550');
    const stand = await till.until(
      sale.saleId,
      ({ netMinor, queue }) => netMinor === 0 && !queue.includes('refund'),
    );

    expect(task).toMatchObject({
      ...{ state: 'attention', reason: 'UNREADABLE_CHARGE', may: ['refund'], refundable: '4550' },
      ...{ queue: ['inquiry'], netMinor: 4550 },
    });
    expect(task.say).toContain('MYR 45.50');
    expect(task.say).toContain(sale.paymentRequestId);
    expect(asked.status).toBe(202);
    expect(stand).toMatchObject({ state: 'cancelled', netMinor: 0 });
  });

  it('ends by itself once the acquirer cancels it in its own books', async () => {
    const sale = await stuck();

    shop.cancelElsewhere(sale);
    const stand = await till.until(
      sale.saleId,
      ({ state, queue }) => state === 'cancelled' && queue.length === 0,
    );

    expect(stand).toMatchObject({ reason: 'NO_ANSWER_IN_TIME', may: [], netMinor: 0 });
  });
});
