import type { InquiryAnswer } from './answers.ts';
import { asksUntilAnswered } from './kept-rules.ts';
import { askAtMs, busyMs, followUpMs, patienceMs } from './occasion.ts';
import { retryWaitMs } from './policy.ts';
import type { PaymentEvent } from './events.ts';
import type { PaymentState, Pursuit, Question } from './state.ts';
import { codeDeadAtMs, isSaid, stay, wordsOf, type Situation, type Step } from './step.ts';

type Questioned = Extract<PaymentState, { readonly question: Question | null }>;

/** Raises a question about an ended payment: it is asked at once, or a moment after the last one was answered. */
export function raise(at: Situation, state: Questioned, toldCharged = false): Step {
  const { question: open } = state;
  if (open !== null) {
    const next = {
      ...open,
      toldCharged: open.toldCharged || toldCharged,
      told: open.told || (open.inFlight && at.facts.asksAgain),
      misses: 0,
    };
    const isNews = next.toldCharged !== open.toldCharged || next.told !== open.told || open.misses > 0;
    return stay(isNews ? { ...state, question: next } : state);
  }
  // An answer that seems to be still to come was taken by another clock.
  const { lookedAtMs } = state;
  const soonestMs = lookedAtMs === null || lookedAtMs > at.nowMs ? 0 : lookedAtMs + at.timing.inquiryEveryMs;
  const atMs = Math.max(at.nowMs, soonestMs);
  const question: Question = {
    sinceMs: at.nowMs,
    tries: 0,
    inFlight: false,
    nextTryAtMs: atMs,
    lastAnswer: null,
    toldCharged,
    told: false,
    misses: 0,
  };
  return atMs > at.nowMs ? stay({ ...state, question }) : askNow({ ...state, question });
}

/**
 * What was told while the answer was on its way may be of another payment by the same link: it is asked about too, where
 * asking is free. Source: computop dossier, section 8.
 */
export function askedOnceMore(at: Situation, told: boolean, step: Step): Step {
  const { way, terms } = at.facts;
  const isAsked = told && way.kind === 'page' && terms.ask === 'freely';
  return isAsked && step.state.kind === 'paid' ? raise(at, step.state) : step;
}

/**
 * Asks once more at the end of an attempt of which something was told that no inquiry has answered.
 *
 * Why: the answer that ended it may have left the acquirer before what was told.
 */
export function askedAtEnd(at: Situation, before: Pursuit, { kind }: PaymentEvent, step: Step): Step {
  const { effects, state } = step;
  const isEnd = state.kind === 'paid' || state.kind === 'failed' || state.kind === 'attention';
  // An inquiry answers what was told before it left.
  const isUnanswered = before.told || (kind !== 'inquiryAnswered' && before.hintedAtMs !== null);
  if (!isUnanswered || at.facts.asksAtEnd !== true) return step;
  // What is held is asked about once it is collected.
  if (state.kind === 'capturing')
    return asksUntilAnswered(at.facts) ? { state: { ...state, told: true }, effects } : step;
  if (!isEnd || state.question !== null) return step;
  const raised = raise(at, state);
  return { state: raised.state, effects: [...effects, ...raised.effects] };
}

/** Asks an open question again; without one, nothing happens. */
export function askAgain(state: Questioned): Step {
  return state.question === null || state.question.inFlight ? stay(state) : askNow(state);
}

/** The time of an open question has come. */
export function askDue(at: Situation, state: Questioned): Step {
  const { question } = state;
  return question !== null && at.nowMs >= question.nextTryAtMs ? askAgain(state) : stay(state);
}

/** The process started again: what was asked is lost, and is asked anew. */
export function askAfterStart(at: Situation, state: Questioned): Step {
  const { question } = state;
  if (question === null) return stay(state);
  // A till's clock that was set back while it was off must not stretch the waits.
  const sinceMs = Math.min(question.sinceMs, at.nowMs);
  return askNow({ ...state, question: { ...question, sinceMs, inFlight: false }, lookedAtMs: null });
}

/** An answer that settles nothing: the question stays open, and is asked again in time. */
export function unsettled(at: Situation, state: Questioned, answer: InquiryAnswer): Step {
  const { question } = state;
  if (question?.inFlight !== true) return stay(state);
  const followMs = followUpMs(at, question.tries, answer);
  const paceMs = retryWaitMs(at.timing, question.tries, question.sinceMs, at.nowMs);
  const waitMs = Math.max(paceMs, isSaid(answer) ? patienceMs(at) : busyMs(at, answer));
  const nextTryAtMs =
    followMs === null ? askAtMs(at, at.nowMs + waitMs, codeDeadAtMs(at)) : at.nowMs + followMs;
  // Books that know it again have not missed it in a row.
  const misses = answer.kind === 'confirming' ? 0 : question.misses;
  const next = { ...question, misses, inFlight: false, nextTryAtMs, lastAnswer: wordsOf(answer) };
  return stay({ ...state, question: next });
}

/** The question is answered, and the payment stays what it was; what was told meanwhile is the next question. */
export function settled<S extends Questioned>(at: Situation, state: S): S {
  const { question } = state;
  const next =
    question?.told === true
      ? {
          ...question,
          ...{ told: false, misses: 0, inFlight: false },
          nextTryAtMs: at.nowMs + at.timing.inquiryEveryMs,
        }
      : null;
  return { ...state, question: next, lookedAtMs: at.nowMs };
}

/** A payment that has just ended: no question about it is open. */
export const UNQUESTIONED = { question: null, lookedAtMs: null } as const;

function askNow(state: Questioned): Step {
  const { question } = state;
  if (question === null) return stay(state);
  return {
    state: { ...state, question: { ...question, told: false, inFlight: true, tries: question.tries + 1 } },
    effects: [{ kind: 'inquirePayment', ofQuestion: true }],
  };
}
