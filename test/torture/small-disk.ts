import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A file system of its own for a test, in memory, that can be made full and read-only. */
export class SmallDisk {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Mounts one; answers in words why this machine or user cannot. */
  static mount(folder: string, size: string): SmallDisk | string {
    mkdirSync(folder, { recursive: true });
    const why = run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
    return why === null ? new SmallDisk(folder) : `a small file system cannot be mounted here: ${why}`;
  }

  /** `size=8m`, `ro`, `rw`. Throws where it cannot be done. */
  remount(options: string): void {
    const why = run('mount', ['-o', `remount,${options}`, this.#folder]);
    if (why !== null) throw new Error(why);
  }

  unmount(): void {
    run('umount', ['-l', this.#folder]);
  }
}

/** Limits how long a file the process may make: what a full disk is to those who may not mount one. */
export function limitFileSize(pid: number, bytes: number): string | null {
  return run('prlimit', ['--pid', String(pid), `--fsize=${bytes}`]);
}

function run(command: string, args: readonly string[]): string | null {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    return null;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return said === '' ? String(error) : said;
  }
}
