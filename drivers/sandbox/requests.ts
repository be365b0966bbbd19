import { z } from 'zod';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** The calls of the gateway that the sandbox plays. Source: dossier section 4, table of endpoints. */
export const APIS = ['pay', 'inquiryPayment', 'cancelPayment', 'refund', 'inquiryRefund'] as const;
export type Api = (typeof APIS)[number];

/** Where each call is posted to, before its name. Source: dossier section 4. */
export const API_PATH = '/aps/api/v1/payments/';

export const text = (max: number) => z.string().min(1).max(max);
export const optional = (max: number) => text(max).nullish();
export const dateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/, 'must be ISO 8601 with offset')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is not a time');

export const amount = z
  .looseObject({
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be ISO 4217 alpha-3'),
    value: z.string().regex(/^[1-9]\d{0,15}$/, 'must be minor units, at least 1'),
  })
  .refine((a) => Number.isSafeInteger(Number(a.value)), { path: ['value'], message: 'is too large' })
  .refine((a) => a.currency !== 'IDR' || a.value.endsWith('00'), {
    path: ['value'],
    message: 'must end in 00 for IDR',
  });

const address = z.looseObject({
  region: z.string().regex(/^[A-Z]{2}$/, 'must be ISO 3166 alpha-2'),
  state: optional(64),
  city: optional(64),
  address1: optional(256),
  address2: optional(256),
  zipCode: optional(32),
});
export const mcc = z.string().regex(/^\d{1,4}$/, 'must be at most 4 digits');

const store = z.looseObject({
  referenceStoreId: text(64),
  storeName: text(256),
  storeMCC: mcc,
  storeDisplayName: optional(128),
  storeTerminalId: optional(64),
  storeOperatorId: optional(64),
  storePhoneNo: optional(32),
  storeAddress: address,
});

const payRequest = z.looseObject({
  order: z.looseObject({
    referenceOrderId: text(64),
    orderDescription: text(256),
    orderAmount: amount,
    merchant: z.looseObject({
      referenceMerchantId: text(64),
      merchantName: text(256),
      merchantDisplayName: optional(128),
      merchantMCC: mcc,
      merchantAddress: address,
      store,
    }),
    env: z
      .looseObject({ storeTerminalId: optional(64), storeTerminalRequestTime: dateTime.nullish() })
      .nullish(),
  }),
  paymentRequestId: text(64),
  paymentAmount: amount,
  paymentMethod: z.looseObject({
    paymentMethodType: z.literal('CONNECT_WALLET'),
    paymentMethodId: text(128),
  }),
  paymentFactor: z.looseObject({
    isInStorePayment: z.literal('true'),
    isCashierPayment: z.enum(['true', 'false']).nullish(),
    inStorePaymentScenario: z.literal('PaymentCode'),
    // Online only: a till that sends it has taken the wrong product's table.
    presentmentMode: z.null().optional(),
  }),
  settlementStrategy: z.looseObject({ settlementCurrency: z.string().regex(/^[A-Z]{3}$/) }),
  paymentExpiryTime: dateTime.nullish(),
  paymentNotifyUrl: z.url().max(2048).nullish(),
});

const oneId = {
  paymentRequestId: optional(64),
  paymentId: optional(64),
};
const ONE_ID = 'needs paymentRequestId or paymentId';
const hasOneId = (ids: PaymentIds): boolean => Boolean(ids.paymentRequestId ?? ids.paymentId);

export const paymentIds = z.looseObject(oneId).refine(hasOneId, ONE_ID);
const refundRequest = z
  .looseObject({ ...oneId, refundRequestId: text(64), refundAmount: amount, refundReason: optional(256) })
  .refine(hasOneId, ONE_ID);

/** An amount as it travels: minor units as digits. */
export interface WireMoney {
  readonly currency: string;
  readonly value: string;
}

/** Names one payment: by the caller's id, the gateway's id, or both. */
export interface PaymentIds {
  readonly paymentRequestId?: string | null | undefined;
  readonly paymentId?: string | null | undefined;
}

/** The part of a pay request that moves money; the rest of dossier 4.1 is for reports. */
export interface PayRequest {
  readonly paymentRequestId: string;
  readonly paymentAmount: WireMoney;
  readonly order: { readonly referenceOrderId: string; readonly orderAmount: WireMoney };
  readonly paymentMethod: { readonly paymentMethodType: string; readonly paymentMethodId: string };
  readonly settlementStrategy: { readonly settlementCurrency: string };
  readonly paymentExpiryTime?: string | null | undefined;
  readonly paymentNotifyUrl?: string | null | undefined;
  /** The till shows a code: nobody has paid, and `paymentMethodId` is empty. */
  readonly isOrderCode?: boolean | undefined;
  /** A repeat with another code is another request. */
  readonly comparesCode?: boolean | undefined;
}

/** A refund request. Source: dossier section 4.4. */
export interface RefundRequest extends PaymentIds {
  readonly refundRequestId: string;
  readonly refundAmount: WireMoney;
}

/** Names one refund. Source: Antom in-store dossier section 3.7. */
export interface RefundIds {
  readonly refundRequestId?: string | null | undefined;
  readonly refundId?: string | null | undefined;
}

/** A request that was understood, with the call it belongs to. */
export type SandboxRequest =
  | { readonly api: 'pay'; readonly body: PayRequest }
  | { readonly api: 'inquiryPayment'; readonly body: PaymentIds }
  | { readonly api: 'cancelPayment'; readonly body: PaymentIds }
  | { readonly api: 'refund'; readonly body: RefundRequest }
  | { readonly api: 'inquiryRefund'; readonly body: RefundIds };

/**
 * Reads a request as the gateway would.
 *
 * Errors: a sentence that names the first bad field; it goes out as PARAM_ILLEGAL.
 * Why: written from the specification alone, without the till's own schemas, so that it can prove them wrong.
 * Source: dossier section 2 (scalars are strings, never empty) and 4.1 to 4.4.
 */
export function parseRequest(api: Api, json: string): Result<SandboxRequest, string> {
  const scalars = scalarsOf(json);
  if (!scalars.ok) return scalars;
  const { value } = scalars;
  switch (api) {
    case 'pay':
      return understood(payRequest.safeParse(value), (body) => ({ api, body }));
    case 'inquiryPayment':
    case 'cancelPayment':
      return understood(paymentIds.safeParse(value), (body) => ({ api, body }));
    case 'refund':
      return understood(refundRequest.safeParse(value), (body) => ({ api, body }));
    case 'inquiryRefund':
      return err('there is no such call');
  }
}

/** A body whose scalars are all strings, none of them empty. Errors: a sentence. Source: dossier section 2. */
export function scalarsOf(json: string): Result<unknown, string> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return err('the body is not JSON');
  }
  const bad = badScalar(value, '');
  return bad === null ? ok(value) : err(bad);
}

export function understood<T>(
  parsed: z.ZodSafeParseResult<T>,
  request: (body: T) => SandboxRequest,
): Result<SandboxRequest, string> {
  if (parsed.success) return ok(request(parsed.data));
  const issue = parsed.error.issues[0];
  return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
}

/** A number, a boolean or an empty string anywhere, also in fields that no schema names. */
function badScalar(value: unknown, path: string): string | null {
  if (value === '') return `${path}: must not be empty`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${path}: must be a string`;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const bad = badScalar(inner, path === '' ? key : `${path}.${key}`);
    if (bad !== null) return bad;
  }
  return null;
}
