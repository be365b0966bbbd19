import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKeys, SANDBOX_KEY_VERSION } from '../../drivers/sandbox/folder.ts';
import { startSandbox } from '../../drivers/sandbox/server.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { RunEntry } from '../../src/golive/run-lines.ts';
import {
  givenShop,
  GOLIVE_TIMING,
  golive,
  goliveTyped,
  goliveWith,
  type Person,
  type Ran,
} from '../fakes/golive-shop.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import { QUIET } from '../fakes/quiet-log.ts';

// All six acquirers in one command, and the acquirer's own gateway with a person in front of the till: our sandbox in a
// process of its own plays that gateway, and the test the person. It costs about 40 s, most of them in pages that are opened.

const folders: string[] = [];
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What of each acquirer is played here: the money of each way to be paid, its notices, its pages, its troubles. */
const PLAYED = {
  alipayPlus: ['AP-701', 'AP-702'],
  antom: ['AU-06', 'AU-11', 'AO-01', 'AO-02', 'AO-04'],
  card: ['AC-06', 'AC-12'],
  trust: ['TP-01'],
  computop: ['CT-03', 'BY-02'],
  saferpay: ['SP-03', 'SP-04'],
} as const;

/** All six are played beside the other tests: most of their time is waiting. */
let six: Promise<{ readonly ran: Ran; readonly out: string }>;
beforeAll(() => {
  six = allSix();
});
afterAll(() => Promise.allSettled([six]), 300_000);

async function allSix() {
  const kinds = [
    ...(['alipay-plus', 'antom-instore', 'antom-card', 'trust-payments'] as const),
    ...(['computop', 'saferpay'] as const),
  ];
  const folder = await givenShop(kinds, GOLIVE_TIMING);
  folders.push(folder);
  const out = join(folder, 'runs');
  const ran = await golive([
    ...['--config', join(folder, 'till.json'), '--out', out],
    ...['--case', Object.values(PLAYED).flat().join(',')],
  ]);
  return { ran, out };
}

/** A shop whose acquirer's gateway is our sandbox, under an account that could be anybody's. */
async function givenGateway(stage: 'test' | 'live') {
  const folder = await givenShop(['alipay-plus'], GOLIVE_TIMING);
  folders.push(folder);
  const keys = loadKeys(folder);
  if (!keys.ok) throw new Error(keys.error);
  const clock = systemClock();
  const clientId = 'ACQUIRER0000000007AB';
  const sandbox = await startSandbox({
    ...{ ...keys.value, clientId, keyVersion: SANDBOX_KEY_VERSION, port: 0, clock, log: QUIET },
  });
  ends.push(() => sandbox.close());
  const file = join(folder, 'till.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as { gateways: Record<string, object> };
  const [[name, part] = ['', {}]] = Object.entries(config.gateways);
  const managers = [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }];
  const gateways = { [name]: { ...part, baseUrl: sandbox.url, clientId, stage } };
  writeFileSync(file, JSON.stringify({ ...config, gateways, managers }), { mode: 0o600 });
  const calls = (): number => sandbox.ledger.books(clock.nowMs()).length;
  const left = (): number =>
    sandbox.ledger.books(clock.nowMs()).reduce((sum, { netMinor }) => sum + netMinor, 0);
  return { folder, file, sandbox, calls, left, out: join(folder, 'run') };
}

type Gateway = Awaited<ReturnType<typeof givenGateway>>;

/** Somebody with a wallet, who does what the kit says. */
const holding =
  ({ sandbox }: Gateway, answers: Readonly<Record<string, string>>): Person =>
  (task) => {
    const typed = answers[task.task];
    if (typed !== undefined) return Promise.resolve({ text: typed });
    if (task.task !== 'code') return Promise.resolve({ done: true });
    const fault = { waits: 'in-process-never', empty: 'refuse-user-balance-not-enough' }[task.need ?? ''];
    return Promise.resolve({
      text: (fault === undefined ? sandbox.freshCode() : sandbox.faultCode(fault)) ?? '',
    });
  };

const entriesIn = (out: string): readonly RunEntry[] =>
  readFileSync(join(out, 'run.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { entry: RunEntry }).entry);

describe('Against the acquirer’s test gateway (§4.1)', () => {
  it('a person shows codes, the wire is bent at our end, and everything is given back', async () => {
    const gateway = await givenGateway('test');
    const { file, out, left, calls } = gateway;

    const ran = await goliveWith(
      ['--config', file, '--out', out, '--against', 'sandbox', '--led', '--case', 'AP-203,AP-207,AP-212'],
      holding(gateway, { account: '07AB' }),
    );

    expect(ran.cases.filter(({ case: id }) => ['AP-203', 'AP-207', 'AP-212'].includes(id))).toMatchObject([
      { state: 'passed', why: '' },
      { state: 'passed', why: '' },
      { state: 'passed', why: '' },
    ]);
    expect(calls()).toBeGreaterThan(2);
    expect(left()).toBe(0);
  }, 120_000);

  it('a wrong end of the account’s id, and nobody there: nothing leaves', async () => {
    const gateway = await givenGateway('test');
    const { file, out, calls } = gateway;
    const args = ['--config', file, '--out', out, '--against', 'sandbox'];

    const wrong = await golive([...args, '--unattended', '--account', '0000']);
    const nobody = await golive([...args, '--unattended']);

    expect([wrong.code, nobody.code, calls()]).toEqual([2, 2, 0]);
    expect(wrong.said).toContain('Nothing was sent');
    // The folder is there, and holds no line of a run.
    expect(readFileSync(join(out, 'run.jsonl'), 'utf8')).toBe('');
  }, 60_000);

  it('what a person cannot do now stays open with the reason, and is begun anew', async () => {
    const gateway = await givenGateway('test');
    const { file, out } = gateway;
    const args = ['--config', file, '--out', out, '--against', 'sandbox', '--led', '--case', 'AP-202'];

    const left = await goliveWith(args, ({ task }) =>
      Promise.resolve(task === 'account' ? { text: '07AB' } : { cannot: 'no wallet here' }),
    );
    const again = await goliveWith(args, holding(gateway, { account: '07AB' }));

    const stands = (ran: typeof left) => ran.cases.find(({ case: id }) => id === 'AP-202');
    expect(stands(left)).toMatchObject({ state: 'open', why: 'Broken off: no wallet here' });
    expect(stands(again)).toMatchObject({ state: 'passed', attempt: 2 });
  }, 90_000);
});

describe('Against production (§5, 7)', () => {
  it('only what the acquirer wants there, with a manager, in small amounts, and all given back', async () => {
    const gateway = await givenGateway('live');
    const { file, out, left, sandbox } = gateway;
    const asked: string[] = [];

    const ran = await goliveTyped(['--config', file, '--out', out, '--against', 'production'], (said) => {
      asked.push(said);
      if (said.includes('last four characters')) return '07AB';
      return said.includes('manager') ? `m1 ${PIN}` : sandbox.freshCode();
    });

    const ended = entriesIn(out).filter(({ kind }) => kind === 'caseEnded');
    expect(ended).toMatchObject([
      { case: 'AP-401', passed: true },
      { case: 'AP-501', passed: true },
      { case: 'AP-502', passed: true },
    ]);
    expect(sandbox.ledger.books(Date.now()).map(({ chargedMinor }) => chargedMinor)).toEqual([100, 100]);
    expect(left()).toBe(0);
    expect(asked[1]).toContain('This is real money');
    expect(ran.cases.find(({ case: id }) => id === 'AP-203')).toMatchObject({
      ...{ state: 'open', why: 'The acquirer does not ask for it on a live account.' },
    });
  }, 120_000);

  it('a wrong PIN, a page that leads, nobody there, or a sign of a test: nothing leaves', async () => {
    const gateway = await givenGateway('live');
    const { file, out, calls } = gateway;
    const args = ['--config', file, '--out', out, '--against', 'production'];

    const wrongPin = await goliveTyped(args, (said) => (said.includes('last four') ? '07AB' : 'm1 000000'));
    const led = await goliveWith([...args, '--led'], holding(gateway, { account: '07AB' }));
    const nobody = await golive([...args, '--unattended', '--account', '07AB']);
    writeFileSync(file, readFileSync(file, 'utf8').replace('ACQUIRER0000000007AB', 'SANDBOX_000000007AB'), {
      mode: 0o600,
    });
    const test = await golive([...args, '--account', '07AB']);

    expect([wrongPin.code, led.code, nobody.code, test.code, calls()]).toEqual([2, 2, 2, 2, 0]);
    expect(wrongPin.said).toContain('No manager of the config');
    expect(led.said).toContain('the command leads, at the till itself');
    expect(test.said).toContain('begins with SANDBOX_');
  }, 90_000);
});

describe('All acquirers of a till in one command (§4.1)', () => {
  it('each passes what is played, and has a folder and a report of its own', async () => {
    const { ran, out } = await six;

    const states = Object.entries(PLAYED).flatMap(([acquirer, ids]) =>
      ids.map((id) => [
        `${acquirer} ${id}`,
        ran.cases.find((told) => told.acquirer === acquirer && told.case === id)?.why,
        ran.cases.find((told) => told.acquirer === acquirer && told.case === id)?.state,
      ]),
    );
    expect(states.filter(([, , state]) => state !== 'passed')).toEqual([]);
    expect(Object.keys(PLAYED).filter((name) => !existsSync(join(out, name, 'report/report.html')))).toEqual(
      [],
    );
  }, 300_000);
});
