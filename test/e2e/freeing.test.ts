import { afterEach, describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Patch } from '../fakes/agent-folder.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';
import { endAgents, order, saleOf, startAgent, type AgentProcess } from '../fakes/agent-process.ts';
import { givenTrustFolder } from '../fakes/trust-till.ts';

afterEach(endAgents);

/** A till with a sale that was given up while its link may still be paid. */
async function givenClosing(patch: Patch = {}) {
  const { folder, trust } = await givenTrustFolder(patch, { windowMs: 60_000 });
  const agent = await startAgent(folder);
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1', '1999', 'EUR')));
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  await until(agent, saleId, 'customerConfirming');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  await agent.call('POST', `/v1/sales/${saleId}/cancel`);
  const closing = await until(agent, saleId, 'cancelling');
  return { agent, folder, trust, saleId, closing, link: (json as { url: string }).url };
}

async function until(agent: AgentProcess, saleId: string, state: SaleView['state']): Promise<SaleView> {
  await agent
    .events()
    .until((view) => [view.sale, ...view.recent].some((s) => s?.saleId === saleId && s.state === state));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

const again = (agent: AgentProcess) => agent.call('POST', '/v1/sales', order('ORD-1', '1999', 'EUR'));

describe('An order whose payment may still come', () => {
  it('is closed to other attempts until a manager frees it; what is paid later goes back, once', async () => {
    const { agent, trust, saleId, closing, link } = await givenClosing();

    const refused = await again(agent);
    const noManager = await agent.call('POST', `/v1/sales/${saleId}/free`, {});
    const freed = await agent.call('POST', `/v1/sales/${saleId}/free`, APPROVAL);
    const next = await again(agent);
    const other = saleOf(next).saleId;
    await agent.call('POST', `/v1/sales/${other}/tender`, { tender: 'qr' });
    await until(agent, other, 'customerConfirming');
    const second = (await agent.call('GET', `/v1/sales/${other}/link`)).json as { url: string };
    await fetch(second.url, { method: 'POST' });
    const paid = await until(agent, other, 'paid');
    await fetch(link, { method: 'POST' });
    const back = await until(agent, saleId, 'cancelled');
    const story = (await agent.call('GET', `/v1/sales/${saleId}/story`)).json as { kind: string }[];
    const told = story.map(({ kind }) => kind);

    expect(closing.may).toContain('free');
    expect(told.slice(0, 3)).toEqual(['opened', 'chosen', 'linkMade']);
    expect(told.filter((kind) => kind === 'scanned' || kind === 'confirming')).toEqual([]);
    expect([refused.status, noManager.status, freed.status, next.status]).toEqual([409, 403, 202, 201]);
    expect(noManager.json).toMatchObject({ type: 'urn:paycode-till:problem:approver-required' });
    expect(saleOf(freed)).toMatchObject({ state: 'cancelling', may: [] });
    expect(paid.state).toBe('paid');
    expect(back.paymentId).not.toBe(paid.paymentId);
    expect(trust.books.leftMinor(paid.paymentId!)).toBe(1999);
    expect(trust.books.leftMinor(back.paymentId!)).toBe(0);
  });

  it('stays free over a kill', async () => {
    const { agent, folder, saleId } = await givenClosing();
    await agent.call('POST', `/v1/sales/${saleId}/free`, APPROVAL);

    await agent.kill();
    const next = await startAgent(folder);

    expect((await again(next)).status).toBe(201);
  });

  it('is not freed by a wrong PIN, nor where the shop forbids it, nor where there is nothing to free', async () => {
    const { agent, saleId } = await givenClosing();
    const wrong = { ...APPROVAL, approver: { ...APPROVAL.approver, pin: '000000' } };
    const guessed = await agent.call('POST', `/v1/sales/${saleId}/free`, wrong);
    const stillClosed = await again(agent);
    const fresh = saleOf(await agent.call('POST', '/v1/sales', order('ORD-2', '500', 'EUR')));
    const nothing = await agent.call('POST', `/v1/sales/${fresh.saleId}/free`, APPROVAL);
    const forbidden = await givenClosing({ freeing: false });
    const off = await forbidden.agent.call('POST', `/v1/sales/${forbidden.saleId}/free`, APPROVAL);

    expect(guessed.json).toMatchObject({ type: 'urn:paycode-till:problem:approver-refused' });
    expect(stillClosed.status).toBe(409);
    expect(nothing.json).toMatchObject({ status: 409, type: 'urn:paycode-till:problem:free-refused' });
    expect(off.json).toMatchObject({ status: 409, type: 'urn:paycode-till:problem:freeing-off' });
    expect(forbidden.closing.may).not.toContain('free');
  });
});
