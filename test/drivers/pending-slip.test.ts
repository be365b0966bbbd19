import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endAgents, givenAgent, order, problemOf, saleOf } from '../fakes/agent-process.ts';

afterEach(endAgents);

const WARNING = 'NOT PAID, RESULT UNKNOWN';

describe('Local API (interface §3) › the slip for an unknown outcome', () => {
  it('is printed and given out while the outcome is not known, and is in no list of receipts', async () => {
    const { agent, sandbox, folder } = await givenAgent({
      printers: [{ kind: 'file', path: 'paper.bin' }],
      gateways: { alipayPlus: { timing: { windowMs: 60_000 } } },
    });
    sandbox.setFault({ id: 'u-storm-charged' });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await agent.events().until(({ sale }) => sale?.state === 'checking');
    const slip = `/v1/sales/${saleId}/receipts/pending`;

    const printed = await agent.call('POST', `${slip}/print`);
    const text = await agent.call('GET', `${slip}?format=text`);
    const png = await agent.call('GET', `${slip}?format=png`);
    const paper = await vi.waitUntil(
      () => existsSync(folder.file('paper.bin')) && readFileSync(folder.file('paper.bin')).toString('latin1'),
      { timeout: 10_000 },
    );
    const sale = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));

    expect([printed.status, text.status, png.status]).toEqual([202, 200, 200]);
    expect([paper.split(WARNING).length, text.text.split(WARNING).length]).toEqual([3, 3]);
    expect([saleOf(printed).receipts, sale.receipts]).toEqual([{}, {}]);
  });

  it('is refused of a sale that is paid', async () => {
    const { agent, sandbox } = await givenAgent({ printers: [{ kind: 'file', path: 'paper.bin' }] });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await agent.events().until(({ sale }) => sale?.state === 'paid');

    const answer = await agent.call('POST', `/v1/sales/${saleId}/receipts/pending/print`);

    expect([answer.status, problemOf(answer).detail]).toEqual([
      409,
      expect.stringContaining('only while it is not known') as string,
    ]);
  });
});
