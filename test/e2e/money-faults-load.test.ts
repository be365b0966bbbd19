import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../drivers/system/clock.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import { endAgents } from '../fakes/agent-process.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { MoneyShop } from '../fakes/money-till.ts';

// A hundred give-backs that wait at a restart, on real sockets: what is counted is how many calls stand open at the
// gateway at once. A fake gateway counts what the till asks of it; only a server sees what really lies on the line.

afterEach(endAgents);

const OWED = 100;
const RM45_50: Amount = { currency: 'MYR' as Currency, valueMinor: 4550 as Minor };
const clock = systemClock();

/** A sale that is charged in the ledger, and whose void was asked for when the till lost its power. */
function owedSale({ sandbox }: MoneyShop, number: number): GivenSale {
  const given = new GivenSale(number);
  const { paymentRequestId, referenceOrderId } = given;
  const amount = { currency: RM45_50.currency, value: String(RM45_50.valueMinor) };
  const { paymentId = '' } = sandbox.ledger.pay(
    {
      paymentRequestId,
      paymentAmount: amount,
      order: { referenceOrderId, orderAmount: amount },
      paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: sandbox.freshCode() },
      settlementStrategy: { settlementCurrency: 'USD' },
    },
    clock.nowMs(),
  );
  const answer = { kind: 'charged', charge: { amount: RM45_50, paymentId } } as const;
  return given
    .opened()
    .started()
    .changed({ kind: 'payAnswered', answer, clockOffsetMs: 0 })
    .changed({ kind: 'cancelRequested' });
}

describe('A hundred owed give-backs at a start (§6.2)', () => {
  it('take two calls at a time, and the sale at the counter goes through at once', async () => {
    const shop = await MoneyShop.open();
    const owed = Array.from({ length: OWED }, (_, number) => owedSale(shop, number));
    const isBack = (): boolean =>
      shop.sandbox.ledger
        .charges(clock.nowMs())
        .every(({ referenceOrderId, netMinor }) => netMinor === 0 || referenceOrderId === 'NEXT');
    // What stood on the screen last is paid: nothing of it is owed.
    const rows = [...owed, new GivenSale(OWED).paid()].flatMap((sale) => sale.rows);
    shop.arm('held-inquiry', 'inquiryPayment');

    // A machine that is busy with all this must not end the sale's window.
    const timing = { windowMs: 20_000, codeLifeMs: 20_000 };
    const till = await shop.till('T01', timing, rows);
    await shop.gateway.until(() => shop.gateway.open('inquiryPayment') === 2);
    const queue = (await till.agent.call('GET', '/v1/queue')).json;
    const sold = await till.sell('NEXT');
    // The first pay waits for the acquirer's clock, which is held too: the sale may ask about itself meanwhile.
    const { paymentRequestId } = sold;
    const ofOwed =
      shop.gateway.count('inquiryPayment') - shop.gateway.count('inquiryPayment', paymentRequestId);
    shop.clear();
    shop.sandbox.release();
    await shop.gateway.until(isBack);

    expect(queue).toHaveLength(OWED);
    expect(ofOwed).toBe(2);
    expect(await till.stand(sold.saleId)).toMatchObject({ state: 'paid', queue: [], netMinor: 4550 });
    expect(shop.gateway.mostOpen('inquiryPayment')).toBeLessThanOrEqual(3);
    expect(shop.gateway.mostOpen('cancelPayment')).toBeLessThanOrEqual(2);
    expect(shop.gateway.count('cancelPayment')).toBe(OWED);
  }, 60_000);
});
