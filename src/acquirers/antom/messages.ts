import { z } from 'zod';
import { wireAmount, type Amount } from '../../ground/money/amount.ts';
import { transactions } from '../signed-wire/transactions.ts';
import {
  amount,
  answer,
  bytesOf,
  id,
  ID_CHARACTERS_MAX,
  loose,
  scalar,
  time,
} from '../signed-wire/values.ts';

/** Where each call goes, below the host and the prefix. Source: in-store dossier section 3; card dossier section 1. */
export const CALLS = {
  pay: '/v1/payments/pay',
  inquiryPayment: '/v1/payments/inquiryPayment',
  cancel: '/v1/payments/cancel',
  refund: '/v1/payments/refund',
  inquiryRefund: '/v1/payments/inquiryRefund',
  consult: '/v1/payments/consult',
  capture: '/v1/payments/capture',
} as const;
export type Call = keyof typeof CALLS;

/** The body of inquiryPayment and of cancel: by our own id. Source: in-store dossier sections 3.4 and 3.5. */
export function byRequestId(paymentRequestId: string): Uint8Array {
  return bytesOf({ paymentRequestId });
}

/** What a refund is asked with; the acquirer knows the payment by its own id alone. */
export interface RefundAsked {
  readonly refundRequestId: string;
  readonly paymentId: string;
  readonly amount: Amount;
  readonly captureId?: string | undefined;
  readonly reason?: string | undefined;
  readonly refundNotifyUrl?: string | undefined;
}

/** The body of refund. Source: in-store dossier section 3.6; card dossier section 7. */
export function refundRequest({ amount: refundAmount, reason, ...asked }: RefundAsked): Uint8Array {
  const { refundRequestId, paymentId, captureId, refundNotifyUrl } = asked;
  return bytesOf({
    refundRequestId,
    paymentId,
    refundAmount: wireAmount(refundAmount),
    captureId,
    refundReason: reason,
    refundNotifyUrl,
  });
}

/** The body of inquiryRefund. Source: in-store dossier section 3.7. */
export function inquiryRefundRequest(refundRequestId: string): Uint8Array {
  return bytesOf({ refundRequestId });
}

/** A word of a status: compared without regard to capitals, which one official sample has not. Absent where there is none. */
const word = scalar
  .nullish()
  .catch(undefined)
  .transform((text) => text?.toUpperCase() || undefined);

/** Only the wallet's name is read of its customer: everything else is personal, and is never kept. */
const customer = z
  .object({ pspName: loose(ID_CHARACTERS_MAX) })
  .nullish()
  .catch(undefined);

/** What is told of a payment that was charged or is held. */
export const payment = {
  paymentId: id,
  paymentAmount: amount,
  paymentTime: time,
  pspCustomerInfo: customer,
};

/** The answer to inquiryPayment: `result` tells of the inquiry alone. Source: in-store dossier section 3.4. */
export const inquiryPaymentResponse = z.object({
  ...answer,
  ...payment,
  paymentStatus: word,
  paymentResultCode: scalar.nullish().catch(undefined),
  transactions,
});
export type InquiryPaymentResponse = z.infer<typeof inquiryPaymentResponse>;

/** The answer to inquiryRefund. Source: in-store dossier section 3.7. */
export const inquiryRefundResponse = z.object({
  result: answer.result,
  refundStatus: word,
  refundRequestId: id,
  refundId: id,
  refundAmount: amount,
  refundTime: time,
});
export type InquiryRefundResponse = z.infer<typeof inquiryRefundResponse>;
