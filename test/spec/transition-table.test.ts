import { describe, expect, it } from 'vitest';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { RM45_50 } from '../fakes/given-till.ts';
import { KEPT_RULES } from '../../src/payment/kept-rules.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import { UNQUESTIONED } from '../../src/payment/question.ts';
import type {
  Capture,
  GiveBack,
  PaymentFacts,
  PaymentState,
  Pursuit,
  Question,
} from '../../src/payment/state.ts';
import type { PaymentEvent } from '../../src/payment/events.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import type { Reason } from '../../src/payment/answers.ts';
import { isUnresolved, transition, wakeAtOf } from '../../src/payment/transition.ts';
import type { MaskedCode } from '../../src/ground/payment-code.ts';

const START_MS = Date.UTC(2026, 0, 5, 9);
const charge = givenCharge(RM45_50);
const reason: Reason = { code: 'USER_BALANCE_NOT_ENOUGH', class: 'user', say: 'no' };
const forNow: Reason = { code: 'ACCESS_DENIED', class: 'technical', say: 'not taken' };
const facts: PaymentFacts = {
  paymentRequestId: '9'.repeat(26),
  number: 1,
  gateway: 'alipayPlus',
  way: { kind: 'code', family: 'ALIPAY_PLUS', code: '281001****************65' as MaskedCode },
  amount: RM45_50,
  startedAtMs: START_MS,
  clockOffsetMs: 0,
  restarted: false,
  timing: TIMING_DEFAULTS,
  toleranceMs: 300_000,
  ...KEPT_RULES,
  terms: FORMER_TERMS,
  acquirer: {},
  payableForMs: null,
  heldForMs: null,
  freed: false,
};

const pursuit: Pursuit = {
  isUntapped: false,
  payInFlight: false,
  sends: 1,
  doubted: true,
  askedAtMs: null,
  lastAskedAtMs: null,
  nextAskAtMs: START_MS + 3000,
  windowEndsAtMs: START_MS + 60_000,
  codeDeadAtMs: START_MS + 60_000,
  tries: 1,
  cancelWanted: false,
  contradicted: false,
  hintedAtMs: null,
  told: false,
  lastAnswer: null,
};
const back: GiveBack = {
  cause: 'windowOver',
  phase: 'cancel',
  sinceMs: START_MS,
  tries: 1,
  inFlight: true,
  triedAtMs: START_MS,
  nextTryAtMs: START_MS,
  payInFlight: false,
  codeDeadAtMs: START_MS + 60_000,
  charge: null,
  cancelSent: true,
  chargedAfterCancel: false,
  cancelSpent: false,
  cancelLost: false,
  returnEndsAtMs: null,
  contradicted: false,
  refundMinor: null,
  refundSentAtMs: null,
  refusal: null,
  stuck: null,
  told: false,
  lastAnswer: null,
};
const capture: Capture = {
  hold: charge,
  asks: false,
  sinceMs: START_MS,
  tries: 1,
  inFlight: true,
  nextTryAtMs: START_MS,
  cancelWanted: false,
  refused: false,
  told: false,
  lastAnswer: null,
};
const recheck = {
  dueAtMs: START_MS,
  inFlight: false,
  tries: 0,
  sinceMs: START_MS,
  lookedAtMs: null,
  misses: 0,
  codeDeadAtMs: START_MS + 60_000,
  atNextStart: true,
  told: false,
};

const QUESTION: Question = {
  sinceMs: START_MS,
  tries: 1,
  inFlight: false,
  nextTryAtMs: START_MS + 3000,
  lastAnswer: null,
  toldCharged: false,
  told: false,
  misses: 0,
};
const REFUND = { charge, cancelSpent: true, refundMinor: RM45_50.valueMinor };
const ASKED = { question: { ...QUESTION, inFlight: true }, lookedAtMs: null };

/** Every kind of state, in each of the forms that the rules tell apart. */
const STATES: Readonly<Record<string, PaymentState>> = {
  submitting: { kind: 'submitting', ...pursuit, payInFlight: true, doubted: false },
  'submitting, cashier gave up': {
    kind: 'checking',
    ...pursuit,
    payInFlight: true,
    doubted: false,
    cancelWanted: true,
    askedAtMs: START_MS,
  },
  customerConfirming: { kind: 'customerConfirming', ...pursuit },
  'customerConfirming, landing page not pressed': {
    kind: 'customerConfirming',
    ...pursuit,
    isUntapped: true,
  },
  'checking, waiting': { kind: 'checking', ...pursuit },
  'checking, asked': { kind: 'checking', ...pursuit, askedAtMs: START_MS },
  'checking, sent twice': { kind: 'checking', ...pursuit, sends: 2, payInFlight: true },
  'checking, last inquiry': { kind: 'checking', ...pursuit, askedAtMs: START_MS + 60_000 },
  'capturing, capture': { kind: 'capturing', ...capture },
  'capturing, waiting': { kind: 'capturing', ...capture, inFlight: false },
  'capturing, asked': { kind: 'capturing', ...capture, asks: true },
  'capturing, asked after a refusal': { kind: 'capturing', ...capture, asks: true, refused: true },
  'capturing, asked after the cashier gave up': {
    kind: 'capturing',
    ...capture,
    asks: true,
    cancelWanted: true,
  },
  'cancelling, cancel': { kind: 'cancelling', ...back },
  'cancelling, waiting': { kind: 'cancelling', ...back, inFlight: false },
  'cancelling, inquire': { kind: 'cancelling', ...back, phase: 'inquire', cancelSpent: true },
  'cancelling, look at start': { kind: 'cancelling', ...back, phase: 'inquire' },
  'cancelling, refund': { kind: 'cancelling', ...back, ...REFUND, phase: 'refund' },
  'cancelling, late charge': { kind: 'cancelling', ...back, charge, chargedAfterCancel: true },
  'cancelling, refused': { kind: 'cancelling', ...back, ...REFUND, phase: 'inquire', refusal: reason },
  'cancelling, stuck': { kind: 'cancelling', ...back, ...REFUND, phase: 'inquire', stuck: reason },
  'cancelling, void': { kind: 'cancelling', ...back, cause: 'void', charge },
  paid: { kind: 'paid', charge, cancelWanted: false, refundedInFull: false, ...UNQUESTIONED },
  'paid, asked': { kind: 'paid', charge, cancelWanted: false, refundedInFull: false, ...ASKED },
  failed: { kind: 'failed', reason, ...UNQUESTIONED },
  'failed, to be asked': { kind: 'failed', reason, question: QUESTION, lookedAtMs: null },
  'failed, asked about a charge': {
    kind: 'failed',
    reason,
    question: { ...QUESTION, inFlight: true, toldCharged: true },
    lookedAtMs: null,
  },
  'failed, asked': { kind: 'failed', reason, ...ASKED },
  'cancelled, to be looked at': {
    kind: 'cancelled',
    cause: 'cashier',
    charge: null,
    refundedPaymentId: null,
    backMinor: null,
    neverThere: false,
    recheck,
  },
  'cancelled, asked': {
    kind: 'cancelled',
    cause: 'cashier',
    charge: null,
    refundedPaymentId: null,
    backMinor: null,
    neverThere: false,
    recheck: { ...recheck, inFlight: true },
  },
  'cancelled, done': {
    kind: 'cancelled',
    cause: 'void',
    charge,
    refundedPaymentId: null,
    backMinor: null,
    neverThere: false,
    recheck: { ...recheck, dueAtMs: null, atNextStart: false },
  },
  attention: {
    kind: 'attention',
    reason,
    charge,
    cancelSent: false,
    ...UNQUESTIONED,
  },
  'attention, asked': { kind: 'attention', reason, charge, cancelSent: false, ...ASKED },
};

const unknown = { kind: 'unknown', why: 'no answer' } as const;
const throttled = { kind: 'throttled' } as const;
const EVENTS: Readonly<Record<string, PaymentEvent>> = {
  'pay: charged': { kind: 'payAnswered', answer: { kind: 'charged', charge } },
  'pay: confirming': { kind: 'payAnswered', answer: { kind: 'confirming' } },
  'pay: refused': { kind: 'payAnswered', answer: { kind: 'refused', reason } },
  'pay: not sent': { kind: 'payAnswered', answer: { kind: 'notSent', why: 'no route' } },
  'pay: throttled': { kind: 'payAnswered', answer: throttled },
  'pay: unknown': { kind: 'payAnswered', answer: unknown },
  'pay: held': { kind: 'payAnswered', answer: { kind: 'authorised', hold: charge, heldForMs: 3_000_000 } },
  'inquiry: held': {
    kind: 'inquiryAnswered',
    ofQuestion: true,
    answer: { kind: 'authorised', hold: charge, heldForMs: 3_000_000 },
  },
  'capture: captured': { kind: 'captureAnswered', answer: { kind: 'captured', charge } },
  'capture: refused for now': { kind: 'captureAnswered', answer: { kind: 'refused', reason: forNow } },
  'capture: refused': { kind: 'captureAnswered', answer: { kind: 'refused', reason } },
  'capture: unknown': { kind: 'captureAnswered', answer: unknown },
  'inquiry: charged': { kind: 'inquiryAnswered', ofQuestion: true, answer: { kind: 'charged', charge } },
  'inquiry of before the end: charged': { kind: 'inquiryAnswered', answer: { kind: 'charged', charge } },
  'inquiry: a part of it left': {
    kind: 'inquiryAnswered',
    ofQuestion: true,
    answer: { kind: 'charged', charge, leftMinor: 3050 as Minor },
  },
  'inquiry: a refund under way': {
    kind: 'inquiryAnswered',
    ofQuestion: true,
    answer: { kind: 'charged', charge, settling: true },
  },
  'inquiry: refunded': {
    kind: 'inquiryAnswered',
    ofQuestion: true,
    answer: { kind: 'notCharged', reason, refunded: true },
  },
  'inquiry: unreadable': {
    kind: 'inquiryAnswered',
    ofQuestion: true,
    answer: { kind: 'unknown', why: 'odd', code: 'SUCCESS', unreadable: true },
  },
  'inquiry: said unknown': {
    kind: 'inquiryAnswered',
    ofQuestion: true,
    answer: { kind: 'unknown', why: 'no outcome yet', code: 'UNKNOWN_EXCEPTION' },
  },
  'inquiry: confirming': { kind: 'inquiryAnswered', ofQuestion: true, answer: { kind: 'confirming' } },
  'inquiry: not charged': {
    kind: 'inquiryAnswered',
    ofQuestion: true,
    answer: { kind: 'notCharged', reason },
  },
  'inquiry: not found': { kind: 'inquiryAnswered', ofQuestion: true, answer: { kind: 'notFound' } },
  'inquiry: throttled': { kind: 'inquiryAnswered', ofQuestion: true, answer: throttled },
  'inquiry: unknown': { kind: 'inquiryAnswered', ofQuestion: true, answer: unknown },
  'cancel: confirmed': { kind: 'cancelAnswered', answer: { kind: 'confirmed' } },
  'cancel: too late': { kind: 'cancelAnswered', answer: { kind: 'tooLate' } },
  'cancel: not found': { kind: 'cancelAnswered', answer: { kind: 'notFound' } },
  'cancel: refused': { kind: 'cancelAnswered', answer: { kind: 'refused', reason } },
  'cancel: unknown': { kind: 'cancelAnswered', answer: unknown },
  'refund: refunded': { kind: 'giveBackAnswered', answer: { kind: 'refunded' } },
  'refund: refused for now': { kind: 'giveBackAnswered', answer: { kind: 'refused', reason: forNow } },
  'refund: refused': { kind: 'giveBackAnswered', answer: { kind: 'refused', reason } },
  'refund: unknown': { kind: 'giveBackAnswered', answer: unknown },
  'notified: charged': { kind: 'notified', answer: { kind: 'charged', charge } },
  'notified: not charged': { kind: 'notified', answer: { kind: 'notCharged', reason } },
  tapped: { kind: 'tapped' },
  freed: { kind: 'freed', approverId: 'm1', reason: '' },
  hinted: { kind: 'hinted' },
  questioned: { kind: 'questioned' },
  accepted: { kind: 'accepted', approverId: 'm1', reason: 'ours' },
  'cancel requested': { kind: 'cancelRequested' },
  woke: { kind: 'woke' },
  hurried: { kind: 'hurried' },
  resumed: { kind: 'resumed' },
};

const PAIRS = Object.entries(STATES).flatMap(([stateName, state]) =>
  Object.entries(EVENTS).flatMap(([eventName, event]) =>
    [START_MS + 1000, START_MS + 3_600_000].map((nowMs) => ({
      name: `${stateName} · ${eventName}`,
      state,
      event,
      step: transition({ facts, timing: TIMING_DEFAULTS, nowMs }, state, event),
    })),
  ),
);

/** The pairs that break a rule, by name. */
function breaking(rule: (pair: (typeof PAIRS)[number]) => boolean): string[] {
  return [...new Set(PAIRS.filter((pair) => !rule(pair)).map((pair) => pair.name))];
}

describe('Every state takes every event (dossier 6.4)', () => {
  it('paid is never reached from cancelling or cancelled', () => {
    const broken = breaking(
      ({ state, step }) =>
        !(['cancelling', 'cancelled', 'failed'].includes(state.kind) && step.state.kind === 'paid'),
    );

    expect(broken).toEqual([]);
  });

  it('failed is reached only by an answer that proves it', () => {
    const proofs = [
      ...['pay: refused', 'pay: not sent', 'inquiry: not charged'],
      ...['inquiry: refunded', 'notified: not charged'],
    ];

    const broken = breaking(
      ({ name, state, step }) =>
        step.state.kind !== 'failed' ||
        state.kind === 'failed' ||
        proofs.some((proof) => name.endsWith(proof)),
    );

    expect(broken).toEqual([]);
  });

  it('money that is only held pays for nothing, and is captured by nothing but its own state', () => {
    const broken = breaking(
      ({ name, state, step }) =>
        !(name.endsWith(': held') && step.state.kind === 'paid' && state.kind !== 'paid') &&
        (!step.effects.some((effect) => effect.kind === 'capturePayment') || step.state.kind === 'capturing'),
    );

    expect(broken).toEqual([]);
  });

  it('a refusal proves nothing once an earlier send is in doubt', () => {
    const broken = breaking(
      ({ event, state, step }) =>
        !(event.kind === 'payAnswered' && 'doubted' in state && state.doubted) ||
        step.state.kind !== 'failed',
    );

    expect(broken).toEqual([]);
  });

  it('pay is sent again only after the acquirer has said that it has no such order', () => {
    const broken = breaking(
      ({ name, step }) =>
        !step.effects.some((effect) => effect.kind === 'submitPayment') ||
        name.endsWith('inquiry: not found'),
    );

    expect(broken).toEqual([]);
  });

  it('a confirmed charge is paid, needs a person, is being given back, or is asked about', () => {
    const charged = ['pay: charged', 'inquiry: charged', 'notified: charged'];

    const broken = breaking(
      ({ name, step }) =>
        !charged.some((event) => name.endsWith(event)) ||
        step.state.kind !== 'failed' ||
        step.state.question !== null,
    );

    expect(broken).toEqual([]);
  });

  it('a payment without an outcome always has an answer or a time ahead of it', () => {
    const broken = breaking(({ step }) => {
      const waits = 'askedAtMs' in step.state && step.state.askedAtMs !== null;
      const asked = 'question' in step.state && step.state.question?.inFlight === true;
      const flies = asked || ('inFlight' in step.state && step.state.inFlight) || step.effects.length > 0;
      const wakes = wakeAtOf({ facts, state: step.state }) !== null;
      const person = step.state.kind === 'attention';
      return !isUnresolved({ facts, state: step.state }) || waits || flies || wakes || person;
    });

    expect(broken).toEqual([]);
  });

  it('what every pair comes to', () => {
    const table = Object.keys(STATES).map((stateName) => {
      const rows = PAIRS.filter((pair) => pair.name.startsWith(`${stateName} · `));
      const words = rows
        .filter(
          (pair, index) =>
            index % 2 === 0 && (pair.step.state !== pair.state || pair.step.effects.length > 0),
        )
        .map((pair) => {
          const effects = pair.step.effects.map((effect) => ` + ${effect.kind}`).join('');
          return `  ${pair.name.slice(stateName.length + 3)} → ${pair.step.state.kind}${effects}`;
        });
      return [stateName, ...words].join('\n');
    });

    return expect(`${table.join('\n\n')}\n`).toMatchFileSnapshot('../golden/transition-table.txt');
  });
});
