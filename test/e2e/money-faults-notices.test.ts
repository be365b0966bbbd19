import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WireNotification } from '../../drivers/sandbox/answers.ts';
import { endAgents, order, problemOf } from '../fakes/agent-process.ts';
import { MoneyShop, type MoneyTill } from '../fakes/money-till.ts';

// A question that must outlive a power cut: the process is killed with SIGKILL while the acquirer is silent, and the
// next one reads the real journal. A fake journal in one process cannot lose what was never on a disk.

let shop: MoneyShop;
let till: MoneyTill;
let orders = 0;

beforeAll(async () => {
  shop = await MoneyShop.open();
  till = await shop.till();
}, 90_000);
afterEach(() => {
  shop.clear();
  shop.sandbox.release();
});
afterAll(endAgents);

const nextOrder = (): string => `ORD-${(orders += 1)}`;

/** The same notice without what was charged: not enough to believe. */
function withoutAmount(notice: WireNotification): WireNotification {
  const bare = { ...notice };
  Reflect.deleteProperty(bare, 'paymentAmount');
  return bare;
}

describe('A charge after a refusal, of which a notice tells while inquiries are silent (§4.5)', () => {
  it.each([
    ['with its amount', (notice: WireNotification) => notice],
    ['without an amount', withoutAmount],
  ])('%s: it is found and given back by the process after a kill', async (_how, told) => {
    const orderId = nextOrder();
    shop.sandbox.setFault({ id: 'refused-but-charged', waitMs: 0 });
    const sale = await till.sell(orderId, undefined, 'failed');
    const refusal = await till.stand(sale.saleId);
    shop.silenceInquiries();

    await till.tell(told(shop.noticeOf(sale)));
    const asking = await till.stand(sale.saleId);
    const asked = shop.gateway.count('inquiryPayment');
    await till.killAndStart();
    await shop.gateway.until(() => shop.gateway.count('inquiryPayment') > asked);
    const askingStill = await till.stand(sale.saleId);
    const second = await till.agent.call('POST', '/v1/sales', order(orderId));
    shop.clear();
    const { notice } = await till.events.until((view) => view.notice?.kind === 'late-charge');
    const stand = await till.until(
      sale.saleId,
      ({ state, queue }) => state === 'cancelled' && queue.length === 0,
    );

    expect(refusal).toMatchObject({ reason: 'PROCESS_FAIL', may: ['retry', 'cancel'], queue: [] });
    const open = { state: 'checking', may: ['cancel'], queue: ['inquiry'], netMinor: 4550 };
    expect([asking, askingStill]).toMatchObject([open, open]);
    expect([second.status, problemOf(second).type]).toEqual([
      409,
      'urn:paycode-till:problem:order-unresolved',
    ]);
    expect(notice?.say).toMatch(/^A wallet was charged after its sale had ended\./);
    expect(stand).toMatchObject({ reason: 'LATE_CHARGE', may: [], netMinor: 0 });
    expect(stand.say).toMatch(/^The wallet was charged after the sale had ended\./);
  });
});

describe('A hundred notices for one payment (§4.5)', () => {
  const REPEATED = 50;

  it('are two questions at the most: while the first waits for its answer, and after it', async () => {
    const quiet = await shop.till('T02', { inquiryEveryMs: 600_000 });
    const sale = await quiet.sell(nextOrder());
    const hint = withoutAmount(shop.noticeOf(sale));
    const inquiries = (): number => shop.gateway.count('inquiryPayment', sale.paymentRequestId);
    shop.arm('held-inquiry', 'inquiryPayment');

    await Promise.all(Array.from({ length: REPEATED }, () => quiet.tell(hint)));
    await shop.gateway.until(() => inquiries() > 0);
    const whileOpen = await quiet.stand(sale.saleId);
    shop.clear();
    shop.sandbox.release();
    // What was told while the first was being asked is the second: it waits for its time, and so does all that is told now.
    await Promise.all(Array.from({ length: REPEATED }, () => quiet.tell(hint)));
    const stand = await quiet.stand(sale.saleId);
    await quiet.agent.stop();

    expect(whileOpen).toMatchObject({ state: 'paid', queue: ['inquiry'] });
    expect(stand).toMatchObject({ state: 'paid', queue: ['inquiry'], netMinor: 4550 });
    expect(inquiries()).toBeLessThanOrEqual(2);
  });

  it('of a payment that the till does not know ask once, and change nothing', async () => {
    const sale = await till.sell(nextOrder());
    const stranger = { ...shop.noticeOf(sale), paymentRequestId: 'SOMEBODY-ELSE-0001-01' };
    const before = await till.sales();

    await Promise.all(Array.from({ length: REPEATED }, () => till.tell(stranger)));
    await Promise.all(Array.from({ length: REPEATED }, () => till.tell(stranger)));
    await shop.gateway.until(() => shop.gateway.count('inquiryPayment', stranger.paymentRequestId) > 0);

    expect(await till.sales()).toEqual(before);
    expect(shop.gateway.count('inquiryPayment', stranger.paymentRequestId)).toBe(1);
  });
});
