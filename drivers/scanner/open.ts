import type { ScannerConfig } from '../../src/config.ts';
import type { Clock, Scanner } from '../../src/ports.ts';
import { serialScanner } from './serial.ts';

/** Makes the scanner that an entry of `scanners` in the config names; one that cannot be driven says so as its health. */
export function openScanner(config: ScannerConfig, clock: Clock): Scanner {
  switch (config.kind) {
    case 'serial':
      return serialScanner(config, clock);
    case 'hid':
    case 'keyboard':
      return scannerNotDriven(config.kind);
  }
}

function scannerNotDriven(kind: string): Scanner {
  const why = `a ${kind} scanner is not driven by this version: set the scanner to serial (USB CDC), or type the code`;
  return {
    name: kind,
    start: (sink) => sink.health({ status: 'down', why }),
    stop: () => Promise.resolve(),
  };
}
