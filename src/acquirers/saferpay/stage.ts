import type { SaferpayConfig } from './config.ts';

/** Which stage a host of Saferpay's is of. Source: dossier section 1. */
const STAGE_OF_HOST: Readonly<Record<string, SaferpayConfig['stage']>> = {
  'www.saferpay.com': 'live',
  'test.saferpay.com': 'test',
};

/**
 * Whether the till is set for money and the address is of Saferpay's tests, or the other way round.
 *
 * Why: nothing in an answer tells test from live; the host and its accounts do.
 */
export function isOtherStage({ baseUrl, stage }: Pick<SaferpayConfig, 'baseUrl' | 'stage'>): boolean {
  const ofHost = STAGE_OF_HOST[new URL(baseUrl).hostname];
  return ofHost !== undefined && ofHost !== stage;
}
