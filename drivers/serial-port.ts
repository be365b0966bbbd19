import { SerialPort } from 'serialport';
import { err, ok, type Result } from '../src/result.ts';

/** How a serial line is set. */
export interface SerialSettings {
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 5 | 6 | 7 | 8;
  readonly parity: 'none' | 'even' | 'odd' | 'mark' | 'space';
  readonly stopBits: 1 | 1.5 | 2;
}

/** Why a serial line could not be had: `why` in words, `cause` as the library said it. */
export interface SerialFault {
  readonly kind: 'missing' | 'forbidden' | 'busy' | 'failed';
  readonly why: string;
  readonly cause: unknown;
}

/** What an open line tells: bytes as they come, then at most once that it is lost. Nothing after `close`. */
export interface SerialSink {
  data(bytes: Uint8Array): void;
  lost(why: string): void;
}

/** An open line. */
export interface SerialLine {
  close(): Promise<void>;
}

/**
 * Opens a serial line, exclusively.
 *
 * Errors: `missing` (no such device), `forbidden` (rights), `busy` (held by another), `failed` (all else). Bytes that
 * came before the line was open are dropped by the library: they may have been read with the wrong settings.
 */
export function openSerialLine(
  settings: SerialSettings,
  sink: SerialSink,
): Promise<Result<SerialLine, SerialFault>> {
  return new Promise((resolve) => {
    let port: SerialPort;
    try {
      port = new SerialPort({ ...settings, autoOpen: false });
    } catch (cause) {
      resolve(err(faultOf(cause)));
      return;
    }
    let live = true;
    const close = () =>
      new Promise<void>((closed) => {
        live = false;
        if (port.isOpen) port.close(() => closed());
        else closed();
      });
    const lose = (why: string) => {
      if (!live) return;
      void close();
      sink.lost(why);
    };
    port.on('data', (bytes: Uint8Array) => {
      if (live) sink.data(bytes);
    });
    port.on('error', (error) => lose(error.message));
    port.on('end', () => lose('end of data'));
    port.on('close', (error: Error | null) => lose(error?.message ?? 'closed'));
    port.open((error) => resolve(error ? err(faultOf(error)) : ok({ close })));
  });
}

/**
 * Finds the serial line of a USB device by its numbers.
 *
 * Shape: the path of the first that fits, such as `/dev/ttyACM0`.
 * Errors: `missing` (no such device), `failed` (the machine's lines cannot be listed).
 */
export async function findSerialLine(usb: {
  readonly vendorId: number | undefined;
  readonly productId: number | undefined;
  /** Whether a path is nobody else's yet. */
  readonly isFree: (path: string) => boolean;
}): Promise<Result<string, SerialFault>> {
  try {
    const ports = await SerialPort.list();
    const found = ports.find(
      (port) =>
        fits(port.vendorId, usb.vendorId) && fits(port.productId, usb.productId) && usb.isFree(port.path),
    );
    if (found !== undefined) return ok(found.path);
    return err({ kind: 'missing', why: 'no serial device has these numbers', cause: undefined });
  } catch (cause) {
    // On Linux the library runs the program udevadm, which a small system may lack.
    const noUdev = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const why = noUdev
      ? 'serial devices cannot be listed, as the program udevadm is missing: install the package udev, or set path'
      : `serial devices cannot be listed: ${wordsOf(cause)}`;
    return err({ kind: 'failed', why, cause });
  }
}

function fits(hex: string | undefined, wanted: number | undefined): boolean {
  return wanted === undefined || (hex !== undefined && Number.parseInt(hex, 16) === wanted);
}

/** The library tells the reason in its message only. Source: @serialport/bindings-cpp 13.0.0, serialport_unix, _win. */
function faultOf(cause: unknown): SerialFault {
  const why = wordsOf(cause);
  if (/no such (file|device)|file not found/i.test(why)) return { kind: 'missing', why, cause };
  if (/permission denied/i.test(why)) return { kind: 'forbidden', why, cause };
  if (/access denied|cannot lock|busy/i.test(why)) return { kind: 'busy', why, cause };
  return { kind: 'failed', why, cause };
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
