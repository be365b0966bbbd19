/** What an operation that may fail as expected gives back: a value, or an error that is a value too. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A good result. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** An expected failure. */
export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** Stops on a broken promise of the program to itself; what the outside may do wrong is a Result instead. */
export function invariant(condition: boolean, why: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${why}`);
}

/** The till can't start as it is set up; the message tells a technician what to mend. */
export class SetUpTrouble extends Error {}

/** Makes a switch total: a new kind without a case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`);
}
