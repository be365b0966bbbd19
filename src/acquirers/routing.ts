import type { Config } from '../config/config.ts';
import type { CodeFamily } from '../ground/code-families.ts';
import type { Routing } from '../scan/classify.ts';
import { familiesOf } from './kinds.ts';

/**
 * The routing that a config asks for: its routes, then each family to the first gateway whose kind takes it.
 *
 * Source: interface section 2.
 */
export function routingOf({ gateways, routes }: Pick<Config, 'gateways' | 'routes'>): Routing {
  const gatewayOfFamily = new Map<CodeFamily, string>();
  for (const [name, { kind }] of Object.entries(gateways)) {
    for (const family of familiesOf(kind)) {
      if (!gatewayOfFamily.has(family)) gatewayOfFamily.set(family, name);
    }
  }
  return { routes, gatewayOfFamily };
}
