import { describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import type { PaperName } from '../../src/payment/receipt-state.ts';
import { ok } from '../../src/ground/result.ts';
import { Press } from '../../src/till/press.ts';
import { CHARGED, CLOSED, CONFIRMED } from '../fakes/answers.ts';
import { FakePrinter } from '../fakes/fake-printer.ts';
import { GivenTill } from '../fakes/given-till.ts';

const PRINTERS = [
  { kind: 'file', path: 'paper.bin', name: 'counter', copies: ['customer'] },
  { kind: 'file', path: 'office.bin', name: 'office', copies: [] },
];
const NOT_YET: PrintOutcome = { kind: 'notPrinted', why: 'its cover is open', again: true };

/** A till with a press, as it is composed: what the till asks for goes to the press at once. */
class Shop {
  readonly till = new GivenTill({ pay: [CHARGED], cancel: [CONFIRMED], inquire: [CLOSED] }, undefined, {
    printers: PRINTERS,
  });
  readonly printer = new FakePrinter('counter');
  readonly office = new FakePrinter('office');
  readonly press: Press;
  isAway = false;
  #handed = 0;

  constructor() {
    const { till, printer, office } = this;
    const stateOf = (saleId: string, copy: PaperName) =>
      till.terminal.book.sale(saleId)?.receipts[copy]?.state;
    this.press = new Press({
      printers: [
        { printer, config: till.config.printers[0]! },
        { printer: office, config: till.config.printers[1]! },
      ],
      clock: till.clock,
      isOk: () => !this.isAway,
      waitingSinceMs: (saleId, copy) => {
        const state = stateOf(saleId, copy);
        return state?.kind === 'waiting' ? state.sinceMs : null;
      },
      bytesOf: (saleId, copy) => {
        const isMarked = till.terminal.book.sale(saleId)?.receipts[copy]?.marked === true;
        return ok(Buffer.from(`${till.sale(saleId).state}${isMarked ? ' DUPLICATE' : ''} `));
      },
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

  /** A person sends the receipt to the office's printer. */
  async sendToOffice(saleId: string): Promise<void> {
    const params = { saleId, copy: 'customer' } as const;
    await this.till.desk.handlers().printReceipt({ params, query: {}, body: { printer: 'office' } });
    this.press.print(saleId, 'customer', 'office');
    this.#handed = this.till.printed.length;
    await this.till.clock.advance(0);
  }

  /** What is on the paper of all printers. */
  get paper(): string {
    return [this.printer, this.office]
      .flatMap(({ paper }) => paper)
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

  /** The sale's receipt is on its way to the counter's printer when the void's is asked for and sent to the office's. */
  async function givenVoidSentOn(outcome: PrintOutcome): Promise<{ shop: Shop; saleId: string }> {
    const shop = new Shop();
    shop.till.screen.report('printers/office', { status: 'ok' });
    shop.printer.holds();
    shop.printer.answers(outcome);
    const saleId = await shop.till.sell();
    await shop.hand();
    await shop.till.cancel(saleId);
    await shop.till.clock.advance(0);
    await shop.hand();
    await shop.sendToOffice(saleId);
    return { shop, saleId };
  }

  it.each([NOT_YET, { ...NOT_YET, again: false }])(
    'the receipt that the void took the place of never comes out as a second original (again: $again)',
    async (outcome) => {
      const { shop, saleId } = await givenVoidSentOn(outcome);

      shop.printer.goesOn();
      await shop.till.clock.advance(60_000);

      expect(shop.paper).toBe('cancelled');
      expect(shop.receipt(saleId)).toBe('printed');
      shop.press.stop();
    },
  );

  it('a receipt that does not come out does not end the one of the void, which waits behind it', async () => {
    const shop = new Shop();
    shop.printer.holds();
    shop.printer.answers({ ...NOT_YET, again: false });
    const saleId = await shop.till.sell();
    await shop.hand();
    await shop.till.cancel(saleId);
    await shop.till.clock.advance(0);
    await shop.hand();

    shop.printer.goesOn();
    await shop.till.clock.advance(60_000);

    expect([shop.paper, shop.receipt(saleId)]).toEqual(['cancelled', 'printed']);
    shop.press.stop();
  });

  it('in the journal, too, what is printed waits for no printer any more', async () => {
    const { shop, saleId } = await givenVoidSentOn(NOT_YET);

    const kept = { kind: 'receiptEnded', saleId, copy: 'customer', atMs: 0 } as const;
    shop.till.terminal.dispatch({ ...kept, outcome: NOT_YET });

    expect(shop.receipt(saleId)).toBe('printed');
    shop.printer.goesOn();
    shop.press.stop();
  });
});
