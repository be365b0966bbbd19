import { describe, expect, it } from 'vitest';
import { invariant } from '../../src/ground/result.ts';
import { ALL_REFUNDED, CHARGED, CLOSED, REFUNDED, SILENT, UNDECIDED } from '../fakes/answers.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { MINUTE_MS, SEEN, Shop, slugOf } from '../fakes/refund-shop.ts';

// A payment that is shown as paid, and that was given back by somebody else.

const HOUR_MS = 60 * MINUTE_MS;
const NONE = { params: {}, query: {}, body: null } as const;
const GONE_LOOK = { ...SEEN, reversed: true } as const;
const REFUSED = { kind: 'notCharged', reason: CLOSED.reason } as const;

const notify = async ({ till, sale }: Shop): Promise<void> => {
  till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: sale.paymentRequestId ?? '' }, REFUSED);
  await till.clock.advance(0);
};

async function movedIn({ till }: Shop): Promise<string[]> {
  const report = await till.manager.readX(NONE);
  return report.ok ? report.value.totals.map(({ type, value }) => `${type} ${value}`) : [];
}

/** Closes the day some time later, and lets the till look. */
async function closeDay({ till }: Pick<Shop, 'till'>, waitMs: number): Promise<void> {
  await till.clock.advance(waitMs);
  const closed = await till.manager.closeDay({ ...NONE, body: { again: true } });
  invariant(closed.ok, 'the day is closed');
  await till.clock.advance(0);
}

const looksOf = ({ till }: Pick<Shop, 'till'>): number =>
  till.gateway.verbs.filter((verb) => verb === 'lookUp').length;

/** How often the screen was told of it. */
function noticesOf({ till }: Shop): () => number {
  let count = 0;
  let last: unknown = null;
  const look = (): void => {
    const { notice } = till.screen.view();
    if (notice?.kind === 'charge-gone' && notice !== last) count += 1;
    last = notice;
  };
  look();
  return () => {
    look();
    return count;
  };
}

describe('A paid charge that is cancelled elsewhere (interface section 3)', () => {
  it.each([
    ['a notice', notify],
    [
      'a hint',
      async ({ till, sale }: Shop) => {
        till.terminal.notified(
          'alipayPlus',
          { by: 'id', paymentRequestId: sale.paymentRequestId ?? '' },
          { kind: 'hint' },
        );
        await till.clock.advance(0);
      },
    ],
    [
      'the look of the desk for a refund',
      async (shop: Shop) => {
        expect(slugOf(await shop.refund())).toBe('refund-refused');
        await shop.till.clock.advance(0);
      },
    ],
    [
      'the close of the day',
      async ({ till }: Shop) => {
        await till.manager.closeDay(NONE);
        await till.clock.advance(0);
      },
    ],
  ] as const)('is seen by %s: the sale is cancelled and says so, once', async (_, see) => {
    const shop = await Shop.withPaidSale({ inquire: [CLOSED], lookUp: [GONE_LOOK] });
    const notices = noticesOf(shop);

    await see(shop);
    const first = notices();
    await notify(shop);
    await shop.till.clock.advance(60 * MINUTE_MS);

    expect(shop.sale).toMatchObject({ state: 'cancelled', reason: 'CHARGE_GONE', may: [] });
    expect([first, notices()]).toEqual([1, 1]);
    expect(shop.till.gateway.verbs).not.toContain('cancel');
  });

  it('goes back out of the day as a void', async () => {
    const shop = await Shop.withPaidSale({ inquire: [CLOSED] });

    await notify(shop);

    expect(await movedIn(shop)).toEqual(['sale 4550', 'void 4550']);
  });

  it('stays paid as long as no inquiry is answered', async () => {
    const shop = await Shop.withPaidSale({ inquire: [UNDECIDED] });
    await notify(shop);
    await shop.till.clock.advance(60 * MINUTE_MS);
    const before = shop.sale.state;
    shop.till.gateway.answers({ inquire: [CLOSED] });
    await shop.till.clock.advance(MINUTE_MS);

    expect([before, shop.sale.state]).toEqual(['paid', 'cancelled']);
  });

  it('is sold again: its order may be charged anew', async () => {
    const shop = await Shop.withPaidSale({ inquire: [CLOSED] });
    await notify(shop);

    expect(slugOf(await shop.till.open('ORD-1'))).toBe('ok');
  });

  it('a notice that the books do not bear out changes nothing', async () => {
    const shop = await Shop.withPaidSale({ inquire: [CHARGED] });
    await notify(shop);

    expect(shop.sale).toMatchObject({ state: 'paid', may: ['void', 'refund'] });
    expect(shop.till.screen.view().notice).toBeNull();
    expect(await movedIn(shop)).toEqual(['sale 4550']);
  });
});

describe('A paid charge that is refunded in full elsewhere (interface section 3)', () => {
  it('stays paid, says so once, and nothing of it can be refunded here', async () => {
    const shop = await Shop.withPaidSale({ inquire: [ALL_REFUNDED] });
    const notices = noticesOf(shop);
    await notify(shop);
    await shop.till.clock.advance(MINUTE_MS);
    await notify(shop);

    expect(shop.sale).toMatchObject({
      state: 'paid',
      reason: 'CHARGE_GONE',
      refundable: { currency: 'MYR', value: '0' },
    });
    expect(shop.sale.may).not.toContain('refund');
    expect(notices()).toBe(1);
    expect(await movedIn(shop)).toEqual(['sale 4550']);
    expect(slugOf(await shop.till.open('ORD-1'))).toBe('order-already-paid');
  });

  it('is not voided: there is nothing left that a void could give back', async () => {
    const shop = await Shop.withPaidSale({ inquire: [ALL_REFUNDED] });
    await notify(shop);

    const { may } = shop.sale;
    const voided = await shop.till.cancel(shop.saleId);

    expect(may).toEqual([]);
    expect(slugOf(voided)).toBe('void-refused');
  });

  it('is not told of where the refunds of this till are what gave it back', async () => {
    const shop = await Shop.withPaidSale({ inquire: [ALL_REFUNDED], refund: [REFUNDED] });
    await shop.refund({ value: '4550' });

    await notify(shop);

    expect(shop.sale.reason).toBeUndefined();
    expect(shop.till.screen.view().notice).toBeNull();
    expect(await movedIn(shop)).toEqual(['sale 4550', 'refund 4550']);
  });
});

describe('The close of a day looks at what is shown as paid (interface section 3)', () => {
  it('until two closes have come after the time in which it may be cancelled, and never again', async () => {
    const shop = await Shop.withPaidSale();

    const counts: number[] = [];
    for (const waitMs of [HOUR_MS, HOUR_MS, HOUR_MS, 24 * HOUR_MS, HOUR_MS, HOUR_MS]) {
      await closeDay(shop, waitMs);
      counts.push(looksOf(shop));
    }

    expect(counts).toEqual([1, 2, 3, 4, 5, 5]);
  });

  it('and sees a charge that was cancelled when its day had been closed twice', async () => {
    const shop = await Shop.withPaidSale();
    await closeDay(shop, HOUR_MS);
    await closeDay(shop, HOUR_MS);
    shop.till.gateway.answers({ inquire: [CLOSED], lookUp: [GONE_LOOK] });

    await closeDay(shop, HOUR_MS);

    expect(shop.sale).toMatchObject({ state: 'cancelled', reason: 'CHARGE_GONE' });
  });

  it('also where the sale was opened before the close before the last, and paid after it', async () => {
    const till = new GivenTill({ pay: [CHARGED], lookUp: [SEEN] });
    const opened = await till.open();
    invariant(opened.ok, 'the sale opens');
    for (let day = 1; day <= 4; day += 1) await closeDay({ till }, 24 * HOUR_MS);
    await till.code(opened.value.saleId);

    await closeDay({ till }, HOUR_MS);

    expect(till.sale(opened.value.saleId).state).toBe('paid');
    expect(looksOf({ till })).toBe(1);
  });

  it("also where the till's clock was set back before the sale", async () => {
    const ahead = new GivenTill({ pay: [CHARGED], lookUp: [SEEN] });
    const opened = await ahead.open('ORD-0');
    invariant(opened.ok, 'the sale opens');
    await ahead.cancel(opened.value.saleId);
    ahead.terminal.stop();
    const { gateway, journal } = ahead;
    const clock = new ManualClock(ahead.clock.nowMs() - 30 * HOUR_MS);
    const till = new GivenTill({}, { clock, gateway, journal });
    await till.sell();

    await closeDay({ till }, HOUR_MS);
    const first = looksOf({ till });
    await closeDay({ till }, HOUR_MS);

    expect([first, looksOf({ till })]).toEqual([1, 2]);
  });

  it('an answer that tells nothing changes nothing', async () => {
    const shop = await Shop.withPaidSale({ lookUp: [SILENT], inquire: [CLOSED] });
    await shop.till.manager.closeDay(NONE);
    await shop.till.clock.advance(60 * MINUTE_MS);

    expect(shop.sale.state).toBe('paid');
    expect(shop.till.gateway.verbs).toEqual(['pay', 'lookUp']);
  });
});
