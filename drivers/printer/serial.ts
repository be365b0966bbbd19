import type { PrinterConfig } from '../../src/config/config.ts';
import { printerName } from '../../src/config/printer-names.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import { err, type Result } from '../../src/ground/result.ts';
import { openSerialLine, type SerialFault } from '../serial-port.ts';
import type { Channel, ChannelSink } from './talk.ts';
import { talkingPrinter } from './talking.ts';

/** The config of a printer on a serial line. */
export type SerialPrinterConfig = Extract<PrinterConfig, { kind: 'serial' }>;

/**
 * A printer on a serial line, opened for each job.
 *
 * Outcomes: as `Conversation` says; bytes count as taken when they have left the machine.
 */
export function serialPrinter(config: SerialPrinterConfig, clock: Clock): Printer {
  return talkingPrinter(printerName(config), config, clock, (sink) => open(config, sink));
}

async function open(config: SerialPrinterConfig, sink: ChannelSink): Promise<Result<Channel, string>> {
  const { path, baudRate, dataBits, parity, stopBits } = config;
  const line = await openSerialLine(
    { path, baudRate, dataBits, parity, stopBits },
    { data: (bytes) => sink.heard(bytes), lost: (why) => sink.lost(why) },
  );
  return line.ok ? line : err(whatIsWrong(path, line.error));
}

const ADVICE: Readonly<Record<SerialFault['kind'], string>> = {
  missing: 'check that the printer is plugged in, and path in the config',
  forbidden: "give the till's user the right to it (on Linux, the group dialout)",
  busy: 'end the other program that holds it',
  failed: 'check its settings in the config',
};

function whatIsWrong(path: string, fault: SerialFault): string {
  return `printer ${path} cannot be opened (${fault.why}): ${ADVICE[fault.kind]}`;
}
