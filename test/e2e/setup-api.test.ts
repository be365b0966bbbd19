import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TillSetUpView } from '../../src/contract/till-setup.ts';
import { readSettings } from '../../electron/settings.ts';
import { AGENT_CLIENT_ID, APPROVAL } from '../fakes/agent-folder.ts';
import { AgentProcess, endAgents, givenAgent, order, problemOf, startAgent } from '../fakes/agent-process.ts';

// The set-up of a till over its API (interface section 1), by which its pages ask. The key pair is made here, and no acquirer answers.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paycode-till-set-up-'));
});
afterEach(endAgents);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ANSWERS: Readonly<Record<string, string | readonly string[]>> = {
  ...{ languages: ['en'], shopName: 'Kopi Corner', country: 'MY', city: '', business: '5814' },
  ...{ currency: 'MYR', settlement: 'USD', timeZone: 'Asia/Kuala_Lumpur', merchantId: 'M-1', storeId: 'S1' },
  ...{ tillId: 'T1', acquirers: ['alipay-plus'], scanner: '', printer: '' },
  ...{ 'managers/1': 'Aisyah', 'managers/1/pin': '493817', 'managers/2': '' },
  ...{ 'cashiers/1': '', 'technicians/1': '' },
  ...{ 'acquirer/alipay-plus/stage': 'test', 'acquirer/alipay-plus/baseUrl': 'http://127.0.0.1:1' },
  ...{ 'acquirer/alipay-plus/clientId': AGENT_CLIENT_ID, 'acquirer/alipay-plus/privateKey': 'make' },
  ...{ 'acquirer/alipay-plus/check': '' },
};

describe('The set-up over the API (interface section 1)', () => {
  it('asks in order, hands over the public key that it made, and ends the till with its config', async () => {
    const config = join(folder, 'till.json');
    const place = { path: folder, config };
    const agent = new AgentProcess(place, ['--training', '--screen', '--set-up', config]);
    await agent.ready;
    const run = async (body: object): Promise<TillSetUpView> =>
      (await agent.call('POST', '/v1/set-up', body)).json as TillSetUpView;
    let view = (await agent.call('GET', '/v1/set-up')).json as TillSetUpView;
    const asked: string[] = [];

    while (view.question !== null) {
      const { id } = view.question;
      asked.push(id);
      const theirs = view.handOver[0] ?? '';
      view = await run({ act: 'answer', question: id, answer: ANSWERS[id] ?? theirs });
      expect(view.fault, id).toBeNull();
    }
    const handOver = view.handOver;
    const [, ended] = await Promise.all([run({ act: 'finish' }), agent.ended]);

    expect(asked.slice(0, 3)).toEqual(['languages', 'shopName', 'country']);
    expect(handOver).toEqual([join(folder, 'keys/alipayPlus.pub.pem')]);
    expect(readSettings(config).ok).toBe(true);
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout.at(-1)!)).toEqual({ event: 'setUp', config });
  }, 60_000);

  it('is no part of a till that has its config', async () => {
    const { agent } = await givenAgent();

    const view = (await agent.call('GET', '/v1/set-up')).json as TillSetUpView;
    const refused = await agent.call('POST', '/v1/set-up', { act: 'finish' });

    expect([view.state, refused.status]).toEqual(['none', 404]);
  }, 60_000);
});

describe('The settings of a till are changed later by the same questions', () => {
  const { approver } = APPROVAL;

  it('with a manager: the answers of today are filled in, and the file is changed as a whole', async () => {
    const { agent, folder: till } = await givenAgent();
    const before = readFileSync(till.config, 'utf8');
    const run = async (body: object): Promise<TillSetUpView> =>
      (await agent.call('POST', '/v1/set-up', body)).json as TillSetUpView;

    let view = await run({ act: 'edit', approver });
    const first = view.question;
    view = await run({ act: 'go', chapter: 'people' });
    const manager = view.question;
    view = await run({ act: 'answer', question: 'managers/1', answer: 'Aisyah' });
    const pin = view.question;
    await run({ act: 'answer', question: 'managers/1/pin', answer: '' });
    await run({ act: 'go', chapter: 'shop' });
    await run({ act: 'answer', question: 'languages', answer: ['en', 'ms'] });
    await run({ act: 'answer', question: 'shopName', answer: 'Teh Tarik' });
    const untouched = readFileSync(till.config, 'utf8');
    await run({ act: 'go', chapter: 'end' });
    view = await run({ act: 'finish' });

    expect([first?.id, first?.answered, manager?.answered]).toEqual(['languages', ['en'], 'Aisyah']);
    expect([pin?.id, pin?.answered, pin?.mayKeep]).toEqual(['managers/1/pin', null, true]);
    expect([untouched === before, view.fault, view.state]).toEqual([true, null, 'finished']);
    const after = JSON.parse(readFileSync(till.config, 'utf8')) as Record<string, Record<string, unknown>>;
    const old = JSON.parse(before) as typeof after;
    expect([after['merchant']!['merchantName'], after['terminal']!['languages']]).toEqual([
      'Teh Tarik',
      ['en', 'ms'],
    ]);
    expect([after['managers'], after['gateways']]).toEqual([old['managers'], old['gateways']]);
    expect(readFileSync(`${till.config}.bak`, 'utf8')).toBe(before);
    expect(statSync(till.config).mode & 0o777).toBe(0o600);
    await agent.stop();
    const { json } = await (await startAgent(till)).call('GET', '/v1/technician');
    expect((json as { config: string }).config).toContain('Teh Tarik');
  }, 60_000);

  it('never without one, never in a sale, and not at all where it is left', async () => {
    const { agent, folder: till } = await givenAgent();
    const before = readFileSync(till.config, 'utf8');
    const ask = (body: object) => agent.call('POST', '/v1/set-up', body);

    const nobody = await ask({ act: 'edit' });
    const wrong = await ask({ act: 'edit', approver: { ...approver, pin: '000000' } });
    await agent.call('POST', '/v1/sales', order('ORD-1'));
    const inSale = await ask({ act: 'edit', approver });
    const { json } = await agent.call('GET', '/v1/sales');
    await agent.call('POST', `/v1/sales/${(json as { saleId: string }[])[0]!.saleId}/cancel`, {});
    await ask({ act: 'edit', approver });
    await ask({ act: 'answer', question: 'languages', answer: ['de'] });
    const left = (await ask({ act: 'leave' })).json as TillSetUpView;

    expect(
      [nobody, wrong, inSale].map((answer) => [answer.status, problemOf(answer).type.split(':').at(-1)]),
    ).toEqual([
      [403, 'approver-required'],
      [403, 'approver-refused'],
      [409, 'till-busy'],
    ]);
    expect([left.state, readFileSync(till.config, 'utf8') === before]).toEqual(['none', true]);
  }, 60_000);
});
