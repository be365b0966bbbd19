import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { refOf } from '../../src/payment/ids.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';
import { endAgents, order, saleOf, startAgent, type AgentProcess } from '../fakes/agent-process.ts';
import { givenTrustFolder } from '../fakes/trust-till.ts';

afterEach(endAgents);

async function givenTill() {
  const { folder, trust } = await givenTrustFolder();
  const agent = await startAgent(folder);
  return { folder, trust, agent };
}

/** A sale whose link is shown, with the link. */
async function shown(agent: AgentProcess, id: string, value = '1999') {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(id, value, 'EUR')));
  const chosen = await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  await until(agent, saleId, 'customerConfirming');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  return { saleId, chosen, link: json as { url: string; mode: string; until: string } };
}

async function until(agent: AgentProcess, saleId: string, state: SaleView['state']): Promise<SaleView> {
  await agent
    .events()
    .until((view) => [view.sale, ...view.recent].some((s) => s?.saleId === saleId && s.state === state));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

const pay = (url: string): Promise<Response> => fetch(url, { method: 'POST' });

describe('A till with Trust Payments', () => {
  it('is paid on the customer’s phone: tender, link, page, both receipts; the link is nowhere afterwards', async () => {
    const { agent, folder, trust } = await givenTill();
    const { saleId, chosen, link } = await shown(agent, 'ORD-1');
    const waiting = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));

    await pay(link.url);
    const paid = await until(agent, saleId, 'paid');
    const after = await agent.call('GET', `/v1/sales/${saleId}/link`);
    const receipt = await agent.call('GET', `/v1/sales/${saleId}/receipts/customer`);
    const { stderr } = await agent.stop();

    expect(chosen.status).toBe(202);
    expect(link.mode).toBe('direct');
    expect(waiting.attempts).toMatchObject([{ tender: 'qr', linkState: 'shown', gateway: 'trust' }]);
    expect(paid).toMatchObject({ paymentId: '23-86-113', walletBrandName: 'Alipay' });
    expect(trust.books.leftMinor('23-86-113')).toBe(1999);
    expect(trust.books.entries[0]?.orderreference).toBe(refOf(paid.paymentRequestId!));
    expect(after.status).toBe(404);
    expect(receipt.text).toContain('EUR 19.99');
    expect(receipt.text).toContain('Alipay by QR');
    const journal = readFileSync(folder.file('journal.sqlite'), 'latin1');
    expect(journal + stderr.join('\n')).not.toContain(new URL(link.url).pathname);
  });

  it('a payer who declines leaves a sale that failed; a tender straight away is the next attempt', async () => {
    const { agent, trust } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-2');

    await pay(`${link.url}?do=decline`);
    const failed = await until(agent, saleId, 'failed');
    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
    await until(agent, saleId, 'customerConfirming');
    const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await pay((json as { url: string }).url);
    const paid = await until(agent, saleId, 'paid');

    expect(failed).toMatchObject({ reason: 'TRUST_70000' });
    expect(paid.attempts.map(({ state }) => state)).toEqual(['failed', 'paid']);
    expect(trust.books.entries.map(({ settlestatus }) => settlestatus)).toEqual(['3', '100']);
  });

  it('what is paid after the cashier gave up goes back in full, by itself, exactly once', async () => {
    const { agent, trust } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-3');

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const closing = await until(agent, saleId, 'cancelling');
    const again = await agent.call('POST', '/v1/sales', order('ORD-3', '1999', 'EUR'));
    await pay(link.url);
    const cancelled = await until(agent, saleId, 'cancelled');

    expect(closing.attempts).toMatchObject([{ linkState: 'closed' }]);
    expect(closing.attempts[0]?.payableUntil).toBeDefined();
    expect(again.status).toBe(409);
    expect(cancelled.receipts).toEqual({});
    expect(trust.books.entries.map(({ requesttypedescription }) => requesttypedescription)).toEqual([
      'AUTH',
      'REFUND',
    ]);
    expect(trust.books.leftMinor('23-86-113')).toBe(0);
  });

  it('a refund whose answer is lost is looked for, and made once', async () => {
    const { agent, trust } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-4');
    await pay(link.url);
    const { paymentRequestId } = await until(agent, saleId, 'paid');
    trust.loseAnswers('REFUND', 1);

    await agent.call('POST', '/v1/refunds', {
      paymentRequestId,
      amount: { currency: 'EUR', value: '500' },
      ...APPROVAL,
    });
    await agent.events().until(({ recent }) => recent[0]?.refunds[0]?.state === 'refunded');

    expect(trust.books.leftMinor('23-86-113')).toBe(1499);
  });

  it('a notice with a right hash brings the question forward, a wrong one nothing; both are answered 200', async () => {
    const { folder, trust } = await givenTrustFolder();
    folder.patch({
      gateways: { trust: { timing: { firstInquiryMs: 60_000, inquiryEveryMs: 60_000, windowMs: 60_000 } } },
    });
    const agent = await startAgent(folder);
    const notices = new URL('/n/trust', (await agent.ready).notify!).href;
    const { saleId, link } = await shown(agent, 'ORD-5');
    await pay(link.url);
    const [entry] = trust.books.entries;

    const wrong = await trust.notify(notices, entry!, true);
    const still = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
    const right = await trust.notify(notices, entry!);
    await until(agent, saleId, 'paid');
    const got = await fetch(notices);
    const strange = await fetch(new URL('/n/nobody', notices), { method: 'POST' });

    expect([wrong, right, got.status, strange.status]).toEqual([200, 200, 405, 404]);
    expect(still.state).toBe('customerConfirming');
  });

  it('killed while the customer pays, it asks first and never makes a second link', async () => {
    const { agent, folder, trust } = await givenTill();
    const { saleId, link } = await shown(agent, 'ORD-6');
    await agent.kill();
    await pay(link.url);

    const again = await startAgent(folder);
    const paid = await until(again, saleId, 'paid');

    expect(paid.attempts).toHaveLength(1);
    expect(trust.books.entries).toHaveLength(1);
  });

  it('lets goods go at the shop’s risk where the config says so; it is paid once it is settled', async () => {
    const { folder, trust } = await givenTrustFolder();
    folder.patch({ gateways: { trust: { releaseOn: 'return' } } });
    const agent = await startAgent(folder);
    const { saleId, link } = await shown(agent, 'ORD-9', '1826');
    await pay(link.url);
    const back = new URL(trust.books.links[0]!.back!).pathname.split('/').slice(-2).join('/');

    await fetch(`${new URL((await agent.ready).notify ?? '').origin}/${back}`);
    const accepted = await until(agent, saleId, 'capturing');
    const slip = await agent.call('GET', `/v1/sales/${saleId}/receipts/pending`);
    const other = await agent.call('POST', '/v1/sales', order('ORD-10', '100', 'EUR'));
    const paid = await until(agent, saleId, 'paid');
    const receipt = await agent.call('GET', `/v1/sales/${saleId}/receipts/customer`);

    expect(accepted).toMatchObject({ handOver: true, reason: 'NOT_SETTLED_YET', receipts: {} });
    expect(slip.text).toContain('Accepted at the shop’s risk.');
    expect(slip.text).not.toContain('Do not hand over');
    expect(other.status).toBe(201);
    expect(paid.paymentId).toBe('23-86-113');
    expect(receipt.status).toBe(200);
  });

  it('no tender of the config, and no sale that waits, is refused in words', async () => {
    const { agent } = await givenTill();
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-7', '1999', 'EUR')));

    const unknown = await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'cash' });
    const none = await agent.call('GET', `/v1/sales/${saleId}/link`);

    expect([unknown.status, (unknown.json as { why: string }).why, none.status]).toEqual([
      409,
      'unknown',
      404,
    ]);
  });
});
