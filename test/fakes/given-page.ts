import { KEPT_RULES } from '../../src/payment/kept-rules.ts';
import type { InquiryAnswer, OpenAnswer } from '../../src/payment/answers.ts';
import type { PaymentEvent } from '../../src/payment/events.ts';
import { factsAfter } from '../../src/payment/learnt-facts.ts';
import type { Timing } from '../../src/payment/policy.ts';
import type { PaymentFacts, PaymentState } from '../../src/payment/state.ts';
import type { PagePace, Terms } from '../../src/payment/terms.ts';
import { start, transition, wakeAtOf } from '../../src/payment/transition.ts';
import { RM45_50 } from './given-till.ts';

export const START_MS = Date.UTC(2026, 10, 20, 9);
const SECOND_MS = 1000;

/** What an acquirer of pages says of itself, and how long its link can be paid. */
export interface PageSide {
  readonly terms: Terms;
  readonly pace: PagePace;
  readonly timing: Timing;
  readonly payableForMs: number;
  readonly opensForMs?: number;
}

/** A question without an end between is a fault, which must not hang the test. */
const ASKED_MAX = 2000;

/** One payment whose link is shown, without a till around it. */
export class GivenPage {
  nowMs = START_MS;
  facts: PaymentFacts;
  state: PaymentState;
  /** When it was asked, in seconds after the begin. */
  readonly asked: number[] = [];
  readonly done: string[] = [];

  /** `refusal`: its link could not be made. */
  constructor({ terms, pace, timing, payableForMs, opensForMs }: PageSide, refusal?: OpenAnswer) {
    this.facts = {
      paymentRequestId: '9'.repeat(26),
      number: 1,
      gateway: 'pages',
      way: { kind: 'page', tender: 'qr', pace, landing: null },
      amount: RM45_50,
      startedAtMs: START_MS,
      clockOffsetMs: null,
      restarted: false,
      timing,
      toleranceMs: 300_000,
      ...KEPT_RULES,
      terms,
      acquirer: {},
      payableForMs: null,
      freed: false,
      heldForMs: null,
    };
    this.state = start({ facts: this.facts, timing, nowMs: this.nowMs }).state;
    const opened = {
      kind: 'opened',
      payableForMs,
      ...(opensForMs === undefined ? {} : { opensForMs }),
    } as const;
    this.tell({ kind: 'pageOpened', answer: refusal ?? { ...opened, facts: { token: 'T' } } });
  }

  tell(change: PaymentEvent): void {
    const payment = { facts: this.facts, state: this.state };
    const base = { saleId: 'S', paymentRequestId: this.facts.paymentRequestId, atMs: this.nowMs };
    this.facts = factsAfter(payment, { ...base, kind: 'paymentChanged', change });
    const at = { facts: this.facts, timing: this.facts.timing, nowMs: this.nowMs };
    const step = transition(at, this.state, change);
    this.state = step.state;
    for (const { kind } of step.effects) {
      this.done.push(kind);
      if (kind === 'inquirePayment') this.asked.push((this.nowMs - START_MS) / SECOND_MS);
    }
  }

  answer(answer: InquiryAnswer): void {
    this.tell({ kind: 'inquiryAnswered', answer });
  }

  /** Time goes on; what is asked meanwhile is answered so. */
  async passes(ms: number, answer: InquiryAnswer): Promise<void> {
    const untilMs = this.nowMs + ms;
    while (this.asked.length < ASKED_MAX) {
      const wakeAtMs = wakeAtOf({ facts: this.facts, state: this.state });
      if (wakeAtMs === null || wakeAtMs > untilMs) break;
      this.nowMs = Math.max(this.nowMs, wakeAtMs);
      const before = this.asked.length;
      this.tell({ kind: 'woke' });
      if (this.asked.length > before) this.answer(answer);
      await Promise.resolve();
    }
    this.nowMs = untilMs;
  }
}
