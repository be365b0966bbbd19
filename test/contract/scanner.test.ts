import { openScanners } from '../../drivers/scanner/open.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { invariant } from '../../src/ground/result.ts';
import { hidPosLayoutOf } from '../../src/scan/hid-layouts.ts';
import { HidPosReader } from '../../src/scan/hid-pos.ts';
import { KeyboardReader } from '../../src/scan/keyboard.ts';
import { BOOT_KEYBOARD } from '../../src/scan/keys.ts';
import { FakeScanner } from '../fakes/fake-scanner.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { DeviceOnHand } from '../fakes/scanner-on-hand.ts';
import { hidPosReports, keyReports } from '../fakes/scanner-reports.ts';
import { PtyPair } from './pty-pair.ts';
import { scannerSuite, type ScannerRig } from './scanner.suite.ts';

scannerSuite('the fake', () => {
  const scanner = new FakeScanner(new ManualClock());
  const rig: ScannerRig = {
    scanner,
    sends: (data) => {
      scanner.sends(data);
      return Promise.resolve();
    },
    unplug: () => {
      scanner.unplug();
      return Promise.resolve();
    },
    replug: () => {
      scanner.replug();
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
  };
  return Promise.resolve(rig);
});

scannerSuite('on a serial line', async () => {
  const pair = await PtyPair.plugged();
  const [scanner] = openScanners(
    [
      {
        kind: 'serial',
        path: pair.path,
        baudRate: 9600,
        dataBits: 8,
        parity: 'none',
        stopBits: 1,
        suffix: '\r',
        silenceMs: 50,
      },
    ],
    systemClock(),
  );
  invariant(scanner !== undefined, 'one entry makes one scanner');
  return {
    scanner,
    sends: (data) => pair.sends(data),
    unplug: () => pair.unplug(),
    replug: () => pair.plug(),
    end: () => pair.end(),
  };
});

scannerSuite('with HID POS reports from the hand of the test', () => {
  const layout = hidPosLayoutOf(0x05e0, null);
  const device = new DeviceOnHand(systemClock(), false, () => new HidPosReader(layout));
  return Promise.resolve(rigOf(device, (code) => hidPosReports(layout, code)));
});

scannerSuite('with keyboard reports from the hand of the test', () => {
  const device = new DeviceOnHand(
    systemClock(),
    false,
    () => new KeyboardReader(BOOT_KEYBOARD, { keyMsMax: 50 }),
  );
  return Promise.resolve(rigOf(device, (code) => keyReports(`${code}\r`)));
});

/** The suite speaks of a stream that ends its codes with CR; such a device sends reports when a code is whole. */
function rigOf(device: DeviceOnHand, reportsOf: (code: string) => Uint8Array[]): ScannerRig {
  let pending = '';
  return {
    scanner: device.scanner,
    sends: (data) => {
      const [last = '', ...codes] = `${pending}${data}`.split('\r').reverse();
      pending = last;
      for (const code of codes.reverse()) reportsOf(code).forEach((report) => device.sends(report));
      return Promise.resolve();
    },
    unplug: () => {
      pending = '';
      device.unplug();
      return Promise.resolve();
    },
    replug: () => {
      device.replug();
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
  };
}
