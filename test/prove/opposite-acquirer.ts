import type { AcquirerTraits } from '../../src/acquirers/kind.ts';
import type {
  AttemptName,
  CaptureOrder,
  PageAcquirer,
  PayOrder,
  RefundOrder,
  Timed,
} from '../../src/acquirers/port.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import { PaymentLink } from '../../src/ground/payment-link.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Ms } from '../../src/ground/time.ts';
import type {
  CancelAnswer,
  CaptureAnswer,
  Charge,
  InquiryAnswer,
  OpenAnswer,
  PaymentLook,
  RefundAnswer,
  RefundSeen,
} from '../../src/payment/answers.ts';
import type { AcquirerFacts, PagePace, Terms } from '../../src/payment/terms.ts';
import type { Choices } from './choices.ts';

/** How long a link can be paid; it cannot be withdrawn. */
export const LINK_LIFE_MS = 120_000;
/** How long money is held that nobody collects. */
const HOLD_LIFE_MS = 400_000;
/** A refund stands in the books at the latest so long after it was sent. */
const BOOKS_LAG_MS = 20_000;

/**
 * The opposite of Alipay+ in every trait: a page, no cancel, no free asking, a link that cannot be withdrawn, refunds
 * that double when repeated.
 */
export const OPPOSITE_TERMS: Terms = {
  ask: 'onTriggers',
  resend: 'never',
  undo: ['refund'],
  voidUntil: { kind: 'never' },
  refund: { partial: true, repeat: { kind: 'lookFirst', afterMs: BOOKS_LAG_MS + 10_000 } },
};

/** Of no matter where time is no occasion to ask. */
export const OPPOSITE_PACE: PagePace = {
  firstInquiryMs: 3000,
  closingEveryMs: 30_000,
  watchEveryMs: 60_000,
  watchForMs: LINK_LIFE_MS,
};

/** It brings nothing: no codes, no mark that a shop must show, no reports. */
export const OPPOSITE_TRAITS: AcquirerTraits = {
  kind: 'opposite',
  accountKeys: [],
  pays: () => ['page'],
  codes: null,
  brand: null,
  setUp: { name: 'Opposite', fields: [] },
  report: null,
};

/** What is paid is charged in one step, or held until it is captured. */
export interface Manner {
  readonly terms: Terms;
  readonly steps: 1 | 2;
}

/**
 * The opposite in one step, in two, and in two by one that may be asked at any time and lets go of what it holds; and one
 * that may be asked at any time and reverses the last step of a payment on its day.
 */
export const MANNERS: readonly [Manner, ...Manner[]] = [
  { terms: OPPOSITE_TERMS, steps: 1 },
  { terms: OPPOSITE_TERMS, steps: 2 },
  { terms: { ...OPPOSITE_TERMS, ask: 'freely', undo: ['cancel', 'refund'] }, steps: 2 },
  {
    terms: {
      ...OPPOSITE_TERMS,
      ask: 'freely',
      voidUntil: { kind: 'dayEnd', dayOffsetMs: 0, graceMs: 0, marginMs: 600_000 },
    },
    steps: 1,
  },
];

/** A payment as this acquirer has it. */
interface Entry {
  readonly token: string;
  readonly amount: Amount;
  readonly diesAtMs: Ms;
  readonly startedAtMs: Ms;
  /** Only a capture makes it paid. */
  status: 'waiting' | 'held' | 'paid' | 'declined';
  holdEndsAtMs: Ms;
  /** It will refuse every capture. */
  readonly refusesCapture: boolean;
  readonly refunds: { readonly refundRequestId: string; readonly amount: Amount; readonly seenAtMs: Ms }[];
}

const SILENCE = { kind: 'unknown', why: 'no answer' } as const;
const NO = { code: 'DECLINED', class: 'user', say: 'The customer declined.' } as const;

/** How often something goes wrong, in a hundred. */
export interface Weather {
  readonly lostPercent: number;
}

/** The acquirer with its books, over a network that loses requests and answers. */
export class OppositeAcquirer implements PageAcquirer {
  readonly terms: Terms;
  readonly pace = OPPOSITE_PACE;
  readonly #steps: Manner['steps'];
  readonly entries = new Map<string, Entry>();
  /** What broke the acquirer's own rules. */
  readonly faults: string[] = [];
  /** Links that a till showed to somebody: whoever saw one may pay by it for as long as it lives. */
  readonly seen = new Set<string>();
  readonly #clock: Clock;
  readonly #choices: Choices;
  readonly #weather: () => Weather;
  /** By attempt: whether there was an occasion to ask since it was asked last. */
  readonly #occasions = new Set<string>();
  /** Attempts of which a refund was sent: what became of it may be looked for. */
  readonly #goingBack = new Set<string>();

  constructor({ terms, steps }: Manner, clock: Clock, choices: Choices, weather: () => Weather) {
    this.terms = terms;
    this.#steps = steps;
    this.#clock = clock;
    this.#choices = choices;
    this.#weather = weather;
  }

  /** A notice, a person or a start gave an occasion to ask. */
  occasion(paymentRequestId: string): void {
    this.#occasions.add(paymentRequestId);
  }

  open({
    paymentRequestId,
    amount,
    startedAtMs,
  }: PayOrder): Promise<Timed<OpenAnswer> & { readonly link?: PaymentLink }> {
    return this.#call<Timed<OpenAnswer> & { readonly link?: PaymentLink }>({ answer: SILENCE }, () => {
      if (this.#choices.chance(10)) return { answer: { kind: 'refused', reason: NO } };
      const diesAtMs = this.#clock.nowMs() + LINK_LIFE_MS;
      const token = `token-of-${paymentRequestId}`;
      this.entries.set(paymentRequestId, {
        ...{ token, amount, diesAtMs, startedAtMs, status: 'waiting', refunds: [] },
        ...{ holdEndsAtMs: 0, refusesCapture: this.#choices.chance(20) },
      });
      const answer = {
        kind: 'opened' as const,
        payableForMs: diesAtMs - startedAtMs,
        facts: { token },
      };
      return { answer, link: new PaymentLink(`https://pay.example/${paymentRequestId}`) };
    });
  }

  inquire({ paymentRequestId, facts }: AttemptName): Promise<Timed<InquiryAnswer>> {
    const entry = this.entries.get(paymentRequestId);
    const isOver = entry !== undefined && this.#isOver(entry);
    // The link's end is an occasion. Of a link that nobody ever saw, nothing can have become: it is no matter who asks.
    const isDead = entry !== undefined && this.#clock.nowMs() >= entry.diesAtMs;
    const isLook = this.#goingBack.has(paymentRequestId);
    const isFree = this.terms.ask === 'freely' || isDead || isLook || !this.seen.has(paymentRequestId);
    if (!this.#occasions.delete(paymentRequestId) && !isFree)
      this.faults.push(`ask: ${paymentRequestId} was asked about without an occasion`);
    return this.#call<Timed<InquiryAnswer>>({ answer: SILENCE }, () => {
      if (entry === undefined) return { answer: { kind: 'notFound' } };
      if (this.#isWrong(facts, entry, paymentRequestId))
        return { answer: { kind: 'unknown', why: 'wrong token', code: 'TOKEN' } };
      switch (entry.status) {
        case 'waiting':
          return { answer: isOver ? { kind: 'notFound' } : { kind: 'confirming' } };
        case 'held': {
          if (this.#isOver(entry)) return { answer: { kind: 'notCharged', reason: NO } };
          const heldForMs = entry.holdEndsAtMs - entry.startedAtMs;
          return { answer: { kind: 'authorised', hold: chargeOf(paymentRequestId, entry), heldForMs } };
        }
        case 'declined':
          return { answer: { kind: 'notCharged', reason: NO } };
        case 'paid': {
          const leftMinor = this.#leftMinor(entry);
          if (leftMinor <= 0) return { answer: { kind: 'notCharged', reason: NO, refunded: true } };
          return { answer: { kind: 'charged', charge: chargeOf(paymentRequestId, entry), leftMinor } };
        }
      }
    });
  }

  /** Collects what is held; a repeat is the same capture. */
  capture({ paymentRequestId, facts, amount }: CaptureOrder): Promise<Timed<CaptureAnswer>> {
    return this.#call<Timed<CaptureAnswer>>({ answer: SILENCE }, () => {
      const entry = this.entries.get(paymentRequestId);
      if (entry === undefined || this.#isWrong(facts, entry, paymentRequestId))
        return { answer: { kind: 'unknown', why: 'wrong token', code: 'TOKEN' } };
      const isHeld = entry.status === 'held' && !this.#isOver(entry) && !entry.refusesCapture;
      if (amount.valueMinor !== entry.amount.valueMinor || !(isHeld || entry.status === 'paid'))
        return { answer: { kind: 'refused', reason: NO } };
      entry.status = 'paid';
      return { answer: { kind: 'captured', charge: chargeOf(paymentRequestId, entry) } };
    });
  }

  /** Lets go of what is held, and withdraws a link; what was collected is only refunded. */
  cancel({ paymentRequestId, facts }: AttemptName): Promise<Timed<CancelAnswer>> {
    const hasCancel = this.terms.undo.includes('cancel');
    if (!hasCancel && this.terms.voidUntil.kind !== 'never') return this.#reverse(paymentRequestId);
    if (!hasCancel) this.faults.push(`cancel: there is none, ${paymentRequestId}`);
    return this.#call<Timed<CancelAnswer>>({ answer: SILENCE }, () => {
      const entry = this.entries.get(paymentRequestId);
      if (entry === undefined) return { answer: { kind: 'notFound' } };
      if (this.#isWrong(facts, entry, paymentRequestId))
        return { answer: { kind: 'unknown', why: 'wrong token', code: 'TOKEN' } };
      if (entry.status === 'paid' || this.#choices.chance(10))
        return { answer: { kind: 'refused', reason: NO } };
      entry.status = 'declined';
      return { answer: { kind: 'confirmed' } };
    });
  }

  /** Undoes the last step, whatever that was: after a refund, or a reverse, that is not the payment. */
  #reverse(paymentRequestId: string): Promise<Timed<CancelAnswer>> {
    return this.#call<Timed<CancelAnswer>>({ answer: SILENCE }, () => {
      const entry = this.entries.get(paymentRequestId);
      if (entry?.status !== 'paid' || this.#choices.chance(20))
        return { answer: { kind: 'refused', reason: NO } };
      if (entry.refunds.length > 0)
        this.faults.push(`reverse: not the payment of ${paymentRequestId} is undone`);
      const seenAtMs = this.#clock.nowMs() + this.#choices.below(BOOKS_LAG_MS);
      entry.refunds.push({ refundRequestId: 'reverse', amount: entry.amount, seenAtMs });
      return { answer: { kind: 'confirmed' } };
    });
  }

  /** Every call is another refund, whatever its id. */
  refund({ paymentRequestId, facts, refundRequestId, amount }: RefundOrder): Promise<Timed<RefundAnswer>> {
    this.#goingBack.add(paymentRequestId);
    return this.#call<Timed<RefundAnswer>>({ answer: SILENCE }, () => {
      const entry = this.entries.get(paymentRequestId);
      if (entry === undefined || this.#isWrong(facts, entry, paymentRequestId))
        return { answer: { kind: 'unknown', why: 'wrong token', code: 'TOKEN' } };
      const seenAtMs = this.#clock.nowMs() + this.#choices.below(BOOKS_LAG_MS);
      entry.refunds.push({ refundRequestId, amount, seenAtMs });
      if (entry.status !== 'paid' || this.backMinor(paymentRequestId) > entry.amount.valueMinor)
        this.faults.push(`refunds: more than the charge of ${paymentRequestId} was given back`);
      return { answer: { kind: 'refunded', refundId: `F-${refundRequestId}` } };
    });
  }

  lookUp({ paymentRequestId, facts }: AttemptName): Promise<Timed<PaymentLook>> {
    return this.#call<Timed<PaymentLook>>({ answer: SILENCE }, () => {
      const entry = this.entries.get(paymentRequestId);
      if (entry === undefined) return { answer: { kind: 'notFound' } };
      if (this.#isWrong(facts, entry, paymentRequestId))
        return { answer: { kind: 'unknown', why: 'wrong token', code: 'TOKEN' } };
      if (entry.status !== 'paid') return { answer: { kind: 'notCharged', reason: NO } };
      const refunds = this.#shown(entry).map(({ refundRequestId, amount }): RefundSeen => ({
        refundRequestId,
        amount,
        status: 'done',
      }));
      const charge = chargeOf(paymentRequestId, entry);
      return { answer: { kind: 'seen', charge, reversed: false, refunds } };
    });
  }

  /** Somebody who saw the link pays, or declines, while it lives. */
  decide(paymentRequestId: string, status: 'paid' | 'declined'): boolean {
    const entry = this.entries.get(paymentRequestId);
    if (entry?.status !== 'waiting' || !this.seen.has(paymentRequestId)) return false;
    if (this.#clock.nowMs() >= entry.diesAtMs) return false;
    entry.status = status === 'paid' && this.#steps === 2 ? 'held' : status;
    entry.holdEndsAtMs = this.#clock.nowMs() + HOLD_LIFE_MS;
    return true;
  }

  backMinor(paymentRequestId: string): number {
    const { refunds = [] } = this.entries.get(paymentRequestId) ?? {};
    return refunds.reduce((sum, { amount }) => sum + amount.valueMinor, 0);
  }

  /** What the books hold as charged, less what was given back. */
  netMinor(paymentRequestId: string): number {
    const entry = this.entries.get(paymentRequestId);
    return entry?.status === 'paid' ? entry.amount.valueMinor - this.backMinor(paymentRequestId) : 0;
  }

  /** What was given away is only found by the token that the till was given with it. */
  #isWrong(facts: AcquirerFacts, entry: Entry, paymentRequestId: string): boolean {
    return this.seen.has(paymentRequestId) && facts['token'] !== entry.token;
  }

  /** Nothing can come of it any more by itself: the link is dead, or the hold has ended. */
  #isOver({ status, diesAtMs, holdEndsAtMs }: Entry): boolean {
    return this.#clock.nowMs() >= (status === 'held' ? holdEndsAtMs : diesAtMs);
  }

  #shown({ refunds }: Entry): Entry['refunds'] {
    return refunds.filter(({ seenAtMs }) => seenAtMs <= this.#clock.nowMs());
  }

  #leftMinor(entry: Entry): Minor {
    const shown = this.#shown(entry).reduce((sum, { amount }) => sum + amount.valueMinor, 0);
    return (entry.amount.valueMinor - shown) as Minor;
  }

  /** One call: its request may be lost before it acts, and its answer after it. */
  #call<T>(lost: T, act: () => T): Promise<T> {
    const { lostPercent } = this.#weather();
    const isLost = this.#choices.chance(lostPercent);
    const isUnheard = this.#choices.chance(lostPercent);
    const outMs = 20 + this.#choices.below(3) * 400;
    const backMs = 20 + this.#choices.below(3) * 400;
    return new Promise((resolve) => {
      if (isLost) {
        this.#clock.after(8000, () => resolve(lost));
        return;
      }
      this.#clock.after(outMs, () => {
        const answer = act();
        this.#clock.after(isUnheard ? 8000 : backMs, () => resolve(isUnheard ? lost : answer));
      });
    });
  }
}

function chargeOf(paymentRequestId: string, { amount }: Entry): Charge {
  return { amount, paymentId: `P-${paymentRequestId}` };
}
