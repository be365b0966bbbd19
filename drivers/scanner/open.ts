import type { ScannerConfig } from '../../src/config/config.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Scanner } from '../../src/scan/port.ts';
import { Claims } from './claims.ts';
import { hidPosKind, keyboardKind } from './hid.ts';
import { serialKind } from './serial.ts';
import { watchedScanner, type ScannerKind } from './watch.ts';

/** Makes the scanners that `scanners` in the config names; each device is one scanner's, and each name is one of a kind. */
export function openScanners(configs: readonly ScannerConfig[], clock: Clock): Scanner[] {
  const claims = new Claims();
  const kinds = configs.map((config) => kindOf(config, claims));
  return kinds.map((kind, index) => {
    const before = kinds.slice(0, index).filter(({ name }) => name === kind.name).length;
    return watchedScanner(before === 0 ? kind : { ...kind, name: `${kind.name} #${before + 1}` }, clock);
  });
}

function kindOf(config: ScannerConfig, claims: Claims): ScannerKind {
  switch (config.kind) {
    case 'serial':
      return serialKind(config, claims);
    case 'hid':
      return hidPosKind(config, claims);
    case 'keyboard':
      return keyboardKind(config, claims);
  }
}
