import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PtyPair } from '../contract/pty-pair.ts';
import {
  endAgents,
  givenAgent,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';

const CODE = '281001021234567890123456';
const pairs: PtyPair[] = [];

async function givenPair(): Promise<PtyPair> {
  const pair = await PtyPair.plugged();
  pairs.push(pair);
  return pair;
}

afterEach(async () => {
  await endAgents();
  for (const pair of pairs.splice(0)) await pair.unplug();
});

const serial = (pair: PtyPair) => ({ kind: 'serial', path: pair.path, suffix: '\r' });
const ready = (agent: AgentProcess) =>
  agent.events().until(({ health }) => health.scanners[0]?.status === 'ok');
const gatewayOf = (agent: AgentProcess) =>
  agent.call('POST', '/v1/technician/gateway', { gateway: 'alipayPlus' }).then(({ json }) => json);

describe("The technician's page › the bench", () => {
  it('lists devices, versions, the config and the end of the log, and no secret', async () => {
    const pin = 'scrypt$32768$c2FsdHNhbHQ$aGFzaGhhc2g';
    const { agent, folder } = await givenAgent({
      managers: [{ id: 'm1', name: 'Aisyah', pin }],
      printers: [{ kind: 'file', path: 'paper.bin' }],
    });

    const answer = await agent.call('GET', '/v1/technician');

    expect(answer.json).toMatchObject({
      devices: [{ kind: 'gateway' }, { kind: 'printer' }, { kind: 'journal' }, { kind: 'marks' }],
      versions: { 'Node.js': process.versions.node, SQLite: expect.stringMatching(/^3\./) as unknown },
      configFile: folder.config,
      mayRestart: false,
    });
    const text = JSON.stringify(answer.json);
    const token = readFileSync(folder.file('api.token'), 'utf8').trim();
    expect(text).toContain('keys/till.pem');
    expect(text).toContain('Aisyah');
    for (const secret of [pin, token, 'PRIVATE KEY', 'scrypt']) expect(text).not.toContain(secret);
  });

  it('says at start, on the page and in the log, which signs of the shop paper shows a box for', async () => {
    const { agent } = await givenAgent({ merchant: { store: { storeDisplayName: 'مطعم 🙂 ក្រុង' } } });

    const { json } = await agent.call('GET', '/v1/technician');

    const why = expect.stringMatching(/^No font has 🙂 \(U\+1F642\): /) as string;
    expect(json).toMatchObject({
      devices: [{}, {}, {}, { kind: 'letters', status: 'ok', reason: 'lettersMissing', why }],
    });
    expect(JSON.stringify((json as { log: unknown }).log)).toContain('U+1F642');
  });

  it('names every package that is shipped, with its licence', async () => {
    const { agent } = await givenAgent();

    const { json } = await agent.call('GET', '/v1/technician/licences');

    const all = json as { name: string; licence: string; text: string }[];
    const names = all.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['paycode-till', 'preact', 'zod', 'electron', 'follow-redirects']),
    );
    expect(names).not.toContain('vitest');
    expect(all.filter(({ licence }) => licence === '')).toEqual([]);
    expect(all.filter(({ text }) => text.length > 100).length).toBeGreaterThan(all.length * 0.8);
  });
});

describe("The technician's page › test scan", () => {
  it('says what a code is, by which scanner and how fast it came, and never uses it', async () => {
    const pair = await givenPair();
    const { agent, folder } = await givenAgent({ scanners: [serial(pair)] });
    await ready(agent);

    const asked = agent.call('POST', '/v1/technician/scan');
    // The trial has begun when a call after it is answered.
    await agent.call('GET', '/v1/health');
    await pair.sends(`]Q1${CODE}\r`);
    const { json } = await asked;

    expect(json).toEqual({
      came: 'code',
      device: `serial ${pair.path}`,
      tookMs: expect.any(Number) as unknown,
      family: 'ALIPAY_PLUS',
      route: 'alipayPlus',
      aim: ']Q1',
      masked: '281001****************56',
    });
    expect((await agent.call('GET', '/v1/sales')).json).toEqual([]);
    expect(readFileSync(folder.file('journal.sqlite')).includes('281001')).toBe(false);
    const sale = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    expect(sale.state).toBe('awaitingCode');
  });

  it('is not begun while a sale is open, and gives way to one that is opened', async () => {
    const pair = await givenPair();
    const { agent, sandbox } = await givenAgent({ scanners: [serial(pair)] });
    await ready(agent);

    const asked = agent.call('POST', '/v1/technician/scan');
    await agent.call('POST', '/v1/sales', order('ORD-1'));
    const refused = await agent.call('POST', '/v1/technician/scan');
    await pair.sends(`${sandbox.freshCode()}\r`);

    expect([refused.status, (await asked).json]).toEqual([409, { came: 'sale' }]);
    await agent.events().until(({ sale }) => sale?.state === 'paid');
  });
});

describe("The technician's page › test print", () => {
  it('goes the way of a receipt, and says what became of it', async () => {
    const { agent, folder } = await givenAgent({ printers: [{ kind: 'file', path: 'paper.bin' }] });
    const [printer] = (
      (await agent.call('GET', '/v1/technician')).json as { devices: { kind: string; name: string }[] }
    ).devices.filter(({ kind }) => kind === 'printer');

    const printed = await agent.call('POST', '/v1/technician/print', { printer: printer!.name });
    const unknown = await agent.call('POST', '/v1/technician/print', { printer: 'none' });

    expect([printed.json, unknown.status]).toEqual([{ outcome: 'printed' }, 404]);
    expect(readFileSync(folder.file('paper.bin')).includes('TEST PAGE')).toBe(true);
  });

  it('on a printer that is away is not printed, and why is said', async () => {
    const { agent } = await givenAgent({ printers: [{ kind: 'tcp', host: '127.0.0.1', port: 1 }] });

    const { json } = await agent.call('POST', '/v1/technician/print', { printer: 'tcp 127.0.0.1:1' });

    expect(json).toMatchObject({ outcome: 'notPrinted', why: expect.stringMatching(/\w/) as unknown });
  });
});

describe("The technician's page › gateway check", () => {
  it('tells reachability, both signatures, the clock and the round trip, and touches no sale', async () => {
    const { agent } = await givenAgent();

    const check = await gatewayOf(agent);

    expect(check).toMatchObject({ reached: true, accepted: 'yes', verified: 'yes' });
    const { clockOffsetMs, roundTripMs } = check as { clockOffsetMs: number; roundTripMs: number };
    expect(Math.abs(clockOffsetMs)).toBeLessThan(3000);
    expect(roundTripMs).toBeGreaterThanOrEqual(0);
    expect((await agent.call('GET', '/v1/sales')).json).toEqual([]);
  });

  it('tells a key that is not theirs', async () => {
    const sandbox = await givenAgentSandbox();
    const folder = givenAgentFolder(sandbox.url);
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    writeFileSync(folder.file('keys/gateway.pub.pem'), other.export({ type: 'spki', format: 'pem' }));
    const agent = await startAgent(folder);

    expect(await gatewayOf(agent)).toMatchObject({ reached: true, accepted: 'unknown', verified: 'no' });
  });

  it('tells a gateway that cannot be reached', async () => {
    const { agent, sandbox } = await givenAgent();
    await sandbox.close();

    expect(await gatewayOf(agent)).toMatchObject({ reached: false, verified: 'unknown' });
  });
});

describe("The technician's page › the scanner's set-up", () => {
  it('takes no sale while it runs, gives the devices back, and writes what it found', async () => {
    const pair = await givenPair();
    const { agent, folder } = await givenAgent({ scanners: [serial(pair)] });
    await ready(agent);
    const setup = async (act: string) =>
      (await agent.call('POST', '/v1/technician/scanner-setup', { act })).json as {
        code: { number: number; text: string } | null;
        part: string | null;
        running: boolean;
        written: string;
      };
    const look = async () =>
      (await agent.call('GET', '/v1/technician/scanner-setup')).json as Awaited<ReturnType<typeof setup>>;

    await setup('start');
    const refused = await agent.call('POST', '/v1/sales', order('ORD-1'));
    const retried = await agent.call('POST', '/v1/sales/none/retry');
    for (const number of [1, 2, 3]) {
      const code = await vi.waitUntil(
        async () => {
          const { code } = await look();
          return code?.number === number ? code : null;
        },
        { timeout: 10_000, interval: 20 },
      );
      await pair.sends(`${code.text}\r\n`);
    }
    await vi.waitUntil(async () => !(await look()).running, { timeout: 10_000, interval: 20 });
    const written = await setup('write');

    expect(refused).toMatchObject({
      status: 409,
      json: { detail: expect.stringContaining('set up') as unknown },
    });
    expect(retried.status).toBe(409);
    expect(written).toMatchObject({ running: false, written: 'yes' });
    expect((JSON.parse(readFileSync(folder.config, 'utf8')) as { scanners: unknown }).scanners).toEqual([
      { kind: 'serial', path: pair.path, baudRate: 9600, suffix: '\r\n' },
    ]);
    const asked = agent.call('POST', '/v1/technician/scan');
    await agent.call('GET', '/v1/health');
    await pair.sends(`${CODE}\r`);
    expect((await asked).json).toMatchObject({ came: 'code' });
    expect(saleOf(await agent.call('POST', '/v1/sales', order('ORD-2'))).state).toBe('awaitingCode');
  }, 40_000);

  it('is not begun while a sale is open; what cannot start again by itself is not ended', async () => {
    const { agent } = await givenAgent();
    const restart = await agent.call('POST', '/v1/technician/restart');
    await agent.call('POST', '/v1/sales', order('ORD-1'));
    const setup = await agent.call('POST', '/v1/technician/scanner-setup', { act: 'start' });

    expect([restart.status, setup.status]).toEqual([501, 409]);
  });
});
