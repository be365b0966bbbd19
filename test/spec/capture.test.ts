import { describe, expect, it } from 'vitest';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import {
  CAPTURED,
  CHARGED,
  CLOSED,
  CONFIRMED,
  CONFIRMING,
  HELD,
  refused,
  SILENT,
  TOO_LATE,
  UNDECIDED,
} from '../fakes/answers.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { KEPT_RULES } from '../../src/payment/kept-rules.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import type { PaymentFacts, PaymentState } from '../../src/payment/state.ts';
import type { Step } from '../../src/payment/step.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import { start, transition } from '../../src/payment/transition.ts';

const MINUTE_MS = 60_000;
const OPENED = {
  kind: 'pageOpened',
  answer: { kind: 'opened', payableForMs: MINUTE_MS, facts: {} },
} as const;
const OTHER: Amount = { ...RM45_50, valueMinor: 4551 as Minor };
/** A refusal that asks for the same capture again, and one that is final. */
const FOR_NOW = refused('ACCESS_DENIED', 'technical');
const FOR_GOOD = refused('PROCESS_FAIL');

/** A till, and a sale whose code was scanned at a gateway that holds the money first. */
async function given(script: Script): Promise<{ readonly till: GivenTill; readonly saleId: string }> {
  const till = new GivenTill({ pay: [HELD], ...script });
  const saleId = await till.sell();
  await till.clock.advance(0);
  return { till, saleId };
}

describe('Money that the acquirer only holds (hosted payments, section 3)', () => {
  it('is captured at once, and is paid by the capture alone', async () => {
    const { till, saleId } = await given({ capture: [SILENT] });
    const waiting = till.sale(saleId);
    till.gateway.answers({ inquire: [HELD], capture: [CAPTURED] });

    await till.clock.advance(MINUTE_MS);

    expect(waiting).toMatchObject({ state: 'capturing', may: ['cancel'], receipts: {} });
    expect(till.sale(saleId)).toMatchObject({ state: 'paid', paymentId: 'P-1' });
  });

  it('keeps the till from opening another sale while it is being captured', async () => {
    const { till } = await given({ capture: [SILENT] });

    const other = await till.open('ORD-2');

    expect(other).toMatchObject({ error: { slug: 'till-busy' } });
  });

  it('is asked about before the same capture is sent again, over the whole amount each time', async () => {
    const { till, saleId } = await given({ capture: [SILENT, SILENT, CAPTURED], inquire: [HELD] });

    await till.clock.advance(MINUTE_MS);

    const id = till.sale(saleId).paymentRequestId ?? '';
    expect(till.gateway.verbs).toEqual(['pay', 'capture', 'inquire', 'capture', 'inquire', 'capture']);
    expect(new Set(till.gateway.asked.filter((call) => call.startsWith('capture')))).toEqual(
      new Set([`capture ${id} 4550`]),
    );
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('is paid where the answer to the capture was lost and the books have it', async () => {
    const { till, saleId } = await given({ capture: [SILENT], inquire: [CHARGED] });

    await till.clock.advance(MINUTE_MS);

    expect(till.gateway.verbs).toEqual(['pay', 'capture', 'inquire']);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('is captured again where the request was not taken for now', async () => {
    const { till, saleId } = await given({ capture: [FOR_NOW, CAPTURED] });

    await till.clock.advance(MINUTE_MS);

    expect(till.gateway.verbs).toEqual(['pay', 'capture', 'capture']);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('is let go of where the capture is refused for good, and the sale is failed and may be tried again', async () => {
    const { till, saleId } = await given({ capture: [FOR_GOOD], inquire: [HELD], cancel: [CONFIRMED] });
    till.gateway.answers({ inquire: [CLOSED] });
    const early = till.sale(saleId);

    await till.clock.advance(10 * MINUTE_MS);

    expect(till.gateway.verbs.slice(0, 4)).toEqual(['pay', 'capture', 'inquire', 'cancel']);
    expect(early).toMatchObject({ state: 'failed', reason: 'NOT_COLLECTED', may: ['cancel'] });
    expect(till.sale(saleId)).toMatchObject({ state: 'failed', may: ['retry', 'cancel'] });
  });

  it('is paid where the capture was refused, and the books have an earlier try of it', async () => {
    const { till, saleId } = await given({ capture: [FOR_GOOD], inquire: [CHARGED] });

    await till.clock.advance(MINUTE_MS);

    expect(till.sale(saleId).state).toBe('paid');
    expect(till.gateway.verbs).not.toContain('cancel');
  });

  it('is asked about first after a restart, and then captured under the same name', async () => {
    const { till, saleId } = await given({ capture: [SILENT] });

    const again = till.restarted({ inquire: [HELD], capture: [CAPTURED] });
    await again.clock.advance(0);

    expect(again.gateway.verbs).toEqual(['pay', 'capture', 'inquire', 'capture']);
    expect(again.sale(saleId).state).toBe('paid');
  });

  it('over another amount than asked is let go of and never captured', async () => {
    const { till, saleId } = await given({
      pay: [{ ...HELD, hold: givenCharge(OTHER) }],
      cancel: [CONFIRMED],
      inquire: [CLOSED],
    });

    await till.clock.advance(MINUTE_MS);

    expect(till.gateway.verbs).not.toContain('capture');
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'AMOUNT_MISMATCH' });
  });

  it('is not collected after its hold has ended', async () => {
    const { till, saleId } = await given({
      pay: [{ ...HELD, heldForMs: MINUTE_MS }],
      capture: [SILENT],
      inquire: [UNDECIDED],
    });
    await till.clock.advance(2 * MINUTE_MS);
    const captures = till.gateway.verbs.filter((verb) => verb === 'capture').length;
    till.gateway.answers({
      inquire: [{ ...HELD, heldForMs: MINUTE_MS }, CLOSED],
      cancel: [CONFIRMED],
    });

    await till.clock.advance(MINUTE_MS);

    expect(till.gateway.verbs.filter((verb) => verb === 'capture')).toHaveLength(captures);
    expect(till.sale(saleId).state).toBe('failed');
  });
});

describe('What is told while money is being captured (hosted payments, section 3)', () => {
  it('a refusal proves nothing while a capture may be on its way', async () => {
    const { till, saleId } = await given({ capture: [SILENT], inquire: [UNDECIDED] });
    const { paymentRequestId = '' } = till.sale(saleId);

    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, CLOSED);
    const told = till.sale(saleId).state;
    till.gateway.answers({ inquire: [CHARGED] });
    await till.clock.advance(MINUTE_MS);

    expect(told).toBe('capturing');
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('a capture that is answered after the books denied it is asked about, and given back', async () => {
    const { till, saleId } = await given({ capture: [SILENT], inquire: [CLOSED] });
    const { paymentRequestId = '' } = till.sale(saleId);
    await till.clock.advance(MINUTE_MS);
    const ended = till.sale(saleId).state;
    till.gateway.answers({ inquire: [CHARGED], cancel: [CONFIRMED] });

    till.terminal.tell(paymentRequestId, { kind: 'captureAnswered', answer: CAPTURED });
    await till.clock.advance(0);

    expect(ended).toBe('failed');
    expect(till.gateway.verbs.slice(-2)).toEqual(['inquire', 'cancel']);
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'LATE_CHARGE' });
  });

  it('a capture of another amount is never paid, whenever it is dated', async () => {
    const charge = givenCharge(OTHER, { paymentTime: '2030-01-05T11:00:00Z' });
    const { till, saleId } = await given({ capture: [SILENT], inquire: [{ kind: 'charged', charge }] });
    till.gateway.clockOffsetMs = 0;

    await till.clock.advance(MINUTE_MS);

    expect(till.sale(saleId)).toMatchObject({ state: 'attention', reason: 'AMOUNT_MISMATCH' });
  });

  it('a gateway that is silent is owed the question, and the queue says so', async () => {
    const { till, saleId } = await given({ capture: [SILENT], inquire: [SILENT] });
    await till.clock.advance(MINUTE_MS);

    expect(till.screen.queue()).toMatchObject([{ saleId, kind: 'inquiry' }]);
  });
});

describe('A sale whose money could not be collected (interface section 3)', () => {
  const REFUSED: Script = { capture: [FOR_GOOD], inquire: [HELD], cancel: [SILENT] };

  it('is over once another sale was opened while its hold was being let go of', async () => {
    const { till, saleId } = await given(REFUSED);
    const before = till.sale(saleId).state;
    await till.open('ORD-2');
    till.gateway.answers({ inquire: [CLOSED], cancel: [CONFIRMED] });

    await till.clock.advance(MINUTE_MS);

    expect(before).toBe('cancelling');
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', may: [] });
  });

  it('is given up by the cashier with the one button that it has', async () => {
    const { till, saleId } = await given({ ...REFUSED, cancel: [CONFIRMED] });
    const before = till.sale(saleId);

    await till.cancel(saleId);

    expect(before).toMatchObject({ state: 'failed', may: ['cancel'] });
    expect(till.sale(saleId).state).toBe('cancelled');
  });
});

describe('The cashier gives up while money is held (hosted payments, section 3)', () => {
  it('before it was known to be held: it is let go of and never captured', async () => {
    const till = new GivenTill({ pay: [SILENT], inquire: [UNDECIDED, HELD], cancel: [CONFIRMED] });
    const saleId = await till.sell();
    await till.cancel(saleId);

    await till.clock.advance(0);

    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'inquire', 'cancel']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('while a capture is on its way: what it collects stays paid, and the wish is shown', async () => {
    const till = new GivenTill({ pay: [HELD], capture: [CAPTURED] });
    const { saleId } = await opened(till);
    till.gateway.hold();
    await till.code(saleId);
    till.gateway.letOneGo();
    await till.clock.advance(0);
    await till.cancel(saleId);

    till.gateway.letGo();
    await till.clock.advance(0);

    expect(till.sale(saleId)).toMatchObject({ state: 'paid', cancelWanted: true });
  });

  it('while a capture is on its way that is not taken: it is not sent again', async () => {
    const till = new GivenTill({ pay: [HELD], capture: [FOR_NOW], inquire: [HELD], cancel: [CONFIRMED] });
    const { saleId } = await opened(till);
    till.gateway.hold();
    await till.code(saleId);
    till.gateway.letOneGo();
    await till.clock.advance(0);
    await till.cancel(saleId);
    till.gateway.letGo();

    await till.clock.advance(0);

    expect(till.gateway.verbs).toEqual(['pay', 'capture', 'inquire', 'cancel']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('and nothing is ever answered: the till is free for the next sale, and goes on asking', async () => {
    const { till, saleId } = await given({ capture: [SILENT], inquire: [SILENT] });
    await till.cancel(saleId);
    await till.clock.advance(MINUTE_MS);

    const next = await till.open('ORD-2');

    expect(next.ok).toBe(true);
    expect(till.sale(saleId).state).toBe('cancelling');
  });

  it('between two tries: the books are asked, and what is held is let go of', async () => {
    const { till, saleId } = await given({ capture: [SILENT], inquire: [HELD], cancel: [CONFIRMED] });

    await till.cancel(saleId);
    await till.clock.advance(0);

    expect(till.gateway.verbs).toEqual(['pay', 'capture', 'inquire', 'cancel']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('and the cancel comes too late: it is tried again for as long as the money is held', async () => {
    const { till, saleId } = await given({ capture: [SILENT], inquire: [HELD], cancel: [TOO_LATE] });
    await till.cancel(saleId);
    await till.clock.advance(MINUTE_MS);
    const owed = till.sale(saleId).state;
    till.gateway.answers({ inquire: [HELD], cancel: [CONFIRMED] });

    await till.clock.advance(MINUTE_MS);

    expect(owed).toBe('cancelling');
    expect(till.sale(saleId).state).toBe('cancelled');
  });
});

describe('Money that is held after the end (hosted payments, section 3)', () => {
  it('of a cancelled payment is cancelled again', async () => {
    const till = new GivenTill({ pay: [SILENT], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(0);
    till.gateway.answers({ inquire: [HELD, CLOSED], cancel: [CONFIRMED] });

    await till.clock.advance(5 * MINUTE_MS);

    expect(till.gateway.verbs.filter((verb) => verb === 'cancel')).toHaveLength(2);
    expect(till.gateway.verbs).not.toContain('capture');
    expect(till.sale(saleId).state).toBe('cancelled');
  });
});

async function opened(till: GivenTill): Promise<{ readonly saleId: string }> {
  const sale = await till.open();
  if (!sale.ok) throw new Error('the sale was not opened');
  return sale.value;
}

describe('A shop that lets goods go once the money is held (antom-card dossier 5.2, releaseOn)', () => {
  async function held(script: Script): Promise<{ readonly till: GivenTill; readonly saleId: string }> {
    const till = new GivenTill({ pay: [HELD], ...script });
    till.gateway.terms = { ...FORMER_TERMS, releasesHeld: true };
    const saleId = await till.sell();
    await till.clock.advance(0);
    return { till, saleId };
  }

  it('says so while it is collected, and the next sale may begin; nothing else may be handed over before it is paid', async () => {
    const { till, saleId } = await held({ capture: [SILENT] });
    const waiting = till.sale(saleId);
    const usual = await given({ capture: [SILENT] });

    const other = await till.open('ORD-2');

    expect(waiting).toMatchObject({ state: 'capturing', handOver: true, receipts: {} });
    expect(usual.till.sale(usual.saleId)).not.toHaveProperty('handOver');
    expect(other).toMatchObject({ ok: true });
  });

  it('is given back by a manager only: the goods may be gone', async () => {
    const { till, saleId } = await held({ capture: [SILENT], inquire: [HELD, CLOSED], cancel: [CONFIRMED] });
    const { may, paymentRequestId } = till.sale(saleId);

    const alone = await till.cancelAlone(saleId);
    const kept = till.sale(saleId);
    expect(() => till.terminal.tell(paymentRequestId!, { kind: 'cancelRequested' })).toThrow(
      'without a manager',
    );
    const approved = await till.cancel(saleId);
    const again = await till.cancelAlone(saleId);
    await till.clock.advance(MINUTE_MS);

    expect(may).toEqual(['void']);
    expect(alone).toMatchObject({ ok: false, error: { slug: 'approver-required' } });
    expect(kept).toMatchObject({ state: 'capturing', handOver: true });
    expect([approved.ok, again.ok]).toEqual([true, true]);
    expect(till.sale(saleId).state).toBe('cancelled');
    expect(till.journal.rows.join()).toContain('giveBackApproved');
  });

  it('collects it in the background, also beside the next sale and over a restart', async () => {
    const { till, saleId } = await held({ capture: [SILENT], inquire: [SILENT] });
    await till.open('ORD-2');
    const again = till.restarted({ inquire: [HELD], capture: [CAPTURED] });

    await again.clock.advance(MINUTE_MS);

    expect(again.sale(saleId).state).toBe('paid');
  });

  it('tells of goods that were not paid for, on the stage or beside it, and gives the hold back', async () => {
    const { till, saleId } = await held({
      ...{ capture: [FOR_GOOD], inquire: [HELD, CLOSED], cancel: [CONFIRMED] },
    });

    await till.clock.advance(MINUTE_MS);

    expect(till.gateway.verbs).toContain('cancel');
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'GOODS_NOT_PAID' });
    expect(till.screen.view().notice?.kind).toBe('goods-not-paid');
  });
});

describe('A question that is under way when a notice says that the money is captured', () => {
  const facts: PaymentFacts = {
    ...{ paymentRequestId: '9'.repeat(26), number: 1, gateway: 'ac', amount: RM45_50, startedAtMs: 0 },
    way: { kind: 'page', tender: 'card', pace: null, landing: null },
    ...{ clockOffsetMs: null, restarted: false, timing: TIMING_DEFAULTS, toleranceMs: 300_000 },
    ...{ ...KEPT_RULES, terms: FORMER_TERMS, acquirer: {}, payableForMs: null },
    ...{ heldForMs: null, freed: false },
  };
  const asking: PaymentState = {
    ...{ kind: 'capturing', hold: givenCharge(RM45_50), asks: true, sinceMs: 0, tries: 2, inFlight: true },
    ...{ nextTryAtMs: 0, cancelWanted: false, refused: false, told: false, lastAnswer: null },
  };

  it('is asked once more: the notice may be older than what the question was for', () => {
    const at = { facts, timing: TIMING_DEFAULTS, nowMs: 1000 };

    const { effects, state } = transition(at, asking, { kind: 'notified', answer: CHARGED });

    expect(state).toMatchObject({ kind: 'paid', question: { inFlight: true } });
    expect(effects).toEqual([{ kind: 'inquirePayment', ofQuestion: true }]);
  });

  it('and what came before the money was known to be held is asked about once it is captured', () => {
    const at = { facts, timing: TIMING_DEFAULTS, nowMs: 1000 };
    const asked = { kind: 'inquiryAnswered', answer: HELD } as const;
    const captured = { kind: 'captureAnswered', answer: CAPTURED } as const;
    const events = [OPENED, { kind: 'hurried' }, { kind: 'questioned' }, asked, captured] as const;

    const { effects, state } = events.reduce((step, event) => transition(at, step.state, event), start(at));

    expect(state).toMatchObject({ kind: 'paid', question: { inFlight: true } });
    expect(effects).toEqual([{ kind: 'inquirePayment', ofQuestion: true }]);
  });

  it('and what was told is asked about again where the books that were asked about it lag', () => {
    const at = { facts, timing: TIMING_DEFAULTS, nowMs: 1000 };
    const lagging = { kind: 'inquiryAnswered', answer: CONFIRMING } as const;
    const events = [{ kind: 'questioned' }, lagging, { kind: 'notified', answer: CHARGED }] as const;
    const waiting = { ...asking, asks: false, inFlight: false };

    const { effects, state } = events.reduce<Step>((step, event) => transition(at, step.state, event), {
      state: waiting,
      effects: [],
    });

    expect(state).toMatchObject({ kind: 'paid', question: { inFlight: true } });
    expect(effects).toEqual([{ kind: 'inquirePayment', ofQuestion: true }]);
  });
});
