import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The ordinary user of the clean root. */
export const USER = { name: 'till', id: 1500, home: '/home/till' };

/** Folders of the root that are links into `usr` since Debian 12. */
const MERGED = ['bin', 'sbin', 'lib', 'lib64'];
const INFO = '/var/lib/dpkg/info';

interface Package {
  readonly name: string;
  readonly needs: readonly (readonly string[])[];
  readonly always: boolean;
}

/**
 * A Debian that has the packages of this machine on which another one depends, and nothing else: no Node, no browser, no
 * repository. What a package forgets to depend on is missing in it.
 *
 * How: the files of those packages are copied from this machine, by dpkg's own lists; no network is needed. Programs run
 * in it by `chroot`, each in a mount namespace of its own, so that nothing stays mounted.
 */
export class CleanRoot {
  readonly path = mkdtempSync(join(tmpdir(), 'till-root-'));

  /** A root with what `deb` depends on. Throws where this machine lacks a package of it. */
  static for(deb: string): CleanRoot {
    const depends = said('dpkg-deb', ['--field', deb, 'Depends']);
    const root = new CleanRoot();
    const names = closureOf(installed(), needsIn(depends));
    root.#copyPackages(names);
    root.#writeStatus(names);
    root.#addUser();
    root.run(['ldconfig']);
    return root;
  }

  /** A path of the root, seen from this machine. */
  file(path: string): string {
    return join(this.path, path);
  }

  /** Runs a program as root to its end; throws with what it said where it ends badly. */
  run(command: readonly string[]): string {
    return said(...this.#call(command, {}));
  }

  /** Starts a program as the ordinary user. */
  start(
    command: readonly string[],
    env: Readonly<Record<string, string>>,
    options: SpawnOptions = {},
  ): ChildProcess {
    const ids = [`--reuid=${USER.id}`, `--regid=${USER.id}`, '--clear-groups'];
    return spawn(...this.#call(['setpriv', ...ids, ...command], { HOME: USER.home, ...env }), options);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #call(command: readonly string[], env: Readonly<Record<string, string>>): [string, string[]] {
    const path = 'PATH=/usr/sbin:/usr/bin';
    const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const mounts = `mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"`;
    return ['unshare', ['--mount', 'sh', '-c', mounts, this.path, 'env', '-i', path, ...pairs, ...command]];
  }

  #copyPackages(names: ReadonlySet<string>): void {
    for (const name of MERGED) {
      mkdirSync(this.file(`usr/${name}`), { recursive: true });
      symlinkSync(`usr/${name}`, this.file(name));
    }
    for (const name of ['proc', 'dev', 'sys', 'run', 'tmp', 'root', 'etc', 'home', 'var/lib/dpkg/updates'])
      mkdirSync(this.file(name), { recursive: true });
    const paths = [...names].flatMap((name) => readFileSync(listOf(name), 'utf8').split('\n'));
    const merged = paths
      .filter((path) => path.length > 2 && !MERGED.includes(path.slice(1)))
      .filter((path) => !/^\/usr\/share\/(doc|man|locale|icons)\//.test(path))
      .map((path) => (MERGED.some((name) => path.startsWith(`/${name}/`)) ? `usr${path}` : path.slice(1)))
      .filter((path) => existsSync(`/${path}`));
    // Made by the scripts of packages, and in no list of files.
    const made = [
      'etc/alternatives',
      'etc/ld.so.conf',
      'etc/passwd',
      'etc/group',
      'etc/shadow',
      'etc/nsswitch.conf',
    ];
    const list = this.file('files');
    writeFileSync(list, [...new Set(merged)].join('\n'));
    const copy = (words: string): string => `tar -C / ${words} -cf - | tar -C ${this.path} -xf -`;
    said('sh', ['-c', copy(`--no-recursion -T ${list}`)]);
    said('sh', ['-c', copy(made.join(' '))]);
    rmSync(list);
  }

  /** What dpkg of the root knows: those packages, with their scripts. */
  #writeStatus(names: ReadonlySet<string>): void {
    const stanzas = readFileSync('/var/lib/dpkg/status', 'utf8').split('\n\n');
    const own = stanzas.filter((stanza) => names.has(/^Package: (.*)$/m.exec(stanza)?.[1] ?? ''));
    writeFileSync(this.file('var/lib/dpkg/status'), `${own.join('\n\n')}\n`);
    mkdirSync(this.file(INFO), { recursive: true });
    for (const name of readdirSync(INFO))
      if (name === 'format' || names.has(name.replace(/(:[a-z0-9]+)?\.[a-z]+$/, '')))
        cpSync(join(INFO, name), this.file(join(INFO, name)));
  }

  #addUser(): void {
    appendFileSync(this.file('etc/passwd'), `${USER.name}:x:${USER.id}:${USER.id}::${USER.home}:/bin/sh\n`);
    appendFileSync(this.file('etc/group'), `${USER.name}:x:${USER.id}:\n`);
    mkdirSync(this.file(USER.home));
    said('chown', [`${USER.id}:${USER.id}`, this.file(USER.home)]);
    // A temporary folder is its maker's alone; the root of a system is everybody's.
    said('chmod', ['755', this.path]);
    said('chmod', ['1777', this.file('tmp')]);
  }
}

/** Why a clean root can't be made on this machine; null where it can. */
export function missingForCleanRoot(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'a Debian package for x64 is installed on Linux x64 only';
  if (process.getuid?.() !== 0) return 'a root of its own can be made by root only';
  if (!existsSync('/var/lib/dpkg/status')) return 'this system is no Debian';
  const lacking = ['libusb-1.0-0', 'udev', 'libgtk-3-0'].filter((name) => !installed().has(name));
  if (lacking.length > 0) return `not installed here, and so not to be copied: ${lacking.join(', ')}`;
  return spawnSync('unshare', ['--mount', 'true']).status === 0
    ? null
    : 'no mount namespace may be made here';
}

function said(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0)
    throw new Error(`${program} ${args.slice(-3).join(' ')}: ${String(error ?? stderr + stdout)}`);
  return stdout;
}

function listOf(name: string): string {
  const plain = join(INFO, `${name}.list`);
  return existsSync(plain) ? plain : join(INFO, `${name}:amd64.list`);
}

/** The packages of this machine, by their names and by what they provide. */
function installed(): ReadonlyMap<string, Package> {
  const fields = [
    'Package',
    'Pre-Depends',
    'Depends',
    'Provides',
    'Essential',
    'Priority',
    'db:Status-Status',
  ];
  const format = `${fields.map((field) => `\${${field}}`).join('\t')}\n`;
  const found = new Map<string, Package>();
  for (const line of said('dpkg-query', ['-W', `-f=${format}`]).split('\n')) {
    const [name = '', before = '', depends = '', provides = '', essential, priority, status] =
      line.split('\t');
    if (status !== 'installed') continue;
    const always = essential === 'yes' || priority === 'required';
    const own = { name, needs: [...needsIn(before), ...needsIn(depends)], always };
    found.set(name, own);
    for (const [other = ''] of needsIn(provides)) if (!found.has(other)) found.set(other, own);
  }
  return found;
}

/** `a (>= 1), b | c` as alternatives in a row. */
function needsIn(text: string): string[][] {
  const name = (part: string): string => part.trim().split(/[\s(:]/)[0] ?? '';
  return text
    .split(',')
    .map((row) => row.split('|').map(name))
    .filter(([first]) => first !== '' && first !== undefined);
}

function closureOf(
  all: ReadonlyMap<string, Package>,
  wanted: readonly (readonly string[])[],
): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting = [...wanted, ...[...all.values()].filter(({ always }) => always).map(({ name }) => [name])];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const found = row.map((name) => all.get(name)).find((each) => each !== undefined);
    if (found === undefined)
      throw new Error(`This machine lacks ${row.join(' or ')}, which the package depends on.`);
    if (names.has(found.name)) continue;
    names.add(found.name);
    waiting.push(...found.needs);
  }
  return names;
}
