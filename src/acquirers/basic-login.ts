import { z } from 'zod';
import { READ_ONCE } from '../config/read-once.ts';
import { fileReference } from '../config/file-reference.ts';
import { err, ok, type Result } from '../ground/result.ts';
import type { KeyFile } from './kind.ts';

// The login of HTTP Basic, which several acquirers share.

/** The header `Authorization`, in UTF-8. Source: RFC 7617. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** A password stands in the first line of its file. Errors: in words, never what the file holds. */
function parsePassword(text: string): Result<string, { readonly say: string }> {
  const [line = ''] = text.split(/\r?\n/, 1);
  return line === '' ? err({ say: 'the file holds no password in its first line' }) : ok(line);
}

/** The files of passwords that a part of the config names under these keys, whatever else is wrong with it. */
export function passwordFiles(part: unknown, paths: readonly string[]): KeyFile[] {
  const named = z.record(z.string(), z.unknown()).catch({}).parse(part, READ_ONCE);
  return paths.flatMap((path) => {
    const reference = fileReference.safeParse(named[path]);
    return reference.success ? [{ path, ...reference.data, check: parsePassword }] : [];
  });
}

/** A password that was read and checked with the config; null where its file is not named. */
export function passwordOf(keys: ReadonlyMap<string, string>, path: string): string | null {
  const text = keys.get(path);
  const read = text === undefined ? undefined : parsePassword(text);
  return read?.ok === true ? read.value : null;
}
