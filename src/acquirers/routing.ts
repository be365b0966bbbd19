import type { Config, GatewayConfig } from '../config/config.ts';
import type { CodeFamily } from '../ground/code-families.ts';
import type { Routing } from '../scan/classify.ts';
import { codeBookOf } from './codes.ts';
import type { AcquirerTraits } from './kind.ts';
import { KINDS, traitsOf } from './kinds.ts';

/**
 * The routing that a config asks for: its routes, then each family to the first gateway whose kind takes it.
 *
 * Source: interface section 2.
 */
export function routingOf(
  { gateways, routes }: Pick<Config, 'gateways' | 'routes'>,
  kinds: readonly AcquirerTraits[] = KINDS,
): Routing {
  const gatewayOfFamily = new Map<CodeFamily, string>();
  for (const [name, part] of Object.entries(gateways)) {
    const traits = traitsOf(part.kind, kinds);
    if (!takesCodes(part, traits)) continue;
    for (const family of traits?.codes?.families ?? []) {
      if (!gatewayOfFamily.has(family)) gatewayOfFamily.set(family, name);
    }
  }
  return { codes: codeBookOf(kinds), routes, gatewayOfFamily };
}

/** The gateways that a scanned code can be paid at: what a cashier chooses from. */
export function payableByCode(
  { gateways }: Pick<Config, 'gateways'>,
  kinds: readonly AcquirerTraits[] = KINDS,
): string[] {
  return Object.entries(gateways)
    .filter(([, part]) => takesCodes(part, traitsOf(part.kind, kinds)))
    .map(([name]) => name);
}

function takesCodes(part: GatewayConfig, traits: AcquirerTraits | undefined): boolean {
  return traits?.pays(part).includes('code') === true;
}
