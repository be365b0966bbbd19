import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScanners } from '../../drivers/scanner/open.ts';
import { REOPEN_EVERY_MS } from '../../drivers/scanner/watch.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import type { Scan } from '../../src/scan/port.ts';
import { Framer } from '../../src/scan/frame.ts';
import { SCAN_POLICY } from '../../src/config/scan-policy.ts';
import { Heard } from '../contract/heard.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { DeviceOnHand } from '../fakes/scanner-on-hand.ts';

const CODE = '281001020000000000000001';
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('A scanner that is watched', () => {
  let clock: ManualClock;
  let device: DeviceOnHand;
  let scans: Heard<Scan>;
  let healths: Heard<PartHealth>;

  beforeEach(async () => {
    clock = new ManualClock();
    device = new DeviceOnHand(clock, true, () => new Framer({ suffix: '\r', silenceMs: 50 }));
    scans = new Heard();
    healths = new Heard();
    device.scanner.start({ scanned: scans.tell, health: healths.tell });
    await healths.next();
  });
  afterEach(() => device.scanner.stop());

  test('is ready again within 2 s of coming back, on another path as well', async () => {
    device.unplug();
    const lost = await healths.next();
    await clock.advance(5000);

    device.replug('/dev/other');
    await clock.advance(2000);
    device.sends(bytes(`${CODE}\r`));

    expect(lost.status).toBe('down');
    expect(await healths.nextWhere(({ status }) => status === 'ok')).toEqual({ status: 'ok' });
    expect(await scans.next()).toEqual({ kind: 'frame', text: CODE });
  });

  test('is noticed to be gone where nothing says so, and found again', async () => {
    device.vanish();
    await clock.advance(REOPEN_EVERY_MS);
    const lost = await healths.next();

    device.replug();
    await clock.advance(REOPEN_EVERY_MS);

    expect(lost).toEqual({
      status: 'down',
      reason: 'unplugged',
      why: '/dev/hand0 was lost (it is gone): plug the scanner in again',
    });
    expect(await healths.nextWhere(({ status }) => status === 'ok')).toEqual({ status: 'ok' });
  });

  test('that babbles is reported, with what to do, and is well again after a calm', async () => {
    for (let i = 0; i < 200; i += 1) device.sends(bytes('nonsense\x01'));
    const babbling = await healths.next();
    await clock.advance(SCAN_POLICY.calmMs);

    expect(babbling).toMatchObject({
      status: 'down',
      why: expect.stringContaining('/dev/hand0: it sends without pause') as string,
    });
    expect(await healths.next()).toEqual({ status: 'ok' });
  });

  test('says a refusal no more for each frame while it babbles, but still gives the codes', async () => {
    for (let i = 0; i < 100; i += 1) device.sends(bytes('\x01\r'));
    const said = scans.unheard.length;
    device.sends(bytes(`${CODE}\r`));

    expect(said).toBe(SCAN_POLICY.babbleScansMax);
    expect(scans.unheard.at(-1)).toEqual({ kind: 'frame', text: CODE });
    await healths.next();
  });

  test('whose bytes never end is reported as such, and is well again with the next whole code', async () => {
    device.sends(bytes(CODE));
    await clock.advance(SCAN_POLICY.endlessMs);
    const endless = await healths.next();
    device.sends(bytes('\r'));

    expect(endless).toMatchObject({
      status: 'down',
      why: expect.stringContaining('correct baudRate and suffix') as string,
    });
    expect(await healths.next()).toEqual({ status: 'ok' });
  });

  test('waits for nothing after it is stopped', async () => {
    device.sends(bytes('half'));

    await device.scanner.stop();

    expect(clock.due).toEqual([]);
  });
});

describe('Scanners of a config', () => {
  test('a keyboard without vendorId says what to do, and is not opened', async () => {
    const healths = new Heard<PartHealth>();
    const [scanner] = openScanners([{ kind: 'keyboard', keyMsMax: 50 }], new ManualClock());

    scanner?.start({ scanned: () => undefined, health: healths.tell });
    const health = await healths.next();
    await scanner?.stop();

    expect(health).toMatchObject({
      status: 'down',
      why: expect.stringContaining('--scanner-setup') as string,
    });
  });

  test.each([
    ['hid', 'no HID POS scanner fffe:fffd is there: plug it in'],
    ['keyboard', 'no keyboard fffe:fffd is there: plug the scanner in'],
  ] as const)('%s: a device that is not there is named, with what to do', async (kind, why) => {
    const healths = new Heard<PartHealth>();
    const config = { kind, vendorId: 0xfffe, productId: 0xfffd, keyMsMax: 50 };
    const [scanner] = openScanners([config], new ManualClock());

    scanner?.start({ scanned: () => undefined, health: healths.tell });
    const health = await healths.next();
    await scanner?.stop();

    expect(health).toMatchObject({ status: 'down', why: expect.stringContaining(why) as string });
  });

  test('two entries that read alike have names of their own', () => {
    const scanners = openScanners([{ kind: 'hid' }, { kind: 'hid' }], new ManualClock());

    expect(scanners.map(({ name }) => name)).toEqual(['hid (any)', 'hid (any) #2']);
  });
});
