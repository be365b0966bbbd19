import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../../src/ground/result.ts';
import type { Ground } from './ground.ts';

/** What the guest's kernel needs before it can see the machine's files. */
const FIRST_MODULES = ['virtio_pci', '9pnet_virtio', '9p', 'overlay'];

/** A boot: what the guest runs, and where it may leave files. */
export interface Boot {
  readonly ground: Ground;
  /** A folder of the host for this boot alone; the guest sees it at /share. */
  readonly folder: string;
  /** The script that the guest runs with sh, a path of the host; its arguments are the release and the kernel's root. */
  readonly script: string;
  readonly timeoutMs: number;
}

/** How a boot ended: what the guest's console said, and whether it went down by itself. */
export interface Booted {
  readonly console: string;
  readonly timedOut: boolean;
}

/**
 * Boots a guest that has the machine's files, read-only under a layer in memory, and waits until it is off again.
 *
 * Why the machine's own files: the guest has the same node_modules and libraries, so nothing is built twice.
 */
export async function boot({ ground, folder, script, timeoutMs }: Boot): Promise<Booted> {
  const initrd = makeInitrd(ground, folder, script);
  const share = join(folder, 'share');
  mkdirSync(share, { recursive: true });
  const common = 'security_model=none';
  const qemu = spawn(
    'qemu-system-x86_64',
    [
      ...[
        '-machine',
        'q35,accel=tcg',
        '-cpu',
        'max',
        '-m',
        '2048',
        '-smp',
        '2',
        '-nographic',
        '-no-reboot',
        '-nic',
        'none',
      ],
      ...['-kernel', ground.kernel, '-initrd', initrd],
      ...['-append', 'console=ttyS0 quiet panic=-1'],
      ...['-virtfs', `local,path=/,mount_tag=hostroot,${common},readonly=on,multidevs=remap`],
      ...['-virtfs', `local,path=${share},mount_tag=share,${common}`],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const hear = (text: string): void => {
    said += text;
  };
  qemu.stdout.setEncoding('utf8').on('data', hear);
  qemu.stderr.setEncoding('utf8').on('data', hear);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    qemu.kill('SIGKILL');
  }, timeoutMs);
  await once(qemu, 'exit');
  clearTimeout(timer);
  return { console: said, timedOut };
}

/** A first root in memory: busybox, the modules, and the few lines that change to the machine's files. */
function makeInitrd(ground: Ground, folder: string, script: string): string {
  const root = join(folder, 'initrd');
  rmSync(root, { recursive: true, force: true });
  for (const name of ['bin', 'm', 'proc', 'sys', 'dev', 'lower', 'over', 'new'])
    mkdirSync(join(root, name), { recursive: true });
  copyFileSync('/bin/busybox', join(root, 'bin/busybox'));
  const modules = modulePaths(ground);
  modules.forEach((path, i) => copyFileSync(path, join(root, 'm', `${i}.ko`)));
  const insmods = modules.map((_, i) => `insmod /m/${i}.ko`).join('\n');
  writeFileSync(
    join(root, 'init'),
    FIRST_STEPS(insmods, `/bin/sh ${script} ${ground.release} ${ground.root}`),
    { mode: 0o755 },
  );
  const image = join(folder, 'initrd.cpio');
  const packed = spawnSync('sh', ['-c', `find . | cpio -o -H newc --quiet > '${image}'`], {
    cwd: root,
    encoding: 'utf8',
  });
  invariant(packed.status === 0, `the first root is packed: ${packed.stderr}`);
  return image;
}

function modulePaths(ground: Ground): string[] {
  const asked = FIRST_MODULES.flatMap((name) => {
    const { stdout } = spawnSync(
      'modprobe',
      ['-d', ground.root, '-S', ground.release, '--show-depends', name],
      { encoding: 'utf8' },
    );
    return stdout.split('\n').flatMap((line) => /^insmod (\S+)/.exec(line)?.[1] ?? []);
  });
  return [...new Set(asked)];
}

const FIRST_STEPS = (insmods: string, next: string): string => `#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
${insmods}
mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=524288 hostroot /lower
mount -t tmpfs -o size=512m over /over
mkdir /over/up /over/work
mount -t overlay -o lowerdir=/lower,upperdir=/over/up,workdir=/over/work over /new
mkdir -p /new/share
mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144 share /new/share
mount --move /proc /new/proc
mount --move /sys /new/sys
mount --move /dev /new/dev
exec switch_root /new ${next}
`;
