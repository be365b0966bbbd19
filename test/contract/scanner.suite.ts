import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PartHealth } from '../../src/ground/ports.ts';
import type { Scan, Scanner } from '../../src/scan/port.ts';
import { Heard } from './heard.ts';

/** One scanner whose frames end at CR, with the hand that holds it. */
export interface ScannerRig {
  readonly scanner: Scanner;
  /** Settles when the bytes are on their way. */
  sends(data: string): Promise<void>;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  end(): Promise<void>;
}

const CODE = '281012345678901234567890';
const OTHER = '281099999999999999999999';

/** What every scanner keeps, fake or real. */
export function scannerSuite(name: string, givenRig: () => Promise<ScannerRig>): void {
  describe(`A scanner (interface §5), ${name}`, () => {
    let rig: ScannerRig;
    let scans: Heard<Scan>;
    let healths: Heard<PartHealth>;
    const is = (status: PartHealth['status']) => (health: PartHealth) => health.status === status;

    beforeEach(async () => {
      rig = await givenRig();
      scans = new Heard();
      healths = new Heard();
    });
    afterEach(async () => {
      await rig.scanner.stop();
      await rig.end();
    });
    const start = async () => {
      rig.scanner.start({ scanned: scans.tell, health: healths.tell });
      await healths.nextWhere(is('ok'));
    };

    test('says that it is ok once it is started', async () => {
      rig.scanner.start({ scanned: scans.tell, health: healths.tell });

      const first = await healths.next();

      expect(first).toEqual({ status: 'ok' });
    });

    test('gives the text of a code without its suffix', async () => {
      await start();

      await rig.sends(`]Q3${CODE}\r`);

      expect(await scans.next()).toEqual({ kind: 'frame', text: CODE, aim: ']Q3' });
    });

    test('gives two codes that come at once as two', async () => {
      await start();

      await rig.sends(`${CODE}\r\n${OTHER}\r\n`);

      expect([await scans.next(), await scans.next()]).toEqual([
        { kind: 'frame', text: CODE },
        { kind: 'frame', text: OTHER },
      ]);
    });

    test('gives a code that comes in pieces as one', async () => {
      await start();

      for (const piece of [CODE.slice(0, 7), CODE.slice(7, 23), CODE.slice(23), '\r']) await rig.sends(piece);

      expect(await scans.next()).toEqual({ kind: 'frame', text: CODE });
    });

    test('refuses bytes that no code is made of, and reads the next code', async () => {
      await start();

      await rig.sends(`28\u00001\r${'x'.repeat(513)}\r${CODE}\r`);

      expect([await scans.next(), await scans.next(), await scans.next()]).toEqual([
        { kind: 'refused', why: 'unprintable' },
        { kind: 'refused', why: 'oversize' },
        { kind: 'frame', text: CODE },
      ]);
    });

    test('says in words that it is away, and is ready again by itself when it is back', async () => {
      await start();

      await rig.unplug();
      const away = await healths.next();
      await rig.replug();
      await healths.nextWhere(is('ok'));
      await rig.sends(`${CODE}\r`);

      expect(away).toEqual({
        status: 'down',
        reason: 'unplugged',
        why: expect.stringContaining('plug the scanner in') as string,
      });
      expect(await scans.next()).toEqual({ kind: 'frame', text: CODE });
    });

    test('drops a code that is cut by a loss, and glues nothing to it', async () => {
      await start();
      await rig.sends(`${OTHER}\r${CODE.slice(0, 10)}`);
      await scans.next();

      await rig.unplug();
      await healths.nextWhere(is('down'));
      await rig.replug();
      await healths.nextWhere(is('ok'));
      await rig.sends(`${CODE}\r`);

      expect(await scans.next()).toEqual({ kind: 'frame', text: CODE });
    });

    test('glues nothing of a code that began before a sale waited to the code that is its own', async () => {
      await start();
      await rig.sends(`${OTHER}\r`);
      await scans.next();

      await rig.sends(CODE.slice(0, 10));
      rig.scanner.startOver();
      await rig.sends(`\r${CODE}\r`);

      const heard = await scans.nextWhere((scan) => scan.kind === 'frame' && scan.text.length > 10);
      expect(heard).toEqual({ kind: 'frame', text: CODE });
    });

    test('is silent after it is stopped, and can be started again', async () => {
      await start();

      await rig.scanner.stop();
      await rig.unplug();
      await rig.replug();
      await start();
      await rig.sends(`${CODE}\r`);

      expect(await scans.next()).toEqual({ kind: 'frame', text: CODE });
      expect(healths.unheard).toEqual([]);
    });
  });
}
