import { isCalledFor } from './still-open.ts';
import type { Payment } from './state.ts';

/**
 * Whether a manager may free the order of an attempt: somebody may still pay by its link, and nothing is charged yet.
 *
 * Source: hosted payments, section 4, rules 2 and 5.
 */
export function mayBeFreed({ facts, state }: Payment): boolean {
  if (facts.way.kind !== 'page' || facts.freed) return false;
  switch (state.kind) {
    case 'customerConfirming':
    case 'checking':
      return !state.isUntapped;
    case 'cancelling':
      return state.charge === null && (state.stuck === null || isCalledFor(state));
    case 'submitting':
    case 'capturing':
    case 'paid':
    case 'failed':
    case 'cancelled':
    case 'attention':
      return false;
  }
}

/** Whether an attempt keeps its order from no other: it was freed, and whatever it brings goes back by itself. */
export function isOutOfTheWay({ facts, state }: Payment): boolean {
  return facts.freed && (state.kind === 'cancelling' || state.kind === 'cancelled');
}
