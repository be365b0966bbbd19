import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { RUN_LINE, type RunEntry, type RunLine } from '../../src/golive/run-lines.ts';

const RUN_FILE = 'run.jsonl';
const LOCK_FILE = 'run.lock';
const START = '0'.repeat(64);

/** A folder cannot be used: another run holds it, or its lines do not follow from each other. */
export interface FolderTrouble {
  readonly kind: 'held' | 'broken';
  readonly say: string;
}

/**
 * The folder of one run: its lines, each with the hash of the one before, and its evidence.
 *
 * Evidence is whole on disk before a line names it; a line is on disk before the next step is made.
 */
export class RunFolder {
  readonly path: string;
  readonly #file: number;
  readonly lines: RunLine[];

  private constructor(path: string, lines: RunLine[]) {
    this.path = path;
    this.lines = lines;
    this.#file = openSync(join(path, RUN_FILE), 'a', 0o600);
  }

  /** Opens the folder, made where there is none. Errors: `held`, `broken`. */
  static open(path: string): Result<RunFolder, FolderTrouble> {
    mkdirSync(join(path, 'evidence'), { recursive: true, mode: 0o700 });
    if (!takeLock(join(path, LOCK_FILE)))
      return err({ kind: 'held', say: `Another run uses ${path}. End it first, or name another folder.` });
    const lines = readLines(path);
    return lines.ok ? ok(new RunFolder(path, lines.value)) : lines;
  }

  /** Adds a line, and waits until it is on disk. */
  add(entry: RunEntry): void {
    const before = this.lines.at(-1)?.hash ?? START;
    const line: RunLine = { before, hash: hashOf(before, entry), entry };
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
    this.lines.push(line);
  }

  /** Writes a file of evidence whole; answers its path inside the folder. */
  keep(name: string, content: string | Uint8Array): string {
    const file = join(this.path, 'evidence', name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(file, content);
    return relative(this.path, file);
  }

  /** Writes a file of the report. */
  report(name: string, content: string | Uint8Array): void {
    const file = join(this.path, 'report', name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(file, content);
  }

  close(): void {
    closeSync(this.#file);
    rmSync(join(this.path, LOCK_FILE), { force: true });
  }
}

/** The lines of a run's folder, each held against the one before. Errors: `broken`, with the line's number. */
export function readLines(path: string): Result<RunLine[], FolderTrouble> {
  const file = join(path, RUN_FILE);
  if (!existsSync(file)) return ok([]);
  const lines: RunLine[] = [];
  const texts = readFileSync(file, 'utf8').split('\n');
  // What stands after the last end of a line was being written when the run was ended.
  texts.pop();
  for (const [index, text] of texts.entries()) {
    const line = lineIn(text, lines.at(-1)?.hash ?? START);
    if (line === null)
      return err({ kind: 'broken', say: `Line ${index + 1} of ${file} is not the one that was written.` });
    lines.push(line);
  }
  return ok(lines);
}

/** SHA-256 of every file below a folder, by its path there, in their order; the manifest itself is left out. */
export function hashesIn(folder: string, below: readonly string[]): Readonly<Record<string, string>> {
  const files = below.flatMap((name) => filesBelow(join(folder, name)));
  return Object.fromEntries(
    files
      .map((file) => [relative(folder, file).replaceAll('\\', '/'), sha256(readFileSync(file))] as const)
      .filter(([name]) => !name.endsWith('manifest.json'))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** SHA-256 in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

function hashOf(before: string, entry: RunEntry): string {
  return sha256(`${before}\n${JSON.stringify(entry)}`);
}

/** A line that follows `before`; null where it does not. Its hash is over the bytes that were written. */
function lineIn(text: string, before: string): RunLine | null {
  try {
    const line: unknown = JSON.parse(text);
    const read = RUN_LINE.safeParse(line);
    if (!read.success || read.data.before !== before) return null;
    return read.data.hash === hashOf(before, (line as RunLine).entry) ? read.data : null;
  } catch {
    return null;
  }
}

function writeDurably(file: string, content: string | Uint8Array): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Takes the folder for this process; false where another one that lives has it. */
function takeLock(file: string): boolean {
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isAlive(holder)) return false;
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
