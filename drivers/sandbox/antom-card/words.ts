import { gatewayTime, resultOf } from '../answers.ts';
import { HOLD_MS, type CardPayment, type Dispute, type Moved } from './books.ts';

// What the books say of a card payment, in Antom's words. Source: dossier sections 4, 5.2 and 8.

/** A card as Antom tells of it: far more than a till may keep. */
const CARD = {
  cardBrand: 'VISA',
  cardNo: '************3768',
  lastFour: '3768',
  cardBin: '40546957',
  cardholderName: 'A CARDHOLDER',
  cardToken: 'CARD-TOKEN-EXAMPLE',
  networkTransactionId: 'NETWORK-EXAMPLE',
  authorizationCode: 'A1B2C3',
  funding: 'CREDIT',
  issuingCountry: 'SG',
};

/** Answer to inquiryPayment. */
export function inquiry(payment: CardPayment, isExpired: boolean): object {
  const { paymentRequestId, paymentId, state } = payment;
  const status = isExpired ? 'FAIL' : STATUSES[state];
  const transactions = [
    ...payment.captures.map((move) => transaction('CAPTURE', move)),
    ...payment.refunds.map((move) => transaction('REFUND', move)),
  ];
  return {
    result: resultOf('SUCCESS'),
    paymentStatus: status,
    paymentResultCode: isExpired ? 'ORDER_IS_CLOSED' : codeOf(payment),
    ...{ paymentRequestId, paymentId, paymentAmount: payment.held },
    paymentCreateTime: gatewayTime(payment.createdAtMs),
    ...heldOf(payment),
    ...(transactions.length === 0 ? {} : { transactions }),
  };
}

const STATUSES = { open: 'PROCESSING', authorised: 'SUCCESS', failed: 'FAIL', cancelled: 'CANCELLED' };

function codeOf({ state, code }: CardPayment): string {
  if (state === 'open') return 'PAYMENT_IN_PROCESS';
  return state === 'cancelled' ? 'ORDER_IS_CLOSED' : code;
}

/** What a notice says of a decision; `isPending`: that it is in work. */
export interface CardTold {
  readonly code?: string;
  readonly isPending?: boolean;
}

/** notifyPayment, once a payment is decided. */
export function notifyPayment(
  payment: CardPayment,
  { code = payment.code, isPending = false }: CardTold = {},
): object {
  const { paymentRequestId, paymentId } = payment;
  return {
    notifyType: isPending ? 'PAYMENT_PENDING' : 'PAYMENT_RESULT',
    result: resultOf(code),
    ...{ paymentRequestId, paymentId, paymentAmount: payment.held },
    ...heldOf(payment),
  };
}

/** notifyCapture, once one was tried: it names the capture, and not our payment. */
export function notifyCapture(
  { paymentId }: CardPayment,
  { requestId, id, amount, atMs, isDone }: Moved,
): object {
  return {
    notifyType: 'CAPTURE_RESULT',
    result: resultOf(isDone ? 'SUCCESS' : 'PROCESS_FAIL'),
    ...{ captureRequestId: requestId, captureId: id, paymentId },
    ...{ captureAmount: amount, captureTime: gatewayTime(atMs) },
  };
}

/** notifyRefund, once one was made. */
export function notifyRefund({ requestId, id, amount, atMs }: Moved): object {
  return {
    notifyType: 'REFUND_RESULT',
    result: resultOf('SUCCESS'),
    refundStatus: 'SUCCESS',
    ...{ refundRequestId: requestId, refundId: id, refundAmount: amount, refundTime: gatewayTime(atMs) },
  };
}

/** notifyDispute: that one begins, or how it was judged. Source: dossier section 9. */
export function notifyDispute(payment: CardPayment, dispute: Dispute, atMs: number): object {
  const { paymentRequestId, paymentId, captures, held } = payment;
  const { disputeId, dueAtMs, state } = dispute;
  const isOpen = state === 'open';
  const judged = { disputeJudgedTime: gatewayTime(atMs), disputeJudgedAmount: held };
  return {
    disputeNotificationType: isOpen
      ? 'DISPUTE_CREATED'
      : state === 'withdrawn'
        ? 'DISPUTE_CANCELLED'
        : 'DISPUTE_JUDGED',
    ...{ paymentRequestId, paymentId, captureId: captures.find(({ isDone }) => isDone)?.id },
    ...{ disputeId, disputeType: 'CHARGEBACK', disputeTime: gatewayTime(atMs), disputeAmount: held },
    ...{
      disputeReasonCode: '13.1',
      disputeReasonMsg: 'Goods or services not provided',
      disputeSource: 'VISA',
    },
    ...{ arn: '74089120400000000000001', defendable: 'true', defenseDueTime: gatewayTime(dueAtMs) },
    ...(isOpen || state === 'withdrawn'
      ? {}
      : { ...judged, disputeJudgedResult: state === 'won' ? 'ACCEPT_BY_CUSTOMER' : 'ACCEPT_BY_MERCHANT' }),
  };
}

function heldOf(payment: CardPayment): object {
  if (payment.state !== 'authorised') return {};
  return {
    paymentTime: gatewayTime(payment.heldAtMs),
    authExpiryTime: gatewayTime(payment.heldAtMs + HOLD_MS),
    paymentResultInfo: CARD,
  };
}

function transaction(transactionType: string, { requestId, id, amount, atMs, isDone }: Moved): object {
  return {
    transactionType,
    transactionStatus: isDone ? 'SUCCESS' : 'FAIL',
    transactionRequestId: requestId,
    transactionId: id,
    transactionAmount: amount,
    transactionTime: gatewayTime(atMs),
    transactionResult: resultOf(isDone ? 'SUCCESS' : 'PROCESS_FAIL'),
  };
}
