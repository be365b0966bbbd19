import { err, ok, type Result } from '../ground/result.ts';

// The login of HTTP Basic, which several acquirers share.

/** The header `Authorization`, in UTF-8. Source: RFC 7617. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** A password stands in the first line of its file. Errors: in words, never what the file holds. */
export function parsePassword(text: string): Result<string, { readonly say: string }> {
  const [line = ''] = text.split(/\r?\n/, 1);
  return line === '' ? err({ say: 'the file holds no password in its first line' }) : ok(line);
}
