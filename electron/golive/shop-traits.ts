import type { TillConfig } from '../../src/acquirers/kinds.ts';
import type { ShopTrait } from '../../src/golive/case.ts';

/** What a shop has at an acquirer, by its part of the config. */
export function shopTraits(part: TillConfig['gateways'][string]): ReadonlySet<ShopTrait> {
  const traits = new Set<ShopTrait>();
  if ('scenarios' in part) for (const way of part.scenarios) traits.add(way);
  if ('agentToken' in part && part.agentToken !== undefined) traits.add('serviceProvider');
  traits.add('test' in part && part.test ? 'simulation' : 'noSimulation');
  return traits;
}
