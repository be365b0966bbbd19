import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../electron/settings.ts';
import { AGENT_CLIENT_ID, AGENT_KEYS } from '../fakes/agent-folder.ts';
import { endAgents, givenAgentSandbox, order, saleOf, startAgent } from '../fakes/agent-process.ts';

// `npm run setup -- --out till.json` (interface section 1), at a pipe in the place of a terminal, with a sandbox.

const ENTRY = join(import.meta.dirname, '../../electron/set-up/terminal.ts');
const PIN = '493817';
const SHOP = ['1', 'Kopi Corner', 'my', '-', '2', 'MYR', 'USD', 'Asia/Kuala_Lumpur', 'M-KL-0007', '', ''];
const DEVICES = ['', '-'];
const PEOPLE = ['Aisyah', PIN, '-', '-', '-'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paycode-till-set-up-'));
  mkdirSync(join(folder, 'stick'));
  const { till, gateway } = AGENT_KEYS;
  writeFileSync(join(folder, 'stick/till.der'), till.privateKey.export({ type: 'pkcs8', format: 'der' }), {
    mode: 0o600,
  });
  writeFileSync(join(folder, 'stick/theirs.pem'), gateway.publicKey.export({ type: 'spki', format: 'pem' }));
});
afterEach(endAgents);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = () => join(folder, 'till.json');

/** Runs the set-up; the lines are typed one after the other, and then nobody types any more. */
async function setUp(lines: readonly string[], args = ['--out', config()]) {
  const child = spawn(process.execPath, [ENTRY, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said: `${out}${error}` };
}

async function acquirer(): Promise<{ readonly lines: string[]; readonly freshCode: () => string }> {
  const sandbox = await givenAgentSandbox();
  const keys = ['stick/till.der', 'stick/theirs.pem'];
  return {
    lines: ['1', '1', sandbox.url, AGENT_CLIENT_ID, ...keys, ''],
    freshCode: () => sandbox.freshCode(),
  };
}

/** Every file of the folder with its text, but for the keys of the shop's stick. */
function filesMade(): readonly { readonly path: string; readonly text: string; readonly mode: number }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.includes('stick'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8'), mode: statSync(path).mode & 0o777 }));
}

describe('npm run setup (interface section 1)', () => {
  it('makes a config that sells, with keys of any form, and tries the acquirer with both signatures', async () => {
    const { lines, freshCode } = await acquirer();

    const { code, said } = await setUp([...SHOP, ...lines, ...DEVICES, ...PEOPLE, '']);

    expect(said).toContain('Our signature accepted: yes. Their signature verified: yes.');
    expect(code, said).toBe(0);
    const agent = await startAgent({ config: config(), path: folder });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: freshCode() });
    const view = await agent.events().until(({ sale }) => sale?.state === 'paid');
    expect(view.sale?.saleId).toBe(saleId);
  }, 60_000);

  it('shows and keeps no PIN, and gives every file to its owner alone', async () => {
    const { lines } = await acquirer();

    const { said } = await setUp([...SHOP, ...lines, ...DEVICES, 'Aisyah', '12', ...PEOPLE.slice(1), '']);

    expect(said).toContain('A PIN is digits only, at least 6.');
    expect(said).not.toContain(PIN);
    expect(filesMade().filter(({ text: held }) => held.includes(PIN))).toEqual([]);
    expect(filesMade().filter(({ mode }) => mode !== 0o600)).toEqual([]);
  }, 60_000);

  it('is left and gone on with, and keeps the config that was there', async () => {
    const { lines } = await acquirer();
    writeFileSync(config(), '{"old":true}', { mode: 0o600 });

    const left = await setUp([...SHOP, '1', '1']);
    const wentOn = await setUp([...lines.slice(2), ...DEVICES, ...PEOPLE, '']);

    expect([left.code, wentOn.code], wentOn.said).toEqual([4, 0]);
    expect(wentOn.said).not.toContain('Which country?');
    expect(readFileSync(`${config()}.bak`, 'utf8')).toBe('{"old":true}');
    expect(readSettings(config()).ok).toBe(true);
    expect(existsSync(`${config()}.setup`)).toBe(false);
  }, 60_000);

  it('names an answer that does not fit and asks again; an acquirer that does not answer is said', async () => {
    const said = await setUp([
      ...SHOP.slice(0, 2),
      ...['Malaysia', 'my', ...SHOP.slice(3)],
      ...['1', '1', 'http://gateway.example', 'http://127.0.0.1:1', AGENT_CLIENT_ID],
      ...['stick/theirs.pem', 'stick/till.der', 'stick/theirs.pem', ''],
    ]);

    expect(said.said).toContain('must be a country of two capital letters');
    expect(said.said).toContain('must be an https address, or http on loopback');
    expect(said.said).toContain('This file cannot be used.');
    expect(said.said).toContain('It does not answer as it should.');
  }, 60_000);

  it('says how it is used', async () => {
    const [help, none] = await Promise.all([setUp([], ['--help']), setUp([], [])]);

    expect([help.code, none.code]).toEqual([0, 2]);
    expect(help.said).toContain('npm run setup -- --out till.json');
    expect(none.said).toBe(help.said.trimEnd() + '\n');
  }, 60_000);
});
