import { statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What the numbers were measured on. */
export interface MachineFacts {
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Processes that wanted to run when the benchmarks began, over the last minute; 0 where the system has no such count. */
  readonly load: number;
}

/** Looks at the machine now. */
export function machineFacts(): MachineFacts {
  return {
    node: process.version,
    system: `${type()} ${release()} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** File systems by their magic number. Source: Linux manual, statfs(2). */
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  0xef53: 'ext4',
  0x01021994: 'tmpfs, so no disk stands behind it',
  0x58465342: 'xfs',
  0x9123683e: 'btrfs',
  0x794c7630: 'overlayfs',
  0x2fc12fc1: 'zfs',
};

/** The file system that a folder is on, by name where it is known. */
export function fileSystemOf(folder: string): string {
  const magic = statfsSync(folder).type;
  return FILE_SYSTEMS[magic] ?? `unnamed (0x${magic.toString(16)})`;
}
