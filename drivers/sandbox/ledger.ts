import { createHash } from 'node:crypto';
import { maskCode } from '../../src/ground/payment-code.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import {
  ACQUIRER_ID,
  cancelDeadlineMs,
  gatewayTime,
  resultOf,
  type WireCancelAnswer,
  type WireInquiryAnswer,
  type WireNotification,
  type WirePayAnswer,
  type WireRefundAnswer,
} from './answers.ts';
import {
  dueEnd,
  inquiryAnswer,
  isOver,
  notification,
  payAnswer,
  refundAnswer,
  refundedMinor,
  sameMoney,
  sameRequest,
  type BackOutcome,
  type Order,
  type PayOutcome,
  type RefundEntry,
} from './order.ts';
import type { PaymentIds, PayRequest, RefundIds, RefundRequest, WireMoney } from './requests.ts';
import { bookEntry, chargesOf, type BookEntry, type OrderCharge } from './books.ts';
import { refundRefusal } from './refund-rules.ts';
import { isCodeShaped, walletOf } from './wallets.ts';

/** How long a wallet's code lives. Source: dossier section 1.1, 1 minute. */
export const CODE_LIFE_MS = 60_000;

interface CodeEntry {
  readonly shownAtMs: number;
  readonly usedBy: string | null;
}

const CHARGE: PayOutcome = { kind: 'charge' };
const ACCEPT: BackOutcome = { kind: 'accept' };

/**
 * The gateway's ledger: who was charged what, and was given back what.
 *
 * Shape: one method per call of the gateway; the request, the time and what the wallet wants go in, the answer's body
 * comes out. Gateway rules come before the wallet's wish. Payment codes are held only as SHA-256.
 * Why: pure and synchronous, so that the same ledger judges the till behind real HTTP and inside a simulation.
 * Source: dossier sections 1.1, 4.1 to 4.6 and 5.2.
 */
export class Ledger {
  readonly #codeLifeMs: number;
  readonly #orders = new Map<string, Order>();
  readonly #byPaymentId = new Map<string, string>();
  /** The payment that each refundRequestId belongs to. */
  readonly #refundOwners = new Map<string, string>();
  readonly #codes = new Map<string, CodeEntry>();
  #serial = 0;

  constructor(options: { readonly codeLifeMs?: number | undefined } = {}) {
    this.#codeLifeMs = options.codeLifeMs ?? CODE_LIFE_MS;
  }

  /** A wallet shows a code: its life begins. A code that was seen before keeps its first time. */
  showCode(code: string, nowMs: number): void {
    const key = hashOf(code);
    if (!this.#codes.has(key)) this.#codes.set(key, { shownAtMs: nowMs, usedBy: null });
  }

  pay(request: PayRequest, nowMs: number, outcome: PayOutcome = CHARGE): WirePayAnswer {
    const known = this.#find(request, nowMs);
    if (known !== undefined) {
      const again = this.#put({ ...known, pays: known.pays + 1 });
      return sameRequest(known, request) ? payAnswer(again) : { result: resultOf('REPEAT_REQ_INCONSISTENT') };
    }
    const refusal = this.#codeRefusal(request, nowMs);
    const order = this.#put(this.#orderOf(request, nowMs));
    this.#byPaymentId.set(order.paymentId, order.paymentRequestId);
    if (refusal !== null) return payAnswer(this.#fail(order, refusal, nowMs));
    if (isOver(order, nowMs)) return payAnswer(this.#fail(order, 'ORDER_IS_CLOSED', nowMs));
    switch (outcome.kind) {
      case 'charge':
        return payAnswer(this.#succeed(order, nowMs));
      case 'refuse':
        return payAnswer(this.#fail(order, outcome.code, nowMs, outcome.chargeAfterMs));
      case 'undecided':
        return payAnswer(this.#put({ ...order, state: { kind: 'undecided', outcome, inquiries: 0 } }));
    }
  }

  inquiryPayment(ids: PaymentIds, nowMs: number): WireInquiryAnswer {
    const order = this.#find(ids, nowMs);
    if (order === undefined) return { result: resultOf('ORDER_NOT_EXIST') };
    if (order.state.kind !== 'undecided') return inquiryAnswer(order);
    const { outcome } = order.state;
    const inquiries = order.state.inquiries + 1;
    if (outcome.until.on === 'inquiry' && inquiries >= outcome.until.count) {
      return inquiryAnswer(this.#end(order, outcome.then, nowMs));
    }
    return inquiryAnswer(this.#put({ ...order, state: { ...order.state, inquiries } }));
  }

  cancelPayment(ids: PaymentIds, nowMs: number, outcome: BackOutcome = ACCEPT): WireCancelAnswer {
    const order = this.#find(ids, nowMs);
    if (order === undefined) return { result: resultOf('ORDER_NOT_EXIST') };
    const { state } = order;
    const done: WireCancelAnswer = {
      result: resultOf('SUCCESS'),
      acquirerId: ACQUIRER_ID,
      pspId: order.wallet.pspId,
    };
    if (state.kind === 'closed') return done;
    const paidAtMs = state.kind === 'paid' ? state.atMs : order.firstSeenMs;
    if (nowMs >= cancelDeadlineMs(paidAtMs)) return backRefused('CANCEL_WINDOW_EXCEED');
    if (refundedMinor(order) > 0) return backRefused('PROCESS_FAIL');
    if (outcome.kind === 'refuse') return backRefused(outcome.code);
    // A failed payment stays failed: there is nothing to give back. Source: dossier section 4.3.
    if (state.kind !== 'failed') this.#close(order, nowMs);
    else if (state.lateChargeAtMs !== undefined) this.#fail(order, state.code, state.atMs);
    return done;
  }

  refund(request: RefundRequest, nowMs: number, outcome: BackOutcome = ACCEPT): WireRefundAnswer {
    const order = this.#find(request, nowMs);
    if (order === undefined) return { result: resultOf('ORDER_NOT_EXIST') };
    const owner = this.#refundOwners.get(request.refundRequestId);
    if (owner !== undefined) {
      const made = order.refunds.find((refund) => refund.refundRequestId === request.refundRequestId);
      return made !== undefined && sameMoney(made.amount, request.refundAmount)
        ? refundAnswer(order, made)
        : { result: resultOf('REPEAT_REQ_INCONSISTENT') };
    }
    const refund: RefundEntry = {
      refundRequestId: request.refundRequestId,
      refundId: this.#newId(nowMs),
      amount: request.refundAmount,
      atMs: nowMs,
      code:
        refundRefusal(order, request.refundAmount, nowMs) ??
        (outcome.kind === 'refuse' ? outcome.code : 'SUCCESS'),
    };
    this.#refundOwners.set(request.refundRequestId, order.paymentRequestId);
    return refundAnswer(this.#put({ ...order, refunds: [...order.refunds, refund] }), refund);
  }

  /** A refund that was asked for, whatever became of it; undefined where there is none. */
  refundOf({ refundRequestId, refundId }: RefundIds): RefundEntry | undefined {
    const refunds = [...this.#orders.values()].flatMap((order) => order.refunds);
    return refunds.find((refund) =>
      refundId ? refund.refundId === refundId : refund.refundRequestId === refundRequestId,
    );
  }

  /**
   * The wallet decides a payment that is undecided.
   *
   * Errors: `unknownPayment`, `notUndecided`. A success after paymentExpiryTime becomes ORDER_IS_CLOSED.
   */
  decide(
    paymentRequestId: string,
    status: 'S' | 'F',
    code: string,
    nowMs: number,
  ): Result<void, 'unknownPayment' | 'notUndecided'> {
    const order = this.#find({ paymentRequestId }, nowMs);
    if (order === undefined) return err('unknownPayment');
    if (order.state.kind !== 'undecided') return err('notUndecided');
    this.#end(order, status === 'S' ? 'SUCCESS' : code, nowMs);
    return ok(undefined);
  }

  /** What is told of a payment by itself: null where it is not known or not final. */
  notification(paymentRequestId: string, nowMs: number): WireNotification | null {
    const order = this.#find({ paymentRequestId }, nowMs);
    return order === undefined ? null : notification(order);
  }

  /** When time alone next changes a payment; null where it will not. */
  nextDueMs(): number | null {
    const dues = [...this.#orders.values()].flatMap((order) => dueEnd(order)?.atMs ?? []);
    return dues.length === 0 ? null : Math.min(...dues);
  }

  /** Every payment in the order of arrival, as of `nowMs`, with its code masked. */
  books(nowMs: number): readonly BookEntry[] {
    return [...this.#orders.keys()].flatMap(
      (paymentRequestId) => this.entryOf({ paymentRequestId }, nowMs) ?? [],
    );
  }

  /** One payment as `books` shows it; undefined where there is none. */
  entryOf(ids: PaymentIds, nowMs: number): BookEntry | undefined {
    const order = this.#find(ids, nowMs);
    return order === undefined ? undefined : bookEntry(order);
  }

  /** What is charged for every merchant order, as of `nowMs`. */
  charges(nowMs: number): readonly OrderCharge[] {
    return chargesOf(this.books(nowMs));
  }

  /** The order as of now: what time alone has decided is written down first. */
  #find(ids: PaymentIds, nowMs: number): Order | undefined {
    const key = ids.paymentRequestId ?? this.#byPaymentId.get(ids.paymentId ?? '');
    const order = key === undefined ? undefined : this.#orders.get(key);
    if (order === undefined) return undefined;
    const due = dueEnd(order);
    if (due === null || due.atMs > nowMs) return order;
    return due.late ? this.#debit(order, due.atMs) : this.#end(order, due.code, due.atMs);
  }

  #codeRefusal(request: PayRequest, nowMs: number): string | null {
    if (request.isOrderCode === true) return null;
    const code = request.paymentMethod.paymentMethodId;
    if (!isCodeShaped(code)) return 'INVALID_CODE';
    this.showCode(code, nowMs);
    const key = hashOf(code);
    const entry = this.#codes.get(key);
    if (entry === undefined || entry.usedBy !== null) return 'INVALID_CODE';
    this.#codes.set(key, { ...entry, usedBy: request.paymentRequestId });
    return nowMs >= entry.shownAtMs + this.#codeLifeMs ? 'EXPIRED_CODE' : null;
  }

  #orderOf(request: PayRequest, nowMs: number): Order {
    const code = request.paymentMethod.paymentMethodId;
    const shownAtMs = this.#codes.get(hashOf(code))?.shownAtMs ?? nowMs;
    return {
      paymentRequestId: request.paymentRequestId,
      paymentId: this.#newId(nowMs),
      referenceOrderId: request.order.referenceOrderId,
      amount: money(request.paymentAmount),
      orderAmount: money(request.order.orderAmount),
      paymentMethodType: request.paymentMethod.paymentMethodType,
      settlementCurrency: request.settlementStrategy.settlementCurrency,
      code: maskCode(code),
      wallet: walletOf(code),
      firstSeenMs: nowMs,
      expiryMs: request.paymentExpiryTime ? Date.parse(request.paymentExpiryTime) : null,
      codeEndMs: shownAtMs + this.#codeLifeMs,
      notifyUrl: request.paymentNotifyUrl ?? null,
      state: { kind: 'failed', code: 'PROCESS_FAIL', atMs: nowMs },
      refunds: [],
      pays: 1,
      debits: 0,
    };
  }

  #end(order: Order, code: string, atMs: number): Order {
    return code === 'SUCCESS' ? this.#succeed(order, atMs) : this.#fail(order, code, atMs);
  }

  #succeed(order: Order, atMs: number): Order {
    if (isOver(order, atMs)) return this.#fail(order, 'ORDER_IS_CLOSED', atMs);
    return this.#debit(order, atMs);
  }

  #debit(order: Order, atMs: number): Order {
    return this.#put({ ...order, state: { kind: 'paid', atMs }, debits: order.debits + 1 });
  }

  #fail(order: Order, code: string, atMs: number, chargeAfterMs?: number): Order {
    const late = chargeAfterMs === undefined ? {} : { lateChargeAtMs: atMs + chargeAfterMs };
    return this.#put({ ...order, state: { kind: 'failed', code, atMs, ...late } });
  }

  #close(order: Order, atMs: number): Order {
    const { state } = order;
    const until = state.kind === 'undecided' ? state.outcome.until : null;
    const chargedAtMs = state.kind === 'paid' ? state.atMs : null;
    const lateChargeAtMs = until?.on === 'cancelled' ? atMs + until.afterMs : null;
    return this.#put({ ...order, state: { kind: 'closed', atMs, chargedAtMs, lateChargeAtMs } });
  }

  #put(order: Order): Order {
    this.#orders.set(order.paymentRequestId, order);
    return order;
  }

  /** 24 digits as in the samples: day, zeros, and a number that counts up. */
  #newId(nowMs: number): string {
    this.#serial += 1;
    return gatewayTime(nowMs).slice(0, 10).replaceAll('-', '') + String(this.#serial).padStart(16, '0');
  }
}

function backRefused(code: string): WireCancelAnswer {
  return { result: resultOf(code), acquirerId: ACQUIRER_ID };
}

function money(wire: WireMoney): WireMoney {
  return { currency: wire.currency, value: wire.value };
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64');
}
