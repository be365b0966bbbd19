import { describe, expect, it } from 'vitest';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';

const CHARGED = { kind: 'charged', charge: { amount: RM45_50, paymentId: 'P-1' } } as const;
const PRINTERS = {
  printers: [
    { kind: 'file', path: 'counter.bin', name: 'counter', copies: ['customer'] },
    { kind: 'file', path: 'office.bin', name: 'office', copies: ['merchant'] },
  ],
};

function givenTill(): GivenTill {
  const till = new GivenTill({ pay: [CHARGED] }, undefined, PRINTERS);
  for (const name of ['counter', 'office']) till.screen.report(`printers/${name}`, { status: 'ok' });
  return till;
}

const papers = (till: GivenTill, saleId: string) => {
  const params = { saleId, copy: 'customer' } as const;
  const { printReceipt, skipReceipt } = till.desk.handlers();
  return {
    printOn: (printer: string) => printReceipt({ params, query: {}, body: { printer } }),
    print: () => printReceipt({ params, query: {}, body: null }),
    skip: () => skipReceipt({ params, query: {}, body: null }),
  };
};

/** The receipt went to paper, as the press tells it. */
function printed(till: GivenTill, saleId: string): void {
  const job = { saleId, copy: 'customer', atMs: till.clock.nowMs() } as const;
  till.terminal.dispatch({ kind: 'receiptStarted', ...job });
  till.terminal.dispatch({ kind: 'receiptEnded', ...job, outcome: { kind: 'printed' } });
}

describe('A receipt that waits for the printer', () => {
  it('can be skipped: it says so, and a restart does not print it', async () => {
    const till = givenTill();
    const saleId = await till.sell();

    const answer = await papers(till, saleId).skip();
    const again = till.restarted(undefined, PRINTERS);

    const skipped = { state: 'notPrinted', skipped: true };
    expect(answer).toMatchObject({ ok: true, value: { receipts: { customer: skipped } } });
    expect(again.sale(saleId).receipts['customer']).toMatchObject(skipped);
    expect(again.printed.filter((each) => each.includes('customer'))).toEqual([]);
  });

  it('can be sent to another printer, still as the original, and waits for that one after a restart', async () => {
    const till = givenTill();
    const saleId = await till.sell();

    const answer = await papers(till, saleId).printOn('office');
    const again = till.restarted(undefined, PRINTERS);

    expect(answer).toMatchObject({ ok: true });
    const job = again.terminal.book.sale(saleId)?.receipts['customer'];
    expect(job).toMatchObject({ state: { kind: 'waiting' }, marked: false, to: 'office' });
  });

  it('is not asked for twice where no printer is chosen', async () => {
    const till = givenTill();
    const saleId = await till.sell();

    expect(await papers(till, saleId).print()).toMatchObject({
      ok: false,
      error: { slug: 'not-printable', why: 'underWay' },
    });
  });

  it('goes to no printer that the till does not have', async () => {
    const till = givenTill();
    const saleId = await till.sell();

    expect(await papers(till, saleId).printOn('cellar')).toMatchObject({
      ok: false,
      error: { slug: 'not-printable', why: 'noPrinter' },
    });
  });

  it('is printed later as the original where it was skipped, and marked from then on', async () => {
    const till = givenTill();
    const saleId = await till.sell();
    await papers(till, saleId).skip();

    await papers(till, saleId).print();
    const first = till.terminal.book.sale(saleId)?.receipts['customer']?.marked;
    printed(till, saleId);
    await papers(till, saleId).print();

    expect([first, till.terminal.book.sale(saleId)?.receipts['customer']?.marked]).toEqual([false, true]);
  });
});

describe('A reprint', () => {
  it('is to be had of any sale, whenever it was, and is marked', async () => {
    const till = givenTill();
    const saleId = await till.sell();
    printed(till, saleId);
    await till.clock.advance(400 * 24 * 3_600_000);

    const answer = await papers(till, saleId).print();

    expect(answer).toMatchObject({ ok: true, value: { receipts: { customer: { state: 'waiting' } } } });
    expect(till.terminal.book.sale(saleId)?.receipts['customer']?.marked).toBe(true);
  });

  it('of a printed receipt leaves nothing to skip: what is on paper stays printed', async () => {
    const till = givenTill();
    const saleId = await till.sell();
    printed(till, saleId);

    expect(await papers(till, saleId).skip()).toMatchObject({
      ok: true,
      value: { receipts: { customer: { state: 'printed' } } },
    });
  });
});
