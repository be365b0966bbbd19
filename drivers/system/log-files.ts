import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where the log is kept, and how much of it. */
export interface LogFilesConfig {
  readonly folder: string;
  readonly fileBytesMax: number;
  readonly files: number;
}

/** Lines of before the config was read. Ours: a start says a dozen. */
const EARLY_LINES_MAX = 200;

/**
 * The log in files: `till.log`, and the ones before it as `till.1.log`, `till.2.log`, the oldest of which goes.
 *
 * All 0600, in a folder of 0700. Errors: none, ever. A disk that takes nothing costs lines of the log and no sale; the log
 * on standard error is not touched by it.
 */
export class LogFiles {
  #early: string[] | null = [];
  #config: LogFilesConfig | null = null;
  #handle: number | null = null;
  #bytes = 0;

  /** Takes a whole line with its end. */
  write(line: string): void {
    if (this.#early !== null) {
      if (this.#early.length < EARLY_LINES_MAX) this.#early.push(line);
      return;
    }
    if (this.#handle === null || this.#config === null) return;
    try {
      if (this.#bytes > 0 && this.#bytes + line.length > this.#config.fileBytesMax) this.#turn(this.#config);
      this.#bytes += writeSync(this.#handle, line);
    } catch {
      // A full disk is told of by the journal, which needs it too.
    }
  }

  /** Opens the files, and writes what was said before; null: this till keeps none. */
  open(config: LogFilesConfig | null): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.#config = config;
    if (config === null) return;
    try {
      mkdirSync(config.folder, { recursive: true, mode: 0o700 });
      this.#openNewest(config);
    } catch {
      this.#handle = null;
    }
    for (const line of early) this.write(line);
  }

  #openNewest({ folder }: LogFilesConfig): void {
    this.#handle = openSync(fileOf(folder, 0), 'a', 0o600);
    this.#bytes = fstatSync(this.#handle).size;
  }

  #turn(config: LogFilesConfig): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
    const { folder, files } = config;
    rmSync(fileOf(folder, files - 1), { force: true });
    for (let number = files - 2; number >= 0; number -= 1)
      if (existsSync(fileOf(folder, number))) renameSync(fileOf(folder, number), fileOf(folder, number + 1));
    this.#openNewest(config);
  }
}

/** The file of a number, 0 the newest. */
export function fileOf(folder: string, number: number): string {
  return join(folder, number === 0 ? 'till.log' : `till.${number}.log`);
}
