import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openLink } from '../../drivers/sandbox/saferpay/payer.ts';
import type { SaferpaySandbox } from '../../drivers/sandbox/saferpay/server.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { refOf } from '../../src/payment/ids.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
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
});
