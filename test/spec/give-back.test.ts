import { describe, expect, it } from 'vitest';
import {
  ALL_REFUNDED,
  CHARGED,
  CLOSED,
  leftOf,
  REFUNDED,
  refused,
  SILENT,
  TOO_LATE,
} from '../fakes/answers.ts';
import type { Script } from '../fakes/fake-gateway.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { MINUTE_MS, SEEN, Shop } from '../fakes/refund-shop.ts';

/** A paid sale that the cashier voids at this gateway. */
async function givenVoid(script: Script): Promise<Shop> {
  const shop = await Shop.withPaidSale(script);
  await shop.till.cancel(shop.saleId);
  await shop.till.clock.advance(0);
  return shop;
}

/** What the day says of money that moved: type, how often, how much. */
async function movedIn({ manager }: GivenTill): Promise<string[]> {
  const report = await manager.readX({ params: {}, query: {}, body: null });
  return report.ok ? report.value.totals.map(({ type, count, value }) => `${type} ${count} ${value}`) : [];
}

describe('A gateway of another kind than when the payment was made', () => {
  it('has no cancel: what is owed stays in the queue, and the till goes on', async () => {
    const shop = await Shop.withPaidSale({ cancel: [SILENT], inquire: [CHARGED] });
    Object.defineProperty(shop.till.gateway, 'cancel', { value: undefined });

    await shop.till.cancel(shop.saleId);
    await shop.till.clock.advance(MINUTE_MS);

    const [owed] = shop.till.screen.queue();
    expect(owed).toMatchObject({ kind: 'cancel', lastAnswer: 'this gateway cancels nothing' });
    expect(shop.till.screen.view().notice?.kind).toBe('gateway-alarm');
  });
});

describe('The refund of a give-back that is refused for now (dossier 6.2)', () => {
  it.each(['technical', 'setUp', 'unreachable'] as const)(
    'is sent again under the same id, more seldom after a minute, for as long as it takes: %s',
    async (cls) => {
      const shop = await givenVoid({
        cancel: [TOO_LATE],
        inquire: [CHARGED],
        refund: [refused('KEY_NOT_FOUND', cls)],
      });
      await shop.till.clock.advance(MINUTE_MS);
      const early = shop.refundsSent.length;
      await shop.till.clock.advance(10 * MINUTE_MS);
      const late = shop.refundsSent.length - early;
      const owed = shop.sale;
      shop.till.gateway.answers({ refund: [REFUNDED] });
      await shop.till.clock.advance(MINUTE_MS);

      expect([early, late]).toEqual([7, 20]);
      const id = owed.paymentRequestId ?? '';
      expect(new Set(shop.refundsSent)).toEqual(new Set([`refund ${id} ${id}-back 4550`]));
      expect(owed).toMatchObject({ state: 'cancelling', may: [] });
      expect(shop.sale.state).toBe('cancelled');
    },
  );

  it('is sent again after a restart under the same id, once the books were asked', async () => {
    const shop = await givenVoid({ cancel: [TOO_LATE], inquire: [CHARGED], refund: [SILENT] });
    const asked = shop.till.gateway.asked.length;

    shop.restart({ inquire: [CHARGED], cancel: [TOO_LATE], refund: [REFUNDED] });
    await shop.till.clock.advance(0);

    expect(shop.till.gateway.verbs.slice(asked)).toEqual(['inquire', 'refund']);
    expect(new Set(shop.refundsSent).size).toBe(1);
    expect(shop.sale.state).toBe('cancelled');
  });
});

describe('The refund of a give-back that is refused for good (dossier 6.2)', () => {
  it('with as much left in the books becomes a task, in words with the amount and both ids', async () => {
    const shop = await Shop.withStuckSale();

    const { sale } = shop;
    expect(sale).toMatchObject({
      state: 'attention',
      reason: 'PROCESS_FAIL',
      may: ['refund'],
      refundable: { currency: 'MYR', value: '4550' },
    });
    expect(sale.say).toContain('45.50');
    expect(sale.say).toContain('payment P-1,');
    expect(sale.say).toContain(sale.paymentRequestId);
    expect(shop.refundsSent).toHaveLength(1);
  });

  it('is looked at for ever, and not sent again', async () => {
    const shop = await Shop.withStuckSale();
    const asked = shop.till.gateway.verbs.length;

    await shop.till.clock.advance(60 * MINUTE_MS);

    expect(new Set(shop.till.gateway.verbs.slice(asked))).toEqual(new Set(['inquire']));
    expect(shop.till.gateway.verbs.length - asked).toBe(120);
    expect(shop.till.screen.queue().filter(({ kind }) => kind !== 'receipt')).toMatchObject([
      { kind: 'inquiry', saleId: shop.saleId },
    ]);
  });

  it("a manager's refund of all of it ends it, and the day counts it once", async () => {
    const shop = await Shop.withStuckSale();
    shop.till.gateway.answers({ lookUp: [SEEN], refund: [REFUNDED], inquire: [ALL_REFUNDED] });

    await shop.refund({ value: '4550' });

    expect(shop.sale).toMatchObject({ state: 'cancelled', refunds: [{ state: 'refunded' }] });
    expect(await movedIn(shop.till)).toEqual(['sale 1 4550', 'refund 1 4550']);
  });

  it("a manager's refund of a part leaves the rest as the task", async () => {
    const shop = await Shop.withStuckSale();
    shop.till.gateway.answers({ lookUp: [SEEN], refund: [REFUNDED], inquire: [leftOf(3050)] });

    await shop.refund({ value: '1500' });

    expect(shop.sale).toMatchObject({ state: 'attention', may: ['refund'], refundable: { value: '3050' } });
    expect(shop.sale.say).toContain('30.50');
  });

  it('a refund that is seen in the books ends it', async () => {
    const shop = await Shop.withStuckSale();
    shop.till.gateway.answers({ inquire: [ALL_REFUNDED] });

    await shop.till.clock.advance(MINUTE_MS);

    expect(shop.sale).toMatchObject({ state: 'cancelled', refunds: [] });
    expect(await movedIn(shop.till)).toEqual(['sale 1 4550', 'void 1 4550']);
  });

  it('a charge that cannot be read after an answered cancel becomes a task, and ends once the books can be read', async () => {
    const unreadable = { kind: 'unknown', why: 'no amount', code: 'SUCCESS', unreadable: true } as const;
    const till = new GivenTill({ pay: [SILENT], inquire: [unreadable], cancel: [TOO_LATE] });
    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(0);
    const task = till.sale(saleId);
    till.gateway.answers({ inquire: [CLOSED] });
    await till.clock.advance(MINUTE_MS);

    expect(task).toMatchObject({ state: 'attention', reason: 'UNREADABLE_CHARGE', may: ['refund'] });
    expect(task.say).toContain(task.paymentRequestId);
    expect(till.sale(saleId).state).toBe('cancelled');
    expect(till.gateway.verbs.filter((verb) => verb === 'refund')).toEqual([]);
  });
});

describe('A give-back refunds what is left, not what was (dossier 4.2)', () => {
  it('the whole goes back under -back, what a refund elsewhere left under -back with its amount', async () => {
    const whole = await givenVoid({ cancel: [TOO_LATE], inquire: [CHARGED] });
    const rest = await givenVoid({ cancel: [TOO_LATE], inquire: [leftOf(3050)] });

    const id = rest.sale.paymentRequestId ?? '';
    expect(whole.refundsSent).toEqual([`refund ${id} ${id}-back 4550`]);
    expect(rest.refundsSent).toEqual([`refund ${id} ${id}-back-3050 3050`]);
    expect(rest.sale.state).toBe('cancelled');
    expect(await movedIn(rest.till)).toEqual(['sale 1 4550', 'void 1 3050']);
  });

  it('REFUND_AMOUNT_EXCEED, and the books have less left: that much is refunded', async () => {
    const shop = await givenVoid({
      cancel: [TOO_LATE],
      inquire: [CHARGED, leftOf(1550)],
      refund: [refused('REFUND_AMOUNT_EXCEED'), REFUNDED],
    });

    const id = shop.sale.paymentRequestId ?? '';
    expect(shop.refundsSent).toEqual([`refund ${id} ${id}-back 4550`, `refund ${id} ${id}-back-1550 1550`]);
    expect(shop.sale.state).toBe('cancelled');
  });

  it('REFUND_AMOUNT_EXCEED, and the books have nothing left: it has ended', async () => {
    const shop = await givenVoid({
      cancel: [TOO_LATE],
      inquire: [CHARGED, ALL_REFUNDED],
      refund: [refused('REFUND_AMOUNT_EXCEED')],
    });

    expect(shop.refundsSent).toHaveLength(1);
    expect(shop.sale.state).toBe('cancelled');
  });

  it('a refund under way in the books is waited for', async () => {
    const shop = await givenVoid({
      cancel: [TOO_LATE],
      inquire: [{ ...CHARGED, settling: true }],
    });
    await shop.till.clock.advance(10 * MINUTE_MS);
    const waiting = [shop.sale.state, shop.refundsSent.length];
    shop.till.gateway.answers({ inquire: [leftOf(50)], refund: [REFUNDED] });
    await shop.till.clock.advance(MINUTE_MS);

    const id = shop.sale.paymentRequestId ?? '';
    expect(waiting).toEqual(['cancelling', 0]);
    expect(shop.refundsSent).toEqual([`refund ${id} ${id}-back-50 50`]);
    expect(shop.sale.state).toBe('cancelled');
  });
});

describe('The day counts what a void gave back (interface 7)', () => {
  it("beside the manager's refunds of it", async () => {
    const shop = await Shop.withStuckSale();
    shop.till.gateway.answers({ lookUp: [SEEN], refund: [REFUNDED], inquire: [leftOf(3050), ALL_REFUNDED] });

    await shop.refund({ value: '1500' });
    await shop.till.clock.advance(MINUTE_MS);

    expect(shop.sale.state).toBe('cancelled');
    expect(await movedIn(shop.till)).toEqual(['sale 1 4550', 'refund 1 1500', 'void 1 3050']);
  });

  it("once, where the books tell of a manager's refund before its own answer comes", async () => {
    const shop = await Shop.withStuckSale();
    shop.till.gateway.answers({ lookUp: [SEEN], refund: [SILENT], inquire: [ALL_REFUNDED] });

    await shop.refund({ value: '4550' });
    await shop.till.clock.advance(MINUTE_MS);
    shop.till.gateway.answers({ refund: [REFUNDED], inquire: [ALL_REFUNDED] });
    await shop.till.clock.advance(MINUTE_MS);

    expect(shop.sale).toMatchObject({ state: 'cancelled', refunds: [{ state: 'refunded' }] });
    expect(await movedIn(shop.till)).toEqual(['sale 1 4550', 'refund 1 4550']);
  });
});
