import { describe, expect, it } from 'vitest';
import { Conversation } from '../../drivers/printer/conversation.ts';
import { talkingPrinter } from '../../drivers/printer/talking.ts';
import type { PrinterConfig } from '../../src/config/config.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { HealthBoard } from '../../src/till/health.ts';
import type { PaperName, ReceiptJob } from '../../src/payment/receipt-state.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { Press, RECEIPT_WAITS_MAX_MS } from '../../src/till/press.ts';
import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import { ok } from '../../src/ground/result.ts';
import { troubleOf, type StatusQuestion } from '../../src/receipt/printer-status.ts';
import { EmulatedPrinter, PRINTER_FAULTS, type PrinterFault } from '../fakes/emulated-printer.ts';
import { FakePrinter } from '../fakes/fake-printer.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const ORIGINAL = '<the original receipt>';
const DUPLICATE = '<the duplicate receipt>';
const WORDS = ['processId', 'fence'] as const;
/** Questions before the job, the job, its mark, and a little of what may be asked after it. */
const OFFSETS = Array.from({ length: 60 }, (_, at) => at);
const bytesOf = (text: string) => Buffer.from(text, 'latin1');

interface Tried {
  readonly fault: PrinterFault;
  readonly at: number;
  readonly outcome: PrintOutcome;
  readonly paper: string;
}

async function tried(word: (typeof WORDS)[number], fault: PrinterFault, at: number): Promise<Tried> {
  const clock = new ManualClock();
  const printer = new EmulatedPrinter(clock, { answers: true, fault, at });
  const talk = new Conversation({ place: 'printer', word, clock, open: printer.open });
  talk.answers = word === 'fence';
  const printing = talk.print(bytesOf(ORIGINAL));
  await clock.advance(180_000);
  const { outcome } = await printing;
  return { fault, at, outcome, paper: printer.paper };
}

async function allTried(word: (typeof WORDS)[number]): Promise<Tried[]> {
  const runs: Tried[] = [];
  for (const fault of PRINTER_FAULTS) {
    for (const at of OFFSETS) runs.push(await tried(word, fault, at));
  }
  return runs;
}

describe.each(WORDS)(
  'Printed once, and known: a printer that answers by %s and breaks at any byte',
  (word) => {
    it('is never said to have printed what is not on paper, nor to have printed nothing of what is', async () => {
      const runs = await allTried(word);

      const untrue = runs.filter(
        ({ outcome, paper }) =>
          (outcome.kind === 'printed' && paper !== ORIGINAL) ||
          (outcome.kind === 'notPrinted' && paper !== ''),
      );
      expect(untrue).toEqual([]);
      expect(new Set(runs.map(({ outcome }) => outcome.kind))).toEqual(
        new Set(['printed', 'notPrinted', 'unknown']),
      );
    });

    it('that is slow by 8 s is believed when it says so', async () => {
      const runs = await Promise.all(OFFSETS.slice(25, 30).map((at) => tried(word, 'slow', at)));

      expect(runs.map(({ outcome }) => outcome.kind)).toEqual(runs.map(() => 'printed'));
    });

    it('that runs out of paper in the middle has printed once somebody puts in a roll', async () => {
      const { outcome } = await tried(word, 'paperChanged', 25);

      expect(outcome).toEqual({ kind: 'printed' });
    });
  },
);

it('A printer whose paper is out before the job is given none of it, and says why', async () => {
  const { outcome, paper } = await tried('processId', 'paperOut', 0);

  expect([outcome, paper]).toEqual([
    { kind: 'notPrinted', why: 'printer: its paper is out: put in a roll', again: true },
    '',
  ]);
});

it.each<[fault: PrinterFault, at: number, reason: HealthReason]>([
  ['paperOut', 0, 'paperOut'],
  ['mute', 0, 'silent'],
  ['dropped', 25, 'brokeOff'],
  ['stalled', 25, 'brokeOff'],
])(
  'A printer with the fault %s at the byte %i says %s as a key beside the words',
  async (fault, at, reason) => {
    const clock = new ManualClock();
    const emulated = new EmulatedPrinter(clock, { answers: true, fault, at });
    const printer = talkingPrinter('emulated', { profile: 'epson-tm-t20iii' }, clock, emulated.open);
    const healths: PartHealth[] = [];
    const printing = printer.print(bytesOf(ORIGINAL));
    printer.watch((health) => healths.push(health));

    await clock.advance(180_000);
    await printing;

    expect(healths.slice(0, 2)).toMatchObject([
      { status: 'down', reason: 'untried' },
      { status: 'down', reason },
    ]);
  },
);

it.each<[question: StatusQuestion, byte: number, reason: HealthReason | undefined]>([
  [4, 0x72, 'paperOut'],
  [2, 0x16, 'coverOpen'],
  [2, 0x32, 'paperOut'],
  [3, 0x1a, 'cutterStuck'],
  [3, 0x32, 'printerError'],
  [3, 0x52, 'printerPauses'],
  [1, 0x1a, 'offline'],
  [1, 0x12, undefined],
])('An answer to DLE EOT %i of %i means %s', (question, byte, reason) => {
  expect(troubleOf(question, byte)?.reason).toBe(reason);
});

/** A paid sale whose receipts go over the press to an emulated printer. */
class GivenPress {
  readonly clock = new ManualClock();
  readonly printer: EmulatedPrinter;
  readonly press: Press;
  readonly #till = new GivenTill({
    pay: [{ kind: 'charged', charge: { amount: RM45_50, paymentId: 'P-1' } }],
  });
  #saleId = '';

  constructor(fault: PrinterFault, at: number) {
    this.printer = new EmulatedPrinter(this.clock, { answers: true, fault, at });
    const config = {
      kind: 'tcp',
      host: 'emulated',
      port: 1,
      profile: 'epson-tm-t20iii',
      copies: ['customer'],
    };
    const printer = talkingPrinter('emulated', { profile: 'epson-tm-t20iii' }, this.clock, this.printer.open);
    this.press = new Press({
      printers: [{ printer, config: config as PrinterConfig }],
      clock: this.clock,
      isOk: () => true,
      waitingSinceMs: () => this.clock.nowMs(),
      bytesOf: (_, copy) => ok(bytesOf(this.job(copy).marked ? DUPLICATE : ORIGINAL)),
      started: (saleId, copy) => this.#tell({ kind: 'receiptStarted', saleId, copy, atMs: 0 }),
      ended: (saleId, copy, outcome) => this.#tell({ kind: 'receiptEnded', saleId, copy, outcome, atMs: 0 }),
    });
  }

  job(copy: PaperName): ReceiptJob {
    const job = this.#till.terminal.book.sale(this.#saleId)?.receipts[copy];
    if (job === undefined) throw new Error('there is no such job');
    return job;
  }

  async pays(): Promise<void> {
    this.#saleId = await this.#till.sell();
    this.press.print(this.#saleId, 'customer');
  }

  printsAgain(): void {
    this.#tell({ kind: 'receiptRequested', saleId: this.#saleId, copy: 'customer', atMs: 0 });
    this.press.print(this.#saleId, 'customer');
  }

  #tell(event: TillEvent): void {
    this.#till.terminal.dispatch(event);
  }
}

describe('Press and printer together', () => {
  it.each(PRINTER_FAULTS)(
    '%s at any byte: never two unmarked originals, whoever asks again',
    async (fault) => {
      const double: string[] = [];

      for (const at of OFFSETS) {
        const given = new GivenPress(fault, at);
        await given.pays();
        await given.clock.advance(100_000);
        given.printer.mend();
        await given.clock.advance(100_000);
        if (!['waiting', 'printing'].includes(given.job('customer').state.kind)) given.printsAgain();
        await given.clock.advance(100_000);
        given.press.stop();
        if (given.printer.paper.split(ORIGINAL).length > 2)
          double.push(`${fault} at ${at}: ${given.printer.paper}`);
      }

      expect(double).toEqual([]);
    },
  );

  it('a copy that waited longer than the limit is not printed by itself, and says so', async () => {
    const clock = new ManualClock();
    const printer = new FakePrinter();
    const outcomes: PrintOutcome[] = [];
    const press = new Press({
      printers: [
        { printer, config: { kind: 'file', path: 'p', profile: 'generic-80mm', copies: ['customer'] } },
      ],
      clock,
      isOk: () => true,
      waitingSinceMs: () => clock.nowMs() - RECEIPT_WAITS_MAX_MS - 1,
      bytesOf: () => ok(bytesOf(ORIGINAL)),
      started: () => undefined,
      ended: (_, __, outcome) => outcomes.push(outcome),
    });

    press.print('S1', 'customer');
    await clock.advance(0);

    expect(outcomes).toEqual([
      { kind: 'notPrinted', why: expect.stringContaining('waited for a printer for too long'), again: false },
    ]);
    expect(printer.paper).toEqual([]);
  });

  it('a copy that begins to wait too long while the printer is away is given up then', async () => {
    const clock = new ManualClock();
    const printer = new FakePrinter();
    const outcomes: PrintOutcome[] = [];
    const press = new Press({
      printers: [
        { printer, config: { kind: 'file', path: 'p', profile: 'generic-80mm', copies: ['customer'] } },
      ],
      clock,
      isOk: () => false,
      waitingSinceMs: () => clock.nowMs(),
      bytesOf: () => ok(bytesOf(ORIGINAL)),
      started: () => undefined,
      ended: (_, __, outcome) => outcomes.push(outcome),
    });

    press.print('S1', 'customer');
    await clock.advance(RECEIPT_WAITS_MAX_MS);
    const before = outcomes.length;
    await clock.advance(10_000);

    expect([before, outcomes.map(({ kind }) => kind), clock.due]).toEqual([0, ['notPrinted'], []]);
  });

  it('copies that wait go out as soon as the printer is back: in order, once each, with no try in between', async () => {
    const clock = new ManualClock();
    const printer = new FakePrinter();
    const screen = new HealthBoard();
    const told: string[] = [];
    const press = new Press({
      printers: [
        { printer, config: { kind: 'file', path: 'p', profile: 'generic-80mm', copies: ['customer'] } },
      ],
      clock,
      isOk: (name) => screen.isOk(name),
      waitingSinceMs: () => clock.nowMs(),
      bytesOf: (saleId) => ok(bytesOf(saleId)),
      started: (saleId) => told.push(`started ${saleId}`),
      ended: (saleId, _, { kind }) => told.push(`${kind} ${saleId}`),
    });
    printer.watch((health) => {
      screen.report(printer.name, health, clock.nowMs());
      if (health.status === 'ok') press.woke(printer.name);
    });

    printer.turnOff();
    press.print('S1', 'customer');
    press.print('S2', 'customer');
    await clock.advance(6000);
    const away = [...told];
    printer.turnOn();
    await clock.advance(0);
    const back = printer.paper.map((bytes) => Buffer.from(bytes).toString());
    await clock.advance(60_000);

    expect(away).toEqual([]);
    expect(back).toEqual(['S1', 'S2']);
    expect(told).toEqual(['started S1', 'printed S1', 'started S2', 'printed S2']);
    expect(clock.due).toEqual([]);
  });

  it('a copy whose try failed goes out when the printer says that it is well, and not a second time', async () => {
    const clock = new ManualClock();
    const printer = new FakePrinter();
    const press = new Press({
      printers: [
        { printer, config: { kind: 'file', path: 'p', profile: 'generic-80mm', copies: ['customer'] } },
      ],
      clock,
      isOk: () => true,
      waitingSinceMs: () => clock.nowMs(),
      bytesOf: () => ok(bytesOf(ORIGINAL)),
      started: () => undefined,
      ended: () => undefined,
    });
    printer.answers({ kind: 'notPrinted', why: 'its cover is open', again: true });

    press.print('S1', 'customer');
    await clock.advance(0);
    press.woke('another printer');
    await clock.advance(0);
    const failed = printer.paper.length;
    press.woke(printer.name);
    press.woke(printer.name);
    await clock.advance(0);
    const back = printer.paper.length;
    await clock.advance(60_000);

    expect([failed, back, printer.paper.length]).toEqual([0, 1, 1]);
  });
});
