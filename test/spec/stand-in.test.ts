import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import type { PrinterConfig } from '../../src/config/config.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import { ok } from '../../src/ground/result.ts';
import type { PaperName } from '../../src/payment/receipt-state.ts';
import { Press } from '../../src/till/press.ts';
import { PrinterBoard } from '../../src/till/printer-board.ts';
import { givenConfig, GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { FakePrinter } from '../fakes/fake-printer.ts';

const CHARGED = { kind: 'charged', charge: { amount: RM45_50, paymentId: 'P-1' } } as const;
const CHARGED_TOO = { kind: 'charged', charge: { amount: RM45_50, paymentId: 'P-2' } } as const;
const COUNTER = { kind: 'file', path: 'counter.bin', name: 'counter', copies: ['customer'] };
const OFFICE = {
  kind: 'file',
  path: 'office.bin',
  name: 'office',
  copies: ['merchant'],
  insteadOf: 'counter',
};

/** A till whose counter printer has the office's for a stand-in, as it is composed. */
class GivenShop {
  readonly counter = new FakePrinter('counter');
  readonly office = new FakePrinter('office');
  readonly till = new GivenTill({ pay: [CHARGED, CHARGED_TOO] }, undefined, { printers: [COUNTER, OFFICE] });
  readonly board: PrinterBoard;
  readonly press: Press;

  constructor() {
    const [counter, office] = this.till.config.printers as [PrinterConfig, PrinterConfig];
    const printers = [
      { printer: this.counter, config: counter },
      { printer: this.office, config: office },
    ];
    const { clock, terminal } = this.till;
    this.board = new PrinterBoard(printers);
    this.press = new Press({
      printers,
      clock,
      isOk: (name) => this.board.isOk(name),
      waitingSinceMs: (saleId, copy) => {
        const state = terminal.book.sale(saleId)?.receipts[copy]?.state;
        return state?.kind === 'waiting' ? state.sinceMs : null;
      },
      bytesOf: (saleId, copy) => {
        const job = terminal.book.sale(saleId)?.receipts[copy];
        return ok(Buffer.from(`${copy}${job?.marked === true ? ' DUPLICATE' : ''}`));
      },
      started: (saleId, copy, on) =>
        terminal.dispatch({ kind: 'receiptStarted', saleId, copy, on, atMs: clock.nowMs() }),
      ended: (saleId, copy, outcome) =>
        terminal.dispatch({ kind: 'receiptEnded', saleId, copy, outcome, atMs: clock.nowMs() }),
    });
  }

  /** Both printers say how they are, from now on. */
  watch(): void {
    for (const printer of [this.counter, this.office]) {
      printer.watch((health) => {
        this.board.report(printer.name, health);
        if (health.status === 'ok') this.press.woke(printer.name);
      });
    }
  }

  async sells(order = 'ORD-1'): Promise<string> {
    const before = this.till.printed.length;
    const saleId = await this.till.sell(order);
    for (const asked of this.till.printed.slice(before))
      this.press.print(saleId, asked.split(' ')[1] as PaperName);
    await this.till.clock.advance(0);
    return saleId;
  }

  papers(): Record<string, string[]> {
    const texts = ({ paper }: FakePrinter) => paper.map((bytes) => Buffer.from(bytes).toString());
    return { counter: texts(this.counter), office: texts(this.office) };
  }

  health(name: string): PartHealth | undefined {
    return this.board.all().find((each) => each.name === name)?.health;
  }
}

describe('A second printer takes over where the first is down', () => {
  it('and the receipt and the health say which one printed', async () => {
    const shop = new GivenShop();
    shop.watch();
    shop.counter.turnOff();

    const saleId = await shop.sells();

    expect(shop.papers()).toEqual({ counter: [], office: ['customer', 'merchant'] });
    expect(shop.till.sale(saleId).receipts).toMatchObject({
      customer: { state: 'printed', printer: 'office', insteadOf: 'counter' },
      merchant: { state: 'printed', printer: 'office' },
    });
    expect(shop.till.sale(saleId).receipts.merchant).not.toHaveProperty('insteadOf');
    expect(shop.health('counter')).toMatchObject({
      status: 'down',
      standIn: 'office',
      why: 'the fake printer is off: turn it on; office prints instead',
    });
  });

  it('at once, where the first finds out with a receipt that it is down', async () => {
    const shop = new GivenShop();
    shop.watch();
    shop.counter.answers({ kind: 'notPrinted', why: 'its cover is open', again: true });
    const said = shop.counter.print.bind(shop.counter);
    shop.counter.print = async (bytes) => {
      const outcome = await said(bytes);
      if (outcome.kind === 'notPrinted') shop.counter.turnOff();
      return outcome;
    };

    await shop.sells();

    expect(shop.papers()).toEqual({ counter: [], office: ['merchant', 'customer'] });
  });

  it('never for a receipt of which a byte may have left for the first: it stays unknown, and its next print is marked', async () => {
    const shop = new GivenShop();
    shop.watch();
    shop.counter.answers({ kind: 'unknown', why: 'it broke off' });

    const saleId = await shop.sells();
    shop.counter.turnOff();
    await shop.till.clock.advance(60_000);
    const alone = shop.papers();
    const atMs = shop.till.clock.nowMs();
    shop.till.terminal.dispatch({ kind: 'receiptRequested', saleId, copy: 'customer', atMs });
    shop.press.print(saleId, 'customer');
    await shop.till.clock.advance(0);

    expect(alone).toEqual({ counter: ['customer'], office: ['merchant'] });
    expect(shop.papers()).toEqual({ counter: ['customer'], office: ['merchant', 'customer DUPLICATE'] });
  });

  it('until the first is ready again: then that one prints', async () => {
    const shop = new GivenShop();
    shop.watch();
    shop.counter.turnOff();
    await shop.sells('ORD-1');
    shop.counter.turnOn();

    await shop.sells('ORD-2');

    expect(shop.papers()).toEqual({ counter: ['customer'], office: ['customer', 'merchant', 'merchant'] });
    expect(shop.health('counter')).toEqual({ status: 'ok' });
  });

  it('and not while nobody knows yet how the first is', async () => {
    const shop = new GivenShop();
    shop.board.report('counter', { status: 'down', reason: 'untried' });
    shop.board.report('office', { status: 'ok' });

    await shop.sells();
    const untried = shop.papers();
    shop.watch();
    await shop.till.clock.advance(0);

    expect(untried).toEqual({ counter: [], office: ['merchant'] });
    expect(shop.papers()).toEqual({ counter: ['customer'], office: ['merchant'] });
  });

  it('and where both are down, the one that comes back first prints', async () => {
    const shop = new GivenShop();
    shop.watch();
    shop.counter.turnOff();
    shop.office.turnOff();
    await shop.sells();

    shop.office.turnOn();
    await shop.till.clock.advance(0);
    const early = shop.papers();
    shop.counter.turnOn();
    await shop.till.clock.advance(60_000);

    expect(early['office']).toHaveLength(2);
    expect(shop.papers()).toEqual({ counter: [], office: early['office'] });
  });

  it('and a third for the second', () => {
    const config = givenConfig({
      printers: [
        COUNTER,
        OFFICE,
        { kind: 'file', path: 'bar.bin', name: 'bar', insteadOf: 'office', copies: [] },
      ],
    });
    const board = new PrinterBoard(
      config.printers.map((each) => ({ config: each, printer: new FakePrinter(each.name) })),
    );
    board.report('counter', { status: 'down', why: 'off' });
    board.report('office', { status: 'down', why: 'off' });
    board.report('bar', { status: 'ok' });

    expect(board.all().map(({ health }) => health.standIn)).toEqual(['bar', 'bar', undefined]);
  });
});

describe('`insteadOf` in the config names another printer', () => {
  const faults = (printers: readonly object[]) => {
    const { gateways, ...rest } = givenConfig({ printers: [] });
    const read = parseConfig(JSON.stringify({ ...rest, gateways, printers }));
    return read.ok ? [] : read.error;
  };

  it('by its name, or by where it is', () => {
    const unnamed = { kind: 'tcp', host: '10.0.0.7' };
    const byPlace = { kind: 'file', path: 'b', insteadOf: 'tcp 10.0.0.7:9100' };

    expect(faults([COUNTER, OFFICE])).toEqual([]);
    expect(faults([unnamed, byPlace])).toEqual([]);
  });

  it.each<[string, object[], string]>([
    ['nobody', [COUNTER, { ...OFFICE, insteadOf: 'cellar' }], 'must be the name of another printer: counter'],
    ['itself', [COUNTER, { ...OFFICE, insteadOf: 'office' }], 'must be the name of another printer: counter'],
    [
      'another in capitals',
      [COUNTER, { ...OFFICE, insteadOf: 'Counter' }],
      'must be the name of another printer: counter',
    ],
    ['a ring', [{ ...COUNTER, insteadOf: 'office' }, OFFICE], 'leads back to this printer'],
  ])('%s is refused, with the key and why', (_, printers, why) => {
    expect(faults(printers)).toContainEqual({ path: 'printers.1.insteadOf', why });
  });

  it('two printers of one name are refused', () => {
    expect(faults([COUNTER, { ...OFFICE, name: 'counter' }])).toContainEqual({
      path: 'printers.1.name',
      why: 'is the name of another printer: counter',
    });
  });
});
