import type { PrinterConfig } from '../../src/config/config.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import { cupsPrinter } from './cups.ts';
import { filePrinter } from './file.ts';
import { serialPrinter } from './serial.ts';
import { tcpPrinter } from './tcp.ts';
import { usbPrinter } from './usb.ts';

/** Makes the printer that an entry of `printers` in the config names. */
export function openPrinter(config: PrinterConfig, clock: Clock): Printer {
  switch (config.kind) {
    case 'tcp':
      return tcpPrinter(config, clock);
    case 'serial':
      return serialPrinter(config, clock);
    case 'usb':
      return usbPrinter(config, clock);
    case 'cups':
      return cupsPrinter(config, clock);
    case 'file':
      return filePrinter(config, clock);
  }
}
