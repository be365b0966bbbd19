import { sha256 } from '../../drivers/golive/run-folder.ts';
import type { Build } from '../../src/golive/run-lines.ts';
import type { Settings } from '../settings.ts';

/** What a run is of: program, config, keys and account. `text`: the config's file as it was read. */
export function buildOf(
  version: string,
  { config, keys }: Pick<Settings, 'config' | 'keys'>,
  gateway: string,
  against: Build['against'],
  text: string,
): Build {
  const own = [...(keys.get(gateway) ?? [])].map(([name, key]) => `${name} ${key}`).join('\n');
  const kind = config.gateways[gateway]?.kind ?? '';
  return { version, configHash: sha256(text), keysHash: sha256(own), gateway, kind, against };
}
