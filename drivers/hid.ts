import { access, constants, glob, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { devicesAsync, HIDAsync } from 'node-hid';
import { err, ok, type Result } from '../src/ground/result.ts';

/** One thing that a USB device offers: a device may be a keyboard and a scanner at once. */
export interface HidDevice {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly usagePage: number;
  readonly usage: number;
}

/** Why a HID device could not be had: `why` in words, `cause` as the library said it. */
export interface HidFault {
  readonly kind: 'missing' | 'forbidden' | 'failed';
  readonly why: string;
  readonly cause: unknown;
}

/** What an open device tells: whole reports as they come, then at most once that it is lost. Nothing after `close`. */
export interface HidSink {
  report(bytes: Uint8Array): void;
  lost(why: string): void;
}

/** An open device. */
export interface HidLine {
  /** How its reports are made up; null where the system does not say. */
  readonly descriptor: Uint8Array | null;
  /** Sends a feature report, its id first; answers whether the device took it. */
  configure(report: readonly number[]): Promise<boolean>;
  close(): Promise<void>;
}

/** The HID devices that are there. */
export async function listHidDevices(): Promise<Result<readonly HidDevice[], HidFault>> {
  try {
    const devices = await devicesAsync();
    return ok(
      devices.flatMap(({ path, vendorId, productId, product, usagePage, usage }) =>
        path === undefined
          ? []
          : [
              {
                path,
                vendorId,
                productId,
                product: product ?? '',
                usagePage: usagePage ?? 0,
                usage: usage ?? 0,
              },
            ],
      ),
    );
  } catch (cause) {
    const said = wordsOf(cause);
    // The driver's own library; desktop systems bring it, lean ones do not.
    const why = said.includes('libusb')
      ? 'HID devices cannot be read: libusb is missing. Install it (on Debian and Ubuntu: apt-get install libusb-1.0-0), and start the till again.'
      : `HID devices cannot be listed: ${said}`;
    return err({ kind: 'failed', why, cause });
  }
}

/**
 * Opens a HID device. It is not held exclusively: the system knows no such thing for reading.
 *
 * Errors: `missing`, `forbidden` (rights, or a keyboard on a system that keeps those to itself), `failed`.
 */
export async function openHid(path: string, sink: HidSink): Promise<Result<HidLine, HidFault>> {
  let device: HIDAsync;
  try {
    device = await HIDAsync.open(path);
  } catch (cause) {
    return err(await faultOf(path, cause));
  }
  let live = true;
  const close = async () => {
    if (!live) return;
    live = false;
    // What is gone already cannot be closed; there is nothing more to let go of then.
    await device.close().catch(() => undefined);
  };
  device.on('error', (cause) => {
    if (!live) return;
    void close();
    sink.lost(wordsOf(cause));
  });
  device.on('data', (report: Uint8Array) => {
    if (live) sink.report(report);
  });
  const configure = (report: readonly number[]) =>
    device.sendFeatureReport([...report]).then(
      () => true,
      () => false,
    );
  return ok({ descriptor: await readDescriptor(path), configure, close });
}

/**
 * Keeps a keyboard's keys from the system, so that they reach nobody but who reads its reports.
 *
 * Answers false where the system knows no such thing or does not let this user.
 * Source: Linux kernel documentation, input subsystem, "Inhibiting input devices" (5.11 and newer).
 */
export async function inhibitKeys(path: string, inhibit: boolean): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const switches: string[] = [];
  for await (const file of glob(`${sysfsOf(path)}/input/input*/inhibited`)) switches.push(file);
  try {
    for (const file of switches) await writeFile(file, inhibit ? '1' : '0');
  } catch {
    return false;
  }
  return switches.length > 0;
}

/** Linux gives it to every user; other systems keep it to themselves. */
async function readDescriptor(path: string): Promise<Uint8Array | null> {
  if (process.platform !== 'linux') return null;
  return readFile(`${sysfsOf(path)}/report_descriptor`).catch(() => null);
}

function sysfsOf(path: string): string {
  return `/sys/class/hidraw/${basename(path)}/device`;
}

/** The library tells no reason; the system does. */
async function faultOf(path: string, cause: unknown): Promise<HidFault> {
  const why = wordsOf(cause);
  if (process.platform !== 'linux') return { kind: 'failed', why, cause };
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return { kind: 'missing', why, cause };
    if (code === 'EACCES' || code === 'EPERM') return { kind: 'forbidden', why, cause };
  }
  return { kind: 'failed', why, cause };
}

/** The library may emit what is no Error. Source: node-hid 3.4.0, seen at an unplug. */
function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
