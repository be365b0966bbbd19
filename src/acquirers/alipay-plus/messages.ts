import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { wireAmount } from '../../ground/money/amount.ts';
import type { PaymentCode } from '../../ground/payment-code.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import type { PayOrder, RefundOrder } from '../port.ts';
import { merchantOf } from '../signed-wire/merchant.ts';
import { transactions } from '../signed-wire/transactions.ts';
import {
  amount,
  answer,
  bytesOf,
  id,
  ID_CHARACTERS_MAX,
  loose,
  NAME_CHARACTERS_MAX,
  result,
  settled,
  time,
} from '../signed-wire/values.ts';
import type { AlipayPlusConfig } from './config.ts';

/** Where each call goes, below the host. Source: dossier section 4. */
export const ENDPOINTS = {
  pay: '/aps/api/v1/payments/pay',
  inquiryPayment: '/aps/api/v1/payments/inquiryPayment',
  cancelPayment: '/aps/api/v1/payments/cancelPayment',
  refund: '/aps/api/v1/payments/refund',
} as const;

/** Everything that goes into the body of pay. `clockOffsetMs`: gateway's clock less the till's. */
export interface PayInput {
  readonly order: PayOrder;
  readonly code: PaymentCode;
  readonly config: AlipayPlusConfig;
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly clockOffsetMs: number;
}

/**
 * The body of pay, as the exact bytes to sign and send.
 *
 * Shape: every scalar a string, nothing empty, what is not set left out. The same input gives the same bytes.
 * Source: dossier section 4.1.
 */
export function payRequest({ order, code, config, terminal, merchant, clockOffsetMs }: PayInput): Uint8Array {
  const at = (ms: Ms) => isoWithOffset(ms + clockOffsetMs, terminal.timeZone);
  const env = {
    storeTerminalId: terminal.storeTerminalId,
    storeTerminalRequestTime: at(order.startedAtMs),
  };
  return bytesOf({
    order: {
      referenceOrderId: order.referenceOrderId,
      orderDescription: order.orderDescription,
      orderAmount: wireAmount(order.amount),
      merchant: merchantOf(merchant, terminal, order.operatorId ?? terminal.storeOperatorId),
      env: config.sendStoreTerminalEnv ? env : undefined,
    },
    paymentRequestId: order.paymentRequestId,
    paymentAmount: wireAmount(order.amount),
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: code.reveal() },
    paymentFactor: {
      isInStorePayment: 'true',
      isCashierPayment: 'false',
      inStorePaymentScenario: 'PaymentCode',
    },
    settlementStrategy: { settlementCurrency: terminal.settlementCurrency },
    // Never cut short: whole seconds on the wire, so the next one.
    paymentExpiryTime: at(order.startedAtMs + config.timing.codeLifeMs + 999),
    paymentNotifyUrl: config.paymentNotifyUrl,
  });
}

/** The body of inquiryPayment and of cancelPayment. Source: dossier sections 4.2 and 4.3. */
export function paymentRequestIdRequest(paymentRequestId: string): Uint8Array {
  return bytesOf({ paymentRequestId });
}

/** The body of refund. Source: dossier section 4.4. */
export function refundRequest(order: RefundOrder): Uint8Array {
  const { paymentRequestId, refundRequestId, amount: refundAmount, reason: refundReason } = order;
  return bytesOf({ paymentRequestId, refundRequestId, refundAmount: wireAmount(refundAmount), refundReason });
}

const charge = {
  paymentId: id,
  paymentAmount: amount,
  paymentTime: time,
  acquirerId: loose(ID_CHARACTERS_MAX),
  pspId: loose(ID_CHARACTERS_MAX),
  walletBrandName: loose(NAME_CHARACTERS_MAX),
  mppPaymentId: loose(NAME_CHARACTERS_MAX),
  ...settled,
};

/** The answer to pay. Source: dossier section 4.1. */
export const payResponse = z.object({ ...answer, ...charge });
export type PayResponse = z.infer<typeof payResponse>;

/** The answer to inquiryPayment. `transactions` that cannot be read are said to be so: one may give all back. Source: dossier section 4.2. */
export const inquiryPaymentResponse = z.object({
  ...answer,
  ...charge,
  paymentResult: result.nullish().catch(undefined),
  transactions,
});
export type InquiryPaymentResponse = z.infer<typeof inquiryPaymentResponse>;
