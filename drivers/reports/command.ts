import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseConfig, type TillConfig } from '../../src/acquirers/kinds.ts';
import { RECONCILE_EXIT, Stop, textOf } from './stop.ts';

// What commands over a till's files have in common: their config and their tables.

/** Only the config: the keys of the gateways are not needed here, and the office's machine has none. */
export function readConfig(file: string): { config: TillConfig; pathOf: (path: string) => string } {
  const config = parseConfig(readText(file, RECONCILE_EXIT.usage));
  if (config.ok) return { config: config.value, pathOf: (path) => resolve(dirname(file), path) };
  const say = config.error.map(({ path, why }) => `config: ${path === '' ? 'the file' : path}: ${why}`);
  throw new Stop(RECONCILE_EXIT.usage, say.join('\n'));
}

/** Reads a file of text; throws `Stop` with `code` where it cannot be read. */
function readText(file: string, code: number): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Stop(code, `${file} cannot be read (${codeOf(error)})`);
  }
  return textOf(file, bytes, code);
}

/**
 * Writes a table where the caller wants it. Errors: `Stop`, also where another file stands there: only a table of the same
 * columns, which a run before has made, is written over.
 */
export function writeTable(file: string, text: string): void {
  if (isAnotherFile(file, text))
    throw new Stop(
      RECONCILE_EXIT.usage,
      `--csv ${file} is there already, and is no table of this command. Name another file, or take it away.`,
    );
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Stop(RECONCILE_EXIT.usage, `--csv ${file} cannot be written (${codeOf(error)})`);
  }
}

/** Whether there is a file whose first line is not that of the table. What cannot be read cannot be written either. */
function isAnotherFile(file: string, text: string): boolean {
  const heads = Buffer.from(text.slice(0, text.indexOf('\n') + 1));
  try {
    return statSync(file).isFile() && !readFileSync(file).subarray(0, heads.length).equals(heads);
  } catch {
    return false;
  }
}

/** The code of a failure of the machine. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
