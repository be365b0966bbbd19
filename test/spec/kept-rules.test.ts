import { describe, expect, it } from 'vitest';
import { KEPT_RULES, type KeptRules } from '../../src/payment/kept-rules.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import type { PaymentFacts, PaymentState } from '../../src/payment/state.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import { start, transition } from '../../src/payment/transition.ts';
import type { PaymentEvent } from '../../src/payment/events.ts';
import { maskCode } from '../../src/ground/payment-code.ts';
import {
  CHARGED,
  chargedAt,
  CLOSED,
  CONFIRMED,
  CONFIRMING,
  NOT_FOUND,
  refused,
  SILENT,
} from '../fakes/answers.ts';
import { RM45_50 } from '../fakes/given-till.ts';

const START_MS = Date.UTC(2026, 0, 5, 9);
const MINUTE_S = 60;
const DOUBTED = chargedAt('2026-01-05T16:00:00+08:00');
/** The rules of attempts from before misses were kept. */
const FORMER: KeptRules = { asksAgain: true, asksAtEnd: true };

type Told = readonly [second: number, event: PaymentEvent];

/** What becomes of an attempt by code that is told this. */
function told(rules: KeptRules, ...events: readonly Told[]): PaymentState {
  const facts: PaymentFacts = {
    ...{ paymentRequestId: '9'.repeat(26), number: 1, gateway: 'g', amount: RM45_50, startedAtMs: START_MS },
    way: { kind: 'code', family: 'ALIPAY_PLUS', code: maskCode('') },
    ...{ clockOffsetMs: 0, restarted: false, timing: TIMING_DEFAULTS, toleranceMs: 300_000, ...rules },
    ...{ terms: FORMER_TERMS, acquirer: {}, payableForMs: null, heldForMs: null, freed: false },
  };
  const at = (second: number) => ({ facts, timing: facts.timing, nowMs: START_MS + second * 1000 });
  return events.reduce(
    (state, [second, event]) => transition(at(second), state, event).state,
    start(at(0)).state,
  );
}

type Inquired = Extract<PaymentEvent, { kind: 'inquiryAnswered' }>['answer'];
const asked = (second: number, answer: Inquired): Told => [second, { kind: 'inquiryAnswered', answer }];
const answered = (second: number, answer: Inquired): Told => [
  second,
  { kind: 'inquiryAnswered', answer, ofQuestion: true },
];
const paid = (answer: Extract<PaymentEvent, { kind: 'payAnswered' }>['answer']): Told => [
  1,
  { kind: 'payAnswered', answer },
];
const hint = (second: number): Told => [second, { kind: 'questioned' }];
const woke = (second: number): Told => [second, { kind: 'woke' }];
const accepted = (second: number): Told => [
  second,
  { kind: 'accepted', approverId: 'm1', reason: 'Sold here' },
];
const misses = (...seconds: readonly number[]): Told[] =>
  seconds.flatMap((second) => [woke(second), answered(second, NOT_FOUND)]);

describe('An attempt from before misses were kept', () => {
  it.each([
    ['its question is asked about anew when a manager accepts the charge', CLOSED, 'cancelled'],
    ['and the answer to that settles it', CHARGED, 'paid'],
  ])('goes on as it did then: %s', (_, answer, kind) => {
    const state = told(FORMER, paid(DOUBTED), hint(2), answered(3, SILENT), accepted(4), answered(5, answer));

    expect(state).toMatchObject(kind === 'paid' ? { kind, question: null } : { kind });
  });

  it('goes on as it did then: a hint while it was asked about leaves no question at its end', () => {
    const notice: Told = [9, { kind: 'notified', answer: CLOSED }];
    const asks = [asked(3, CONFIRMING), woke(8), asked(8, CONFIRMING)];

    const state = told(FORMER, paid(CONFIRMING), hint(2), ...asks, notice);

    expect(state).toMatchObject({ kind: 'failed', question: null });
  });

  it('goes on as it did then: one miss settles a question once the code is dead', () => {
    const state = told(FORMER, paid(refused('PROCESS_FAIL')), hint(2), ...misses(2 * MINUTE_S));

    expect(state).toMatchObject({ kind: 'failed', question: null });
  });
});

describe('Books that hold no such payment (dossier 6.2)', () => {
  const REFUSED = [paid(refused('PROCESS_FAIL')), hint(2)] as const;

  it('are believed after three answers in a row', () => {
    const twice = told(KEPT_RULES, ...REFUSED, ...misses(130, 170));
    const thrice = told(KEPT_RULES, ...REFUSED, ...misses(130, 170, 210));

    expect(twice).toMatchObject({ kind: 'failed', question: { misses: 2 } });
    expect(thrice).toMatchObject({ kind: 'failed', question: null });
  });

  it.each([
    ['something is told', hint(211)],
    ['they know it again', answered(211, CONFIRMING)],
  ])('are asked three times more where %s meanwhile', (_, event) => {
    const state = told(KEPT_RULES, ...REFUSED, ...misses(130, 170), woke(210), event, ...misses(250, 290));

    expect(state).toMatchObject({ kind: 'failed', question: { misses: 2 } });
  });

  it('are believed after three answers in a row at each look at a cancelled payment', () => {
    const cancelled = [paid(SILENT), [2, { kind: 'cancelRequested' }], asked(3, SILENT)] as Told[];
    const looks = (...seconds: readonly number[]): Told[] =>
      seconds.flatMap((second) => [woke(second), asked(second, NOT_FOUND)]);
    const events: Told[] = [
      ...cancelled,
      woke(10),
      asked(11, CONFIRMING),
      [12, { kind: 'cancelAnswered', answer: CONFIRMED }],
      ...looks(50, 100, 150),
    ];

    const confirmed = told(KEPT_RULES, ...events);
    const again = told(KEPT_RULES, ...events, hint(300), asked(301, NOT_FOUND));

    expect(confirmed).toMatchObject({ kind: 'cancelled', recheck: { dueAtMs: null, misses: 0 } });
    expect(again).toMatchObject({ kind: 'cancelled', recheck: { misses: 1 } });
    expect(again.kind === 'cancelled' && again.recheck.dueAtMs).not.toBeNull();
  });
});

describe('A question that waits for its next try', () => {
  it('is asked at once where a manager takes the charge for this sale: goods go on it', () => {
    const state = told(KEPT_RULES, paid(DOUBTED), hint(2), answered(3, SILENT), accepted(4));

    expect(state).toMatchObject({ kind: 'paid', question: { inFlight: true } });
  });
});
