import type { Config } from '../config/config.ts';

/** Why the money of a paper or a screen is not real: a till for practice, or an acquirer's system for tests. */
export type Unreal = 'training' | 'test';

type Gateways = Readonly<Record<string, Pick<Config['gateways'][string], 'stage'>>>;

/**
 * Why the money of a gateway is not real; null where it is. Source: interface section 2, Acquirers.
 *
 * Without a gateway: of all of them, since a paper that is of no payment may be of any.
 */
export function unrealOf(
  { gateways, training }: { readonly gateways: Gateways; readonly training: boolean },
  gateway?: string,
): Unreal | null {
  if (training) return 'training';
  const own = Object.entries(gateways).filter(([name]) => gateway === undefined || name === gateway);
  return own.some(([, { stage }]) => stage === 'test') ? 'test' : null;
}
