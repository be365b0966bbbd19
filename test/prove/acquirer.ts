import { Buffer } from 'node:buffer';
import { ENDPOINTS } from '../../src/alipay-plus/messages.ts';
import type { Exchange } from '../../src/ports.ts';
import { gatewayTime, resultOf, type WireAnswer } from '../../drivers/sandbox/answers.ts';
import { Ledger } from '../../drivers/sandbox/ledger.ts';
import type { BackOutcome, PayOutcome, Undecided } from '../../drivers/sandbox/order.ts';
import type { PayRequest, RefundRequest } from '../../drivers/sandbox/requests.ts';
import type { Choices } from './choices.ts';
import { keyedSignature, type Signer } from './keyed-signing.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

export type Endpoint = keyof typeof ENDPOINTS;

/** A request as it travels: which call, for which payment, and its exact bytes. */
export interface Request {
  readonly endpoint: Endpoint;
  readonly paymentRequestId: string;
  readonly body: PayRequest & RefundRequest;
}

/** An answer that was truly given once, to be played again where it does not belong. */
interface Given {
  readonly endpoint: Endpoint;
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly answer: WireAnswer;
}

/** How the wallets and the gateway's own refusals fall in this schedule. */
export interface Mood {
  /** How many payments in a hundred are not simply charged. */
  readonly oddPercent: number;
  /** How many cancels and refunds in a hundred are refused for good. */
  readonly refusePercent: number;
}

const REFUSALS = [
  'USER_BALANCE_NOT_ENOUGH',
  'EXPIRED_CODE',
  'INVALID_CODE',
  'PROCESS_FAIL',
  'RISK_REJECT',
  'REGULATION_RESTRICTION',
  'USER_PAYMENT_VERIFICATION_FAILED',
  'CURRENCY_NOT_SUPPORT',
  'ORDER_IS_CLOSED',
  'NEVER_HEARD_OF_THIS_CODE',
] as const;
const BACK_REFUSALS = ['PROCESS_FAIL', 'ACCESS_DENIED', 'USER_NOT_EXIST'] as const;
const THEN_AFTER_MS = [800, 5000, 12_000, 30_000, 55_000, 90_000] as const;
/** Shorter than the till's wait for its re-check: later than that a broken word cannot be found by it. */
const LATE_AFTER_MS = [500, 4000, 12_000, 25_000] as const;

/** The gateway of the simulation: the sandbox's ledger, wallets that decide by chance, and what only the judge may know. */
export class Acquirer {
  readonly ledger = new Ledger();
  /** Payments that a cancel was truly confirmed for. */
  readonly cancelled = new Set<string>();
  /** Payments that another till's pay has made. */
  readonly foreign = new Set<string>();
  /** Ids of refunds that were asked for, by payment. */
  readonly refunds = new Map<string, Set<string>>();
  /** What was refused for good, `endpoint paymentRequestId code`. */
  readonly refused = new Set<string>();
  readonly #given: Given[] = [];
  readonly #seen = new Set<string>();
  readonly #choices: Choices;
  readonly #timeline: Timeline;
  readonly #story: Story;
  mood: Mood;

  constructor(parts: { choices: Choices; timeline: Timeline; story: Story; mood: Mood }) {
    this.#choices = parts.choices;
    this.#timeline = parts.timeline;
    this.#story = parts.story;
    this.mood = parts.mood;
  }

  /** Reads what a till has sent. */
  static read(endpoint: Endpoint, bytes: Uint8Array): Request {
    const body = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
    ) as PayRequest & RefundRequest;
    return { endpoint, paymentRequestId: body.paymentRequestId, body };
  }

  /** Acts on a request that has arrived; the answer is the truth of this instant. */
  act(request: Request, foreign = false): WireAnswer {
    const answer = this.#acted(request, foreign);
    this.#story.tell(() => `the gateway takes ${wordsOf(request)}: ${saidBy(answer)}`);
    if ('paymentId' in answer) {
      const { endpoint, paymentRequestId } = request;
      this.#given.push({ endpoint, paymentRequestId, paymentId: answer.paymentId, answer });
    }
    return answer;
  }

  /** What an inquiry of another payment would be told now; null where there is no other. */
  inquiryOfAnother(paymentRequestId: string): WireAnswer | null {
    const other = [...this.#seen].findLast((id) => id !== paymentRequestId);
    return other === undefined
      ? null
      : this.ledger.inquiryPayment({ paymentRequestId: other }, this.#timeline.nowMs);
  }

  /** An answer that was truly given to another payment's call, and whose paymentId the journal knows. */
  answerToAnother(endpoint: Endpoint, paymentRequestId: string, rows: readonly string[]): WireAnswer | null {
    const isAnother = (given: Given): boolean =>
      given.endpoint === endpoint &&
      given.paymentRequestId !== paymentRequestId &&
      rows.some((row) => row.includes(given.paymentId));
    return this.#given.findLast(isAnother)?.answer ?? null;
  }

  #acted({ endpoint, paymentRequestId, body }: Request, foreign: boolean): WireAnswer {
    const nowMs = this.#timeline.nowMs;
    switch (endpoint) {
      case 'pay': {
        if (this.#seen.has(paymentRequestId)) return this.ledger.pay(body, nowMs);
        this.#seen.add(paymentRequestId);
        if (foreign) this.foreign.add(paymentRequestId);
        return this.ledger.pay(body, nowMs, this.#outcome());
      }
      case 'inquiryPayment':
        return this.ledger.inquiryPayment(body, nowMs);
      case 'cancelPayment': {
        const answer = this.ledger.cancelPayment(body, nowMs, this.#back());
        if (answer.result.resultStatus === 'S') this.cancelled.add(paymentRequestId);
        return answer;
      }
      case 'refund': {
        const ids = this.refunds.get(paymentRequestId) ?? new Set<string>();
        this.refunds.set(paymentRequestId, ids.add(body.refundRequestId));
        const answer = this.ledger.refund(body, nowMs, this.#back());
        if (answer.result.resultStatus === 'F') {
          this.refused.add(`refund ${paymentRequestId} ${answer.result.resultCode}`);
        }
        return answer;
      }
    }
  }

  #outcome(): PayOutcome {
    const choices = this.#choices;
    if (!choices.chance(this.mood.oddPercent)) return { kind: 'charge' };
    if (choices.chance(35)) return { kind: 'refuse', code: choices.of(REFUSALS) };
    const then = choices.chance(40) ? choices.of(REFUSALS) : 'SUCCESS';
    return { kind: 'undecided', says: choices.of(SAYS), until: this.#until(), then };
  }

  #until(): Undecided['until'] {
    const choices = this.#choices;
    switch (choices.below(5)) {
      case 0:
        return { on: 'inquiry', count: 1 + choices.below(4) };
      case 1:
        return { on: 'time', afterMs: choices.of(THEN_AFTER_MS) };
      case 2:
        return { on: 'cancelled', afterMs: choices.of(LATE_AFTER_MS) };
      case 3:
        return { on: 'expiry' };
      default:
        return { on: 'never' };
    }
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

const SAYS = ['PAYMENT_IN_PROCESS', 'UNKNOWN_EXCEPTION'] as const;

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
