import { randomBytes } from 'node:crypto';
import type { Minor } from '../../ground/money/amount.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import type { Charge, InquiryAnswer, RefundSeen, Unknown } from '../../payment/answers.ts';
import { refOf, refundRefOf } from '../../payment/ids.ts';
import type { LookName } from '../port.ts';
import { callJson, unknownOf, type Called, type CallParts } from './calls.ts';
import { isListed, listedTransactions, type ListedTransaction } from './day-list.ts';
import { inquireRequest } from './messages.ts';
import { inquireAnswer, refundSeen } from './outcome.ts';

/** What looking at the books needs. */
export interface BookParts extends CallParts {
  readonly nowMs: () => Ms;
  readonly timeZone: string;
  readonly pendingAskMs: Ms;
}

/** Inquire is for fair use: so often it asks for one name, then the day's list decides. Source: dossier section 5.3. */
const INQUIRES_MAX = 3;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Looks at Saferpay's books: Inquire, which is minutes late, and the list of the days that are over.
 *
 * Why it counts: nothing here may become a poll, however often the till asks.
 */
export class Books {
  readonly #parts: BookParts;
  /** By name: when Inquire was asked for it. */
  readonly #asked = new Map<string, Ms[]>();
  /** Refunds whose repeat was refused because so much was given back already: they were made, or somebody else's was. */
  readonly #refusedAgain = new Set<string>();

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  /** Asks for a payment or a refund by our own name. */
  async inquire(name: string): Promise<Called> {
    const nowMs = this.#parts.nowMs();
    const asked = (this.#asked.get(name) ?? []).filter((ms) => ms <= nowMs && nowMs - ms < DAY_MS);
    if (asked.length >= INQUIRES_MAX) return { kind: 'unread', unknown: ASKED_ENOUGH };
    this.#asked.set(name, [...asked, nowMs]);
    const called = await callJson(this.#parts, {
      endpoint: 'inquire',
      requestId: `${name}-${tag()}`,
      timeoutMs: this.#parts.config.timing.inquiryTimeoutMs,
      body: (head) => inquireRequest(head, name),
    });
    // What could not leave the till has asked nothing.
    if (called.kind === 'notSent') this.#asked.set(name, asked);
    return called;
  }

  /** A repeated refund was refused because nothing is left for it. */
  refusedAgain(refundRef: string): void {
    this.#refusedAgain.add(refundRef);
  }

  /**
   * The refunds of a payment that are asked for by their numbers. One that the books do not show counts as absent only
   * where that is proven, or where Saferpay itself would refuse to make it twice.
   *
   * Errors: `unknown`, with the ids by which a person finds it, where neither is so.
   */
  async refundsOf(
    { paymentRequestId, refundNumbers = [], refundsMinor }: LookName,
    charge: Charge,
  ): Promise<readonly RefundSeen[] | Unknown> {
    const refunds: RefundSeen[] = [];
    for (const number of refundNumbers) {
      const refundRef = refundRefOf(paymentRequestId, number);
      const asked = await this.inquire(refundRef);
      const isRead = asked.kind === 'read';
      const seen = isRead ? refundSeen(asked.answer, number) : null;
      if (seen !== null) {
        refunds.push(seen);
        continue;
      }
      const isNotFound = isRead && asked.answer.ErrorName === 'TRANSACTION_NOT_FOUND';
      if (!isNotFound && !isAskedEnough(asked))
        return isRead ? unproven(refundRef, charge) : unknownOf(asked);
      const doneMinor = refunds.reduce((sum, { amount }) => sum + amount.valueMinor, 0);
      const isCapped = isNotFound && this.#isCapped(refundRef, charge, doneMinor, refundsMinor?.get(number));
      if (!isCapped && !(await this.#isProvenAbsent(refOf(paymentRequestId), charge)))
        return unproven(refundRef, charge);
    }
    return refunds;
  }

  /** Whether two of this refund would be more than the charge: refunds are never sent without that limit. */
  #isCapped(refundRef: string, { amount }: Charge, doneMinor: number, minor: Minor | undefined): boolean {
    if (minor === undefined || this.#refusedAgain.has(refundRef)) return false;
    return doneMinor + 2 * minor > amount.valueMinor;
  }

  /** The list of the payment's day shows it, and that nothing of it was refunded. */
  async #isProvenAbsent(orderId: string, { paymentTime }: Charge): Promise<boolean> {
    const paidAtMs = paymentTime === undefined ? null : parseIso(paymentTime);
    if (paidAtMs === null) return false;
    const listed = await this.#listed(paidAtMs, ['SUCCESSFUL']);
    const payment = listed?.find(
      ({ OrderId, AuthorizationDetails: { Type } }) => OrderId === orderId && Type === 'PAYMENT',
    );
    return payment?.AuthorizationDetails.IsRefunded === false;
  }

  /**
   * What became of a payment that is not told of any more, and whose link has ended.
   *
   * Shape: a charge as Inquire finds it; `notFound` where the list of those days has no such payment; else `unknown`.
   */
  async endedPayment(orderId: string, endedAtMs: Ms | null): Promise<InquiryAnswer> {
    const asked = await this.inquire(orderId);
    const answer =
      asked.kind === 'read'
        ? inquireAnswer(asked.answer, orderId, this.#parts.pendingAskMs)
        : unknownOf(asked);
    if (answer.kind !== 'unknown' || endedAtMs === null) return answer;
    const isNotFound = asked.kind === 'read' && asked.answer.ErrorName === 'TRANSACTION_NOT_FOUND';
    if (!isNotFound && !isAskedEnough(asked)) return answer;
    const listed = await this.#listed(endedAtMs, ['SUCCESSFUL', 'PENDING']);
    if (listed === null) return answer;
    return listed.some(({ OrderId }) => OrderId === orderId) ? LISTED : { kind: 'notFound' };
  }

  async #listed(
    atMs: Ms,
    states: Parameters<typeof listedTransactions>[2],
  ): Promise<readonly ListedTransaction[] | null> {
    const { nowMs, timeZone } = this.#parts;
    if (!isListed({ nowMs: nowMs(), timeZone }, atMs)) return null;
    const parts = { ...this.#parts, nowMs: nowMs(), newRequestId: tag };
    const listed = await listedTransactions(parts, { fromMs: atMs - DAY_MS, toMs: atMs }, states);
    return listed.ok ? listed.value : null;
  }
}

/** Tells calls of one payment apart. */
export function tag(): string {
  return randomBytes(6).toString('hex');
}

function isAskedEnough(called: Called): boolean {
  return called.kind === 'unread' && called.unknown === ASKED_ENOUGH;
}

/** A task in words: what a person looks for, and by which ids. */
function unproven(refundRef: string, { paymentId }: Charge): Unknown {
  return {
    kind: 'unknown',
    why: `Saferpay does not show whether the refund ${refundRef} of its payment ${paymentId} was made: look for it in the Saferpay back office, and do not refund it there again before`,
    code: 'REFUND_UNPROVEN',
    alarm: true,
  };
}

const ASKED_ENOUGH: Unknown = {
  kind: 'unknown',
  why: 'Saferpay was asked for this often enough: the list of the day decides',
  code: 'ASKED_ENOUGH',
};

/** The list tells of it, and Inquire does not show it: what was charged is not known. */
const LISTED: Unknown = {
  kind: 'unknown',
  why: 'the list of transactions has this payment, and Inquire does not show it',
  code: 'ONLY_LISTED',
  alarm: true,
};
