import type { z } from 'zod';
import type { Log } from '../../ground/ports.ts';
import type { CancelAnswer, RefundAnswer, Unknown } from '../../payment/answers.ts';
import type { TimingConfig } from '../../config/timing.ts';
import type { AcquirerFacts } from '../../payment/terms.ts';
import { logAnswer } from '../answer-log.ts';
import type { AttemptName, LineAnswer, RefundOrder, Timed } from '../port.ts';
import { sent, SignedCalls, type Called, type SignedCall, type SignedLine } from '../signed-wire/calls.ts';
import {
  cancelAnswerOf,
  cancelResponse,
  refundAnswerOf,
  refundResponse,
  type ReasonOf,
} from '../signed-wire/give-back-answers.ts';
import { isOfAnother, statusOf, unknown, type WireResult } from '../signed-wire/results.ts';
import { isoOrEpochMs } from '../signed-wire/times.ts';
import {
  byRequestId,
  CALLS,
  inquiryPaymentResponse,
  inquiryRefundRequest,
  inquiryRefundResponse,
  refundRequest,
  type Call,
} from './messages.ts';
import { refundSeenAs } from './outcome.ts';

/** What the acquirer's answers bring of an attempt, and later calls need. */
export const FACTS = { paymentId: 'paymentId', captureId: 'captureId' } as const;

/** How Antom is called, and in which words it refuses. */
export interface AntomLine extends Omit<SignedLine, 'timeOf'> {
  /** What stands before every path; it is signed. */
  readonly pathPrefix: string;
  readonly timing: Pick<TimingConfig, 'inquiryTimeoutMs' | 'cancelTimeoutMs' | 'refundTimeoutMs'>;
  readonly reasonOf: ReasonOf;
  readonly log: Log;
}

/** What both products of Antom have in common: inquiry, cancel, refund by the acquirer's id, and the refund's own inquiry. */
export class AntomCalls {
  readonly #line: AntomLine;
  readonly #signed: SignedCalls;

  constructor(line: AntomLine) {
    this.#line = line;
    this.#signed = new SignedCalls({ ...line, timeOf: isoOrEpochMs });
  }

  get clockOffsetMs(): number | undefined {
    return this.#signed.clockOffsetMs;
  }

  forgetClock(): void {
    this.#signed.forgetClock();
  }

  learnClock(): Promise<number | undefined> {
    return this.#signed.learnClock((newId) => this.#question(newId));
  }

  checkLine(): Promise<Timed<LineAnswer>> {
    return this.#signed.askForNothing((newId) => this.#question(newId));
  }

  send<S extends z.ZodType>(
    call: Call,
    body: Uint8Array,
    timeoutMs: number,
    schema: S,
  ): Promise<Called<z.infer<S>>> {
    return this.#signed.call({ path: this.#pathOf(call), body, timeoutMs, schema });
  }

  /** Asks for a payment by our own id; `schema` may read more of it. */
  ask<S extends z.ZodType>(paymentRequestId: string, schema: S): Promise<Called<z.infer<S>>> {
    return this.send(
      'inquiryPayment',
      byRequestId(paymentRequestId),
      this.#line.timing.inquiryTimeoutMs,
      schema,
    );
  }

  async cancel({ paymentRequestId }: Pick<AttemptName, 'paymentRequestId'>): Promise<Timed<CancelAnswer>> {
    const { reasonOf, timing } = this.#line;
    const called = await this.send(
      'cancel',
      byRequestId(paymentRequestId),
      timing.cancelTimeoutMs,
      cancelResponse,
    );
    return this.judged('cancel', paymentRequestId, sent(called), (response) =>
      cancelAnswerOf(reasonOf, paymentRequestId, response),
    );
  }

  /**
   * Refunds; one that was sent before is asked about first, and only sent again where the acquirer has none.
   *
   * Why `paymentId`: the acquirer takes no other name. Where the journal has none, an inquiry tells it; without it
   * nothing is sent. Source: in-store dossier sections 3.6 and 3.7.
   */
  async refund(
    order: RefundOrder,
    more: { readonly refundNotifyUrl?: string | undefined } = {},
  ): Promise<Timed<RefundAnswer>> {
    const { paymentRequestId, refundRequestId, amount, facts } = order;
    const { reasonOf, timing } = this.#line;
    if (order.isAgain === true) {
      const seen = await this.#refundSeen(order);
      if (seen.answer.kind !== 'notThere') return { ...seen, answer: seen.answer };
    }
    const paymentId = facts[FACTS.paymentId] ?? (await this.#paymentIdOf(paymentRequestId));
    if (paymentId === undefined) return { answer: NO_PAYMENT_ID };
    const { reason } = order;
    const captureId = facts[FACTS.captureId];
    const body = refundRequest({ refundRequestId, paymentId, amount, captureId, reason, ...more });
    const called = await this.send('refund', body, timing.refundTimeoutMs, refundResponse);
    return this.judged('refund', paymentRequestId, sent(called), (response) =>
      isUnclear(response.result)
        ? unknown('the acquirer could not process it', response.result)
        : refundAnswerOf(reasonOf, order, response),
    );
  }

  judged<T, A extends { readonly kind: string }>(
    endpoint: Call,
    paymentRequestId: string,
    called: Exclude<Called<T>, { kind: 'notSent' }>,
    judge: (response: T) => A,
  ): Timed<A | Unknown> {
    const answer = called.kind === 'read' ? judge(called.response) : called.answer;
    logAnswer(this.#line.log, { endpoint, paymentRequestId }, answer);
    return { answer, clockOffsetMs: called.clockOffsetMs };
  }

  async #refundSeen(order: RefundOrder): Promise<Timed<RefundAnswer | { readonly kind: 'notThere' }>> {
    const { paymentRequestId, refundRequestId } = order;
    const { reasonOf, timing } = this.#line;
    const body = inquiryRefundRequest(refundRequestId);
    const called = await this.send('inquiryRefund', body, timing.inquiryTimeoutMs, inquiryRefundResponse);
    return this.judged('inquiryRefund', paymentRequestId, sent(called), (response) =>
      refundSeenAs(reasonOf, order, response),
    );
  }

  async #paymentIdOf(paymentRequestId: string): Promise<string | undefined> {
    const called = await this.ask(paymentRequestId, inquiryPaymentResponse);
    const isOurs = called.kind === 'read' && !isOfAnother(paymentRequestId, called.response);
    return isOurs ? called.response.paymentId : undefined;
  }

  #question(paymentRequestId: string): SignedCall<typeof inquiryPaymentResponse> {
    return {
      path: this.#pathOf('inquiryPayment'),
      body: byRequestId(paymentRequestId),
      timeoutMs: this.#line.timing.inquiryTimeoutMs,
      schema: inquiryPaymentResponse,
    };
  }

  #pathOf(call: Call): string {
    return this.#line.pathPrefix + CALLS[call];
  }
}

/** A failure that says nothing of the refund: it is asked about before it is a refusal. Source: in-store dossier section 4. */
function isUnclear(result: WireResult): boolean {
  return statusOf(result) === 'F' && result.resultCode === 'SYSTEM_ERROR';
}

/** What an answer brings that is kept; undefined where it has no readable id. */
export function factsOf(paymentId: string | undefined): AcquirerFacts | undefined {
  return paymentId === undefined ? undefined : { [FACTS.paymentId]: paymentId };
}

const NO_PAYMENT_ID: Unknown = {
  kind: 'unknown',
  why: "the acquirer's id of the payment is not known yet: it is asked for again",
};
