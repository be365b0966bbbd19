import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PushedFile } from '../../drivers/centre/pushed-file.ts';
import { freePorts } from '../../drivers/system/free-ports.ts';
import { parsePushed, shownPushed, takenPushed } from '../../src/config/pushed.ts';
import { ROOT } from '../architecture/source.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  problemOf,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { onPostgres } from './on-postgres.ts';
import { givenCentre, STORE, type GivenCentre } from './given-centre.ts';

const PIN = 'scrypt$2$8$1$AAAA$AAAA';
/** The stand-in of the program as a shop would bring a mark. */
const SHIPPED = join(ROOT, 'drivers/printer/marks');
const MANIFEST = readFileSync(join(SHIPPED, 'manifest.json'), 'utf8').replace('true', 'false');
const MARKS = {
  files: {
    'manifest.json': Buffer.from(MANIFEST).toString('base64'),
    'alipay-plus.png': readFileSync(join(SHIPPED, 'alipay-plus.png')).toString('base64'),
  },
};

describe('What the centre pushes (chain §4)', () => {
  it('may set routes, people, languages and limits, and nothing else', () => {
    const body = (value: object): string => JSON.stringify(value);

    expect(parsePushed(body({ languages: ['ms', 'en'], limits: { amountMax: '50000' } })).ok).toBe(true);
    expect(parsePushed(body({ gateways: {} }))).toMatchObject({
      ok: false,
      error: expect.stringContaining('gateways'),
    });
    expect(parsePushed(body({ managers: [{ id: 'm1', name: 'Mei', pin: '471147' }] }))).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^managers\.0\.pin/),
    });
    expect(parsePushed('{')).toMatchObject({ ok: false, error: 'is not JSON' });
  });

  it('shows no hash of a PIN, and takes the one of before where it comes back unchanged', () => {
    const before = parsePushed(
      JSON.stringify({ managers: [{ id: 'm1', name: 'Mei', pin: PIN, badge: PIN }] }),
    );
    if (!before.ok) throw new Error(before.error);
    const shown = shownPushed(before.value);

    expect(JSON.stringify(shown)).not.toContain('AAAA');
    expect(takenPushed(shown, before.value)).toEqual(before);
    expect(takenPushed(shown, null)).toMatchObject({ ok: false, error: expect.stringContaining('m1') });
  });

  it('shows no file of marks, and keeps the one of before', () => {
    const before = parsePushed(JSON.stringify({ marks: MARKS }));
    if (!before.ok) throw new Error(before.error);
    const shown = shownPushed(before.value);

    expect(shown).toEqual({ marks: { files: { 'manifest.json': 'kept', 'alipay-plus.png': 'kept' } } });
    expect(takenPushed(shown, before.value)).toEqual(before);
    expect(takenPushed(shown, null)).toMatchObject({
      error: expect.stringContaining('marks.files.manifest.json'),
    });
  });
});

onPostgres.describe('A config that is pushed and put back (chain §4)', () => {
  let centre: GivenCentre;
  let till: AgentProcess;
  let folder: ReturnType<typeof givenAgentFolder>;

  beforeAll(async () => {
    centre = await givenCentre();
    const sandbox = await givenAgentSandbox();
    folder = givenAgentFolder(sandbox.url, {
      terminal: { storeTerminalId: 'T31' },
      api: { port: await freePorts(1) },
      centre: { url: centre.url, enrolment: { file: 'keys/enrolment' } },
    });
    writeFileSync(folder.file('keys/enrolment'), await centre.newTill('T31'), { mode: 0o600 });
    till = await startAgent(folder);
  }, 60_000);

  afterAll(async () => {
    await endAgents();
    await centre.stop();
  });

  /** Has the till ask the centre now: leave of a sale that is given up is let go. */
  async function askNow(name: string): Promise<void> {
    const opened = await till.call('POST', '/v1/sales', {
      ...order(name),
      amount: { currency: 'MYR', value: '100' },
    });
    await till.call('POST', `/v1/sales/${saleOf(opened).saleId}/cancel`, {});
  }

  async function standsAt(): Promise<unknown> {
    const [row] = await centre.database.query<{ version: number; refused: string | null }>(
      "SELECT config_version AS version, config_refused AS refused FROM centre.till WHERE terminal = 'T31'",
    );
    return row;
  }

  async function marksHealth(): Promise<unknown> {
    return ((await till.call('GET', '/v1/health')).json as { marks: unknown }).marks;
  }

  it('is applied by a till that has nothing under way, is refused in words where it does not fit, and goes back', async () => {
    let newest = 0;
    const push = async (value: object) => {
      const pushed = await centre.settings.push(STORE, JSON.stringify(value), 'owner', newest);
      if (pushed.ok) newest = pushed.value;
      return pushed;
    };
    const dear = { ...order('ORD-DEAR') };
    expect(await marksHealth()).toMatchObject({ reason: 'marksMissing' });
    expect(await push({ marks: { files: { 'manifest.json': MARKS.files['manifest.json'] } } })).toMatchObject(
      {
        error: expect.stringContaining('alipay-plus.png'),
      },
    );
    expect(await push({ limits: { amountMax: '1000' }, marks: MARKS })).toMatchObject({ ok: true, value: 1 });
    await askNow('ORD-A');
    await expect.poll(standsAt, { timeout: 30_000 }).toEqual({ version: 1, refused: null });

    const refused = await till.call('POST', '/v1/sales', dear);

    expect(problemOf(refused)).toMatchObject({ type: expect.stringContaining('amount-over-limit') });
    expect(await marksHealth()).not.toHaveProperty('reason');
    expect(statSync(folder.file('anchor/pushed')).mode & 0o077).toBe(0);
    expect(readFileSync(folder.config, 'utf8')).not.toContain('amountMax');

    await push({ routes: [{ family: 'ALIPAY_PLUS', to: 'nowhere' }] });
    await askNow('ORD-B');
    await expect
      .poll(async () => (await askNow(`ORD-C${Math.random()}`), standsAt()), { timeout: 30_000 })
      .toEqual({ version: 1, refused: expect.stringContaining('routes.0.to') });

    await push({});
    await centre.settings.putBack(STORE, 3, 'owner', 3);
    await askNow('ORD-D');
    await expect.poll(standsAt, { timeout: 30_000 }).toEqual({ version: 4, refused: null });
    expect((await till.call('POST', '/v1/sales', dear)).status).toBe(201);
  }, 120_000);

  it('what is signed by another key, or for another store, is not used', async () => {
    const [row] = await centre.database.query<{ fingerprint: string }>(
      "SELECT fingerprint FROM centre.till WHERE terminal = 'T31'",
    );
    const own = await centre.settings.configOf(`${STORE}/T31`, row!.fingerprint);
    const other = { ...own!, body: '{"limits":{"amountMax":1}}' };

    const file = (store: string): PushedFile =>
      new PushedFile(folder.path, store, () => centre.key.publicKey);

    expect(file(STORE).isGenuine(own!)).toBe(true);
    expect(file(STORE).isGenuine(other)).toBe(false);
    expect(file('S-OTHER').isGenuine(own!)).toBe(false);
    expect(new PushedFile(folder.path, STORE, () => null).isGenuine(own!)).toBe(false);
  });
});
