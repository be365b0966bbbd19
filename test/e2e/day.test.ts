import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reportSchema } from '../../src/contract/manager-commands.ts';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';

const PICTURE = fileURLToPath(new URL('../../out/papers/z.png', import.meta.url));
const VERIFY = fileURLToPath(new URL('../../drivers/journal/verify-file.ts', import.meta.url));
const PRINTERS = { printers: [{ kind: 'file', path: 'paper.bin' }] };

afterEach(endAgents);

async function sell(agent: AgentProcess, code: string, referenceOrderId: string): Promise<void> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(referenceOrderId)));
  const paid = agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
  await paid;
}

describe('The day’s end over the local API (interface section 3)', () => {
  it('X any time, Z closes, is printed, read back the same, and given out as text, picture, PDF and CSV', async () => {
    const { agent, sandbox, folder } = await givenAgent(PRINTERS);
    await sell(agent, sandbox.freshCode(), 'ORD-1');
    await sell(agent, sandbox.freshCode(), 'ORD-2');

    const x = reportSchema.parse((await agent.call('GET', '/v1/reports/x')).json);
    const closed = await agent.call('POST', '/v1/reports/z');
    const z = reportSchema.parse(closed.json);
    const read = await agent.call('GET', '/v1/reports/z/1');
    const papers = await Promise.all(
      ['text', 'png', 'pdf', 'csv'].map((format) =>
        agent.call('GET', `/v1/reports/z/1/paper?format=${format}`),
      ),
    );
    const missing = await agent.call('GET', '/v1/reports/z/2');
    const picture = await fetch(`${agent.api}/v1/reports/z/1/paper?format=png`, {
      headers: { Authorization: `Bearer ${agent.token}` },
    });
    mkdirSync(dirname(PICTURE), { recursive: true });
    writeFileSync(PICTURE, Buffer.from(await picture.arrayBuffer()));
    await vi.waitUntil(() => readFileSync(folder.file('paper.bin'), 'latin1').includes('Z REPORT'));

    expect([closed.status, read.status, missing.status]).toEqual([201, 200, 404]);
    expect(x.totals).toEqual([{ type: 'sale', currency: 'MYR', count: 2, value: '9100' }]);
    expect(z).toMatchObject({ type: 'Z', number: 1, totals: x.totals });
    expect(read.json).toEqual(closed.json);
    expect(papers.map(({ headers }) => headers.get('content-type')?.split(';')[0])).toEqual([
      'text/plain',
      'image/png',
      'application/pdf',
      'text/csv',
    ]);
    expect(papers[0]?.text.replaceAll(/\s/g, '')).toContain(z.head);
    await agent.stop();
    const verified = spawnSync(process.execPath, [VERIFY, '--journal', folder.file('journal.sqlite')], {
      encoding: 'utf8',
    });
    expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('2 sales')]);
  });

  it('a close is repeated with its Idempotency-Key; an empty day after it is closed only if that is confirmed', async () => {
    const { agent, sandbox } = await givenAgent(PRINTERS);
    await sell(agent, sandbox.freshCode(), 'ORD-1');
    const close = async (key: string, body?: object) => {
      const response = await fetch(`${agent.api}/v1/reports/z`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${agent.token}`, 'Idempotency-Key': key },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const { number, closedAt, type } = (await response.json()) as Record<string, unknown>;
      return { status: response.status, number, closedAt, type };
    };

    const first = await close('z-1');
    const repeated = await close('z-1');
    const asked = await close('z-2', {});
    const unfit = await close('z-2', { agian: true });
    const second = await close('z-2', { again: true });

    expect([first, repeated, second].map(({ status, number }) => [status, number])).toEqual([
      [201, 1],
      [201, 1],
      [201, 2],
    ]);
    expect(asked).toMatchObject({ status: 409, number: 1, type: 'urn:paycode-till:problem:day-just-closed' });
    expect(asked.closedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]/);
    expect(unfit.status).toBe(400);
  });
});
