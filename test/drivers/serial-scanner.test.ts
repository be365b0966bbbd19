import { pbkdf2 } from 'node:crypto';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScanners } from '../../drivers/scanner/open.ts';
import { openSerialLine } from '../../drivers/serial-port.ts';
import { REOPEN_EVERY_MS } from '../../drivers/scanner/watch.ts';
import type { ScannerConfig } from '../../src/config/config.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import type { Scan, Scanner } from '../../src/scan/port.ts';
import { Heard } from '../contract/heard.ts';
import { PtyPair } from '../contract/pty-pair.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const CODE = '281012345678901234567890';
const LINE = {
  kind: 'serial',
  baudRate: 9600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  silenceMs: 50,
} as const;

describe('A scanner on a serial line', () => {
  let clock: ManualClock;
  let pair: PtyPair;
  let scans: Heard<Scan>;
  let healths: Heard<PartHealth>;
  let scanner: Scanner | undefined;

  beforeEach(async () => {
    clock = new ManualClock();
    pair = await PtyPair.plugged();
    scans = new Heard();
    healths = new Heard();
  });
  afterEach(async () => {
    await scanner?.stop();
    await pair.end();
  });
  const start = (config: ScannerConfig) => {
    [scanner] = openScanners([config], clock);
    scanner?.start({ scanned: scans.tell, health: healths.tell });
  };

  test('without a suffix ends a code at the configured silence', async () => {
    start({ ...LINE, path: pair.path });
    await healths.next();

    await pair.sends(CODE);
    await clock.armed(50);
    await clock.advance(49);
    const early = scans.unheard.length;
    await clock.advance(1);

    expect(early).toBe(0);
    expect(await scans.next()).toEqual({ kind: 'frame', text: CODE });
  });

  test.each(['\r', '\n', '\r\n', '\t'])(
    'with the suffix %j ends a code at once, with no silence',
    async (suffix) => {
      start({ ...LINE, path: pair.path, suffix });
      await healths.next();

      await pair.sends(`${CODE}${suffix}${'7'.repeat(600)}${suffix}${CODE}${suffix}`);
      const heard = [await scans.next(), await scans.next(), await scans.next()];

      expect(heard).toEqual([
        { kind: 'frame', text: CODE },
        { kind: 'refused', why: 'oversize' },
        { kind: 'frame', text: CODE },
      ]);
    },
  );

  test('says the path of a device that is not there, and what to do', async () => {
    start({ ...LINE, path: '/dev/no-scanner-here', suffix: '\r' });

    const health = await healths.next();

    expect(health).toEqual({
      status: 'down',
      reason: 'unusable',
      why: '/dev/no-scanner-here is not there: plug the scanner in, or correct its path in the config',
    });
  });

  test('says which numbers it looks for where no such device is there', async () => {
    start({ ...LINE, vendorId: 0xfffe, productId: 0xfffd, suffix: '\r' });

    const health = await healths.next();

    expect(health.status).toBe('down');
    expect(health.why).toMatch(/no serial device fffe:fffd is there: plug/);
  });

  test('is ready again within 2 s of coming back (interface §5)', async () => {
    start({ ...LINE, path: pair.path, suffix: '\r' });
    await healths.next();
    await pair.unplug();
    await healths.next();
    await clock.armed(REOPEN_EVERY_MS);
    await clock.advance(REOPEN_EVERY_MS * 3);

    await pair.plug();
    const backAtMs = clock.nowMs();
    await clock.armed(REOPEN_EVERY_MS);
    await clock.advance(REOPEN_EVERY_MS);
    const health = await healths.nextWhere(({ status }) => status === 'ok');

    expect(health).toEqual({ status: 'ok' });
    expect(clock.nowMs() - backAtMs).toBeLessThanOrEqual(2000);
  });

  test('says a loss once, however often it looks in vain', async () => {
    start({ ...LINE, path: pair.path, suffix: '\r' });
    await healths.next();

    await pair.unplug();
    const lost = await healths.next();
    const missing: PartHealth[] = [];
    for (let i = 0; i < 4; i += 1) {
      await clock.armed(REOPEN_EVERY_MS);
      await clock.advance(REOPEN_EVERY_MS);
      if (i === 0) missing.push(await healths.next());
    }

    expect(lost.why).toMatch(/was lost \(.+\): plug the scanner in again$/);
    expect(missing[0]?.why).toMatch(/is not there/);
    expect(healths.unheard).toEqual([]);
  });

  test('lets go of the line when it is stopped, so that it can be opened again at once', async () => {
    start({ ...LINE, path: pair.path, suffix: '\r' });
    await healths.next();

    await scanner?.stop();
    start({ ...LINE, path: pair.path, suffix: '\r' });

    expect(await healths.next()).toEqual({ status: 'ok' });
  });

  test('is not there where it was unplugged before the machine was asked what had been opened', async () => {
    const opening = openSerialLine({ ...LINE, path: pair.path }, { data: () => {}, lost: () => {} });
    // All threads that ask the machine are busy: the question waits behind them.
    const busy = Array.from({ length: 4 }, () => promisify(pbkdf2)('', '', 200_000, 64, 'sha512'));
    const line = await opening;
    rmSync(pair.path);

    const isThere = line.ok && (await line.value.isThere());
    await Promise.all(busy);
    if (line.ok) await line.value.close();

    expect([line.ok, isThere]).toEqual([true, false]);
  });

  test('says who holds the line where another program has it', async () => {
    start({ ...LINE, path: pair.path, suffix: '\r' });
    await healths.next();
    const [second] = openScanners([{ ...LINE, path: pair.path, suffix: '\r' }], clock);

    second?.start({ scanned: scans.tell, health: healths.tell });
    const health = await healths.next();
    await second?.stop();

    expect(health).toEqual({
      status: 'down',
      reason: 'unusable',
      why: `${pair.path} is held by another program: close that program`,
    });
  });

  test('waits for nothing after it is stopped', async () => {
    start({ ...LINE, path: pair.path });
    await healths.next();
    await pair.sends('half a code');
    await clock.armed(50);

    await scanner?.stop();

    expect(clock.due).toEqual([]);
  });
});
