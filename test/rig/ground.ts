import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** What the guest is made of: a kernel, and the folder whose `lib/modules` are that kernel's. */
export interface Ground {
  readonly kernel: string;
  readonly release: string;
  readonly root: string;
}

/** Programs of the host, and the Debian packages that bring them. */
const PROGRAMS: readonly (readonly [program: string, debian: string])[] = [
  ['qemu-system-x86_64', 'qemu-system-x86'],
  ['busybox', 'busybox-static'],
  ['cpio', 'cpio'],
  ['modprobe', 'kmod'],
  ['udevadm', 'udev'],
];

/**
 * Brings what the guest needs into `folder`: programs where this may be done (root, apt-get), and Debian's kernel,
 * unpacked and not installed.
 *
 * Errors: in words, what cannot be had here and why.
 */
export function prepareGround(folder: string): Result<Ground, string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return err('the rig boots a Linux guest on x64 only');
  if (process.getuid?.() !== 0) return err('the rig needs root, to read the whole machine into the guest');
  const missing = PROGRAMS.filter(([program]) => !isThere(program)).map(([, debian]) => debian);
  if (missing.length > 0) {
    const brought = run('apt-get', ['update', '-q']) ?? run('apt-get', [...INSTALL, ...missing]);
    if (brought !== null) return err(`${missing.join(', ')} cannot be installed here: ${brought}`);
  }
  const root = join(folder, 'kernel');
  const found = groundIn(root);
  if (found !== null) return ok(found);
  mkdirSync(root, { recursive: true });
  const fault = bringKernel(folder, root);
  const brought = groundIn(root);
  if (fault !== null || brought === null)
    return err(`a kernel cannot be had here: ${fault ?? 'the package is empty'}`);
  return ok(brought);
}

const INSTALL = ['install', '-q', '-y', '--no-install-recommends'];

function groundIn(root: string): Ground | null {
  const modules = join(root, 'lib/modules');
  const release = existsSync(modules) ? readdirSync(modules)[0] : undefined;
  if (release === undefined || !existsSync(join(modules, release, 'modules.dep.bin'))) return null;
  return { kernel: join(root, 'boot', `vmlinuz-${release}`), release, root };
}

function bringKernel(folder: string, root: string): string | null {
  const asked = spawnSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' });
  const name = /Depends: (linux-image-\S+)/.exec(asked.stdout)?.[1];
  if (name === undefined) return 'apt knows no linux-image-amd64; run apt-get update';
  const fault = run('apt-get', ['download', '-q', name], folder);
  if (fault !== null) return fault;
  const file = readdirSync(folder).find(
    (entry) => entry.startsWith('linux-image-') && entry.endsWith('.deb'),
  );
  if (file === undefined) return 'apt-get download brought nothing';
  return run('dpkg-deb', ['-x', join(folder, file), root]) ?? depmod(root);
}

function depmod(root: string): string | null {
  const release = readdirSync(join(root, 'lib/modules'))[0] ?? '';
  return run('depmod', ['-b', root, release]);
}

function isThere(program: string): boolean {
  return ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, program)));
}

/** Runs a program to its end; answers what it said where it did not do it. */
function run(program: string, args: readonly string[], cwd?: string): string | null {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync(program, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status === 0) return null;
  return `${program} ${args.join(' ')}: ${done.error?.message ?? `${done.stdout}${done.stderr}`.trim()}`;
}
