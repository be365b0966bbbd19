import { isBusyState, type SaleState } from '../ground/sale-states.ts';

/**
 * Whether a dismissed sale stands on the stage again: it is under way once more, or it needs a person since.
 *
 * Why nothing else brings it back: what was dismissed is dismissed for good, also over restarts.
 */
export function comesBack(was: SaleState, is: SaleState): boolean {
  // What was dismissed while its money was being collected had its goods handed over.
  if (was === 'capturing') return is !== 'capturing' && is !== 'paid';
  return isBusyState(is) || (is === 'attention' && was !== 'attention');
}
