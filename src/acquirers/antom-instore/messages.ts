import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { wireAmount } from '../../ground/money/amount.ts';
import type { PaymentCode } from '../../ground/payment-code.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import { payment } from '../antom/messages.ts';
import type { PayOrder } from '../port.ts';
import { merchantOf } from '../signed-wire/merchant.ts';
import { answer, bytesOf, loose, result, scalar, time } from '../signed-wire/values.ts';
import type { AntomInstoreConfig } from './config.ts';

/** Everything that goes into the body of pay. */
export interface PayInput {
  readonly order: PayOrder;
  /** What the customer shows; null where the till is to show a code. */
  readonly code: PaymentCode | null;
  /** After this nothing can be paid, by the till's clock. */
  readonly expiresAtMs: Ms;
  readonly config: AntomInstoreConfig;
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly notifyUrl: string | undefined;
  /** The gateway's clock less the till's. */
  readonly clockOffsetMs: number;
}

/**
 * The body of pay, as the exact bytes to sign and send, for both scenarios.
 *
 * Shape: every scalar a string, nothing empty, what is not set left out. The same input gives the same bytes.
 * Source: dossier section 3.1.
 */
export function payRequest(input: PayInput): Uint8Array {
  const { order, code, config, terminal, merchant, clockOffsetMs } = input;
  const at = (ms: Ms) => isoWithOffset(ms + clockOffsetMs, terminal.timeZone);
  const env = {
    storeTerminalId: terminal.storeTerminalId,
    storeTerminalRequestTime: at(order.startedAtMs),
  };
  return bytesOf({
    productCode: 'IN_STORE_PAYMENT',
    paymentRequestId: order.paymentRequestId,
    order: {
      referenceOrderId: order.referenceOrderId,
      orderDescription: order.orderDescription,
      orderAmount: wireAmount(order.amount),
      merchant: merchantOf(merchant, terminal, order.operatorId ?? terminal.storeOperatorId),
      env: config.sendStoreTerminalEnv ? env : undefined,
    },
    paymentAmount: wireAmount(order.amount),
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: code?.reveal() },
    paymentFactor: { inStorePaymentScenario: code === null ? 'OrderCode' : 'PaymentCode' },
    settlementStrategy: { settlementCurrency: config.settlementCurrency ?? terminal.settlementCurrency },
    merchantRegion: config.merchantRegion,
    merchantAccountId: config.merchantAccountId,
    // Never cut short: whole seconds on the wire, so the next one.
    paymentExpiryTime: at(input.expiresAtMs + 999),
    paymentNotifyUrl: input.notifyUrl,
  });
}

/** The answer to pay by the customer's code. Source: dossier section 3.2. */
export const payResponse = z.object({ ...answer, ...payment });
export type PayResponse = z.infer<typeof payResponse>;

/** Longest text of a code. Source: dossier section 3.3. */
const CODE_TEXT_MAX = 2048;

const codeDetail = z.object({
  codeValueType: scalar.nullish().catch(undefined),
  displayType: scalar.nullish().catch(undefined),
  codeValue: loose(CODE_TEXT_MAX + 1),
});

/** The answer to pay for an order code. Source: dossier section 3.3. */
export const orderCodeResponse = z.object({
  ...answer,
  ...payment,
  orderCodeForm: z
    .object({ expireTime: time, codeDetails: z.array(codeDetail).max(16) })
    .nullish()
    .catch(undefined),
});
export type OrderCodeResponse = z.infer<typeof orderCodeResponse>;

/**
 * The text to draw as a QR code; undefined where there is none.
 *
 * Why only a text: an image would be loaded from an address that the till does not know. Source: dossier section 3.3.
 */
export function codeTextOf({ orderCodeForm }: OrderCodeResponse): string | undefined {
  const detail = orderCodeForm?.codeDetails.find(
    ({ codeValueType, displayType, codeValue }) =>
      codeValueType === 'QRCODE' &&
      displayType === 'TEXT' &&
      codeValue !== undefined &&
      codeValue.length <= CODE_TEXT_MAX,
  );
  return detail?.codeValue;
}

/** A notification: `result` is the payment's own. Source: dossier section 3.8. */
export const notifyPayment = z.object({
  notifyType: scalar.nullish().catch(undefined),
  result: result.nullish().catch(undefined),
  paymentRequestId: payment.paymentId,
  ...payment,
});
export type NotifyPayment = z.infer<typeof notifyPayment>;
