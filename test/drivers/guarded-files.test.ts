import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readGuarded } from '../../drivers/system/guarded-file.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import {
  cleanUp,
  endAgents,
  givenAgent,
  givenAgentFolder,
  order,
  runAgent,
  startAgent,
} from '../fakes/agent-process.ts';
import { onPosix, where } from '../fakes/where.ts';

afterEach(endAgents);

/** Nothing listens there: these tills never get so far as to ask. */
const NOBODY = 'http://127.0.0.1:9';

const asRoot = where(process.getuid?.() === 0, 'only root may give files away');
/** A user that is not the one of the tests. */
const STRANGER = 65_533;

/** A folder of its own, and how to lay a file in it. */
function given() {
  const folder = mkdtempSync(join(tmpdir(), 'till-guard-'));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  const file = (mode: number): string => {
    const path = join(folder, `file-${mode.toString(8)}`);
    writeFileSync(path, 'hunter2');
    chmodSync(path, mode);
    return path;
  };
  return { folder, file };
}

function said(read: ReturnType<typeof readGuarded>): string {
  return read.ok ? 'read' : read.error.say;
}

onPosix.describe('Files of the till (interface §11)', () => {
  it.each([0o600, 0o400, 0o700])('a secret that is its owner’s alone (%o) is read', (mode) => {
    expect(said(readGuarded(given().file(mode), 'secret'))).toBe('read');
  });

  it.each([0o604, 0o640, 0o644, 0o660, 0o602, 0o666])(
    'a secret that anybody else may read or write (%o) is refused',
    (mode) => {
      const words = said(readGuarded(given().file(mode), 'secret'));

      expect(words).toMatch(/may be (read|written) by other users \(mode 0\d{3}\): run chmod/);
      expect(words).not.toContain('hunter2');
    },
  );

  it.each([0o644, 0o444])('a public key that others may read (%o) is read', (mode) => {
    expect(said(readGuarded(given().file(mode), 'public'))).toBe('read');
  });

  it.each([0o664, 0o646, 0o666])('a public key that others may write (%o) is refused', (mode) => {
    expect(said(readGuarded(given().file(mode), 'public'))).toContain('may be written by other users');
  });

  it('a link to such a file is refused like the file', () => {
    const { folder, file } = given();
    symlinkSync(file(0o644), join(folder, 'link'));

    expect(said(readGuarded(join(folder, 'link'), 'secret'))).toContain('may be read by other users');
  });

  asRoot.it('a file of another user is refused, and so is a link of theirs', () => {
    const { file, folder } = given();
    const [theirs, ours] = [file(0o600), file(0o400)];
    chownSync(theirs, STRANGER, STRANGER);
    symlinkSync(ours, join(folder, 'link'));
    // Only the link changes hands.
    lchownSync(join(folder, 'link'), STRANGER, STRANGER);

    expect([theirs, join(folder, 'link')].map((path) => said(readGuarded(path, 'secret')))).toEqual([
      expect.stringContaining('belongs to another user'),
      expect.stringContaining('is a link of another user'),
    ]);
    expect(said(readGuarded(theirs, 'public'))).toContain('belongs to another user');
  });

  asRoot.it(
    'a credential that systemd gave to this service is read, though an access list shows as a group',
    () => {
      const { folder } = given();
      const unit = join(folder, 'paycode-till.service');
      const read = (mode: number, around: number): string => {
        rmSync(unit, { recursive: true, force: true });
        mkdirSync(unit);
        writeFileSync(join(unit, 'till.pem'), 'hunter2');
        chmodSync(join(unit, 'till.pem'), mode);
        chmodSync(unit, around);
        return said(readGuarded(join(unit, 'till.pem'), 'secret', folder));
      };

      expect([read(0o440, 0o550), read(0o400, 0o500)]).toEqual(['read', 'read']);
      const open = [read(0o444, 0o550), read(0o460, 0o550), read(0o440, 0o555), read(0o440, 0o570)];
      expect(open.filter((words) => !/may be (read|written) by other users/.test(words))).toEqual([]);
      // Anywhere else the same file is open to a group.
      expect(said(readGuarded(join(unit, 'till.pem'), 'secret'))).toContain('may be read by other users');
      symlinkSync(join(unit, 'till.pem'), join(unit, 'link'));
      expect(said(readGuarded(join(unit, 'link'), 'secret', folder))).toContain('may be read by other users');
    },
  );

  it('a pipe in the place of a file holds nobody up', () => {
    const { folder } = given();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);

    expect(said(readGuarded(pipe, 'secret'))).toContain('is not a file');
  });
});

onPosix.describe('A start with files that are open to others (interface §11)', () => {
  const open = (name: string, mode: number) => (folder: AgentFolder) => chmodSync(folder.file(name), mode);

  it.each([
    [
      'a private key that others may read',
      'gateways.alipayPlus.privateKey.file',
      open('keys/till.pem', 0o644),
    ],
    [
      'a public key that others may write',
      'gateways.alipayPlus.publicKeys.1.file',
      open('keys/gateway.pub.pem', 0o666),
    ],
    ['a config that others may write', 'the file', open('till.json', 0o662)],
    [
      'a token that others may read',
      'api.tokenFile',
      (folder: AgentFolder) => writeFileSync(folder.file('api.token'), 'x'.repeat(43), { mode: 0o644 }),
    ],
  ])('%s: 2, and the mend', async (_, path, spoil) => {
    const folder = givenAgentFolder(NOBODY);
    spoil(folder);

    const { code, stderr } = await runAgent(['--config', folder.config], folder);

    expect(code).toBe(2);
    expect(stderr.join('\n')).toMatch(new RegExp(`config: ${path.replaceAll('.', '\\.')}: .*chmod`));
  });

  it('what the till makes is 0600, in folders of 0700', async () => {
    const { agent, folder } = await givenAgent({
      journal: { file: 'books/journal.sqlite' },
      api: { tokenFile: 'secrets/api.token' },
      printers: [{ kind: 'file', path: 'paper.bin' }],
    });
    await agent.call('POST', '/v1/sales', order('ORD-1'));
    const made = ['books', 'secrets', ...filesBelow(folder.path)].filter(
      (name) => !/^keys|till\.json$/.test(name),
    );

    const modes = made.map((name) => [name, (statSync(folder.file(name)).mode & 0o777).toString(8)]);

    expect(modes.length).toBeGreaterThanOrEqual(5);
    expect(modes).toEqual(
      made.map((name) => [name, ['books', 'secrets', 'anchor'].includes(name) ? '700' : '600']),
    );
  });

  it('a journal of an earlier version that is open to others is closed to them', async () => {
    const { agent, folder } = await givenAgent();
    await agent.stop();
    chmodSync(folder.file('journal.sqlite'), 0o644);

    const again = await startAgent(folder);

    expect(statSync(folder.file('journal.sqlite')).mode & 0o777).toBe(0o600);
    await again.stop();
  });
});

/** Every file below a folder, by its path in it. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

onPosix.describe('A signal (interface §11)', () => {
  it('opens no inspector', async () => {
    const { agent } = await givenAgent();

    agent.signal('SIGUSR1');
    const health = await agent.call('GET', '/v1/health');
    const ended = await agent.stop();

    expect([health.status, ended.code]).toEqual([200, 0]);
    expect(ended.stderr.join('\n')).not.toContain('Debugger');
  });
});
