import type { WireMoney } from './requests.ts';
import type { Settlement } from './wallets.ts';

/** What every answer says first. Source: dossier section 4.1, Result. */
export interface WireResult {
  readonly resultCode: string;
  readonly resultStatus: 'S' | 'F' | 'U';
  readonly resultMessage: string;
}

/** One refund or cancel of a payment, as an inquiry lists it. Source: dossier section 4.2. */
export interface WireTransaction {
  readonly transactionResult: WireResult;
  readonly transactionId: string;
  /** Some books tell a refund without it. */
  readonly transactionRequestId?: string;
  readonly transactionAmount: WireMoney;
  readonly transactionTime: string;
  readonly transactionType: 'REFUND' | 'CANCEL';
  readonly transactionStatus: 'SUCCESS' | 'FAIL';
}

/** What is said of a payment that was charged. */
export interface ChargeFacts extends Partial<Settlement> {
  readonly acquirerId?: string;
  readonly pspId?: string;
  readonly paymentId?: string;
  readonly paymentTime?: string;
  readonly paymentAmount?: WireMoney;
  readonly customerId?: string;
  readonly walletBrandName?: string;
  readonly mppPaymentId?: string;
  /** Of AlipayCN alone. */
  readonly customsDeclarationAmount?: WireMoney;
}

/** Answer to pay. Source: dossier section 4.1. */
export interface WirePayAnswer extends ChargeFacts {
  readonly result: WireResult;
}

/** Answer to inquiryPayment. Source: dossier section 4.2. */
export interface WireInquiryAnswer extends ChargeFacts {
  readonly result: WireResult;
  readonly paymentResult?: WireResult;
  readonly paymentRequestId?: string;
  readonly transactions?: readonly WireTransaction[];
}

/** Answer to cancelPayment. Source: dossier section 4.3. */
export interface WireCancelAnswer {
  readonly result: WireResult;
  readonly acquirerId?: string;
  readonly pspId?: string;
}

/** Answer to refund. Source: dossier section 4.4. */
export interface WireRefundAnswer extends Partial<Settlement> {
  readonly result: WireResult;
  readonly acquirerId?: string;
  readonly pspId?: string;
  readonly refundId?: string;
  readonly refundTime?: string;
  readonly refundAmount?: WireMoney;
}

/** Answer to inquiryRefund. Source: Antom in-store dossier section 3.7. */
export interface WireRefundLook {
  readonly result: WireResult;
  readonly refundStatus?: 'SUCCESS' | 'FAIL';
  readonly refundRequestId?: string;
  readonly refundId?: string;
  readonly refundAmount?: WireMoney;
  readonly refundTime?: string;
}

export type WireAnswer =
  WireRefundLook | WirePayAnswer | WireInquiryAnswer | WireCancelAnswer | WireRefundAnswer;

/** What the gateway tells by itself once a payment is final. Source: dossier section 4.5. */
export interface WireNotification extends ChargeFacts {
  readonly paymentResult: WireResult;
  readonly paymentRequestId: string;
}

/** The acquirer of every answer; fictional, as in the samples. */
export const ACQUIRER_ID = '1022188000000009999';

/** Codes that leave the outcome open; SUCCESS aside, every other code is a refusal. Source: dossier section 5.2. */
const OPEN_CODES: readonly string[] = [
  'PAYMENT_IN_PROCESS',
  'UNKNOWN_EXCEPTION',
  'REQUEST_TRAFFIC_EXCEED_LIMIT',
  'REFUND_IN_PROCESS',
];

const MESSAGES: Readonly<Record<string, string>> = {
  SUCCESS: 'success',
  PAYMENT_IN_PROCESS: 'The payment is being processed.',
  USER_BALANCE_NOT_ENOUGH: 'Balance is not enough.',
  EXPIRED_CODE: 'The code is expired.',
  ORDER_IS_CLOSED: 'The order is closed.',
  ORDER_NOT_EXIST: 'The order does not exist.',
  REPEAT_REQ_INCONSISTENT: 'Repeated requests are inconsistent.',
  REFUND_AMOUNT_EXCEED: 'Refund amount exceeds the payment.',
  CANCEL_WINDOW_EXCEED: 'Exceeds the cancel window.',
  USER_PAYMENT_VERIFICATION_FAILED: 'Verification failed.',
  INVALID_SIGNATURE: 'The signature is invalid.',
};

/**
 * The result object for a code.
 *
 * Shape: the status follows from the code; `message` replaces the code's own words, at most 256 characters.
 */
export function resultOf(resultCode: string, message?: string): WireResult {
  const words = resultCode.toLowerCase().replaceAll('_', ' ');
  const own = MESSAGES[resultCode] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  return {
    resultCode,
    resultStatus: resultCode === 'SUCCESS' ? 'S' : OPEN_CODES.includes(resultCode) ? 'U' : 'F',
    resultMessage: (message ?? own).slice(0, 256),
  };
}

/** Eight hours: the clock of the gateway's days is UTC+8. Source: dossier section 0.2. */
const GATEWAY_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** Until when after midnight a payment of the day before can be cancelled. Source: dossier section 4.3. */
const CANCEL_GRACE_MS = 15 * 60_000;

/** A time as the gateway writes it: ISO 8601 in UTC+8, without fraction. */
export function gatewayTime(atMs: number): string {
  return `${new Date(atMs + GATEWAY_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The first instant at which a payment of `atMs` can no longer be cancelled: 00:15 UTC+8 of the next day. */
export function cancelDeadlineMs(atMs: number): number {
  const day = Math.floor((atMs + GATEWAY_OFFSET_MS) / DAY_MS);
  return (day + 1) * DAY_MS + CANCEL_GRACE_MS - GATEWAY_OFFSET_MS;
}
