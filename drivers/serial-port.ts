import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SerialPort } from 'serialport';
import { err, ok, type Result } from '../src/ground/result.ts';

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
  /**
   * Whether the device that was opened is still what stands at its path.
   *
   * Why: a line that is unplugged while the library reads it is read as empty for ever, and no loss is told.
   * Source: @serialport/bindings-cpp 13.0.0, unix-read.js (a read of 0 bytes is tried again); seen with cdc-acm.
   */
  isThere(): Promise<boolean>;
  /** Settles when the last byte has left the machine: null, or in words why it did not. */
  write(bytes: Uint8Array): Promise<string | null>;
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
    // Before it is opened: what comes to its path after that is another device.
    void nodeAt(settings.path).then((opened) =>
      port.open((error) => {
        if (error) {
          resolve(err(faultOf(error)));
          return;
        }
        const isThere = async () => opened !== null && opened === (await nodeAt(settings.path));
        resolve(ok({ close, write: (bytes) => writeTo(port, bytes), isThere }));
      }),
    );
  });
}

/** What tells one device's node from the next one at the same path; null where none is. Systems without nodes tell losses always. */
async function nodeAt(path: string): Promise<string | null> {
  if (process.platform === 'win32') return path;
  const node = await stat(path).catch(() => null);
  return node === null ? null : `${node.dev} ${node.ino} ${node.rdev}`;
}

/** A serial line that is there, with the numbers of its USB device where it has any. */
export interface SerialDevice {
  readonly path: string;
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
}

/**
 * The serial lines that are there; on Linux those of USB devices.
 *
 * Why not the library's list on Linux: it runs the program udevadm, which a small system lacks and which takes longer
 * than a scanner may be away.
 * Errors: `failed`.
 */
export async function listSerialLines(): Promise<Result<readonly SerialDevice[], SerialFault>> {
  try {
    if (process.platform === 'linux') return ok(await linuxLines());
    const ports = await SerialPort.list();
    return ok(
      ports.map(({ path, vendorId, productId }) => ({
        path,
        vendorId: numberOf(vendorId),
        productId: numberOf(productId),
      })),
    );
  } catch (cause) {
    return err({ kind: 'failed', why: `serial devices cannot be listed: ${wordsOf(cause)}`, cause });
  }
}

function writeTo(port: SerialPort, bytes: Uint8Array): Promise<string | null> {
  return new Promise((written) => {
    const end = (error: Error | null | undefined) => written(error ? error.message : null);
    port.write(bytes, (error) => {
      if (error) end(error);
      else port.drain(end);
    });
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
  const lines = await listSerialLines();
  if (!lines.ok) return lines;
  const fits = (wanted: number | undefined, is: number | undefined) => wanted === undefined || wanted === is;
  const found = lines.value.find(
    (line) =>
      fits(usb.vendorId, line.vendorId) && fits(usb.productId, line.productId) && usb.isFree(line.path),
  );
  if (found !== undefined) return ok(found.path);
  return err({ kind: 'missing', why: 'no serial device has these numbers', cause: undefined });
}

const TTY_CLASS = '/sys/class/tty';

/** Source: Linux kernel documentation, sysfs; `idVendor` stands in the folder of the USB device above its interface. */
async function linuxLines(): Promise<SerialDevice[]> {
  const names = (await readdir(TTY_CLASS).catch(() => [])).filter((name) => /^tty(ACM|USB)\d+$/.test(name));
  return Promise.all(names.map(linuxLine));
}

async function linuxLine(name: string): Promise<SerialDevice> {
  const path = `/dev/${name}`;
  let folder = await realpath(join(TTY_CLASS, name, 'device')).catch(() => '/');
  for (; folder.startsWith('/sys/devices/'); folder = dirname(folder)) {
    const vendorId = numberOf(await readFile(join(folder, 'idVendor'), 'utf8').catch(() => undefined));
    const productId = numberOf(await readFile(join(folder, 'idProduct'), 'utf8').catch(() => undefined));
    if (vendorId !== undefined) return { path, vendorId, productId };
  }
  return { path };
}

function numberOf(hex: string | undefined): number | undefined {
  return hex === undefined ? undefined : Number.parseInt(hex, 16);
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
