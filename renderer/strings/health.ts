import type { HealthView } from '../../src/contract/contract.ts';
import type { Catalogue } from './words.ts';

/** What is wrong with a part of the till, in the page's language; undefined where nothing is. */
export function healthSays(
  { reason, why }: Pick<HealthView['gateway'], 'reason' | 'why'>,
  { till }: Catalogue,
): string | undefined {
  return till === null || reason === undefined ? why : till.health[reason];
}
