import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GRACE_MS } from '../../drivers/printer/conversation.ts';
import type { Ran } from '../../drivers/printer/cups-programs.ts';
import { cupsPrinter, LOOK_EVERY_MS, QUEUE_LIMIT_MS } from '../../drivers/printer/cups.ts';
import { openPrinter } from '../../drivers/printer/open.ts';
import { SETTLE_MS } from '../../drivers/printer/talk.ts';
import { findNode, openNode, POLL_MS } from '../../drivers/printer/usb.ts';
import type { PrinterConfig } from '../../src/config/config.ts';
import { FENCE } from '../../src/receipt/printer-status.ts';
import { Heard } from '../contract/heard.ts';
import { PtyPair } from '../contract/pty-pair.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const JOB = Buffer.from('a receipt');
const SENT = Buffer.concat([JOB, FENCE]);
const PAPER = { profile: 'generic-80mm' as const, copies: ['customer' as const] };

const KINDS: readonly [string, (path: string) => PrinterConfig][] = [
  [
    'serial',
    (path) => ({ kind: 'serial', path, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, ...PAPER }),
  ],
  // A terminal is a node that can be read and written without waiting, as a USB printer is.
  ['usb', (path) => ({ kind: 'usb', path, ...PAPER })],
];

describe.each(KINDS)('A printer of the kind %s', (_, configOf) => {
  let cable: PtyPair;

  beforeEach(async () => {
    cable = await PtyPair.plugged();
  });
  afterEach(() => cable.end());

  async function arrived(bytes: number): Promise<Buffer> {
    const end = await open(join(dirname(cable.path), 'scanner'), 'r');
    const paper = Buffer.alloc(bytes);
    for (let at = 0; at < bytes;) at += (await end.read(paper, at, bytes - at, null)).bytesRead;
    await end.close();
    return paper;
  }

  test('gets every byte, and is believed after a grace where it never answered', async () => {
    const clock = new ManualClock();
    const printer = openPrinter(configOf(cable.path), clock);

    const printing = printer.print(JOB);
    const paper = await arrived(SENT.length);
    await clock.armed(GRACE_MS);
    await clock.advance(GRACE_MS);

    expect([await printing, paper]).toEqual([{ kind: 'printed' }, SENT]);
    await printer.stop();
  });

  test('that is not there was given nothing, and says what to check', async () => {
    const printer = openPrinter(configOf('/dev/nothing-here'), new ManualClock());

    const outcome = await printer.print(JOB);

    const why = expect.stringMatching(
      /^printer \/dev\/nothing-here cannot be opened \(.+\): check/,
    ) as string;
    expect(outcome).toEqual({ kind: 'notPrinted', why, again: true });
    await printer.stop();
  });
});

describe('A printer that answers', () => {
  let cable: PtyPair;

  beforeEach(async () => {
    cable = await PtyPair.plugged();
  });
  afterEach(() => cable.end());

  test('on a serial line is believed as soon as nothing follows its answer', async () => {
    const clock = new ManualClock();
    const printer = openPrinter(KINDS[0]![1](cable.path), clock);

    const printing = printer.print(JOB);
    await clock.armed(GRACE_MS);
    await cable.sends('\x00\x00');
    await clock.armed(SETTLE_MS);
    await clock.advance(SETTLE_MS);

    expect(await printing).toEqual({ kind: 'printed' });
    await printer.stop();
  });

  test('at a node of USB is heard', async () => {
    const clock = new ManualClock();
    const heard = new Heard<string>();
    const sink = {
      heard: (bytes: Uint8Array) => heard.tell(Buffer.from(bytes).toString()),
      lost: heard.tell,
    };
    const node = await openNode(cable.path, sink, clock);
    await cable.sends('paper');

    // It is looked at again whenever time goes by.
    let said: string | undefined;
    while (said === undefined) {
      await clock.armed(POLL_MS);
      await clock.advance(POLL_MS);
      said = heard.unheard[0];
    }

    expect(said).toBe('paper');
    if (node.ok) await node.value.close();
  });
});

describe('A USB printer by its IEEE 1284 id', () => {
  test('is found whatever its number', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'till-usb-'));
    const ids = { lp0: 'MFG:OTHER;MDL:Laser;', lp3: 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;' };
    for (const [name, id] of Object.entries(ids)) {
      await mkdir(join(folder, name, 'device'), { recursive: true });
      await writeFile(join(folder, name, 'device/ieee1284_id'), `${id}\n`);
    }

    const found = [await findNode('MDL:TM-T20III', folder), await findNode('MDL:TM-T88', folder)];

    expect(found).toEqual(['/dev/usb/lp3', null]);
    await rm(folder, { recursive: true });
  });
});

describe('A raw queue of CUPS', () => {
  const taken: Ran = { code: 0, out: 'request id is till-7 (0 file(s))\n', err: '' };
  const waiting: Ran = { code: 0, out: 'till-7  till  9  Fri 20 Nov 2026\n', err: '' };
  const empty: Ran = { code: 0, out: '', err: '' };

  function given(answers: (program: string, turn: number) => Ran) {
    const clock = new ManualClock();
    const asked: string[] = [];
    const config = { kind: 'cups' as const, queue: 'till', ...PAPER };
    const printer = cupsPrinter(config, clock, (program, args, input) => {
      asked.push(
        [program, ...args, ...(input === undefined ? [] : [Buffer.from(input).toString()])].join(' '),
      );
      return Promise.resolve(answers(program, asked.length));
    });
    return { clock, asked, printer };
  }

  test('has printed a job that left it', async () => {
    const { clock, asked, printer } = given((program, turn) => {
      if (program === 'lp') return taken;
      return turn < 4 ? waiting : empty;
    });

    const printing = printer.print(JOB);
    await clock.advance(2 * LOOK_EVERY_MS);

    expect(await printing).toEqual({ kind: 'printed' });
    expect(asked.slice(0, 2)).toEqual(['lp -d till -o raw - a receipt', 'lpstat -W not-completed -o till']);
  });

  test('that refuses the job has printed nothing', async () => {
    const { printer } = given(() => ({ code: 1, out: '', err: 'lp: Error - no such destination' }));

    const outcome = await printer.print(JOB);

    const why = expect.stringContaining('no such destination') as string;
    expect(outcome).toEqual({ kind: 'notPrinted', why, again: true });
    await printer.stop();
  });

  test('a job that stays in it is taken out, so that it does not come out tomorrow, and is unknown', async () => {
    const { clock, asked, printer } = given((program) => (program === 'lp' ? taken : waiting));

    const printing = printer.print(JOB);
    await clock.advance(QUEUE_LIMIT_MS + LOOK_EVERY_MS);

    expect(await printing).toMatchObject({ kind: 'unknown' });
    expect(asked).toContain('cancel till-7');
    await printer.stop();
  });
});
