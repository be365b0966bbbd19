import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settlementSchema } from '../../src/contract/settlement-commands.ts';
import { settleReports } from '../../drivers/reports/settle.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';

const SAMPLES = join(import.meta.dirname, '../vectors/reports');
const BATCH = '2026112401';
const USD = (value: string) => ({ currency: 'USD', value });
const CREDIT = {
  ...{ bookedOn: '2026-11-24', amount: USD('2079'), reference: `ALIPAYPLUS ${BATCH}`, charges: USD('15') },
};

let agent: AgentProcess;
let folder: AgentFolder;
const get = (path: string) => agent.call('GET', path);

beforeAll(async () => {
  const { url } = await givenAgentSandbox();
  folder = givenAgentFolder(url, {
    reports: {
      ...{ participantId: '1022188000000009999', folder: 'reports', view: 'participant' },
      bank: { chargesMax: '20' },
    },
  });
  mkdirSync(folder.file('reports'));
  cpSync(SAMPLES, folder.file('reports/settlement/20261124'), { recursive: true });
  writeFileSync(folder.file('reports/feeItems_1_USD_2026112001_1_000.csv'), 'x'.repeat(2_000_000));
  agent = await startAgent(folder);
});
afterAll(endAgents);

describe('Settlements over the API (reports dossier §5.3)', () => {
  it('a payment waits for the bank, with every cycle and level; the samples’ sums hold', async () => {
    const { status, json } = await get('/v1/settlements?from=2026-11-01');
    const one = settlementSchema.parse((await get(`/v1/settlements/${BATCH}`)).json);

    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ view: 'participant', verdict: 'mismatch', leftOut: ['feeItems_1_USD_2026112001_1_000.csv'] },
      settlements: [{ settlementBatchId: BATCH, state: 'waiting', amount: USD('2094') }],
    });
    expect(one).toMatchObject({ valueDate: '2026-11-24', state: 'waiting' });
    expect(
      one.cycles.map(({ clearingBatchId, toSettle, fees, net }) => [clearingBatchId, net, fees, toSettle]),
    ).toEqual(expect.arrayContaining([['2026112001', USD('896'), USD('12'), USD('884')]]));
    expect(one).toMatchObject({ findings: [] });
    expect(one.credit).toBeUndefined();
    // The cycle of the other agreement was never paid: a finding of its own, and none of this payment.
    expect((json as { findings: object[] }).findings).toMatchObject([
      { kind: 'cycleNotSettled', of: '2026112001', expected: USD('2643'), isMismatch: true },
    ]);
  });

  it('refuses what is no credit, and a day that is none, and keeps nothing of it', async () => {
    const refused = await Promise.all([
      agent.call('POST', '/v1/bank-credits', { ...CREDIT, amount: { currency: 'USD', value: '-5' } }),
      agent.call('POST', '/v1/bank-credits', { ...CREDIT, bookedOn: '2026-02-31' }),
      agent.call('POST', '/v1/bank-credits', { ...CREDIT, charges: { currency: 'MYR', value: '15' } }),
      agent.call('POST', '/v1/bank-credits', { ...CREDIT, bookedOn: '2999-11-24' }),
      agent.call('POST', '/v1/bank-credits/import', { csv: 'bookedOn,amountValue\n2026-11-24,20.79\n' }),
      agent.call('POST', '/v1/bank-credits/import', {
        csv: 'bookedOn,amountValue,currency,reference\n2999-11-24,2079,USD,X\n',
      }),
      get('/v1/settlements?from=2026-02-31'),
    ]);
    const unknown = await get('/v1/settlements/2026112499');

    expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 400));
    expect(unknown.status).toBe(404);
    expect((await get('/v1/bank-credits')).json).toEqual([]);
  });

  it('a credit of the bank is kept once, is on the disk, and settles the payment; `settle` goes by the same file', async () => {
    const booked = await Promise.all([1, 2, 3].map(() => agent.call('POST', '/v1/bank-credits', CREDIT)));
    const csv = readFileSync(join(SAMPLES, 'bank-credits.csv'), 'utf8');
    const imported = await agent.call('POST', '/v1/bank-credits/import', { csv });
    const file = folder.file('bank-credits.csv');
    const mode = statSync(file).mode & 0o777;
    await agent.kill();
    agent = await startAgent(folder);
    const kept = await get('/v1/bank-credits');
    const one = (await get(`/v1/settlements/${BATCH}`)).json;
    await agent.stop();
    const said: string[] = [];
    const code = await settleReports({
      ...{ args: ['--config', folder.config], nowMs: Date.parse('2026-11-30T08:00:00Z') },
      print: (text) => said.push(text),
      complain: (text) => said.push(text),
    });

    expect(booked.map(({ status, json }) => [status, json])).toEqual(booked.map(() => [201, CREDIT]));
    expect(imported.json).toEqual([CREDIT]);
    expect(mode).toBe(0o600);
    expect(kept.json).toEqual([CREDIT]);
    expect(one).toMatchObject({
      ...{ state: 'matched', credit: { amount: USD('2079'), charges: USD('15') } },
      findings: [{ kind: 'chargesTaken', isMismatch: false }],
    });
    expect(said.join('')).toContain('at the bank 20.79 USD');
    expect(code).toBe(1);
  });
});
