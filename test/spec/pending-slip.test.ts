import { describe, expect, it } from 'vitest';
import { deflate } from '../../drivers/printer/paper-font.ts';
import { brandsOf } from '../../src/acquirers/brands.ts';
import { ok } from '../../src/ground/result.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { noPaper } from '../../src/receipt/no-paper.ts';
import { Papers } from '../../src/receipt/papers.ts';
import { printSlip } from '../../src/till/print-slip.ts';
import { CHARGED, CONFIRMED, CONFIRMING, refused, SILENT, UNDECIDED } from '../fakes/answers.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { INK } from '../fakes/given-receipt.ts';
import { givenConfig, GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const OTHER = { ...RM45_50, valueMinor: 4551 as typeof RM45_50.valueMinor };
const OTHER_AMOUNT = { kind: 'charged', charge: givenCharge(OTHER) } as const;
const UNKNOWN: Script = { pay: [SILENT], inquire: [UNDECIDED], cancel: [SILENT] };
const STUCK: Script = {
  pay: [SILENT],
  inquire: [UNDECIDED, UNDECIDED, CHARGED],
  cancel: [refused('PROCESS_FAIL')],
  refund: [refused('REFUND_WINDOW_EXCEED')],
};
const STUCK_VOID: Script = { ...STUCK, pay: [CHARGED], inquire: [CHARGED] };
const VOIDED: Script = { pay: [CHARGED], inquire: [CHARGED], cancel: [SILENT] };

function papersOf(till: GivenTill): Papers {
  return new Papers({
    config: till.config,
    training: false,
    brands: brandsOf(till.config),
    ...INK,
    marks: new Map(),
    deflate,
    log: QUIET,
  });
}

/** A sale after a scan, and after the cashier gave it up where `cancelled`. */
async function given(
  script: Script,
  cancelled: boolean,
  patch: object = {},
): Promise<{ till: GivenTill; saleId: string }> {
  const till = new GivenTill(script, undefined, patch);
  const saleId = await till.sell();
  if (cancelled) await till.cancel(saleId);
  await till.clock.advance(0);
  return { till, saleId };
}

describe('The slip for a payment whose outcome is not known (§7.3)', () => {
  it.each([
    ['checking', UNKNOWN, false],
    ['cancelling', UNKNOWN, true],
    ['attention', { pay: [OTHER_AMOUNT] }, false],
    ['attention', STUCK, true],
  ] as const)('%s: it says NOT PAID, and which payment it is of', async (state, script, cancelled) => {
    const { till, saleId } = await given(script, cancelled);
    const sale = till.terminal.book.sale(saleId)!;
    const { paymentRequestId = '' } = till.sale(saleId);
    const papers = papersOf(till);

    const text = papers.text(sale, 'pending');

    expect(till.sale(saleId).state).toBe(state);
    expect(text.ok && text.value.split('NOT PAID, RESULT UNKNOWN')).toHaveLength(3);
    for (const part of ['MYR 45.50', 'ORD-1', paymentRequestId])
      expect(text).toMatchObject({ value: expect.stringContaining(part) as string });
    for (const format of ['png', 'pdf', 'escpos'] as const)
      expect(papers.file(sale, 'pending', format).ok).toBe(true);
  });

  it.each([
    ['customerConfirming', { pay: [CONFIRMING], inquire: [CONFIRMING] }, false],
    ['paid', { pay: [CHARGED] }, false],
    ['cancelling', VOIDED, true],
    ['attention', STUCK_VOID, true],
    ['failed', { pay: [refused('RISK_REJECT', 'risk')] }, false],
    ['cancelled', { pay: [SILENT], inquire: [UNDECIDED], cancel: [CONFIRMED] }, true],
  ] as const)('%s: there is none of a sale whose outcome is known', async (state, script, cancelled) => {
    const { till, saleId } = await given(script, cancelled);

    const text = papersOf(till).text(till.terminal.book.sale(saleId)!, 'pending');

    expect(till.sale(saleId).state).toBe(state);
    expect(text).toEqual({
      ok: false,
      error: { why: 'notUnknown', say: expect.stringContaining('only while it is not known') as string },
    });
  });
});

it('Every paper of a payment at a gateway for tests says so, and no other', async () => {
  const { alipayPlus } = givenConfig({}).gateways;
  const forTests = { gateways: { alipayPlus: { ...alipayPlus, stage: 'test' } } };
  const [paid, unknown] = [
    await given({ pay: [CHARGED] }, false, forTests),
    await given(UNKNOWN, false, forTests),
  ];
  const real = await given({ pay: [CHARGED] }, false);
  const textOf = (
    { till, saleId }: Awaited<ReturnType<typeof given>>,
    copy: 'customer' | 'merchant' | 'pending',
  ) => {
    const text = papersOf(till).text(till.terminal.book.sale(saleId)!, copy);
    return text.ok ? text.value : '';
  };

  const papers = [textOf(paid, 'customer'), textOf(paid, 'merchant'), textOf(unknown, 'pending')];

  expect(papers.map((text) => text.split('TEST - NOT A RECEIPT OF PAYMENT').length)).toEqual([3, 3, 3]);
  expect(textOf(real, 'customer')).not.toContain('TEST');
});

describe('Printing the slip', () => {
  const said: string[] = [];
  const screen = { notice: (kind: string, say: string) => void said.push(`${kind}: ${say}`) };
  const parts = { receiptText: () => ok('a slip'), screen };
  const printsAs = (outcome: PrintOutcome) => ({ ...parts, printSlip: () => Promise.resolve(outcome) });
  const sale = {} as never;

  it('leaves no row and no receipt behind', async () => {
    const { till, saleId } = await given(UNKNOWN, false);
    const rows = till.journal.rows.length;

    const printed = printSlip(printsAs({ kind: 'printed' }), till.terminal.book.sale(saleId)!);

    expect(printed).toEqual(ok(null));
    expect([till.journal.rows.length, till.sale(saleId).receipts]).toEqual([rows, {}]);
  });

  it('that does not come out says why on the screen, and is not tried again', async () => {
    printSlip(printsAs({ kind: 'notPrinted', why: 'no paper', again: true }), sale);
    await Promise.resolve();

    expect(said).toEqual(['slip-not-printed: The slip was not printed. no paper']);
  });

  it('is refused where there is no slip, and where no printer prints it', () => {
    const none = printSlip(
      { ...printsAs({ kind: 'printed' }), receiptText: () => noPaper('notUnknown', 'no slip') },
      sale,
    );
    const nowhere = printSlip({ ...parts, printSlip: null }, sale);

    expect([none, nowhere]).toMatchObject([
      { error: { slug: 'not-printable', detail: 'no slip' } },
      { error: { slug: 'not-printable', detail: expect.stringContaining('No printer') as string } },
    ]);
  });
});
