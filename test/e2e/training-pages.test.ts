import { afterEach, describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { AgentProcess, cleanUp, endAgents, givenAgentFolder, order, saleOf } from '../fakes/agent-process.ts';

afterEach(endAgents);

/** A till in training, as `npm start` opens it without a config. */
async function practising(): Promise<AgentProcess> {
  const agent = new AgentProcess(givenAgentFolder('http://127.0.0.1:9'), ['--training']);
  cleanUp(async () => {
    await agent.stop();
  });
  await agent.ready;
  return agent;
}

async function chosen(agent: AgentProcess, tender: string, value: string): Promise<string> {
  const { saleId } = saleOf(
    await agent.call('POST', '/v1/sales', order(`ORD-${tender}-${value}`, value, 'MYR')),
  );
  const { status } = await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender });
  expect(status).toBe(202);
  return saleId;
}

async function until(agent: AgentProcess, saleId: string, fits: (sale: SaleView) => boolean) {
  await agent
    .events()
    .until((view) => [view.sale, ...view.recent].some((sale) => sale?.saleId === saleId && fits(sale)));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

// 15 s, since the customer of practice takes the time that a person needs to read what the till says: only whole tills
// show that sandboxes, listener, landing page and payer find each other.
describe('A till in training (hosted payments, section 11)', () => {
  it('takes payments on a page: a customer comes to what it shows, and does what the amount says', async () => {
    const agent = await practising();
    const view = await agent.events().until(() => true);

    const first = await chosen(agent, 'saferpay', '4550');
    const opened = await until(agent, first, ({ attempts }) => attempts.at(-1)?.linkState === 'opened');
    const paid = await until(agent, first, ({ state }) => state === 'paid');
    const second = await chosen(agent, 'computop', '1902');
    const failed = await until(agent, second, ({ state }) => state === 'failed');
    const third = await chosen(agent, 'trust', '1200');
    const settled = await until(agent, third, ({ state }) => state === 'paid');

    expect(view.health.training).toBe(true);
    expect(view.terminal.tenders.map(({ id }) => id)).toEqual([
      'antom',
      'card',
      'saferpay',
      'computop',
      'trust',
    ]);
    expect(opened.state).toBe('customerConfirming');
    expect(paid).toMatchObject({ walletBrandName: 'Alipay+', amount: { currency: 'MYR', value: '4550' } });
    expect(failed).toMatchObject({ state: 'failed', attempts: [{ tender: 'computop' }] });
    expect(settled).toMatchObject({ walletBrandName: 'Alipay', amount: { currency: 'MYR', value: '1200' } });
  }, 60_000);

  it('takes cards and order codes of Antom: held and collected, declined, and paid by a code', async () => {
    const agent = await practising();

    const card = await chosen(agent, 'card', '4550');
    const byCard = await until(agent, card, ({ state }) => state === 'paid');
    const code = await chosen(agent, 'antom', '1200');
    const byCode = await until(agent, code, ({ state }) => state === 'paid');
    const declined = await chosen(agent, 'antom', '1902');
    const failed = await until(agent, declined, ({ state }) => state === 'failed');

    expect(byCard).toMatchObject({ state: 'paid', attempts: [{ tender: 'card' }] });
    expect(byCode).toMatchObject({ state: 'paid', attempts: [{ tender: 'antom' }] });
    expect(failed.attempts).toMatchObject([{ tender: 'antom', state: 'failed' }]);
  }, 30_000);

  it('a link that the trainee takes back finds nobody', async () => {
    const agent = await practising();
    const saleId = await chosen(agent, 'saferpay', '4550');
    await until(agent, saleId, ({ attempts }) => attempts.at(-1)?.linkState === 'shown');

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const sale = await until(agent, saleId, ({ state }) => state === 'cancelled');

    expect(sale.attempts).toMatchObject([{ linkState: 'closed' }]);
  });
});

// Whole tills only: the dispute is signed by the sandbox inside, and comes in by the till's own listener.
describe('The office in training (office dossier §9.13)', () => {
  it('plays a dispute, a registration and a declaration without a network', async () => {
    const agent = await practising();
    const nothing = await agent.call('POST', '/v1/training/disputes', { kind: 'money' });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1', '4550', 'MYR')));
    const { text } = (await agent.call('POST', '/v1/training/code')).json as { readonly text: string };
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text });
    const { paymentRequestId } = await until(agent, saleId, ({ state }) => state === 'paid');
    const approver = { id: 'training', pin: '0000' };

    const begun = await agent.call('POST', '/v1/training/disputes', { kind: 'money' });
    const { disputeRequestId } = begun.json as { readonly disputeRequestId: string };
    const answer = { refundType: 'REFUSE_REFUND', papers: ['receipt', 'story'], approver };
    const answered = await agent.call('POST', `/v1/disputes/${disputeRequestId}/answer`, answer);
    const registrationDetail = { legalName: 'Training Shop', registrationNo: '1' };
    const registered = await agent.call('POST', '/v1/registrations', {
      merchantInfo: {
        registrationDetail: { ...registrationDetail, registrationType: 'OTHER_IDENTIFICATION_NO' },
      },
      approver,
    });
    const declared = await agent.call('POST', '/v1/declarations', {
      ...{ paymentRequestId, declarationAmount: { currency: 'CNY', value: '100' }, approver },
    });

    expect([nothing.status, begun.status, answered.status, registered.status]).toEqual([404, 202, 202, 202]);
    expect(answered.json).toMatchObject({
      paymentRequestId,
      kind: 'money',
      answer: { answer: 'REFUSE_REFUND' },
    });
    // The sandbox draws the wallet: only payments of AlipayCN are declared, and the refusal says so.
    expect([202, 409]).toContain(declared.status);
  }, 30_000);
});
