import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../electron/browser.ts';

const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs; null where they cannot be had. */
export function postgresPrograms(): string | null {
  const debian = existsSync(DEBIAN_FOLDER)
    ? readdirSync(DEBIAN_FOLDER)
        .map(Number)
        .filter((version) => version >= 15)
        .sort((one, other) => other - one)
        .map((version) => join(DEBIAN_FOLDER, String(version), 'bin'))
    : [];
  const found = debian.find((folder) => existsSync(join(folder, 'initdb')));
  if (found !== undefined) return found;
  const program = findProgram('initdb');
  return program === null ? null : join(program, '..');
}

/** Why no server of one's own can be started here; null where one can. */
export function whyNoPostgres(): string | null {
  if (process.platform === 'win32') return 'the tests start PostgreSQL on a Unix socket';
  if (postgresPrograms() === null) return 'the programs of PostgreSQL 15 or newer are not on this machine';
  if (process.getuid?.() === 0 && otherUser() === null)
    return 'PostgreSQL refuses to run as root, and there is no user postgres or nobody';
  return null;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Whom the server runs as, where these tests run as root. */
function otherUser(): User | null {
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    const user = { uid: id('-u'), gid: id('-g') };
    if (user.uid > 0) return user;
  }
  return null;
}

/** A PostgreSQL server of one's own: on a socket in a temporary folder, with `fsync` on. */
export class PrivatePostgres {
  readonly folder: string;
  readonly #user: User | null;
  readonly #settings: readonly string[];
  #server: ChildProcess | null = null;

  private constructor(folder: string, user: User | null, settings: readonly string[]) {
    this.folder = folder;
    this.#user = user;
    this.#settings = settings;
  }

  static async start(settings: readonly string[] = []): Promise<PrivatePostgres> {
    const user = process.getuid?.() === 0 ? otherUser() : null;
    const folder = mkdtempSync(join(tmpdir(), 'centre-pg-'));
    chmodSync(folder, 0o700);
    if (user !== null) chownSync(folder, user.uid, user.gid);
    const server = new PrivatePostgres(folder, user, settings);
    server.#run(
      'initdb',
      '-D',
      join(folder, 'data'),
      '-A',
      'trust',
      '-U',
      'owner',
      '-E',
      'UTF8',
      '--locale=C',
    );
    await server.up();
    return server;
  }

  /** How a client reaches a database of this server. */
  url(database = 'postgres'): string {
    return `postgresql://owner@/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  /** Starts the server, and waits until it takes connections. */
  async up(): Promise<void> {
    const settings = [
      'listen_addresses=',
      'fsync=on',
      'synchronous_commit=on',
      'max_connections=100',
      ...this.#settings,
    ];
    const server = spawn(
      this.#program('postgres'),
      ['-D', join(this.folder, 'data'), '-k', this.folder, ...settings.flatMap((each) => ['-c', each])],
      { ...this.#as(), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      server.stderr.on('data', (part: Buffer) => {
        if (said.includes('is ready to accept')) return;
        said += part.toString();
        if (said.includes('ready to accept connections')) resolve();
      });
      server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
    });
  }

  /** Kills every process of the server at once, as a power cut of the machine would end them. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server?.pid === undefined) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(server.pid)], { encoding: 'utf8' });
    for (const pid of [server.pid, ...children.stdout.split('\n').map(Number)]) {
      if (pid > 0) endProcess(pid, 'SIGKILL');
    }
    await ended;
    this.#server = null;
    rmSync(join(this.folder, 'data/postmaster.pid'), { force: true });
  }

  /** What all of its processes have worked so far; of those that have ended, too. */
  get workedMs(): number {
    const pid = this.#server?.pid;
    if (pid === undefined) return 0;
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
    return [pid, ...children.stdout.split('\n').map(Number)]
      .filter((each) => each > 0)
      .reduce((sum, each) => sum + workedMsOf(each), 0);
  }

  /** Runs one of PostgreSQL's programs against this server. */
  run(program: string, ...args: readonly string[]): string {
    return this.#run(program, '-h', this.folder, '-U', 'owner', ...args);
  }

  /** Brings a file of another server into this one's folder, to be read by its programs. */
  bring(other: PrivatePostgres, name: string): void {
    copyFileSync(join(other.folder, name), join(this.folder, name));
    if (this.#user !== null) chownSync(join(this.folder, name), this.#user.uid, this.#user.gid);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server?.pid !== undefined) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      endProcess(server.pid, 'SIGINT');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #run(program: string, ...args: readonly string[]): string {
    const ran = spawnSync(this.#program(program), args, { ...this.#as(), encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`${program} ended with ${ran.status}: ${ran.stderr}`);
    return ran.stdout;
  }

  #program(name: string): string {
    return join(postgresPrograms() ?? '', name);
  }

  #as(): object {
    return {
      cwd: this.folder,
      ...(this.#user ?? {}),
      env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: this.folder },
    };
  }
}

/** What a process and its ended children have worked, in ms. Source: proc(5), `stat`: fields 14 to 17, 100 a second. */
export function workedMsOf(pid: number): number {
  const stat = statOf(pid);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

/** Empty where the process has ended. */
function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

function endProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}
