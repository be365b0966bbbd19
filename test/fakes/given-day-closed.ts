import type { DayClosed } from '../../src/journal/day-closed.ts';

/** A day that was closed with nothing in it. */
export function givenDayClosed(number: number, atMs = 1): DayClosed {
  return {
    kind: 'dayClosed',
    atMs,
    number,
    fromMs: null,
    untilMs: atMs,
    totals: [],
    unresolved: [],
    head: '',
    idempotencyKey: null,
  };
}
