import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TokenFiles } from '../../drivers/api/token-files.ts';
import { COMMAND_NAMES, ROUTES } from '../../src/contract/routes.ts';
import { mayAsk, type TokenRole } from '../../src/contract/token-roles.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  problemOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';

let agent: AgentProcess;
let folder: AgentFolder;

beforeAll(async () => {
  const sandbox = await givenAgentSandbox();
  const tokens = { register: 'register.token', manager: 'manager.token', technician: 'bench.token' };
  folder = givenAgentFolder(sandbox.url, { api: { tokens } });
  agent = await startAgent(folder);
});
afterAll(endAgents);

const tokenIn = (name: string): string => readFileSync(folder.file(name), 'utf8').trim();
const asked = async (file: string, method: string, path: string, body?: object) =>
  agent.call(method, path, body, { Authorization: `Bearer ${tokenIn(file)}` });

describe('Tokens of the local API by role', () => {
  it('are made on the first start, each for its owner alone, and none is another', () => {
    const files = ['api.token', 'register.token', 'manager.token', 'bench.token'];

    expect(files.map((file) => statSync(folder.file(file)).mode & 0o777)).toEqual(files.map(() => 0o600));
    expect(new Set(files.map(tokenIn)).size).toBe(4);
  });

  it.each([
    ['register.token', 'POST', '/v1/sales', 201],
    ['register.token', 'GET', '/v1/reports/x', 403],
    ['register.token', 'GET', '/v1/technician', 403],
    ['manager.token', 'GET', '/v1/reports/x', 200],
    ['manager.token', 'POST', '/v1/sales', 403],
    ['bench.token', 'GET', '/v1/technician', 200],
    ['bench.token', 'GET', '/v1/health', 200],
    ['bench.token', 'POST', '/v1/queue/try-now', 403],
    ['bench.token', 'POST', '/v1/reports/z', 403],
  ])('%s: %s %s answers %i', async (file, method, path, status) => {
    const answer = await asked(file, method, path, method === 'POST' ? order(`ORD-${file}`) : undefined);

    expect(answer.status).toBe(status);
    if (status === 403) expect(problemOf(answer).type).toBe('urn:paycode-till:problem:token-not-for-this');
  });

  it('allow each role what stands in its row, and the whole token everything', () => {
    const allowed = (holder: TokenRole | 'all') => COMMAND_NAMES.filter((name) => mayAsk(holder, name));
    const moves = (holder: TokenRole) =>
      allowed(holder).filter((name) => ['cashier', 'approver', 'manager'].includes(ROUTES[name].role));

    expect(allowed('all')).toEqual(COMMAND_NAMES);
    expect(moves('technician')).toEqual([]);
    expect(moves('register').some((name) => ROUTES[name].role === 'manager')).toBe(false);
    expect(moves('manager').some((name) => ROUTES[name].role === 'cashier')).toBe(false);
  });

  it('are changed by a command while the till runs: the old one is refused from the next call on', async () => {
    const before = tokenIn('manager.token');
    const run = ['build/run.mjs', 'token', '--file', folder.file('manager.token')];

    const said = execFileSync(process.execPath, run, { encoding: 'utf8' });
    const old = await agent.call('GET', '/v1/reports/x', undefined, { Authorization: `Bearer ${before}` });
    const renewed = await asked('manager.token', 'GET', '/v1/reports/x');

    expect([old.status, renewed.status]).toEqual([401, 200]);
    expect(said).not.toContain(tokenIn('manager.token'));
    expect(statSync(folder.file('manager.token')).mode & 0o777).toBe(0o600);
  });
});

describe('A token file that is spoilt while the till runs', () => {
  it.each([
    ['is gone', (file: string) => rmSync(file)],
    ['was opened to others', (file: string) => chmodSync(file, 0o644)],
  ])('%s: its token opens nothing', (_what, spoil) => {
    const file = join(mkdtempSync(join(tmpdir(), 'till-token-')), 'api.token');
    const tokens = new TokenFiles({ all: file, roles: {} });
    const token = readFileSync(file, 'utf8').trim();
    const before = tokens.holderOf(token);

    spoil(file);

    expect([before, tokens.holderOf(token), tokens.holderOf('')]).toEqual(['all', null, null]);
  });
});
