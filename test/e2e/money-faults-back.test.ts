import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { endAgents } from '../fakes/agent-process.ts';
import { APPROVAL, MoneyShop, type MoneyTill } from '../fakes/money-till.ts';

// The whole way of a give-back that is refused, over two real processes and one ledger: only here do the machine's
// state, its queue, the words of the screen and the acquirer's books stand side by side after the last retry. The
// specification tests script each answer; they cannot show that the ledger agrees at the end.

let shop: MoneyShop;
let till: MoneyTill;
let other: MoneyTill;
let orders = 0;

beforeAll(async () => {
  shop = await MoneyShop.open();
  [till, other] = await Promise.all([shop.till('T01'), shop.till('T02')]);
}, 90_000);
afterEach(() => shop.clear());
afterAll(endAgents);

const nextOrder = (): string => `ORD-${(orders += 1)}`;
const VOIDED = { state: 'cancelled', reason: 'VOIDED', may: [], queue: [], netMinor: 0 };
const ended = ({ state, queue }: { state: string; queue: readonly string[] }) =>
  state === 'cancelled' && queue.length === 0;

describe('A void that is too late to cancel (§6.2)', () => {
  it('is refunded by the till itself where its refund was refused once for the set-up: one refund, one id', async () => {
    const sale = await till.sell(nextOrder(), 'cancel-too-late');
    const refunds = shop.gateway.count('refund');
    shop.arm('refuse-access-denied', 'refund', 1);

    await till.cancel(sale.saleId, APPROVAL);
    const stand = await till.until(sale.saleId, ended);

    expect(stand).toMatchObject(VOIDED);
    expect(shop.gateway.count('refund') - refunds).toBe(2);
    expect(shop.refundsOf(sale)).toEqual([[`${sale.paymentRequestId}-back`, 4550]]);
  });

  /** A sale whose void the acquirer refuses for good. */
  async function stuck(fault: string): Promise<SaleView> {
    const sale = await till.sell(nextOrder(), 'cancel-too-late');
    shop.arm(fault, 'refund');
    await till.cancel(sale.saleId, APPROVAL);
    await till.until(sale.saleId, ({ state }) => state === 'attention');
    return sale;
  }

  it.each([
    ['refund-refused', 'PROCESS_FAIL'],
    ['refund-too-late', 'REFUND_WINDOW_EXCEED'],
  ])(
    'is a task in words where its refund is refused for good, and a manager ends it: %s',
    async (id, code) => {
      const sale = await stuck(id);

      const task = await till.stand(sale.saleId);
      const { sale: shown } = await till.events.until(
        (view) => view.sale?.saleId === sale.saleId && view.sale.state === 'attention',
      );
      shop.clear();
      const asked = await till.refund(sale, '4550');
      const stand = await till.until(sale.saleId, ended);

      expect(task).toMatchObject({
        ...{ state: 'attention', reason: code, may: ['refund'], refundable: '4550' },
        ...{ queue: ['inquiry'], netMinor: 4550 },
      });
      expect(task.say).toContain('MYR 45.50');
      expect(task.say).toContain(sale.paymentId);
      expect(task.say).toContain(sale.paymentRequestId);
      expect(shown).toMatchObject({ saleId: sale.saleId, say: task.say, may: ['refund'] });
      expect(asked.status).toBe(202);
      expect(stand).toMatchObject(VOIDED);
    },
  );

  it('ends by itself once the acquirer refunds it in its own books', async () => {
    const sale = await stuck('refund-refused');

    shop.refundElsewhere(sale, '4550');
    const stand = await till.until(sale.saleId, ended);

    expect(stand).toMatchObject(VOIDED);
    expect(shop.refundsOf(sale)).toEqual([['PORTAL-1', 4550]]);
  });
});

describe('What is left of a charge is given back, and not more (§6.2)', () => {
  it.each([
    ['by its id', undefined],
    ['without an id', 'refunds-without-our-id'],
  ])('after another till refunded a part, which the books list %s', async (_how, fault) => {
    const sale = await till.sell(nextOrder(), fault);
    const cancels = shop.gateway.count('cancelPayment');

    const elsewhere = await other.refund(sale, '1500');
    await shop.gateway.until(() => shop.refundsOf(sale).length === 1);
    await till.cancel(sale.saleId, APPROVAL);
    const stand = await till.until(sale.saleId, ended);

    expect(elsewhere.status).toBe(202);
    expect(stand).toMatchObject(VOIDED);
    expect(shop.gateway.count('cancelPayment') - cancels).toBe(1);
    expect(shop.refundsOf(sale).map(([, minor]) => minor)).toEqual([1500, 3050]);
    expect(shop.refundsOf(sale)[1]?.[0]).toBe(`${sale.paymentRequestId}-back-3050`);
  });

  it('of a charge that came after its cancel, and that the look after it finds', async () => {
    shop.sandbox.setFault({ id: 'charged-after-cancel', waitMs: 0 });
    const sale = await till.scan(nextOrder());
    const cancels = shop.gateway.count('cancelPayment');

    await till.cancel(sale.saleId, APPROVAL);
    await shop.gateway.until(() => shop.gateway.count('cancelPayment') > cancels && shop.netMinor(sale) > 0);
    shop.refundElsewhere(sale, '1500', 'PORTAL-2');
    const { notice } = await till.events.until((view) => view.notice?.kind === 'late-charge');
    const stand = await till.until(sale.saleId, ended);

    expect(notice?.say).toMatch(/given back to the customer\.$/);
    expect(stand).toMatchObject({ ...VOIDED, reason: 'LATE_CHARGE' });
    expect(shop.refundsOf(sale)).toEqual([
      ['PORTAL-2', 1500],
      [`${sale.paymentRequestId}-back-3050`, 3050],
    ]);
  });
});
