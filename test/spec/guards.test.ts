import { describe, expect, it } from 'vitest';
import { guardStep, MoneyRuleBroken } from '../../src/payment/guards.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { saleTransition } from '../../src/payment/sale.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import type { PaymentState, Sale } from '../../src/payment/state.ts';
import { CHARGED, refused, SILENT } from '../fakes/answers.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import type { Script } from '../fakes/fake-gateway.ts';

/** A sale after a scan, and the event that began its attempt. */
async function given(script: Script): Promise<{ readonly sale: Sale; readonly begun: TillEvent }> {
  const till = new GivenTill(script, undefined, { printers: [] });
  const saleId = await till.sell();
  await till.clock.advance(0);
  const begun = [...till.journal.ofSale(saleId)].find(({ kind }) => kind === 'paymentStarted');
  if (begun === undefined) throw new Error('no attempt was begun');
  return { sale: till.terminal.book.sale(saleId)!, begun };
}

/** An event as the loop takes it. */
function taken(sale: Sale, event: TillEvent) {
  const step = saleTransition(sale, event);
  guardStep(sale, step.sale, event);
  return step;
}

function idOf(sale: Sale): string {
  return sale.payments[0]?.facts.paymentRequestId ?? '';
}

function refundOf(sale: Sale, minor: number, refundRequestId: string): TillEvent {
  const { retryMs, backgroundRetryMs, throttledMs } = sale.payments[0]!.facts.timing;
  return {
    ...{ kind: 'refundApproved', saleId: sale.saleId, atMs: 0, refundRequestId, reason: 'size' },
    ...{ paymentRequestId: idOf(sale), amount: { ...RM45_50, valueMinor: minor as Minor } },
    ...{ approverId: 'm1', idempotencyKey: null, timing: { retryMs, backgroundRetryMs, throttledMs } },
    ...{ isRetried: true, repeat: { kind: 'sameIdIsSafe' } },
  };
}

describe('What the machine itself refuses, whoever asks (§7)', () => {
  it.each([
    ['is paid', { pay: [CHARGED] }],
    ['is not known', { pay: [SILENT] }],
    ['is refused, and asked about again', { pay: [refused('PROCESS_FAIL')] }],
  ] as const)('a second attempt while the first %s', async (how, script) => {
    const { sale, begun } = await given(script);
    const asked: TillEvent = {
      ...{ kind: 'paymentChanged', saleId: sale.saleId, atMs: 0, paymentRequestId: idOf(sale) },
      change: { kind: 'questioned' },
    };
    const open = how.startsWith('is refused') ? taken(sale, asked).sale : sale;

    const again = (): unknown => taken(open, { ...begun, paymentRequestId: '2', number: 2 } as TillEvent);

    expect(again).toThrow(MoneyRuleBroken);
    expect(again).toThrow(`begins a payment of the order ORD-1 while ${idOf(sale)} is `);
  });

  it('but not an attempt after one that surely failed', async () => {
    const { sale, begun } = await given({ pay: [refused('PROCESS_FAIL')] });

    const next = taken(sale, { ...begun, paymentRequestId: '2', number: 2 } as TillEvent);

    expect(next.sale.payments).toHaveLength(2);
  });

  it('a refund over what is left of the charge', async () => {
    const { sale } = await given({ pay: [CHARGED] });
    const part = taken(sale, refundOf(sale, 4000, 'R1')).sale;

    const more = (): unknown => taken(part, refundOf(part, 551, 'R2'));

    expect(taken(part, refundOf(part, 550, 'R2')).sale.refunds).toHaveLength(2);
    expect(more).toThrow(MoneyRuleBroken);
    expect(more).toThrow('approves refunds of 4551');
  });

  it('a refund of what was never charged', async () => {
    const { sale } = await given({ pay: [refused('PROCESS_FAIL')] });

    expect(() => taken(sale, refundOf(sale, 1, 'R1'))).toThrow('which is charged 0');
  });

  it('a give-back of what was given back', async () => {
    const { sale } = await given({ pay: [CHARGED] });
    const [payment] = sale.payments;
    const recheck = {
      ...{ dueAtMs: null, inFlight: true, tries: 1, sinceMs: 0, lookedAtMs: null, misses: 0 },
      ...{ codeDeadAtMs: 0, atNextStart: false, told: false },
    };
    const back: PaymentState = {
      ...{ kind: 'cancelled', cause: 'void', charge: CHARGED.charge, refundedPaymentId: 'P-1' },
      ...{ backMinor: null, neverThere: false, recheck },
    };
    const returned = { ...sale, payments: [{ facts: payment!.facts, state: back }] };
    const answered = (paymentId: string): unknown =>
      taken(returned, {
        ...{ kind: 'paymentChanged', saleId: sale.saleId, atMs: 0, paymentRequestId: idOf(sale) },
        change: {
          kind: 'inquiryAnswered',
          answer: { kind: 'charged', charge: { ...CHARGED.charge, paymentId } },
        },
      });

    expect(answered('P-1')).toMatchObject({ effects: [] });
    expect(answered('P-2')).toMatchObject({ effects: [{ effect: { kind: 'refundPayment' } }] });
  });

  it.each(['printing', 'printed'] as const)('a print of a receipt that is %s', async (kind) => {
    const { sale } = await given({ pay: [CHARGED] });
    const receipts = { customer: { state: { kind }, marked: false, to: null, on: null } };
    const event = { kind: 'receiptStarted', saleId: sale.saleId, atMs: 0, copy: 'customer' } as const;

    const again = (): unknown => taken({ ...sale, receipts }, event);

    expect(again).toThrow(MoneyRuleBroken);
    expect(again).toThrow(`prints the customer receipt of ${sale.saleId} while it is ${kind}`);
  });
});
