import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openLink } from '../../drivers/sandbox/pages/phone.ts';
import type { SaferpaySandbox } from '../../drivers/sandbox/saferpay/server.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { refOf } from '../../src/payment/ids.ts';
import { APPROVAL, type AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { givenSaferpayFolder, startSaferpayAgent } from '../fakes/saferpay-till.ts';

afterEach(endAgents);

async function givenTill(...given: Parameters<typeof givenSaferpayFolder>) {
  const { folder, saferpay } = await givenSaferpayFolder(...given);
  return { folder, saferpay, agent: await startSaferpayAgent(folder, saferpay) };
}

/** A sale whose link is shown, with the link. */
async function shown(agent: AgentProcess, id: string, value = '1999') {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(id, value, 'EUR')));
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  await until(agent, saleId, 'customerConfirming');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  return { saleId, link: json as { url: string; mode: string; until: string } };
}

async function until(agent: AgentProcess, saleId: string, state: SaleView['state']): Promise<SaleView> {
  await agent
    .events()
    .until((view) => [view.sale, ...view.recent].some((s) => s?.saleId === saleId && s.state === state));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

/** How often the acquirer was asked for this. */
const countOf = ({ calls }: SaferpaySandbox, call: string): number =>
  calls.filter((made) => made === call).length;

const journalOf = (folder: AgentFolder): string => readFileSync(folder.file('journal.sqlite'), 'latin1');

describe('A till with Saferpay', () => {
  it('is paid on the customer’s phone and learns it by the notice; link and secrets are nowhere afterwards', async () => {
    const { agent, folder, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-1');
    const page = await openLink(link.url);

    await page.pay();
    const paid = await until(agent, saleId, 'paid');
    const after = await agent.call('GET', `/v1/sales/${saleId}/link`);
    const receipt = await agent.call('GET', `/v1/sales/${saleId}/receipts/customer`);
    const { stderr } = await agent.stop();

    const [payment] = saferpay.books.payments;
    expect(paid).toMatchObject({ paymentId: payment!.transactionId, walletBrandName: 'Alipay+' });
    expect(payment).toMatchObject({ orderId: refOf(paid.paymentRequestId!), status: 'captured' });
    expect(payment!.asserts).toHaveLength(1);
    expect(saferpay.notifier.calls.map(({ status }) => status)).toEqual([200]);
    expect(after.status).toBe(404);
    expect(receipt.text).toContain('EUR 19.99');
    const secret = new URL(payment!.notify!.success).pathname.split('/').at(-2)!;
    for (const kept of [journalOf(folder), stderr.join('\n'), receipt.text]) {
      expect(kept).not.toContain(payment!.page);
      expect(kept).not.toContain(secret);
    }
  });

  it('a notice that never comes leaves it waiting and asking nothing; "ask" finds it paid', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-2', '1808');
    await (await openLink(link.url)).pay();
    const still = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
    const before = countOf(saferpay, 'Assert');

    await agent.call('POST', `/v1/sales/${saleId}/ask`);
    await until(agent, saleId, 'paid');

    expect(still.state).toBe('customerConfirming');
    expect([before, countOf(saferpay, 'Assert')]).toEqual([0, 1]);
  });

  it('a payer who declines leaves a sale that failed; a tender straight away is the next attempt', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-3');

    await (await openLink(link.url)).decline();
    const failed = await until(agent, saleId, 'failed');
    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
    await until(agent, saleId, 'customerConfirming');
    const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await (await openLink((json as { url: string }).url)).pay();
    const paid = await until(agent, saleId, 'paid');

    expect(failed).toMatchObject({ reason: 'SAFERPAY_TRANSACTION_DECLINED' });
    expect(paid.attempts.map(({ state }) => state)).toEqual(['failed', 'paid']);
    expect(saferpay.books.payments.map(({ status }) => status)).toEqual(['declined', 'captured']);
  });

  it('a second phone uses the link up: nothing is charged, and the sale fails', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-4');
    const first = await openLink(link.url);

    const second = await openLink(link.url);
    const failed = await until(agent, saleId, 'failed');

    expect([first.isOpen, second.isOpen, await first.pay()]).toEqual([true, false, false]);
    expect(failed).toMatchObject({ reason: 'SAFERPAY_TRANSACTION_ABORTED' });
    expect(saferpay.books.turnoverMinor()).toBe(0);
  });

  it('what is paid after the cashier gave up goes back in full, by itself, exactly once', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-5');
    const page = await openLink(link.url);

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(agent, saleId, 'cancelling');
    const again = await agent.call('POST', '/v1/sales', order('ORD-5', '1999', 'EUR'));
    await page.pay();
    const cancelled = await until(agent, saleId, 'cancelled');

    const [payment] = saferpay.books.payments;
    expect(again.status).toBe(409);
    expect(cancelled.receipts).toEqual({});
    expect([saferpay.books.refunds.length, saferpay.books.leftMinor(payment!)]).toEqual([1, 0]);
    // Given up once, and once because of the notice.
    expect(payment!.asserts).toHaveLength(2);
  });

  it('the phone that comes back from what the cashier gave up is an occasion to ask, without any notice', async () => {
    // The link outlives the test: its end is no occasion.
    const { agent, saferpay } = await givenTill({}, { linkLifeMs: 120_000, sessionMs: 120_000 });
    const { saleId, link } = await shown(agent, 'ORD-12', '1808');
    const page = await openLink(link.url);
    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(agent, saleId, 'cancelling');
    await page.pay();

    const { notify } = await agent.ready;
    const back = new URL(saferpay.books.payments[0]!.back!).pathname.split('/').slice(-2).join('/');
    await fetch(`${new URL(notify!).origin}/${back}`);
    await until(agent, saleId, 'cancelled');

    expect(saferpay.notifier.calls).toEqual([]);
    expect(saferpay.books.leftMinor(saferpay.books.payments[0]!)).toBe(0);
  });

  it.each([
    ['was made', 'refund-unheard', 100],
    ['was made, and the books show it late', 'refund-unheard', 900],
    ['was not made', 'refund-unknown', 100],
  ] as const)(
    'a give-back whose answer is lost is settled by itself, made once: it %s',
    async (_, fault, lagMs) => {
      const { agent, saferpay } = await givenTill({}, { inquireLagMs: lagMs });
      const { saleId, link } = await shown(agent, 'ORD-6');
      const page = await openLink(link.url);
      await agent.call('POST', `/v1/sales/${saleId}/cancel`);
      await until(agent, saleId, 'cancelling');
      saferpay.board.arm(fault);

      await page.pay();
      const cancelled = await until(agent, saleId, 'cancelled');

      expect(cancelled.attempts).toHaveLength(1);
      expect(saferpay.books.refunds).toHaveLength(1);
      expect(saferpay.books.leftMinor(saferpay.books.payments[0]!)).toBe(0);
    },
  );

  it('a charge of another amount goes back, and one of another order is never paid', async () => {
    const { agent, saferpay } = await givenTill();
    const other = await shown(agent, 'ORD-7', '1932');
    await (await openLink(other.link.url)).pay();
    await until(agent, other.saleId, 'cancelled');
    const strange = await shown(agent, 'ORD-8', '1933');
    const asked = countOf(saferpay, 'Assert');

    await (await openLink(strange.link.url)).pay();
    const attention = await until(agent, strange.saleId, 'attention');

    expect(saferpay.books.leftMinor(saferpay.books.payments[0]!)).toBe(0);
    expect(saferpay.books.refunds.map(({ amount }) => amount.Value)).toEqual(['2032']);
    expect(countOf(saferpay, 'Assert')).toBe(asked + 1);
    expect(attention).toMatchObject({ reason: 'OTHER_RECORD', may: [] });
    expect(attention.say).toContain(attention.paymentRequestId);
  });

  it('another brand is paid, and named; a technician is told', async () => {
    const { agent } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-9', '1817');

    await (await openLink(link.url)).pay();
    const paid = await until(agent, saleId, 'paid');

    expect(paid.walletBrandName).toBe('VISA');
    expect(agent.stderr.join('\n')).toContain('another brand was paid with');
  });

  it('a notice of success before Assert knows of it is asked about once more, a moment later', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-10', '1821');

    await (await openLink(link.url)).pay();
    await until(agent, saleId, 'paid');

    expect(countOf(saferpay, 'Assert')).toBe(2);
  });

  it.each([
    ['whole', '1999', 0],
    ['part', '500', 1499],
  ])('a refund whose answer is lost is looked for, and made once: %s', async (_, value, left) => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-11');
    await (await openLink(link.url)).pay();
    const { paymentRequestId } = await until(agent, saleId, 'paid');
    saferpay.board.arm('refund-unheard');

    const amount = { currency: 'EUR', value };
    await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
    await agent.events().until(({ recent }) => recent[0]?.refunds[0]?.state === 'refunded');

    expect(saferpay.books.refunds).toHaveLength(1);
    expect(saferpay.books.leftMinor(saferpay.books.payments[0]!)).toBe(left);
  });

  it('a part whose refund was lost and is nowhere to be seen is never sent again on the same day', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-12');
    await (await openLink(link.url)).pay();
    const { paymentRequestId } = await until(agent, saleId, 'paid');
    saferpay.board.arm('refund-unknown');

    const amount = { currency: 'EUR', value: '500' };
    await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
    const told = await agent.says('REFUND_UNPROVEN');

    expect(countOf(saferpay, 'Refund')).toBe(1);
    expect(saferpay.books.refunds).toHaveLength(0);
    expect(told).toContain(`${refOf(paymentRequestId!)}-R1`);
    expect(told).toContain(saferpay.books.payments[0]!.transactionId);
  });

  it('takings that are too low are said in words, and the refund is tried again later', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-13');
    await (await openLink(link.url)).pay();
    const { paymentRequestId } = await until(agent, saleId, 'paid');
    saferpay.books.closeBatch();

    const amount = { currency: 'EUR', value: '1999' };
    await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
    const { recent } = await agent
      .events()
      .until((view) => view.recent[0]?.refunds[0]?.reason === 'SAFERPAY_TRANSACTION_DECLINED');
    const next = await shown(agent, 'ORD-14', '2500');
    await (await openLink(next.link.url)).pay();
    await until(agent, next.saleId, 'paid');
    await agent.events().until((view) => view.recent.some((sale) => sale.refunds[0]?.state === 'refunded'));

    expect(recent[0]?.refunds[0]?.state).toBe('pending');
    expect(saferpay.books.refunds).toHaveLength(1);
  });

  it('a refund that the contract forbids has failed, with its reason', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-15', '1988');
    await (await openLink(link.url)).pay();
    const { paymentRequestId } = await until(agent, saleId, 'paid');

    const amount = { currency: 'EUR', value: '1988' };
    await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
    const { recent } = await agent.events().until((v) => v.recent[0]?.refunds[0]?.state === 'failed');

    expect(recent[0]?.refunds[0]?.reason).toBe('SAFERPAY_PERMISSION_DENIED');
    expect(saferpay.books.refunds).toHaveLength(0);
  });

  it('killed while the customer pays, it asks first and never makes a second link', async () => {
    const { agent, folder, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-16', '1808');
    const page = await openLink(link.url);
    await agent.kill();
    await page.pay();

    const again = await startSaferpayAgent(folder, saferpay);
    const paid = await until(again, saleId, 'paid');

    expect(paid.attempts).toHaveLength(1);
    expect(saferpay.books.payments).toHaveLength(1);
    expect(countOf(saferpay, 'Assert')).toBe(1);
  });

  it('a lost answer to Initialize is one more link, and the books hold one charge', async () => {
    const { agent, saferpay } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-17', '1917');

    await (await openLink(link.url)).pay();
    await until(agent, saleId, 'paid');

    expect(saferpay.books.payments.map(({ status }) => status)).toEqual(['waiting', 'captured']);
  });

  it('a link that nobody pays ends with its life, and is asked about at its end only', async () => {
    const { folder, saferpay } = await givenSaferpayFolder({}, { linkLifeMs: 1500 });
    folder.patch({ gateways: { saferpay: { sessionGraceMs: 500, timing: { windowMs: 700 } } } });
    const agent = await startSaferpayAgent(folder, saferpay);
    const { saleId } = await shown(agent, 'ORD-18');

    const cancelled = await until(agent, saleId, 'cancelled');

    expect(cancelled.reason).toBe('NO_ANSWER_IN_TIME');
    expect(countOf(saferpay, 'Assert')).toBeLessThanOrEqual(2);
  });

  it('a secret that nobody knows is 404 and asks nothing; another method is 405', async () => {
    const { agent, saferpay } = await givenTill();
    await shown(agent, 'ORD-19');
    const address = new URL('/n/saferpay/AAAAAAAAAAAAAAAAAAAAAAAA/s', (await agent.ready).notify!);

    const statuses = [
      (await fetch(address)).status,
      (await fetch(address, { method: 'POST' })).status,
      (await fetch(address, { method: 'HEAD' })).status,
    ];

    expect(statuses).toEqual([404, 405, 405]);
    expect(countOf(saferpay, 'Assert')).toBe(0);
  });
});
