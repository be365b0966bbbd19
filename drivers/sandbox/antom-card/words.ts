import { gatewayTime, resultOf } from '../answers.ts';
import { HOLD_MS, type CardPayment, type Moved } from './books.ts';

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
export function inquiry(payment: CardPayment): object {
  const { paymentRequestId, paymentId, state, code } = payment;
  const status = { open: 'PROCESSING', authorised: 'SUCCESS', failed: 'FAIL', cancelled: 'CANCELLED' }[state];
  const transactions = [
    ...payment.captures.map((move) => transaction('CAPTURE', move)),
    ...payment.refunds.map((move) => transaction('REFUND', move)),
  ];
  return {
    result: resultOf('SUCCESS'),
    paymentStatus: status,
    paymentResultCode:
      state === 'open' ? 'PAYMENT_IN_PROCESS' : state === 'cancelled' ? 'ORDER_IS_CLOSED' : code,
    ...{ paymentRequestId, paymentId, paymentAmount: payment.held },
    paymentCreateTime: gatewayTime(payment.createdAtMs),
    ...heldOf(payment),
    ...(transactions.length === 0 ? {} : { transactions }),
  };
}

/** notifyPayment, once a payment is decided. */
export function notifyPayment(payment: CardPayment): object {
  const { paymentRequestId, paymentId, code } = payment;
  return {
    notifyType: 'PAYMENT_RESULT',
    result: resultOf(code),
    ...{ paymentRequestId, paymentId, paymentAmount: payment.held },
    ...heldOf(payment),
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
