import { z } from 'zod';
import { parseConfigWith, type Config, type ConfigFault } from '../config/config.ts';
import type { Result } from '../ground/result.ts';
import { alipayPlusConfig } from './alipay-plus/config.ts';

/** The part of each gateway, by its kind. */
const gatewayConfig = z.discriminatedUnion('kind', [alipayPlusConfig]);

/** A config with the parts of all acquirers that the till knows. */
export type TillConfig = Config<z.infer<typeof gatewayConfig>>;

/** Reads the config's text; see `parseConfigWith`. */
export function parseConfig(json: string): Result<TillConfig, readonly ConfigFault[]> {
  return parseConfigWith(gatewayConfig, json);
}
