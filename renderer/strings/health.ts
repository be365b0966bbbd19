import type { HealthView } from '../../src/contract/contract.ts';
import type { Catalogue } from './words.ts';

/** What is wrong with a part of the till, in the page's language; undefined where nothing is. */
export function healthSays(
  { reason, why, standIn }: Pick<HealthView['gateway'], 'reason' | 'why' | 'standIn'>,
  { till }: Catalogue,
): string | undefined {
  if (till === null || reason === undefined) return why === undefined ? undefined : withoutCodes(why);
  const says = till.health[reason];
  return standIn === undefined ? says : `${says} ${till.printsInstead(standIn)}`;
}

/** A sentence of the till without the error codes in it, ` (ECONNREFUSED)`: they are the technician's. */
export function withoutCodes(sentence: string): string {
  return sentence.replace(/ \([A-Z][A-Z0-9_]{3,}\)/g, '');
}
