import { openScanner } from '../../drivers/scanner/open.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { FakeScanner } from '../fakes/fake-scanner.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
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
  const scanner = openScanner(
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
    systemClock(),
  );
  return {
    scanner,
    sends: (data) => pair.sends(data),
    unplug: () => pair.unplug(),
    replug: () => pair.plug(),
    end: () => pair.end(),
  };
});
