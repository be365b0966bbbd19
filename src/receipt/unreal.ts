import type { Config } from '../config/config.ts';
import type { PaymentFacts } from '../payment/state.ts';

/** Why the money of a paper or a screen is not real: a till for practice, or an acquirer's system for tests. */
export type Unreal = 'training' | 'test';

type Gateways = Readonly<Record<string, Pick<Config['gateways'][string], 'stage'>>>;

/**
 * Why the money of a payment is not real; null where it is. Source: interface section 2, Acquirers.
 *
 * Without a payment: of all gateways, since a paper that is of no payment may be of any. A payment keeps how its gateway was
 * used, and a closed day how all were: the config may have other ones now. Of what does not tell it, the config does.
 */
export function unrealOf(
  { gateways, training }: { readonly gateways: Gateways; readonly training: boolean },
  of?: Pick<PaymentFacts, 'stage'> & { readonly gateway?: string },
): Unreal | null {
  if (training) return 'training';
  if (of?.stage !== undefined) return of.stage === 'test' ? 'test' : null;
  const own = Object.entries(gateways).filter(([name]) => [undefined, name].includes(of?.gateway));
  return own.some(([, { stage }]) => stage === 'test') ? 'test' : null;
}
