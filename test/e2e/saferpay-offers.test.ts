import { afterEach, describe, expect, it } from 'vitest';
import { openLink } from '../../drivers/sandbox/pages/phone.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { endAgents, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { givenSaferpayFolder, startSaferpayAgent } from '../fakes/saferpay-till.ts';

afterEach(endAgents);

/** A till whose links can be withdrawn, and a sale whose link is shown. */
async function givenShown() {
  const { folder, saferpay } = await givenSaferpayFolder();
  folder.patch({ gateways: { saferpay: { product: 'spgLink' } } });
  const agent = await startSaferpayAgent(folder, saferpay);
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1', '1999', 'EUR')));
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  await until(agent, saleId, 'customerConfirming');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  return { agent, folder, saferpay, saleId, url: (json as { url: string }).url };
}

async function until(agent: AgentProcess, saleId: string, state: SaleView['state']): Promise<SaleView> {
  await agent
    .events()
    .until((view) => [view.sale, ...view.recent].some((s) => s?.saleId === saleId && s.state === state));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

describe('A till with Saferpay’s link that can be withdrawn', () => {
  it('is opened twice and paid once, and is found paid by asking', async () => {
    const { agent, saferpay, saleId, url } = await givenShown();
    await openLink(url);
    const page = await openLink(url);

    await page.pay();
    await agent.call('POST', `/v1/sales/${saleId}/ask`);
    const paid = await until(agent, saleId, 'paid');

    expect(paid.paymentId).toBe(saferpay.books.payments[0]!.transactionId);
    expect(saferpay.calls).not.toContain('Assert');
  });

  it('is withdrawn where the cashier gives up: the sale ends at once, and nobody can pay any more', async () => {
    const { agent, saferpay, saleId, url } = await givenShown();

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(agent, saleId, 'cancelled');
    const page = await openLink(url);

    expect([page.isOpen, await page.pay()]).toEqual([false, false]);
    expect(saferpay.books.payments[0]!.status).toBe('disabled');
    expect(saferpay.calls.filter((call) => call === 'DELETE terminals')).toHaveLength(1);
  });

  it('one that is paid in the moment it is withdrawn goes back in full, exactly once', async () => {
    const { agent, saferpay, saleId, url } = await givenShown();
    const page = await openLink(url);
    saferpay.before('DELETE', () => page.pay());

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(agent, saleId, 'cancelled');

    expect(saferpay.books.refunds).toHaveLength(1);
    expect(saferpay.books.leftMinor(saferpay.books.payments[0]!)).toBe(0);
  });

  it('killed while it is shown, it is asked about after the start, and withdrawn when it is given up', async () => {
    const { agent, folder, saferpay, saleId } = await givenShown();
    await agent.kill();

    const again = await startSaferpayAgent(folder, saferpay);
    await again.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(again, saleId, 'cancelled');

    expect(saferpay.books.payments.map(({ status }) => status)).toEqual(['disabled']);
  });
});
