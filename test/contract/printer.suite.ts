import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import { Heard } from './heard.ts';

/** One printer that is on, with the hand that holds it. */
export interface PrinterRig {
  readonly printer: Printer;
  /** All bytes on paper, job after job. */
  paper(): Uint8Array;
  turnOff(): Promise<void>;
  turnOn(): Promise<void>;
  /** Lets the time go by after which a printer that is down is tried again. */
  nextProbe(): Promise<void>;
  /** The printer breaks off in the middle of the next job. */
  breakNextJob(): void;
  end(): Promise<void>;
}

/** What every printer keeps, fake or real. */
export function printerSuite(name: string, givenRig: () => Promise<PrinterRig>): void {
  describe(`A printer (ports), ${name}`, () => {
    const receipt = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
    const copy = Uint8Array.from({ length: 70_000 }, (_, i) => 255 - (i % 241));
    let rig: PrinterRig;
    let healths: Heard<PartHealth>;

    beforeEach(async () => {
      rig = await givenRig();
      healths = new Heard();
    });
    afterEach(async () => {
      await rig.printer.stop();
      await rig.end();
    });

    test('prints every byte of a job as it is', async () => {
      const outcome = await rig.printer.print(receipt);

      expect(outcome).toEqual({ kind: 'printed' });
      expect(Buffer.compare(rig.paper(), receipt)).toBe(0);
    });

    test('runs its jobs one after the other', async () => {
      const outcomes = await Promise.all([rig.printer.print(receipt), rig.printer.print(copy)]);

      expect(outcomes).toEqual([{ kind: 'printed' }, { kind: 'printed' }]);
      expect(Buffer.compare(rig.paper(), Buffer.concat([receipt, copy]))).toBe(0);
    });

    test('that is off has surely printed nothing, says why, and is worth trying again', async () => {
      await rig.turnOff();

      const outcome = await rig.printer.print(receipt);

      expect(outcome).toEqual({ kind: 'notPrinted', why: expect.stringMatching(/./) as string, again: true });
      expect(rig.paper()).toHaveLength(0);
    });

    test('that breaks off in the middle of a job leaves its outcome unknown', async () => {
      rig.breakNextJob();

      const outcome = await rig.printer.print(receipt);

      expect(outcome).toEqual({ kind: 'unknown', why: expect.stringMatching(/./) as string });
    });

    test('prints the next job after one that went wrong', async () => {
      await rig.turnOff();
      const first = await rig.printer.print(receipt);
      await rig.turnOn();

      const second = await rig.printer.print(copy);

      expect([first.kind, second.kind]).toEqual(['notPrinted', 'printed']);
      expect(Buffer.compare(rig.paper(), copy)).toBe(0);
    });

    test('says how it is at once', async () => {
      rig.printer.watch(healths.tell);

      expect(healths.unheard).toHaveLength(1);
      expect(await healths.nextWhere(({ status }) => status === 'ok')).toEqual({ status: 'ok' });
    });

    test('says that it is down and why, and by itself that it is back', async () => {
      rig.printer.watch(healths.tell);
      await healths.nextWhere(({ status }) => status === 'ok');

      await rig.turnOff();
      await rig.printer.print(receipt);
      const down = await healths.next();
      await rig.turnOn();
      await rig.nextProbe();
      const back = await healths.next();

      expect([down, back]).toEqual([
        { status: 'down', reason: 'unreachable', why: expect.stringMatching(/./) as string },
        { status: 'ok' },
      ]);
    });

    test('prints nothing after it is stopped', async () => {
      await rig.printer.stop();

      const outcome = await rig.printer.print(receipt);

      expect(outcome).toMatchObject({ kind: 'notPrinted', again: true });
      expect(rig.paper()).toHaveLength(0);
    });
  });
}
