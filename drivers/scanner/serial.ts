import type { ScannerConfig } from '../../src/config/config.ts';
import type { Result } from '../../src/ground/result.ts';
import { err, ok } from '../../src/ground/result.ts';
import { Framer } from '../../src/scan/frame.ts';
import { findSerialLine, openSerialLine, type SerialFault } from '../serial-port.ts';
import { usbNumbers, type Claims } from './claims.ts';
import { ReadlineLines } from './readline-lines.ts';
import type { Attached, DeviceSink, ScannerKind } from './watch.ts';

/** The config of a scanner on a serial line. */
export type SerialScannerConfig = Extract<ScannerConfig, { kind: 'serial' }>;

/** A scanner on a serial line, or on USB as one (CDC ACM, FTDI). */
export function serialKind(config: SerialScannerConfig, claims: Claims): ScannerKind {
  return {
    name: `serial ${placeOf(config)}`,
    stream: true,
    async attach(sink) {
      const found = await pathOf(config, claims);
      return found.ok ? openAt(config, found.value, claims, sink) : found;
    },
  };
}

async function openAt(
  config: SerialScannerConfig,
  path: string,
  claims: Claims,
  sink: DeviceSink,
): Promise<Result<Attached, string>> {
  if (!claims.take(path)) return err(`${path} ${whatIsWrong({ kind: 'busy', why: '', cause: undefined })}`);
  const { baudRate, dataBits, parity, stopBits } = config;
  const opened = await openSerialLine(
    { path, baudRate, dataBits, parity, stopBits },
    {
      data: (bytes) => sink.sent(bytes),
      lost: (why) => {
        claims.drop(path);
        sink.lost(why);
      },
    },
  );
  if (!opened.ok) {
    claims.drop(path);
    return err(`${path} ${whatIsWrong(opened.error)}`);
  }
  return ok({
    path,
    reader:
      config.suffix === undefined ? new Framer(config) : new Framer(config, new ReadlineLines(config.suffix)),
    isThere: () => opened.value.isThere(),
    close: async () => {
      await opened.value.close();
      claims.drop(path);
    },
  });
}

async function pathOf(config: SerialScannerConfig, claims: Claims): Promise<Result<string, string>> {
  if (config.path !== undefined) return ok(config.path);
  const { vendorId, productId } = config;
  const found = await findSerialLine({ vendorId, productId, isFree: (path) => !claims.has(path) });
  if (found.ok) return found;
  return err(
    found.error.kind === 'missing'
      ? `no serial device ${placeOf(config)} is there: plug the scanner in, or correct vendorId and productId in the config`
      : found.error.why,
  );
}

function placeOf(config: SerialScannerConfig): string {
  return config.path ?? usbNumbers(config.vendorId, config.productId);
}

function whatIsWrong(fault: SerialFault): string {
  switch (fault.kind) {
    case 'missing':
      return 'is not there: plug the scanner in, or correct its path in the config';
    case 'forbidden':
      return 'may not be opened by this user: add the user to the group that owns it (often dialout), and log in again';
    case 'busy':
      return 'is held by another program: close that program';
    case 'failed':
      return `cannot be opened (${fault.why}): unplug the scanner and plug it in again, or correct its settings in the config`;
  }
}
