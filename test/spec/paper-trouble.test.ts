import { describe, expect, it } from 'vitest';
import { PrintQueue } from '../../drivers/printer/print-queue.ts';
import { deflate } from '../../drivers/printer/paper-font.ts';
import { brandsOf } from '../../src/acquirers/brands.ts';
import type { Config } from '../../src/config/config.ts';
import type { PaperName } from '../../src/payment/receipt-state.ts';
import { DotFont } from '../../src/receipt/dot-font.ts';
import { Papers } from '../../src/receipt/papers.ts';
import { NO_SHAPER } from '../../src/receipt/shape.ts';
import { Press } from '../../src/till/press.ts';
import { FakePrinter } from '../fakes/fake-printer.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const CHARGED = { kind: 'charged', charge: { amount: RM45_50, paymentId: 'P-1' } } as const;
const PRINTERS = [{ kind: 'file', path: 'paper.bin', copies: ['customer'] }];
const REASON = expect.stringContaining('the font is gone') as string;

/** A shop whose name no printer of the profile can set, so that every paper of it needs the till's own font. */
function givenHanTill(before?: GivenTill): GivenTill {
  const patch = { printers: PRINTERS };
  const till = before?.restarted(undefined, patch) ?? new GivenTill({ pay: [CHARGED] }, undefined, patch);
  return till;
}

/** The papers of a till whose font cannot be read. */
function papersWithoutFont(config: Config, said: string[] = []): Papers {
  const store = { ...config.merchant.store, storeDisplayName: '茶水間' };
  return new Papers({
    config: { ...config, merchant: { ...config.merchant, store } },
    training: false,
    brands: brandsOf(config),
    font: new DotFont(() => {
      throw new Error('the font is gone');
    }),
    shaper: NO_SHAPER,
    marks: new Map(),
    deflate,
    log: { info: () => undefined, warn: (message) => void said.push(message) },
  });
}

/** A press that prints for a till, as it is composed. */
function pressOf(till: GivenTill, papers: Papers, printer: FakePrinter): Press {
  const saleOf = (saleId: string) => till.terminal.book.sale(saleId)!;
  const [config] = till.config.printers;
  return new Press({
    printers: [{ printer, config: config! }],
    clock: till.clock,
    isOk: () => true,
    waitingSinceMs: () => till.clock.nowMs(),
    bytesOf: (saleId, copy, to) => papers.bytes(saleOf(saleId), copy, to),
    started: (saleId, copy) => till.terminal.dispatch({ kind: 'receiptStarted', saleId, copy, atMs: 0 }),
    ended: (saleId, copy, outcome) =>
      till.terminal.dispatch({ kind: 'receiptEnded', saleId, copy, outcome, atMs: 0 }),
  });
}

/** Prints what the till has asked for since it was started. */
async function printAsked(till: GivenTill): Promise<number> {
  const printer = new FakePrinter();
  const press = pressOf(till, papersWithoutFont(till.config), printer);
  for (const asked of till.printed) {
    const [saleId = '', copy = ''] = asked.split(' ');
    press.print(saleId, copy as PaperName);
  }
  await till.clock.advance(60_000);
  press.stop();
  return printer.paper.length;
}

describe('A receipt that cannot be made', () => {
  it('is not printed, with its reason; the sale stays paid', async () => {
    const till = givenHanTill();
    const saleId = await till.sell();

    const papers = await printAsked(till);

    expect(papers).toBe(0);
    expect(till.sale(saleId)).toMatchObject({
      state: 'paid',
      receipts: { customer: { state: 'notPrinted', why: REASON } },
    });
  });

  it('is not tried again by the next start', async () => {
    const till = givenHanTill();
    const saleId = await till.sell();
    await printAsked(till);
    const rows = till.journal.rows.length;

    const again = givenHanTill(till);
    await printAsked(again);

    expect([again.printed, again.journal.rows.length]).toEqual([[], rows]);
    expect(again.sale(saleId).receipts['customer']?.state).toBe('notPrinted');
  });

  it('that a former start left waiting ends at the next one, once', async () => {
    const till = givenHanTill();
    const saleId = await till.sell();

    const again = givenHanTill(till);
    await printAsked(again);
    const third = givenHanTill(again);

    expect([again.printed, third.printed]).toEqual([[`${saleId} customer`], []]);
  });

  it('can be asked for again by a person, and then says the same', async () => {
    const till = givenHanTill();
    const saleId = await till.sell();
    await printAsked(till);

    till.terminal.dispatch({ kind: 'receiptRequested', saleId, copy: 'customer', atMs: 0 });
    await printAsked(till);

    expect(till.sale(saleId).receipts['customer']).toEqual({ state: 'notPrinted', why: REASON });
  });
});

describe('A paper that cannot be made is a value', () => {
  const till = givenHanTill();
  const said: string[] = [];
  const papers = papersWithoutFont(till.config, said);
  const refused = { ok: false, error: { why: 'cannotBeMade', say: REASON } };
  const jobRefused = { ok: false, error: REASON };
  const han = [{ kind: 'centred', text: '茶水間', size: 'plain', strong: false }] as const;

  it('in every form of a sale: bytes, picture and PDF', async () => {
    const saleId = await till.sell();
    const sale = till.terminal.book.sale(saleId)!;
    const [printer] = till.config.printers;

    expect(papers.bytes(sale, 'customer', printer!)).toEqual(jobRefused);
    for (const format of ['escpos', 'png', 'pdf'] as const)
      expect(papers.file(sale, 'customer', format)).toEqual(refused);
    expect(papers.text(sale, 'customer').ok).toBe(true);
  });

  it('of no sale: a report, a test page', () => {
    const [printer] = till.config.printers;

    expect(papers.bytesOf(han, printer!)).toEqual(jobRefused);
    for (const format of ['escpos', 'png', 'pdf'] as const)
      expect(papers.fileOf(han, format)).toEqual(refused);
    expect(papers.testPage(printer!, 'now')).toEqual(jobRefused);
  });

  it('where its content itself throws, and for a phone it is none', async () => {
    const paid = givenHanTill();
    const sale = paid.terminal.book.sale(await paid.sell())!;
    const { terminal } = till.config;
    const nowhere = { ...till.config, terminal: { ...terminal, timeZone: 'Nowhere/At_All' } };
    const lost = papersWithoutFont(nowhere);

    expect(lost.text(sale, 'customer')).toMatchObject({ ok: false, error: { why: 'cannotBeMade' } });
    expect(lost.forPhone(sale)).toBeNull();
    expect(
      lost.made(() => {
        throw new Error('the font is gone');
      }),
    ).toEqual(refused);
  });

  it('and the log keeps the fault, once for each', () => {
    expect(said).toEqual(['A paper could not be made.']);
  });
});

describe('A printer whose driver throws', () => {
  const broken = () => Promise.reject(new Error('a bug of the driver'));
  const link = { deliver: broken, probe: broken, letGo: () => undefined };
  const why = expect.stringContaining('a bug of the driver') as string;

  it('leaves the outcome unknown, and does not end the till', async () => {
    const printer = new PrintQueue('broken', new ManualClock(), link);

    const outcomes = [await printer.print(Buffer.from('x')), await printer.print(Buffer.from('x'))];

    expect(outcomes).toEqual([
      { kind: 'unknown', why },
      { kind: 'unknown', why },
    ]);
    await printer.stop();
  });

  it('is down where it cannot be asked how it is', async () => {
    const clock = new ManualClock();
    const printer = new PrintQueue('broken', clock, link);
    const healths: unknown[] = [];

    printer.watch((health) => healths.push(health));
    await clock.advance(0);

    expect(healths.at(-1)).toEqual({ status: 'down', why });
    await printer.stop();
  });
});
