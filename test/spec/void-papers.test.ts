import { describe, expect, it } from 'vitest';
import type { PaperName } from '../../src/payment/receipt-state.ts';
import { ok } from '../../src/ground/result.ts';
import { Press } from '../../src/till/press.ts';
import { CHARGED, CLOSED, CONFIRMED } from '../fakes/answers.ts';
import { FakePrinter } from '../fakes/fake-printer.ts';
import { GivenTill } from '../fakes/given-till.ts';

const PRINTERS = [{ kind: 'file', path: 'paper.bin', copies: ['customer'] }];

/** A till with a press, as it is composed: what the till asks for goes to the press at once. */
class Shop {
  readonly till = new GivenTill({ pay: [CHARGED], cancel: [CONFIRMED], inquire: [CLOSED] }, undefined, {
    printers: PRINTERS,
  });
  readonly printer = new FakePrinter();
  readonly press: Press;
  isAway = false;
  #handed = 0;

  constructor() {
    const { till, printer } = this;
    const stateOf = (saleId: string, copy: PaperName) =>
      till.terminal.book.sale(saleId)?.receipts[copy]?.state;
    this.press = new Press({
      printers: [{ printer, config: till.config.printers[0]! }],
      clock: till.clock,
      isOk: () => !this.isAway,
      waitingSinceMs: (saleId, copy) => {
        const state = stateOf(saleId, copy);
        return state?.kind === 'waiting' ? state.sinceMs : null;
      },
      bytesOf: (saleId) => ok(Buffer.from(`${till.sale(saleId).state} `)),
      started: (saleId, copy) => till.terminal.dispatch({ kind: 'receiptStarted', saleId, copy, atMs: 0 }),
      ended: (saleId, copy, outcome) =>
        till.terminal.dispatch({ kind: 'receiptEnded', saleId, copy, outcome, atMs: 0 }),
    });
  }

  /** Hands the press what the till has asked for since. */
  async hand(): Promise<void> {
    for (const asked of this.till.printed.slice(this.#handed)) {
      const [saleId = '', copy = ''] = asked.split(' ');
      this.press.print(saleId, copy as PaperName);
    }
    this.#handed = this.till.printed.length;
    await this.till.clock.advance(0);
  }

  get paper(): string {
    return this.printer.paper
      .map((bytes) => Buffer.from(bytes).toString())
      .join('')
      .trim();
  }

  receipt(saleId: string): string | undefined {
    return this.till.sale(saleId).receipts['customer']?.state;
  }
}

describe('The papers of a sale that is voided (§7.3)', () => {
  it('a receipt that still waits for its printer is printed once, as that of the void', async () => {
    const shop = new Shop();
    shop.isAway = true;
    const saleId = await shop.till.sell();
    await shop.hand();
    await shop.till.cancel(saleId);
    await shop.till.clock.advance(0);
    await shop.hand();
    shop.isAway = false;

    await shop.till.clock.advance(60_000);

    expect(shop.paper).toBe('cancelled');
    expect(shop.receipt(saleId)).toBe('printed');
    shop.press.stop();
  });

  it('one that is on its way to paper says nothing of the void: that has its own', async () => {
    const shop = new Shop();
    shop.printer.holds();
    const saleId = await shop.till.sell();
    await shop.hand();
    await shop.till.cancel(saleId);
    await shop.till.clock.advance(0);
    await shop.hand();
    shop.printer.goesOn();

    await shop.till.clock.advance(60_000);

    expect(shop.paper).toBe('paid cancelled');
    expect(shop.receipt(saleId)).toBe('printed');
    shop.press.stop();
  });
});
