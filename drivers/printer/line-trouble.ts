import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { Trouble } from '../../src/receipt/printer-status.ts';
import type { Talk } from './talk.ts';

// What can be wrong with the way to a printer, beside what the printer says of itself.

export const SILENT: Trouble = {
  reason: 'silent',
  say: 'it does not answer: check that it is on and that its profile in the config is right',
};
export const BUSY: Trouble = {
  reason: 'offline',
  say: 'it is still busy, or out of paper: look at its lights',
};

export const UNSTEADY: Trouble = {
  reason: 'chatter',
  say: 'it says something else each time it is asked: check its cable and its profile in the config',
};
export const ENDLESS: Trouble = {
  reason: 'chatter',
  say: 'it never stops to answer: check its cable and its profile in the config',
};
export const UNASKED: Trouble = {
  reason: 'chatter',
  say: 'it answers more than it is asked: check that nothing else talks on its line',
};
export const RAN_OUT: Trouble = { reason: 'paperOut', say: 'its paper ran out' };
export const NO_WORD: Trouble = { reason: 'silent', say: 'it did not answer after the receipt' };

/** Trouble that asking once more does not clear up. */
export const FINAL: readonly HealthReason[] = ['silent', 'brokeOff'];

/** The way to the printer was lost. */
export function brokeOff(say: string): Trouble {
  return { reason: 'brokeOff', say };
}

/** Why the line to the printer was lost; null where it was not. */
export function lossOf({ lostWhy }: Talk): Trouble | null {
  return lostWhy === null ? null : brokeOff(lostWhy);
}

/** What came on the line that is no answer to what was asked; null where nothing did. */
export function oddOf(talk: Talk): Trouble | null {
  return talk.chatter ?? (talk.surplus > 0 ? UNASKED : null);
}
