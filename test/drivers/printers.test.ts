import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OPEN_LIMIT_MS } from '../../drivers/printer/file.ts';
import { openPrinter } from '../../drivers/printer/open.ts';
import { JOBS_MAX, PROBE_EVERY_MS } from '../../drivers/printer/print-queue.ts';
import { CONNECT_LIMIT_MS, GRACE_MS, LINGER_LIMIT_MS, STALL_LIMIT_MS } from '../../drivers/printer/tcp.ts';
import { FENCE } from '../../src/receipt/printer-status.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import { Heard } from '../contract/heard.ts';
import { TcpSink } from '../contract/tcp-sink.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const PAPER = { profile: 'generic-80mm', copies: ['customer'] } as const;
const paper = () => ({ profile: PAPER.profile, copies: [...PAPER.copies] });
const JOB = Buffer.from('a receipt');
/** A job as it comes out of the cable: with the question that only a printer which is done answers. */
const SENT = Buffer.concat([JOB, FENCE]);

describe('A printer on the network', () => {
  let clock: ManualClock;
  let sink: TcpSink;
  let printer: Printer;

  beforeEach(async () => {
    clock = new ManualClock();
    sink = new TcpSink({ closesByItself: false });
    await sink.turnOn();
    printer = openPrinter({ kind: 'tcp', host: '127.0.0.1', port: sink.port, ...paper() }, clock);
  });
  afterEach(async () => {
    await printer.stop();
    await sink.turnOff();
  });

  test('that took everything and leaves its end open has printed after a short grace', async () => {
    const printing = printer.print(JOB);
    await sink.ended.next();
    await clock.armed(GRACE_MS);

    await clock.advance(GRACE_MS);

    expect(await printing).toEqual({ kind: 'printed' });
    expect(sink.jobs).toEqual([SENT]);
  });

  test('that resets the connection within the grace leaves the outcome unknown', async () => {
    const printing = printer.print(JOB);
    const socket = await sink.ended.next();
    await clock.armed(GRACE_MS);

    socket.resetAndDestroy();

    expect(await printing).toEqual({ kind: 'unknown', why: expect.stringContaining('ECONNRESET') as string });
  });

  test('that closes before it was given everything leaves the outcome unknown', async () => {
    const big = Buffer.alloc(50_000_000, 7);
    sink.onNextJob = (socket) => {
      socket.pause();
      socket.end();
    };

    const outcome = await printer.print(big);

    expect(outcome).toMatchObject({ kind: 'unknown' });
  });

  test('gets the next job when it closed, and only then: it may take one connection at a time', async () => {
    const first = printer.print(JOB);
    const second = printer.print(JOB);
    const socket = await sink.ended.next();
    await clock.armed(GRACE_MS);
    await clock.advance(GRACE_MS);
    await first;

    socket.end();
    await sink.ended.next();
    await clock.armed(GRACE_MS);
    await clock.advance(GRACE_MS);

    expect(await second).toEqual({ kind: 'printed' });
    expect([sink.jobs, sink.openMax]).toEqual([[SENT, SENT], 1]);
  });

  test('that never closes gets the next job after a limit', async () => {
    const first = printer.print(JOB);
    const second = printer.print(JOB);
    await sink.ended.next();
    await clock.armed(GRACE_MS);
    await clock.advance(GRACE_MS);
    await first;

    await clock.advance(LINGER_LIMIT_MS);
    await sink.ended.next();
    await clock.armed(GRACE_MS);
    await clock.advance(GRACE_MS);

    expect(await second).toEqual({ kind: 'printed' });
  });

  test('may talk: what it says is dropped', async () => {
    const printing = printer.print(JOB);
    const socket = await sink.ended.next();

    socket.end('status: paper near end');

    expect(await printing).toEqual({ kind: 'printed' });
  });

  test('that takes nothing any more leaves the outcome unknown after a limit', async () => {
    const stuck = new Heard<true>();
    sink.onNextJob = (socket) => {
      socket.pause();
      stuck.tell(true);
    };

    const printing = printer.print(Buffer.alloc(50_000_000, 7));
    await stuck.next();
    await clock.armed(STALL_LIMIT_MS);
    await clock.advance(STALL_LIMIT_MS);

    const outcome = await printing;
    expect(outcome).toEqual({ kind: 'unknown', why: expect.stringContaining('took nothing') as string });
  });

  test('that is off names its address and what to do', async () => {
    await sink.turnOff();

    const outcome = await printer.print(JOB);

    expect(outcome).toEqual({
      kind: 'notPrinted',
      why: `printer 127.0.0.1:${sink.port} cannot be reached (ECONNREFUSED): check that the printer is on, on the network, and that host and port in the config are right`,
      again: true,
    });
  });

  test('that does not answer is given up after 3 s', async () => {
    // 240.0.0.0/4 is reserved: nobody answers, or the machine has no route. Source: RFC 1112, section 4.
    const nowhere = openPrinter({ kind: 'tcp', host: '240.0.0.1', port: 9100, ...paper() }, clock);

    const printing = nowhere.print(JOB);
    await clock.armed(CONNECT_LIMIT_MS);
    await clock.advance(CONNECT_LIMIT_MS);

    expect(await printing).toMatchObject({ kind: 'notPrinted', again: true });
    await nowhere.stop();
  });

  test('takes no more than 64 waiting jobs', async () => {
    const waiting = Array.from({ length: JOBS_MAX }, () => printer.print(JOB));

    const refused = await printer.print(JOB);

    expect(refused).toMatchObject({ kind: 'notPrinted', again: true });
    await sink.ended.next();
    await clock.armed(GRACE_MS);
    const stopped = printer.stop();
    await clock.advance(GRACE_MS);
    await stopped;
    expect((await Promise.all(waiting)).filter(({ kind }) => kind === 'printed')).toHaveLength(1);
  });

  test('is probed every 5 s for as long as it is down', async () => {
    await sink.turnOff();
    const healths = new Heard<PartHealth>();
    printer.watch(healths.tell);
    await healths.nextWhere(({ why }) => why?.includes('ECONNREFUSED') === true);

    for (let i = 0; i < 3; i += 1) {
      await clock.armed(PROBE_EVERY_MS);
      await clock.advance(PROBE_EVERY_MS);
    }
    await sink.turnOn();
    await clock.armed(PROBE_EVERY_MS);
    await clock.advance(PROBE_EVERY_MS);

    expect(await healths.next()).toEqual({ status: 'ok' });
    expect([clock.due, sink.jobs]).toEqual([[], []]);
  });
});

describe('A printer that is a file', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'till-paper-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('takes the jobs one behind the other', async () => {
    const path = join(folder, 'paper.bin');
    const printer = openPrinter({ kind: 'file', path, ...paper() }, new ManualClock());

    const outcomes = await Promise.all([
      printer.print(Buffer.from('one ')),
      printer.print(Buffer.from('two')),
    ]);

    expect(outcomes).toEqual([{ kind: 'printed' }, { kind: 'printed' }]);
    expect(await readFile(path, 'utf8')).toBe('one two');
  });

  test('has printed nothing where it cannot be written, and comes back by itself', async () => {
    const path = join(folder, 'later', 'paper.bin');
    const clock = new ManualClock();
    const printer = openPrinter({ kind: 'file', path, ...paper() }, clock);
    const healths = new Heard<PartHealth>();

    const outcome = await printer.print(JOB);
    printer.watch(healths.tell);
    const down = await healths.next();
    await mkdir(join(folder, 'later'));
    await clock.armed(PROBE_EVERY_MS);
    await clock.advance(PROBE_EVERY_MS);
    const back = await healths.next();

    const why = expect.stringContaining(`${path} cannot be written (ENOENT)`) as string;
    expect(outcome).toEqual({ kind: 'notPrinted', why, again: true });
    expect([down, back]).toEqual([{ status: 'down', reason: 'unreachable', why }, { status: 'ok' }]);
    await printer.stop();
  });

  test('that is a pipe which nobody reads is given up after a limit, and gets nothing when a reader comes', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const clock = new ManualClock();
    const printer = openPrinter({ kind: 'file', path, ...paper() }, clock);

    const printing = printer.print(JOB);
    await clock.armed(OPEN_LIMIT_MS);
    await clock.advance(OPEN_LIMIT_MS);
    const outcome = await printing;
    const came = await readFile(path, 'utf8');

    expect([outcome.kind, came]).toEqual(['notPrinted', '']);
    await printer.stop();
  });

  test('that is a device and fails in the middle of a job leaves the outcome unknown', async () => {
    const printer = openPrinter({ kind: 'file', path: '/dev/full', ...paper() }, new ManualClock());

    const outcome = await printer.print(JOB);

    // A device, other than a file, cannot be asked how much it took.
    expect(outcome).toEqual({ kind: 'unknown', why: expect.stringContaining('ENOSPC') as string });
    await printer.stop();
  });
});
