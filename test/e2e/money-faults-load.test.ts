import { afterEach, describe, expect, it } from 'vitest';
import { endAgents } from '../fakes/agent-process.ts';
import { MoneyShop } from '../fakes/money-till.ts';

// A hundred give-backs that wait at a restart, on real sockets: what is counted is how many calls stand open at the
// gateway at once. A fake gateway counts what the till asks of it; only a server sees what really lies on the line.

afterEach(endAgents);

const OWED = 100;

describe('A hundred owed give-backs at a restart (§6.2)', () => {
  it('take two calls at a time, and the sale at the counter goes through at once', async () => {
    const shop = await MoneyShop.open();
    // What is owed is tried again by the restart alone.
    const till = await shop.till('T01', { retryMs: [600_000], backgroundRetryMs: 600_000 });
    shop.arm('lost-request', 'cancelPayment');
    const owed: string[] = [];
    for (let index = 0; index < OWED; index += 1) {
      const { saleId } = await till.sell(`OWED-${index}`);
      await till.cancel(saleId);
      owed.push(saleId);
    }
    await shop.gateway.until(() => shop.gateway.count('cancelPayment') === OWED);
    await till.sell('LAST');
    shop.arm('held-inquiry', 'inquiryPayment');

    await till.killAndStart();
    await shop.gateway.until(() => shop.gateway.open('inquiryPayment') === 2);
    const queue = (await till.agent.call('GET', '/v1/queue')).json as unknown[];
    const sold = await till.sell('NEXT');
    const whileSold = shop.gateway.open('inquiryPayment');
    shop.clear();
    shop.sandbox.release();
    for (const saleId of owed) await till.until(saleId, ({ netMinor }) => netMinor === 0);

    expect(queue).toHaveLength(OWED);
    expect(await till.stand(sold.saleId)).toMatchObject({ state: 'paid', netMinor: 4550 });
    expect(whileSold).toBe(2);
    expect(shop.gateway.mostOpen('inquiryPayment')).toBe(2);
    expect(shop.gateway.mostOpen('cancelPayment')).toBeLessThanOrEqual(2);
    const charges = shop.sandbox.ledger.charges(Date.now()).filter(({ netMinor }) => netMinor > 0);
    expect(charges.map(({ referenceOrderId }) => referenceOrderId)).toEqual(['LAST', 'NEXT']);
  }, 120_000);
});
