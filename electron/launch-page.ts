import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Writes the page that a browser's window is opened with, and answers its own address. The page goes on to the till.
 *
 * Why a file: everybody on the machine can read the arguments of a program, and nobody else this file. `address` is good
 * once, so that what stays in the file is worth nothing. Source: interface section 11.
 */
export function writeLaunchPage(folder: string, address: string): string {
  const file = join(folder, 'open.html');
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>Paycode Till</title>\n`,
    { mode: 0o600 },
  );
  return pathToFileURL(file).href;
}
