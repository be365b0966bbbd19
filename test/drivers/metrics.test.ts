import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';

let agent: AgentProcess;
let sandbox: Sandbox;
beforeAll(async () => {
  ({ agent, sandbox } = await givenAgent());
});
afterAll(endAgents);

/** The lines as Prometheus reads them: name with labels, and value. Source: text format 0.0.4. */
async function measured(): Promise<Map<string, number>> {
  const { text } = await agent.call('GET', '/v1/metrics');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name, value] = /^([a-z_]+(?:\{(?:[a-z]+="[^"\\\n]*",?)+\})?) (-?[\d.e+-]+)$/.exec(line) ?? [];
      expect(name, line).toBeDefined();
      return [name!, Number(value)];
    }),
  );
}

describe('GET /v1/metrics (interface section 3)', () => {
  it('is text of Prometheus, each family with its help and type, and needs the token', async () => {
    const answer = await agent.call('GET', '/v1/metrics');
    const without = await agent.call('GET', '/v1/metrics', undefined, { Authorization: 'Bearer x' });

    const families = [...answer.text.matchAll(/^# TYPE (\w+) gauge$/gm)].map(([, name]) => name!);
    expect([answer.status, without.status]).toEqual([200, 401]);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(families.length).toBeGreaterThan(8);
    for (const family of families) expect(answer.text).toContain(`# HELP ${family} `);
  });

  it('tells how each part is and how long the journal is, and nothing of a sale', async () => {
    const before = await measured();
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-METRICS', '987654')));
    const code = sandbox.freshCode();
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
    await agent.events().until(({ sale }) => sale?.state === 'paid');
    const after = await measured();
    const { text } = await agent.call('GET', '/v1/metrics');

    expect(after.get('paycode_till_part_ok{part="gateway",name="alipayPlus"}')).toBe(1);
    expect(after.get('paycode_till_part_ok{part="journal",name=""}')).toBe(1);
    expect(after.get('paycode_till_journal_rows')).toBeGreaterThan(before.get('paycode_till_journal_rows')!);
    expect(after.get('paycode_till_queue_items{kind="refund"}')).toBe(0);
    for (const told of [saleId, 'ORD-METRICS', '987654', code]) expect(text).not.toContain(told);
  });
});
