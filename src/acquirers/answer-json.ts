import { err, ok, type Result } from '../ground/result.ts';

/** The JSON of an answer, in strict UTF-8. Errors: in words; the bytes themselves are never quoted. */
export function jsonOf(body: Uint8Array): Result<unknown, string> {
  return readBy(body, (text) => JSON.parse(text));
}

/** The same, with numbers as the texts that they were written as: an id of 24 digits does not fit into a float. */
export function jsonAsWritten(body: Uint8Array): Result<unknown, string> {
  return readBy(body, (text) => {
    const value: unknown = JSON.parse(text);
    // Most answers hold texts alone: to look at how each value was written takes longer than to read it twice.
    return holdsNumber(value) ? JSON.parse(text, keepNumberText) : value;
  });
}

function readBy(body: Uint8Array, read: (text: string) => unknown): Result<unknown, string> {
  try {
    return ok(read(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return err('the answer is not JSON');
  }
}

function holdsNumber(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsNumber);
  return typeof value === 'number';
}

/** `context.source` is how a value was written. */
function keepNumberText(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? value) : value;
}
