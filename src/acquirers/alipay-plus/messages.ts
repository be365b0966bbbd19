import { nameTrouble, textTrouble } from '../../ground/outside-text.ts';
import { z } from 'zod';
import { jsonOf } from '../answer-json.ts';
import type { AlipayPlusConfig } from './config.ts';
import type { Config } from '../../config/config.ts';
import { parseAmount, wireAmount, type Amount } from '../../ground/money/amount.ts';
import type { PayOrder, RefundOrder } from '../port.ts';
import type { Ms } from '../../ground/time.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import type { PaymentCode } from '../../ground/payment-code.ts';
import { isoWithOffset, parseIso } from '../../ground/time.ts';

/** Where each call goes, below the host. Source: dossier section 4. */
export const ENDPOINTS = {
  pay: '/aps/api/v1/payments/pay',
  inquiryPayment: '/aps/api/v1/payments/inquiryPayment',
  cancelPayment: '/aps/api/v1/payments/cancelPayment',
  refund: '/aps/api/v1/payments/refund',
} as const;

/** Longest id, code or name that is taken from an answer. Source: dossier section 4.1, ids of at most 64 characters. */
const ID_CHARACTERS_MAX = 64;
const NAME_CHARACTERS_MAX = 256;

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

/** Named field by field, so that the order on the wire is ours and not that of the config file. */
function merchantOf(
  merchant: Config['merchant'],
  terminal: Config['terminal'],
  storeOperatorId: string | undefined,
) {
  const { store } = merchant;
  return {
    referenceMerchantId: merchant.referenceMerchantId,
    merchantName: merchant.merchantName,
    merchantDisplayName: merchant.merchantDisplayName,
    merchantMCC: merchant.merchantMCC,
    merchantAddress: addressOf(merchant.merchantAddress),
    merchantRegisterDate: merchant.merchantRegisterDate,
    store: {
      referenceStoreId: store.referenceStoreId,
      storeName: store.storeName,
      storeDisplayName: store.storeDisplayName,
      storeMCC: store.storeMCC,
      storePhoneNo: store.storePhoneNo,
      storeTerminalId: terminal.storeTerminalId,
      storeOperatorId,
      storeAddress: addressOf(store.storeAddress),
    },
  };
}

function addressOf(address: Config['merchant']['merchantAddress']) {
  const { region, state, city, address1, address2, zipCode } = address;
  return { region, state, city, address1, address2, zipCode };
}

/** An empty string may be refused by the gateway: it is left out like what is not set. Source: dossier section 2. */
function bytesOf(message: object): Uint8Array {
  const text = JSON.stringify(message, (_key, value: unknown) => (value === '' ? undefined : value));
  return new TextEncoder().encode(text);
}

/** Strings are what the gateway should send; numbers and booleans are taken too. Source: dossier section 2. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/**
 * A text that is not needed to judge an answer: absent, null, empty or of a wrong type are the same.
 *
 * So is one that cannot be kept and shown: control characters would reach the printer as commands, and what is changed
 * would be another text than the acquirer's.
 */
const loose = (charactersMax: number) =>
  scalar
    .nullish()
    .catch(undefined)
    .transform((text) => {
      const whole = text?.slice(0, charactersMax);
      return whole && textTrouble(whole) === null ? whole : undefined;
    });

/** An id that must be whole: one that is too long, or that could be taken for another, is unreadable, thus absent. */
const id = scalar
  .nullish()
  .catch(undefined)
  .transform((text) =>
    text && text.length <= ID_CHARACTERS_MAX && !/\s/u.test(text) && nameTrouble(text) === null
      ? text
      : undefined,
  );

/** An id that is only compared with ours: kept as received, since one that is spoilt is not ours. */
const named = scalar
  .nullish()
  .catch(undefined)
  .transform((text) => text || undefined);

/** Kept as received where it is a time, otherwise absent. */
const time = scalar
  .nullish()
  .catch(undefined)
  .transform((text) => (text && parseIso(text) !== null ? text : undefined));

const wire = z.object({ currency: scalar, value: scalar });

/** Undefined where there is no amount, null where there is one that cannot be read. */
const amount = z
  .unknown()
  .optional()
  .transform((value): Amount | null | undefined => {
    if (value === undefined || value === null) return undefined;
    const parsed = wire.safeParse(value);
    const read = parsed.success ? parseAmount(parsed.data) : null;
    return read?.ok ? read.value : null;
  });

/** `resultCode` is kept as received; whoever shows it cleans it. */
const result = z.object({
  resultStatus: scalar,
  resultCode: scalar
    .nullish()
    .catch(undefined)
    .transform((code) => code ?? ''),
});

const answer = { result, paymentRequestId: named };

const charge = {
  paymentId: id,
  paymentAmount: amount,
  paymentTime: time,
  acquirerId: loose(ID_CHARACTERS_MAX),
  pspId: loose(ID_CHARACTERS_MAX),
  walletBrandName: loose(NAME_CHARACTERS_MAX),
  mppPaymentId: loose(NAME_CHARACTERS_MAX),
};

/** What became of a payment later. A PAYMENT is listed by some gateways as its own first transaction. */
const transaction = z
  .object({
    transactionType: scalar,
    transactionStatus: scalar.nullish(),
    transactionResult: result.nullish(),
    transactionAmount: amount,
    transactionId: loose(NAME_CHARACTERS_MAX),
    transactionRequestId: loose(NAME_CHARACTERS_MAX),
    transactionTime: time,
  })
  .refine(
    (t) => t.transactionStatus || t.transactionResult,
    'has neither transactionStatus nor transactionResult',
  );

/** The answer to pay. Source: dossier section 4.1. */
export const payResponse = z.object({ ...answer, ...charge });
export type PayResponse = z.infer<typeof payResponse>;

/** The answer to inquiryPayment. `transactions` that cannot be read are said to be so: one may give all back. Source: dossier section 4.2. */
export const inquiryPaymentResponse = z.object({
  ...answer,
  ...charge,
  paymentResult: result.nullish().catch(undefined),
  transactions: z
    .union([z.array(transaction), z.literal('unreadable')])
    .nullish()
    .catch('unreadable'),
});
export type InquiryPaymentResponse = z.infer<typeof inquiryPaymentResponse>;
export type Transaction = z.infer<typeof transaction>;

/** The answer to cancelPayment. Source: dossier section 4.3. */
export const cancelPaymentResponse = z.object(answer);
export type CancelPaymentResponse = z.infer<typeof cancelPaymentResponse>;

/** The answer to refund. Source: dossier section 4.4. */
export const refundResponse = z.object({ ...answer, refundId: id, refundTime: time, refundAmount: amount });
export type RefundResponse = z.infer<typeof refundResponse>;

/**
 * Reads the bytes of an answer.
 *
 * Shape: numbers are kept as they were written, since an id of 24 digits does not fit into a float.
 * Errors: `unreadable` for what is not UTF-8, not JSON, or has no result; the bytes themselves are never quoted.
 */
export function readResponse<S extends z.ZodType>(
  schema: S,
  body: Uint8Array,
): Result<z.infer<S>, { readonly kind: 'unreadable'; readonly say: string }> {
  const json = jsonOf(body, keepNumberText);
  if (!json.ok) return err({ kind: 'unreadable', say: json.error });
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return err({ kind: 'unreadable', say: 'the answer has no result' });
}

function keepNumberText(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? value) : value;
}
