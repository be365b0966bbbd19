import type { PrinterConfig } from '../../src/config.ts';
import type { Clock, Printer } from '../../src/ports.ts';
import { filePrinter } from './file.ts';
import { tcpPrinter } from './tcp.ts';

/** Makes the printer that an entry of `printers` in the config names; one that cannot be driven says so as its health. */
export function openPrinter(config: PrinterConfig, clock: Clock): Printer {
  switch (config.kind) {
    case 'tcp':
      return tcpPrinter(config, clock);
    case 'file':
      return filePrinter(config, clock);
    case 'serial':
    case 'usb':
      return printerNotDriven(config.kind, config.path);
    case 'cups':
      return printerNotDriven(config.kind, config.queue);
  }
}

function printerNotDriven(kind: string, place: string): Printer {
  const why = `the ${kind} printer ${place} is not driven by this version: use a printer of kind tcp or file`;
  return {
    name: `${kind} ${place}`,
    print: () => Promise.resolve({ kind: 'notPrinted', why, again: false }),
    watch: (sink) => sink({ status: 'down', why }),
    stop: () => Promise.resolve(),
  };
}
