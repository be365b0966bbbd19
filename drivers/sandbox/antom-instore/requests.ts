import { z } from 'zod';
import { err, ok, type Result } from '../../../src/ground/result.ts';
import {
  amount,
  dateTime,
  mcc,
  optional,
  paymentIds,
  scalarsOf,
  text,
  understood,
  type Api,
  type SandboxRequest,
} from '../requests.ts';

// Requests as Antom reads them in a shop, written from the dossier alone, so that they can prove the till wrong.
// Source: dossier sections 3.1, 3.5, 3.6 and 3.7.

/** Fields of a sister product: a till that sends them has taken the wrong product's table. */
const absent = z.undefined('is a field of another product').optional();

const store = z.looseObject({
  referenceStoreId: text(32),
  storeName: text(256),
  storeMCC: mcc,
  storeDisplayName: optional(128),
  storeTerminalId: optional(64),
  storeOperatorId: optional(64),
});

const payRequest = z
  .looseObject({
    productCode: z.literal('IN_STORE_PAYMENT'),
    paymentRequestId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, _ or -'),
    order: z.looseObject({
      referenceOrderId: text(64),
      orderDescription: text(256),
      orderAmount: amount,
      merchant: z.looseObject({
        referenceMerchantId: text(32),
        merchantName: text(256),
        merchantMCC: mcc,
        store,
      }),
      env: z.looseObject({ storeTerminalId: text(64), storeTerminalRequestTime: dateTime }).nullish(),
    }),
    paymentAmount: amount,
    paymentMethod: z.looseObject({
      paymentMethodType: z.literal('CONNECT_WALLET'),
      paymentMethodId: text(128).optional(),
      customerId: absent,
    }),
    paymentFactor: z.looseObject({
      inStorePaymentScenario: z.enum(['PaymentCode', 'OrderCode']),
      isInStorePayment: absent,
      isCashierPayment: absent,
    }),
    settlementStrategy: z.looseObject({ settlementCurrency: z.string().regex(/^[A-Z]{3}$/) }),
    paymentExpiryTime: dateTime,
    paymentNotifyUrl: z.url().max(2048),
    merchantRegion: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  })
  .refine(
    ({ paymentFactor, paymentMethod }) =>
      (paymentFactor.inStorePaymentScenario === 'OrderCode') ===
      (paymentMethod.paymentMethodId === undefined),
    {
      path: ['paymentMethod', 'paymentMethodId'],
      message: 'belongs to a payment code, and to no order code',
    },
  );

const refundRequest = z.looseObject({
  refundRequestId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, _ or -'),
  paymentId: text(64),
  paymentRequestId: absent,
  refundAmount: amount,
  refundReason: optional(256),
});

const refundIds = z
  .looseObject({ refundRequestId: optional(64), refundId: optional(64) })
  .refine((ids) => Boolean(ids.refundRequestId ?? ids.refundId), 'needs refundRequestId or refundId');

/** Reads a request; errors: a sentence that names the first bad field. */
export function parseAntomRequest(api: Api, body: string): Result<SandboxRequest, string> {
  const scalars = scalarsOf(body);
  if (!scalars.ok) return scalars;
  const { value } = scalars;
  switch (api) {
    case 'pay': {
      const read = payRequest.safeParse(value);
      if (!read.success) return understoodPay(read);
      const { paymentMethod, paymentFactor, ...pay } = read.data;
      const { paymentMethodType, paymentMethodId = '' } = paymentMethod;
      const isOrderCode = paymentFactor.inStorePaymentScenario === 'OrderCode';
      const asked = { ...pay, paymentMethod: { paymentMethodType, paymentMethodId } };
      return ok({ api, body: { ...asked, isOrderCode, comparesCode: true } });
    }
    case 'inquiryPayment':
    case 'cancelPayment':
      return understood(paymentIds.safeParse(value), (ids) => ({ api, body: ids }));
    case 'refund':
      return understood(refundRequest.safeParse(value), (asked) => ({ api, body: asked }));
    case 'inquiryRefund':
      return understood(refundIds.safeParse(value), (asked) => ({ api, body: asked }));
  }
}

function understoodPay(read: z.ZodSafeParseError<unknown>): Result<never, string> {
  const [issue] = read.error.issues;
  return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
}
