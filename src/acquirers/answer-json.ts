import { err, ok, type Result } from '../ground/result.ts';

/** What a number, text, list or object of an answer is read as; `context.source` is how it was written. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** The JSON of an answer, in strict UTF-8. Errors: in words; the bytes themselves are never quoted. */
export function jsonOf(body: Uint8Array, reviver?: Reviver): Result<unknown, string> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), reviver));
  } catch {
    return err('the answer is not JSON');
  }
}
