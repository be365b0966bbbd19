import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createPrivateKey, createPublicKey } from 'node:crypto';
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
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnchorFolder } from '../../drivers/journal/anchor-folder.ts';
import { AgentFolder, APPROVAL } from '../fakes/agent-folder.ts';
import {
  cleanUp,
  endAgents,
  givenAgent,
  order,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';

const entry = (path: string): string => fileURLToPath(new URL(`../../drivers/${path}`, import.meta.url));

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'till-backup-'));
});
afterEach(async () => {
  await endAgents();
  rmSync(place, { recursive: true, force: true });
});

/** Not synchronously: meanwhile this process would hear nothing of the till's connections. */
async function run(path: string, ...args: readonly string[]) {
  return said(process.execPath, [entry(path), ...args]);
}

async function said(program: string, args: readonly string[]) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let say = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (say += data.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, say };
}

const backup = (folder: AgentFolder, name = 'b') =>
  run('backup/run-backup.ts', '--config', folder.config, '--out', join(place, name));
const restore = (folder: AgentFolder, ...args: readonly string[]) =>
  run('backup/run-restore.ts', '--config', folder.config, ...args);

/** The same where no file may be longer than `kib`: a write is cut there, as on a disk that is full, and the next one fails. */
const restoreOnFull = (folder: AgentFolder, kib: number, from: string) =>
  said('bash', [
    ...['-c', `ulimit -f ${kib}; exec "$0" "$@"`, process.execPath, entry('backup/run-restore.ts')],
    ...['--config', folder.config, '--from', from],
  ]);

async function sell(agent: AgentProcess, ...orders: readonly string[]): Promise<void> {
  for (const id of orders) {
    const { json } = await agent.call('POST', '/v1/sales', order(id));
    await agent.call('POST', `/v1/sales/${(json as { saleId: string }).saleId}/cancel`);
  }
}

async function ordersOf(agent: AgentProcess): Promise<string[]> {
  const { json } = await agent.call('GET', '/v1/sales');
  return (json as { referenceOrderId: string }[]).map(({ referenceOrderId }) => referenceOrderId).sort();
}

/** Less than an empty journal has, and more than any other file of a back-up. */
const FULL_KIB = 40;

const MYR_1 = { currency: 'MYR', value: '100' };
const officeNames = (folder: AgentFolder): string[] =>
  readdirSync(folder.path)
    .filter((name) => name.startsWith('journal.office-'))
    .sort();

function epochOf(folder: AgentFolder): number {
  const opened = AnchorFolder.open(folder.file('anchor'));
  const anchor = opened.ok ? opened.value.read() : opened;
  if (!anchor.ok) throw new Error(anchor.error);
  return anchor.value.epoch;
}

describe('npm run backup', () => {
  it('copies a till while it runs, whole and checked, for its owner alone; the till sells on', async () => {
    const { agent, folder } = await givenAgent();
    await sell(agent, 'ORD-1', 'ORD-2');
    mkdirSync(folder.file('anchor/of somebody'));

    const made = await backup(folder);
    await sell(agent, 'ORD-3');

    expect(made).toMatchObject({
      status: 0,
      say: expect.stringMatching(/is whole: \d+ rows of the journal/) as string,
    });
    expect(await ordersOf(agent)).toEqual(['ORD-1', 'ORD-2', 'ORD-3']);
    const names = readdirSync(join(place, 'b'));
    expect(names.map((name) => statSync(join(place, 'b', name)).mode & 0o777)).toEqual(
      names.map(() => 0o600),
    );
    expect(statSync(join(place, 'b')).mode & 0o777).toBe(0o700);
    // Nothing that only the look at the copy needed.
    expect(names.filter((name) => name.startsWith('journal.sqlite'))).toEqual(['journal.sqlite']);
  });

  it('of a till that writes all the time is of one moment, every time', async () => {
    const { agent, folder } = await givenAgent();
    let over = false;
    const selling = (async () => {
      for (let number = 0; !over; number += 1) await sell(agent, `ORD-${number}`);
    })();

    const made: (number | null)[] = [];
    for (let time = 0; time < 3; time += 1) made.push((await backup(folder, String(time))).status);
    over = true;
    await selling;

    expect(made).toEqual([0, 0, 0]);
  }, 120_000);

  it('never writes over anything', async () => {
    const { folder } = await givenAgent();
    writeFileSync(join(place, 'x'), '');

    const { status, say } = await run('backup/run-backup.ts', '--config', folder.config, '--out', place);

    expect([status, say]).toEqual([2, expect.stringContaining('name a new folder')]);
  });
});

describe('npm run restore', () => {
  it('on a new machine: everything is in its place, and the till goes on; a disk that is full puts no part of a journal there', async () => {
    const { agent, folder } = await givenAgent();
    await sell(agent, 'ORD-1');
    await backup(folder);
    await agent.stop();
    const other = new AgentFolder('http://127.0.0.1:9');
    cleanUp(() => other.remove());
    for (const name of readdirSync(other.path)) rmSync(other.file(name), { recursive: true });

    const full = await restoreOnFull(other, FULL_KIB, join(place, 'b'));
    const cut = existsSync(other.file('journal.sqlite'));
    const put = await restore(other, '--from', join(place, 'b'));
    const again = await startAgent(other);

    expect([full.status, full.say, cut]).toEqual([3, expect.stringContaining('EFBIG'), false]);
    expect(put).toMatchObject({ status: 0 });
    expect(await ordersOf(again)).toEqual(['ORD-1']);
    expect(again.token).toBe(agent.token);
  });

  it('refuses to replace a newer journal; with --force a new epoch begins, and the old file is kept', async () => {
    const { agent, folder } = await givenAgent();
    await sell(agent, 'ORD-1');
    await backup(folder);
    await sell(agent, 'ORD-2');
    const held = await restore(folder, '--from', join(place, 'b'), '--force');
    await agent.stop();
    const before = epochOf(folder);

    const refused = await restore(folder, '--from', join(place, 'b'));
    const untouched = [epochOf(folder), existsSync(folder.file('journal.sqlite.before-restore'))];
    const forced = await restore(folder, '--from', join(place, 'b'), '--force');
    const again = await startAgent(folder);

    expect(held).toMatchObject({ status: 2, say: expect.stringContaining('end it first') as string });
    expect(refused).toMatchObject({ status: 2, say: expect.stringContaining('With --force') as string });
    expect([...untouched, forced.status]).toEqual([before, false, 0]);
    expect([before, epochOf(folder)]).toEqual([1, 2]);
    expect(existsSync(folder.file('journal.sqlite.before-restore'))).toBe(true);
    expect(await ordersOf(again)).toEqual(['ORD-1']);
  });

  it('refuses a back-up that was changed or is not whole', async () => {
    const { agent, folder } = await givenAgent();
    await sell(agent, 'ORD-1');
    await backup(folder, 'changed');
    await backup(folder, 'parted');
    await agent.stop();
    writeFileSync(join(place, 'changed/journal.sqlite'), 'x');
    rmSync(join(place, 'parted/journal.sqlite'));

    const refused = await Promise.all(
      ['changed', 'parted', 'none'].map((name) => restore(folder, '--from', join(place, name))),
    );

    expect(refused.map(({ status }) => status)).toEqual([2, 2, 2]);
    expect(refused.map(({ say }) => say.trim())).toEqual([
      expect.stringContaining('was changed'),
      expect.stringContaining('is missing'),
      expect.stringContaining('is no back-up'),
    ]);
  });

  it('--accept goes on with the journal as it stands, where there is none, too', async () => {
    const { agent, folder } = await givenAgent();
    await sell(agent, 'ORD-1');
    await agent.stop();
    rmSync(folder.file('journal.sqlite'));

    const accepted = await restore(folder, '--accept');
    const again = await startAgent(folder);

    expect([accepted.status, epochOf(folder)]).toEqual([0, 2]);
    expect(await ordersOf(again)).toEqual([]);
  });
});

describe('npm run keygen -- --dir keys', () => {
  it('makes a pair that belongs together, 0600, says what to hand over, and never overwrites', async () => {
    const dir = join(place, 'keys');

    const first = await run('system/keygen.ts', '--dir', dir);
    const pem = readFileSync(join(dir, 'till.pem'));
    const second = await run('system/keygen.ts', '--dir', dir);
    const other = await run('system/keygen.ts', '--dir', dir, '--name', 'till-2');

    const key = createPrivateKey(pem);
    const line = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
    expect([first.status, second.status, other.status]).toEqual([0, 2, 0]);
    expect(first.say).toContain(line);
    expect(first.say).not.toContain('PRIVATE KEY');
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(createPublicKey(readFileSync(join(dir, 'till.pub.pem'))).equals(createPublicKey(key))).toBe(true);
    expect(readFileSync(join(dir, 'till.pem')).equals(pem)).toBe(true);
    expect(statSync(join(dir, 'till.pem')).mode & 0o777).toBe(0o600);
  });
});

describe('npm run token -- --file api.token', () => {
  it('writes another token over a token, and over nothing else', async () => {
    const [token, key] = [join(place, 'api.token'), join(place, 'till.pem')];
    const pem = '-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----\n';
    writeFileSync(token, `${'x'.repeat(32)}\n`, { mode: 0o600 });
    writeFileSync(key, pem, { mode: 0o600 });

    const codes = [
      await run('api/rotate-token.ts', '--file', token),
      await run('api/rotate-token.ts', '--file', key),
    ];

    expect(codes.map(({ status }) => status)).toEqual([0, 2]);
    expect(readFileSync(token, 'utf8')).toMatch(/^[\w-]{43}\n$/);
    expect(readFileSync(key, 'utf8')).toBe(pem);
  });
});

describe('The office’s files (interface section 9)', () => {
  it('are in the back-up and come back with it: what was told, papers, and what waits to be sent', async () => {
    const timing = { officeTimeoutMs: 500, officeRetryMs: [60_000] };
    const { agent, folder, sandbox } = await givenAgent({
      ...{ notify: { port: 0 }, gateways: { alipayPlus: { timing } } },
    });
    const { notify } = await agent.ready;
    const url = new URL('/aps/api/v1/disputes/initiateEscalation', notify ?? '').href;
    const begun = await sandbox.office.disputes.begin({ kind: 'escalation', url, amount: MYR_1 });
    const at = `/v1/disputes/${begun?.id ?? ''}`;
    const paper = Buffer.from('%PDF-1.4\nours').toString('base64');
    const own = { name: 'ours.pdf', contentType: 'application/pdf', content: paper };
    sandbox.office.faults.set('dis-answer-unknown');
    await agent.call('POST', `${at}/attachments`, own);
    await agent.call('POST', `${at}/answer`, {
      ...{ refundType: 'REFUSE_REFUND', papers: ['ours.pdf'], approver: APPROVAL.approver },
    });

    const made = await backup(folder);
    await agent.kill();
    const before = officeNames(folder);
    for (const name of before) rmSync(folder.file(name));
    const put = await restore(folder, '--from', join(place, 'b'), '--force');
    const after = officeNames(folder);
    const again = await startAgent(folder);
    await again.call('POST', '/v1/office/try-now', null);
    const read = (await again.call('GET', at)).json as { readonly papers: readonly object[] };

    expect([made.status, put.status]).toEqual([0, 0]);
    // What was told, the paper, and the answer that waits.
    expect(before).toHaveLength(3);
    expect(after).toEqual(before);
    expect(after.map((name) => statSync(folder.file(name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    expect(read.papers).toMatchObject([{ name: 'ours.pdf', own: true }]);
  });
});
