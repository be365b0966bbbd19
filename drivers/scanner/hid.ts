import type { ScannerConfig } from '../../src/config/config.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { hidPosLayoutOf, hidPosMakerOf, SCANNER_USAGE } from '../../src/scan/hid-layouts.ts';
import { HidPosReader } from '../../src/scan/hid-pos.ts';
import { KeyboardReader } from '../../src/scan/keyboard.ts';
import { keyboardLayoutOf } from '../../src/scan/keys.ts';
import { inhibitKeys, listHidDevices, openHid, type HidDevice, type HidFault, type HidLine } from '../hid.ts';
import { usbNumbers, type Claims } from './claims.ts';
import type { Attached, DeviceSink, ScannerKind } from './watch.ts';

/** The config of a scanner that sends HID POS reports. */
export type HidScannerConfig = Extract<ScannerConfig, { kind: 'hid' }>;
/** The config of a scanner that is a keyboard. */
export type KeyboardScannerConfig = Extract<ScannerConfig, { kind: 'keyboard' }>;

/** Source: HID Usage Tables, generic desktop page, keyboard. */
export const KEYBOARD_USAGE = { page: 0x01, usage: 0x06 } as const;

/** A HID POS scanner. */
export function hidPosKind(config: HidScannerConfig, claims: Claims): ScannerKind {
  const name = `hid ${nameOf(config)}`;
  const absent =
    `no HID POS scanner ${nameOf(config)} is there: plug it in, set it to HID POS (its manual has a code for that), ` +
    'or correct vendorId and productId in the config';
  return {
    name,
    stream: false,
    async attach(sink) {
      const device = await find(config, isPosScanner, claims, absent);
      if (!device.ok) return device;
      const line = await openClaimed(device.value.path, claims, sink);
      if (!line.ok) return line;
      const { vendorId } = device.value;
      const wake = hidPosMakerOf(vendorId)?.wake;
      if (wake !== undefined) await line.value.configure(wake);
      return ok({
        path: device.value.path,
        reader: new HidPosReader(hidPosLayoutOf(vendorId, line.value.descriptor)),
        close: () => line.value.close(),
      });
    },
  };
}

/** A scanner that is a keyboard; read beside the system's own keyboard driver, and kept from it where that can be. */
export function keyboardKind(config: KeyboardScannerConfig, claims: Claims): ScannerKind {
  const absent = `no keyboard ${nameOf(config)} is there: plug the scanner in, or correct vendorId and productId in the config`;
  return {
    name: `keyboard ${nameOf(config)}`,
    stream: false,
    async attach(sink) {
      if (config.vendorId === undefined) return err(NUMBERS_MISSING);
      const device = await find(config, isKeyboard, claims, absent);
      if (!device.ok) return device;
      const { path } = device.value;
      const line = await openClaimed(path, claims, sink);
      if (!line.ok) return line;
      const alone = await inhibitKeys(path, true);
      return ok({
        path,
        reader: new KeyboardReader(keyboardLayoutOf(line.value.descriptor), config),
        remark: alone ? undefined : NOT_ALONE,
        close: async () => {
          if (alone) await inhibitKeys(path, false);
          await line.value.close();
        },
      });
    },
  };
}

/** Whether a device is a HID POS scanner. */
export function isPosScanner(device: HidDevice): boolean {
  return device.usagePage === SCANNER_USAGE.page && device.usage === SCANNER_USAGE.usage;
}

/** Whether a device is a keyboard. */
export function isKeyboard(device: HidDevice): boolean {
  return device.usagePage === KEYBOARD_USAGE.page && device.usage === KEYBOARD_USAGE.usage;
}

const NUMBERS_MISSING =
  'a keyboard scanner needs vendorId and productId, so that the till reads it and not the keyboard that people type ' +
  'on: have them found (npm start -- --scanner-setup), or set the scanner to HID POS or serial';
const NOT_ALONE = {
  reason: 'sharedKeys',
  why:
    'its keys also reach the window on the screen: let this user write the file "inhibited" of its input device, or ' +
    'set the scanner to HID POS or serial',
} as const;

type Wanted = HidScannerConfig | KeyboardScannerConfig;

async function find(
  config: Wanted,
  isKind: (device: HidDevice) => boolean,
  claims: Claims,
  absent: string,
): Promise<Result<HidDevice, string>> {
  const devices = await listHidDevices();
  if (!devices.ok) return err(devices.error.why);
  const path = config.kind === 'hid' ? config.path : undefined;
  const fits = (wanted: number | string | undefined, is: number | string) =>
    wanted === undefined || wanted === is;
  const found = devices.value.find(
    (device) =>
      fits(path, device.path) &&
      fits(config.vendorId, device.vendorId) &&
      fits(config.productId, device.productId) &&
      isKind(device) &&
      !claims.has(device.path),
  );
  return found === undefined ? err(absent) : ok(found);
}

/** Opens a device that no other scanner of this till has; lets go of it with its loss or its end. */
async function openClaimed(
  path: string,
  claims: Claims,
  sink: DeviceSink,
): Promise<Result<HidLine & Pick<Attached, 'close'>, string>> {
  if (!claims.take(path)) return err(`${path} is read as another scanner of this till`);
  const line = await openHid(path, {
    report: (bytes) => sink.sent(bytes),
    lost: (why) => {
      claims.drop(path);
      sink.lost(why);
    },
  });
  if (!line.ok) {
    claims.drop(path);
    return err(`${path} ${whatIsWrong(line.error)}`);
  }
  const { value } = line;
  return ok({
    ...value,
    close: async () => {
      await value.close();
      claims.drop(path);
    },
  });
}

function nameOf(config: Wanted): string {
  if (config.kind === 'hid' && config.path !== undefined) return config.path;
  return config.vendorId === undefined ? '(any)' : usbNumbers(config.vendorId, config.productId);
}

function whatIsWrong(fault: HidFault): string {
  switch (fault.kind) {
    case 'missing':
      return 'went away: plug the scanner in again';
    case 'forbidden':
      return 'may not be opened by this user: give the user the right to read and write it (a udev rule), and plug the scanner in again';
    case 'failed':
      return `cannot be opened (${fault.why}): unplug the scanner and plug it in again, or set it to HID POS or serial`;
  }
}
