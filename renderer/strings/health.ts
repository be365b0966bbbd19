import type { HealthView } from '../../src/contract/contract.ts';
import type { Catalogue } from './words.ts';

/** What is wrong with a part of the till, in the page's language; undefined where nothing is. */
export function healthSays(
  { reason, why, standIn }: Pick<HealthView['gateway'], 'reason' | 'why' | 'standIn'>,
  { till }: Catalogue,
): string | undefined {
  if (till === null || reason === undefined) return why;
  const says = till.health[reason];
  return standIn === undefined ? says : `${says} ${till.printsInstead(standIn)}`;
}
