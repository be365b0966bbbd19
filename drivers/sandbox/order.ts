import { maskCode, type MaskedCode } from '../../src/ground/payment-code.ts';
import {
  ACQUIRER_ID,
  gatewayTime,
  resultOf,
  type ChargeFacts,
  type WireInquiryAnswer,
  type WireNotification,
  type WirePayAnswer,
  type WireRefundAnswer,
  type WireRefundLook,
  type WireResult,
  type WireTransaction,
} from './answers.ts';
import type { PayRequest, WireMoney } from './requests.ts';
import { ALIPAY_CN, customsMinor, settle, type Wallet } from './wallets.ts';

/**
 * What ends an undecided payment by itself.
 *
 * `inquiry` the given inquiry of it · `time` so long after pay · `expiry` its paymentExpiryTime, or the end of the
 * code's life where it has none · `cancelled` so long after a cancel of it was confirmed: the broken word of an
 * acquirer that charges what it said was closed, whatever the expiry · `never`.
 */
export type Trigger =
  | { readonly on: 'inquiry'; readonly count: number }
  | { readonly on: 'time'; readonly afterMs: number }
  | { readonly on: 'expiry' }
  | { readonly on: 'cancelled'; readonly afterMs: number }
  | { readonly on: 'never' };

/** A payment that the wallet has not decided: what is said of it, what ends it, and how it then ends. */
export interface Undecided {
  readonly kind: 'undecided';
  readonly says: 'PAYMENT_IN_PROCESS' | 'UNKNOWN_EXCEPTION';
  readonly until: Trigger;
  /** `SUCCESS`, or the code of the refusal. */
  readonly then: string;
}

/**
 * What the wallet makes of a payment that the gateway's own rules allow.
 *
 * `chargeAfterMs`: the broken word of an acquirer that refuses and charges all the same, so long after its refusal.
 */
export type PayOutcome =
  | { readonly kind: 'charge' }
  | { readonly kind: 'refuse'; readonly code: string; readonly chargeAfterMs?: number | undefined }
  | Undecided;

/** What the gateway makes of a cancel or a refund that its own rules allow. */
export type BackOutcome = { readonly kind: 'accept' } | { readonly kind: 'refuse'; readonly code: string };

/** Where a payment stands. `closed` is never charged, or charged (`chargedAtMs`) and given back in full. */
export type OrderState =
  | { readonly kind: 'undecided'; readonly outcome: Undecided; readonly inquiries: number }
  | { readonly kind: 'paid'; readonly atMs: number }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly atMs: number;
      readonly lateChargeAtMs?: number | undefined;
    }
  | {
      readonly kind: 'closed';
      readonly atMs: number;
      readonly chargedAtMs: number | null;
      readonly lateChargeAtMs: number | null;
    };

/** One refund that was asked for; `code` is SUCCESS or why it was refused. */
export interface RefundEntry {
  readonly refundRequestId: string;
  readonly refundId: string;
  readonly amount: WireMoney;
  readonly atMs: number;
  readonly code: string;
}

/** One payment in the ledger: what was asked, where it stands, what was given back. */
export interface Order {
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly referenceOrderId: string;
  readonly amount: WireMoney;
  readonly orderAmount: WireMoney;
  readonly paymentMethodType: string;
  readonly settlementCurrency: string;
  readonly code: MaskedCode;
  readonly wallet: Wallet;
  readonly firstSeenMs: number;
  /** No success after it; null where pay named none. */
  readonly expiryMs: number | null;
  readonly codeEndMs: number;
  readonly notifyUrl: string | null;
  readonly state: OrderState;
  readonly refunds: readonly RefundEntry[];
  /** How many pay requests came for it. */
  readonly pays: number;
  /** How often the wallet was debited; more than once never happens. */
  readonly debits: number;
}

/** Whether a repeated pay asks for the same thing. Source: dossier section 4.6, parameters compared on repeat. */
export function sameRequest(order: Order, request: PayRequest): boolean {
  return (
    sameMoney(order.amount, request.paymentAmount) &&
    sameMoney(order.orderAmount, request.order.orderAmount) &&
    order.paymentMethodType === request.paymentMethod.paymentMethodType &&
    (request.comparesCode !== true || order.code === maskCode(request.paymentMethod.paymentMethodId))
  );
}

/** Same currency, same minor units. */
export function sameMoney(a: WireMoney, b: WireMoney): boolean {
  return a.currency === b.currency && BigInt(a.value) === BigInt(b.value);
}

/** Whether the payment can no longer succeed. Source: dossier section 4.1, paymentExpiryTime. */
export function isOver(order: Order, atMs: number): boolean {
  return order.expiryMs !== null && atMs > order.expiryMs;
}

/** What time alone makes of a payment, and when; null where nothing. `late` is a charge after its cancel or refusal. */
export function dueEnd(order: Order): { atMs: number; code: string; late: boolean } | null {
  const { state } = order;
  if (state.kind === 'closed' || state.kind === 'failed') {
    const atMs = state.lateChargeAtMs ?? null;
    return atMs === null ? null : { atMs, code: 'SUCCESS', late: true };
  }
  if (state.kind !== 'undecided') return null;
  const { until, then } = state.outcome;
  switch (until.on) {
    case 'time':
      return { atMs: order.firstSeenMs + until.afterMs, code: then, late: false };
    case 'expiry':
      return { atMs: order.expiryMs ?? order.codeEndMs, code: 'ORDER_IS_CLOSED', late: false };
    case 'inquiry':
    case 'cancelled':
    case 'never':
      return null;
  }
}

/** Minor units given back by refunds that were made. */
export function refundedMinor(order: Order): number {
  return order.refunds
    .filter((refund) => refund.code === 'SUCCESS')
    .reduce((sum, refund) => sum + Number(refund.amount.value), 0);
}

/** Minor units that the wallet was debited for this payment and has not got back. */
export function netMinor(order: Order): number {
  return order.state.kind === 'paid' ? Number(order.amount.value) - refundedMinor(order) : 0;
}

/** The payment's own result, as inquiry and notification tell it. */
export function paymentResult(order: Order): WireResult {
  const { state } = order;
  switch (state.kind) {
    case 'undecided':
      return resultOf(state.outcome.says);
    case 'paid':
      return resultOf('SUCCESS');
    case 'failed':
      return resultOf(state.code);
    case 'closed':
      return resultOf('ORDER_IS_CLOSED');
  }
}

/** The answer to pay, first or repeated. */
export function payAnswer(order: Order): WirePayAnswer {
  return { result: paymentResult(order), ...facts(order) };
}

/** The answer to an inquiry that found the payment. */
export function inquiryAnswer(order: Order): WireInquiryAnswer {
  const transactions = [...order.refunds.map(refundTransaction), ...cancelTransactions(order)];
  return {
    result: resultOf('SUCCESS'),
    paymentResult: paymentResult(order),
    paymentRequestId: order.paymentRequestId,
    ...facts(order),
    ...(transactions.length > 0 ? { transactions } : {}),
  };
}

/** What the gateway tells by itself; null while the payment is not final. Source: dossier 4.5, never U. */
export function notification(order: Order): WireNotification | null {
  if (order.state.kind === 'undecided') return null;
  return {
    paymentResult: paymentResult(order),
    paymentRequestId: order.paymentRequestId,
    ...facts(order),
  };
}

/** The answer to a refund that is in the ledger. */
export function refundAnswer(order: Order, refund: RefundEntry): WireRefundAnswer {
  const result = resultOf(refund.code);
  if (refund.code !== 'SUCCESS') return { result, acquirerId: ACQUIRER_ID };
  return {
    result,
    acquirerId: ACQUIRER_ID,
    pspId: order.wallet.pspId,
    refundId: refund.refundId,
    refundTime: gatewayTime(refund.atMs),
    refundAmount: refund.amount,
    // The quote of the day of the payment: a refund gives back what was settled.
    ...settle(refund.amount, order.settlementCurrency, day(order.firstSeenMs)),
  };
}

/** What is said of a refund that is asked about. Source: Antom in-store dossier section 3.7. */
export function refundLook(refund: RefundEntry | undefined): WireRefundLook {
  if (refund === undefined) return { result: resultOf('REFUND_NOT_EXIST') };
  const { refundRequestId, refundId, amount: refundAmount, code, atMs } = refund;
  const isDone = code === 'SUCCESS';
  return {
    result: resultOf('SUCCESS'),
    ...{ refundRequestId, refundId, refundAmount },
    refundStatus: isDone ? 'SUCCESS' : 'FAIL',
    ...(isDone ? { refundTime: gatewayTime(atMs) } : {}),
  };
}

function facts(order: Order): ChargeFacts {
  if (order.state.kind !== 'paid') return { acquirerId: ACQUIRER_ID };
  const serial = order.paymentId.slice(-8);
  const today = day(order.state.atMs);
  return {
    acquirerId: ACQUIRER_ID,
    pspId: order.wallet.pspId,
    paymentId: order.paymentId,
    paymentTime: gatewayTime(order.state.atMs),
    paymentAmount: order.amount,
    customerId: `cust-${serial}`,
    walletBrandName: order.wallet.walletBrandName,
    mppPaymentId: `${order.wallet.mark}${today.replaceAll('-', '')}${serial}`,
    ...settle(order.amount, order.settlementCurrency, day(order.firstSeenMs)),
    ...(order.wallet.pspId === ALIPAY_CN
      ? { customsDeclarationAmount: { currency: 'CNY', value: String(customsMinor(order.amount)) } }
      : {}),
  };
}

function refundTransaction(refund: RefundEntry): WireTransaction {
  return {
    transactionResult: resultOf(refund.code),
    transactionId: refund.refundId,
    transactionRequestId: refund.refundRequestId,
    transactionAmount: refund.amount,
    transactionTime: gatewayTime(refund.atMs),
    transactionType: 'REFUND',
    transactionStatus: refund.code === 'SUCCESS' ? 'SUCCESS' : 'FAIL',
  };
}

function cancelTransactions(order: Order): WireTransaction[] {
  if (order.state.kind !== 'closed' || order.state.chargedAtMs === null) return [];
  return [
    {
      transactionResult: resultOf('SUCCESS'),
      transactionId: `${order.paymentId}C`,
      transactionRequestId: order.paymentRequestId,
      transactionAmount: order.amount,
      transactionTime: gatewayTime(order.state.atMs),
      transactionType: 'CANCEL',
      transactionStatus: 'SUCCESS',
    },
  ];
}

function day(atMs: number): string {
  return gatewayTime(atMs).slice(0, 10);
}
