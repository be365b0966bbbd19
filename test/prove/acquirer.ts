import { Buffer } from 'node:buffer';
import { ENDPOINTS } from '../../src/acquirers/alipay-plus/messages.ts';
import type { Exchange } from '../../src/acquirers/port.ts';
import {
  gatewayTime,
  resultOf,
  type WireAnswer,
  type WireNotification,
} from '../../drivers/sandbox/answers.ts';
import { Ledger } from '../../drivers/sandbox/ledger.ts';
import type { BackOutcome } from '../../drivers/sandbox/order.ts';
import type { PayRequest, RefundRequest } from '../../drivers/sandbox/requests.ts';
import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { Choices } from './choices.ts';
import { worded, type Habits } from './habits.ts';
import { payOutcome, type Mood } from './wallet-moods.ts';
import type { Hosted } from './hosted.ts';
import { keyedSignature, type Signer } from './keyed-signing.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

export type Endpoint = keyof typeof ENDPOINTS;

/** A request as it travels: which call, for which payment, and its exact bytes. */
export interface Request {
  readonly endpoint: Endpoint;
  readonly paymentRequestId: string;
  readonly body: PayRequest & RefundRequest;
  /** The number of the till that sends it. */
  readonly from: number;
  /** Whether that till may take a charge away with it that another till was paid. */
  readonly excused: boolean;
}

/** Who took a charge away: a till by its number, or somebody elsewhere; and whether that was in order. */
export interface Taken {
  readonly by: number | null;
  readonly excused: boolean;
}

/** An answer that was truly given once, to be played again where it does not belong. */
interface Given {
  readonly endpoint: Endpoint;
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly answer: WireAnswer;
}

/** Refusals for good are of requests that were read: a door that does not let in keeps no list of ids. */
const BACK_REFUSALS = ['PROCESS_FAIL', 'USER_NOT_EXIST', 'RISK_REJECT'] as const;
const ONCE_REFUSALS = ['ACCESS_DENIED', 'PARAM_ILLEGAL', 'PROCESS_FAIL'] as const;

/** The gateway of the simulation: the sandbox's ledger, wallets that decide by chance, and what only the judge may know. */
export class Acquirer {
  readonly ledger = new Ledger();
  /** Payments that a cancel was truly confirmed for. */
  readonly cancelled = new Set<string>();
  /** Payments that a till with this one's ids by mistake has made, and is never seen again. */
  readonly foreign = new Set<string>();
  /** The till whose pay has made each payment, by its number. */
  readonly makers = new Map<string, number>();
  /** Ids of refunds that tills asked for, by payment; each with the amounts it was asked with. */
  readonly refunds = new Map<string, Map<string, Set<string>>>();
  /** Payments that were refused, and are charged all the same some time later; true once a till was told. */
  readonly broken = new Map<string, boolean>();
  /** The acquirers that are paid on a page; null where the schedule plays none. */
  hosted: Hosted | null = null;
  /** Charges that were taken away whole, and by whom first. */
  readonly taken = new Map<string, Taken>();
  /** How often each refund was sent. */
  readonly #sends = new Map<string, number>();
  /** What was refused once, by call and id; and the very requests, so that a copy made by the network is refused too. */
  readonly #refusedOnce = new Set<string>();
  readonly #refusals = new Map<Request, string>();
  readonly #tooLate = new Map<string, boolean>();
  readonly #given: Given[] = [];
  readonly #choices: Choices;
  readonly #timeline: Timeline;
  readonly #story: Story;
  readonly #habits: Habits;
  readonly #broke: (paymentRequestId: string) => void;
  mood: Mood;

  constructor(parts: {
    choices: Choices;
    timeline: Timeline;
    story: Story;
    mood: Mood;
    habits: Habits;
    /** A payment was refused that will be charged all the same. */
    broke: (paymentRequestId: string) => void;
  }) {
    this.#choices = parts.choices;
    this.#timeline = parts.timeline;
    this.#story = parts.story;
    this.mood = parts.mood;
    this.#habits = parts.habits;
    this.#broke = parts.broke;
  }

  /** Reads what a till has sent. */
  static read(endpoint: Endpoint, bytes: Uint8Array, from: number): Request {
    const body = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
    ) as PayRequest & RefundRequest;
    return { endpoint, paymentRequestId: body.paymentRequestId, body, from, excused: true };
  }

  /** A request leaves a till. */
  sent({ endpoint, body }: Request): void {
    if (endpoint !== 'refund') return;
    this.#sends.set(body.refundRequestId, (this.#sends.get(body.refundRequestId) ?? 0) + 1);
  }

  /** Whether this acquirer's books tell refunds without our id. */
  get anonymousRefunds(): boolean {
    return this.#habits.anonymousRefunds;
  }

  /** Everything that stands in the books of all acquirers. */
  entries(): readonly BookEntry[] {
    const codes = this.ledger.books(this.#timeline.nowMs);
    return this.hosted === null ? codes : [...codes, ...this.hosted.entries()];
  }

  /** How a payment stands in the books; undefined where it is not there. */
  entry(paymentRequestId: string): BookEntry | undefined {
    return this.entries().find((entry) => entry.paymentRequestId === paymentRequestId);
  }

  /** Whether a cancel of a payment was truly confirmed. */
  isCancelConfirmed(paymentRequestId: string): boolean {
    return this.cancelled.has(paymentRequestId) || this.hosted?.isCancelled(paymentRequestId) === true;
  }

  /** Whether a payment is charged although it had ended, as no till can prevent. */
  isLate(paymentRequestId: string): boolean {
    return this.broken.has(paymentRequestId) || this.hosted?.books.late.has(paymentRequestId) === true;
  }

  /** Whether a bank has taken the charge back for its customer: no till need do it. */
  isTakenByBank(paymentRequestId: string): boolean {
    return this.hosted?.books.takenByBank.has(paymentRequestId) === true;
  }

  /** Whether a till was told of such a charge. */
  isLateTold(paymentRequestId: string): boolean {
    return this.broken.get(paymentRequestId) ?? this.hosted?.books.late.get(paymentRequestId) ?? false;
  }

  /** What is told by itself of a payment; null while it is not final. */
  notice(paymentRequestId: string): WireNotification | null {
    const message = this.ledger.notification(paymentRequestId, this.#timeline.nowMs);
    return message === null ? null : worded(message, this.#habits);
  }

  /** Acts on a request that has arrived; the answer is the truth of this instant. */
  act(request: Request, foreign = false): WireAnswer {
    const answer = worded(this.#acted(request, foreign), this.#habits);
    this.#story.tell(() => `the gateway takes ${wordsOf(request)}: ${saidBy(answer)}`);
    if ('paymentId' in answer) {
      const { endpoint, paymentRequestId } = request;
      this.#given.push({ endpoint, paymentRequestId, paymentId: answer.paymentId, answer });
    }
    return answer;
  }

  /** What an inquiry of another payment would be told now; null where there is no other. */
  inquiryOfAnother(paymentRequestId: string): WireAnswer | null {
    const other = [...this.makers.keys()].findLast((id) => id !== paymentRequestId);
    return other === undefined
      ? null
      : worded(this.ledger.inquiryPayment({ paymentRequestId: other }, this.#timeline.nowMs), this.#habits);
  }

  /** An answer that was truly given to another payment's call, and whose paymentId the journal knows. */
  answerToAnother(endpoint: Endpoint, paymentRequestId: string, rows: readonly string[]): WireAnswer | null {
    const isAnother = (given: Given): boolean =>
      given.endpoint === endpoint &&
      given.paymentRequestId !== paymentRequestId &&
      rows.some((row) => row.includes(given.paymentId));
    return this.#given.findLast(isAnother)?.answer ?? null;
  }

  #acted(request: Request, foreign: boolean): WireAnswer {
    const { endpoint, paymentRequestId, body } = request;
    const nowMs = this.#timeline.nowMs;
    switch (endpoint) {
      case 'pay': {
        if (this.makers.has(paymentRequestId)) return this.ledger.pay(body, nowMs);
        this.makers.set(paymentRequestId, request.from);
        if (foreign) this.foreign.add(paymentRequestId);
        const outcome = payOutcome(this.#choices, this.mood);
        const isBroken = outcome.kind === 'refuse' && outcome.chargeAfterMs !== undefined;
        const answer = this.ledger.pay(body, nowMs, outcome);
        if (isBroken && answer.result.resultCode === outcome.code) {
          this.broken.set(paymentRequestId, false);
          this.#broke(paymentRequestId);
        }
        return answer;
      }
      case 'inquiryPayment':
        return this.ledger.inquiryPayment(body, nowMs);
      case 'cancelPayment': {
        const wasPaid = this.entry(paymentRequestId)?.state === 'paid';
        const refusal =
          this.#onceRefused(request) ?? (wasPaid && this.#isTooLate(paymentRequestId) ? TOO_LATE : null);
        if (refusal !== null) return bare(refusal);
        const answer = this.ledger.cancelPayment(body, nowMs, this.#back());
        if (answer.result.resultStatus === 'S') this.cancelled.add(paymentRequestId);
        if (answer.result.resultStatus === 'S' && wasPaid) this.#take(request);
        return answer;
      }
      case 'refund': {
        const ids = this.refunds.get(paymentRequestId) ?? new Map<string, Set<string>>();
        const amounts = ids.get(body.refundRequestId) ?? new Set<string>();
        this.refunds.set(
          paymentRequestId,
          ids.set(body.refundRequestId, amounts.add(body.refundAmount.value)),
        );
        const refusal = this.#onceRefused(request);
        if (refusal !== null) return bare(refusal);
        const answer = this.ledger.refund(body, nowMs, this.#back());
        if (answer.result.resultStatus === 'S' && isGiveBack(body.refundRequestId)) this.#take(request);
        return answer;
      }
    }
  }

  #take({ paymentRequestId, from, excused }: Request): void {
    if (!this.taken.has(paymentRequestId)) this.taken.set(paymentRequestId, { by: from, excused });
  }

  #isTooLate(paymentRequestId: string): boolean {
    const known = this.#tooLate.get(paymentRequestId);
    if (known !== undefined) return known;
    const isTooLate = this.#choices.chance(this.mood.tooLatePercent);
    this.#tooLate.set(paymentRequestId, isTooLate);
    return isTooLate;
  }

  /** The code with which a cancel or a refund is refused this time, without a trace; null where it is taken. */
  #onceRefused(request: Request): string | null {
    const { endpoint, paymentRequestId, body } = request;
    const before = this.#refusals.get(request);
    if (before !== undefined) return before;
    const key = `${endpoint} ${endpoint === 'refund' ? body.refundRequestId : paymentRequestId}`;
    if (this.#refusedOnce.has(key) || !this.#choices.chance(this.mood.oncePercent)) return null;
    this.#refusedOnce.add(key);
    // What may have been done already, or is still on its way, is never refused as if it had been read.
    const isFirst = endpoint === 'cancelPayment' || this.#sends.get(body.refundRequestId) === 1;
    const code = this.#choices.of(ONCE_REFUSALS);
    const said = isFirst ? code : 'ACCESS_DENIED';
    this.#refusals.set(request, said);
    return said;
  }

  #back(): BackOutcome {
    if (!this.#choices.chance(this.mood.refusePercent)) return { kind: 'accept' };
    return { kind: 'refuse', code: this.#choices.of(BACK_REFUSALS) };
  }

  /** An answer as it leaves; `signer` null leaves the signature out. */
  sealed(endpoint: Endpoint, clientId: string, answer: WireAnswer, signer: Signer | null): Exchange {
    const body = Buffer.from(JSON.stringify(answer), 'utf8');
    const time = gatewayTime(this.#timeline.nowMs);
    const message = { method: 'POST' as const, uri: ENDPOINTS[endpoint], clientId, time, body };
    const headers = {
      'Response-Time': time,
      ...(signer === null ? {} : { Signature: keyedSignature(signer, message) }),
    };
    return { kind: 'answered', status: 200, headers, body };
  }
}

const TOO_LATE = 'CANCEL_WINDOW_EXCEED';

/** Whether a refund is a give-back by a till itself, and not one that a manager approved. */
export function isGiveBack(refundRequestId: string): boolean {
  return refundRequestId.includes('-back');
}

/** A short name of a payment: its order's last digits and the number of the attempt. */
export function shortId(paymentRequestId: string): string {
  return `…${paymentRequestId.slice(-6, -2)}/${paymentRequestId.slice(-2)}`;
}

/** A request in words. */
export function wordsOf({ endpoint, paymentRequestId, body }: Request): string {
  const refund = endpoint === 'refund' ? ` (${body.refundRequestId.slice(-8)})` : '';
  return `${endpoint} of ${shortId(paymentRequestId)}${refund}`;
}

/** An answer in words. */
export function saidBy(answer: WireAnswer): string {
  const { resultStatus, resultCode } = answer.result;
  const inner = 'paymentResult' in answer ? answer.paymentResult : undefined;
  const back = 'transactions' in answer ? ', with transactions' : '';
  return `${resultStatus}/${resultCode}${inner === undefined ? '' : ` → ${inner.resultStatus}/${inner.resultCode}`}${back}`;
}

/** An answer that says only a code. */
export function bare(code: string): WireAnswer {
  return { result: resultOf(code) };
}
