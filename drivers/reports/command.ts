import { readFileSync, writeFileSync } from 'node:fs';
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

/** Writes a table where the caller wants it. */
export function writeTable(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Stop(RECONCILE_EXIT.usage, `--csv ${file} cannot be written (${codeOf(error)})`);
  }
}

/** The code of a failure of the machine. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
