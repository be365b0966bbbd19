import type { Config } from '../config/config.ts';
import type { GatewayBrands } from '../receipt/brand.ts';
import type { AcquirerTraits } from './kind.ts';
import { KINDS, traitsOf } from './kinds.ts';

/** The brand of each gateway of a config, by the gateway's name; null where its kind brings none. */
export function brandsOf(
  { gateways }: Pick<Config, 'gateways'>,
  kinds: readonly AcquirerTraits[] = KINDS,
): GatewayBrands {
  return new Map(
    Object.entries(gateways).map(([name, { kind }]) => [name, traitsOf(kind, kinds)?.brand ?? null]),
  );
}

/** The marks of every acquirer that the till knows, for a folder that is checked without a config. */
export const KNOWN_MARKS: readonly string[] = KINDS.flatMap(({ brand }) => brand?.mark ?? []);
