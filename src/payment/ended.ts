import { sameAmount } from '../ground/money/amount.ts';
import { assertNever } from '../ground/result.ts';
import type { InquiryAnswer } from './answers.ts';
import { letGo } from './capture.ts';
import { doubted, isDoubtful } from './charge-doubt.ts';
import { NEVER_AGAIN } from './cancelled.ts';
import { toldBy, type Beginning } from './give-back-begin.ts';
import { giveBack, whileCancelling } from './give-back.ts';
import { asksUntilAnswered, FORMER_MISSES_MIN, missesMinOf } from './kept-rules.ts';
import { askAfterStart, askAgain, askDue, raise, settled, UNQUESTIONED, unsettled } from './question.ts';
import type { PaymentState } from './state.ts';
import type { PaymentEvent } from './events.ts';
import { codeDeadAtMs, isSaid, stay, type Situation, type Step } from './step.ts';
import { withTally } from './tally.ts';
import { lookDue, watchAfterStart } from './watch.ts';

type Ended = Extract<PaymentState, { kind: 'paid' | 'attention' | 'failed' }>;

/**
 * What happens to a payment in `paid`, `attention` and `failed`.
 *
 * Whatever is heard of it by itself only raises a question; the answer to an inquiry decides.
 */
export function whileEnded(at: Situation, state: Ended, event: PaymentEvent): Step {
  switch (event.kind) {
    case 'payAnswered':
    case 'notified':
      return isNews(state, event) ? raise(at, state, event.answer.kind === 'charged') : stay(state);
    case 'questioned':
      return raise(at, state);
    case 'inquiryAnswered':
      return event.ofQuestion === true
        ? inquiryAnswered(at, state, event.answer)
        : olderAnswer(at, state, event.answer);
    case 'cancelRequested':
      return state.kind === 'failed' ? stay(state) : cancelRequested(at, state);
    case 'accepted':
      return state.kind === 'attention' && isAcceptable(at, state) ? accepted(at, state) : stay(state);
    case 'woke':
      return state.kind === 'failed' && state.question === null ? lookDue(at, state) : askDue(at, state);
    case 'hurried':
      return askAgain(state);
    case 'resumed':
      return askAfterStart(at, state.kind === 'failed' ? watchAfterStart(at, state) : state);
    case 'tallied':
      return stay(withTally(state, event.tally));
    case 'cancelAnswered':
      return state.kind === 'failed' ? oldLateCharge(at, state, event) : stay(state);
    case 'captureAnswered':
      return state.kind === 'failed' && event.answer.kind === 'captured'
        ? raise(at, state, true)
        : stay(state);
    case 'pageOpened':
    case 'tapped':
    case 'freed':
    case 'hinted':
    case 'giveBackAnswered':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** In rows of before questions were kept, a notice of a charge after a refusal began the give-back at once. */
function oldLateCharge(at: Situation, state: Extract<Ended, { kind: 'failed' }>, event: PaymentEvent): Step {
  if (state.question === null) return stay(state);
  const begun = giveBack(at, { ...beginning(at), cause: 'lateCharge', charge: null }).state;
  return begun.kind === 'cancelling' ? whileCancelling(at, begun, event) : stay(state);
}

/** Whether something that is told contradicts how the payment had ended. */
function isNews(
  state: Ended,
  { answer }: Extract<PaymentEvent, { kind: 'payAnswered' | 'notified' }>,
): boolean {
  if (state.kind === 'failed') return answer.kind === 'charged' || answer.kind === 'authorised';
  return answer.kind === 'notCharged' || answer.kind === 'refused';
}

/** The answer to an inquiry that left before the payment ended settles no question; a charge in it is a late one. */
function olderAnswer(at: Situation, state: Ended, answer: InquiryAnswer): Step {
  if (state.kind !== 'failed' || isNeverMade(at)) return stay(state);
  if (answer.kind === 'authorised') return letGo(at, 'lateCharge');
  return answer.kind === 'charged' ? lateCharge(at, state, answer) : stay(state);
}

function inquiryAnswered(at: Situation, state: Ended, answer: InquiryAnswer): Step {
  if (state.kind === 'failed' && isNeverMade(at)) return toldOfTwin(at, state, answer);
  if (isUndenied(state, answer)) return giveBack(at, { ...beginning(at), cause: 'lateCharge', charge: null });
  switch (answer.kind) {
    case 'charged':
      return state.kind === 'failed' ? lateCharge(at, state, answer) : answeredIn(at, state);
    case 'authorised':
      return state.kind === 'failed' ? letGo(at, 'lateCharge') : unsettled(at, state, answer);
    case 'notCharged':
      return state.question?.inFlight === true ? notCharged(at, state, answer) : stay(state);
    case 'notFound':
      return state.kind === 'failed' ? missed(at, state, answer) : unsettled(at, state, answer);
    case 'confirming':
    case 'throttled':
    case 'unknown':
      return unsettled(at, state, answer);
    default:
      return assertNever(answer);
  }
}

/** How often one question of a person asks about another till's payment that is still open. Ours. */
const TWIN_ASKS_MAX = 3;

/** Nobody ever had a page or an order code of this attempt: what stands under its id is another till's. */
function isNeverMade({ facts }: Situation): boolean {
  return facts.way.kind === 'page' && facts.payableForMs === null;
}

/**
 * What became of the payment that another till makes under this id. Once it is surely not paid, the order may be charged
 * here; where it is paid, a person decides.
 */
function toldOfTwin(at: Situation, state: Extract<Ended, { kind: 'failed' }>, answer: InquiryAnswer): Step {
  switch (answer.kind) {
    case 'charged':
      return stay(doubted(answer.charge, false));
    case 'notCharged':
      return answeredIn(at, answer.refunded === true ? state : { ...state, reason: answer.reason });
    case 'authorised':
    case 'notFound':
      return answeredIn(at, state);
    case 'confirming':
      // The other till may be hours about it, and asks itself; but some acquirers must be heard twice to say no.
      return (state.question?.tries ?? 0) < TWIN_ASKS_MAX
        ? unsettled(at, state, answer)
        : answeredIn(at, state);
    case 'throttled':
    case 'unknown':
      return unsettled(at, state, answer);
    default:
      return assertNever(answer);
  }
}

/** A charge was told of after a refusal, and the acquirer, asked about it, does not say that there is none. */
function isUndenied(state: Ended, answer: InquiryAnswer): boolean {
  if (state.kind !== 'failed' || state.question?.toldCharged !== true || !isSaid(answer)) return false;
  const isOpen = answer.kind !== 'charged' && answer.kind !== 'notCharged';
  // Of a pay of which no byte left, nothing can be charged: it is another till's.
  return isOpen && state.question.inFlight && state.reason.class !== 'unreachable';
}

/**
 * The books do not hold what was refused: they may lag behind a charge, and are asked again. Once the code is dead, what
 * they go on not holding cannot come any more.
 */
function missed(
  at: Situation,
  state: Extract<Ended, { kind: 'failed' }>,
  answer: Extract<InquiryAnswer, { kind: 'notFound' }>,
): Step {
  const { question } = state;
  if (question?.inFlight !== true || at.nowMs < codeDeadAtMs(at, question.sinceMs))
    return unsettled(at, state, answer);
  const misses = question.misses + 1;
  return misses >= missesMinOf(at.facts, FORMER_MISSES_MIN.question)
    ? answeredIn(at, state)
    : unsettled(at, { ...state, question: { ...question, misses } }, answer);
}

/** A refusal is final; a charge that is there all the same is given back, unless it may be another till's. */
function lateCharge(
  at: Situation,
  { reason }: Extract<Ended, { kind: 'failed' }>,
  answer: Extract<InquiryAnswer, { kind: 'charged' }>,
): Step {
  const { charge } = answer;
  // Of a pay of which no byte left, nothing can be charged: it was another till's pay.
  if (isDoubtful(at, charge, reason.class === 'unreachable')) return stay(doubted(charge, false));
  return giveBack(at, { ...beginning(at), cause: 'lateCharge', charge, ...toldBy(at, answer) });
}

/** Nothing is charged any more: a refusal was right; a charge that was there is gone, and not by this till. */
function notCharged(
  at: Situation,
  state: Ended,
  { refunded }: Extract<InquiryAnswer, { kind: 'notCharged' }>,
): Step {
  if (state.kind === 'failed') return answeredIn(at, state);
  // Refunds leave a payment paid, wherever they were made; only what was cancelled is no sale any more.
  if (state.kind === 'paid' && refunded === true) {
    return stay(settled(at, { ...state, refundedInFull: true }));
  }
  return stay({
    kind: 'cancelled',
    cause: 'elsewhere',
    charge: state.charge,
    refundedPaymentId: state.charge.paymentId,
    backMinor: null,
    neverThere: false,
    recheck: { ...NEVER_AGAIN, sinceMs: at.nowMs, lookedAtMs: at.nowMs, codeDeadAtMs: 0 },
  });
}

function answeredIn(at: Situation, state: Ended): Step {
  return state.question?.inFlight === true ? stay(settled(at, state)) : stay(state);
}

function cancelRequested(at: Situation, state: Extract<Ended, { kind: 'paid' | 'attention' }>): Step {
  const cause = state.kind === 'paid' ? 'void' : 'cashier';
  return giveBack(at, { ...beginning(at), cause, charge: state.charge });
}

function beginning(at: Situation): Omit<Beginning, 'cause' | 'charge'> {
  return { phase: 'cancel', payInFlight: false, codeDeadAtMs: codeDeadAtMs(at) };
}

/** Whether a manager may take a doubted charge for this sale's own: it must be the asked amount. */
export function isAcceptable(
  { facts }: Pick<Situation, 'facts'>,
  state: Extract<PaymentState, { kind: 'attention' }>,
): boolean {
  return !state.cancelSent && sameAmount(state.charge.amount, facts.amount);
}

/**
 * A manager takes the charge for this sale. It is looked at once more: it may be gone meanwhile. A question that is under
 * way stays open, since its answer may have left the acquirer before what was told since.
 */
function accepted(at: Situation, { charge, question }: Extract<Ended, { kind: 'attention' }>): Step {
  const ended = { ...UNQUESTIONED, ...(asksUntilAnswered(at.facts) ? { question } : {}) };
  const paid = { kind: 'paid', charge, cancelWanted: false, refundedInFull: false, ...ended } as const;
  return paid.question?.inFlight === false ? askAgain(paid) : raise(at, paid);
}
