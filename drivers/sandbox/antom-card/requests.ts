import { z } from 'zod';
import { err, ok, type Result } from '../../../src/ground/result.ts';
import { amount, dateTime, mcc, optional, scalarsOf, text } from '../requests.ts';

// Requests as Antom reads them for cards, written from the dossier alone. Source: dossier sections 2, 3, 5, 6 and 7.

export const CARD_APIS = [
  'consult',
  'pay',
  'inquiryPayment',
  'capture',
  'cancel',
  'refund',
  'inquiryRefund',
] as const;
export type CardApi = (typeof CARD_APIS)[number];

/** Nothing of a card may stand in a till's request: it is typed on Antom's page. Source: dossier section 3. */
const CARD_FIELDS =
  /"(?:cardNo|cvv|expiryYear|expiryMonth|cardholderName|cardPasswordDigest|cpf|dateOfBirth|businessNo|payerEmail|cardToken)"/;

const id = (max = 64) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(max);

const shapes = {
  consult: z.looseObject({
    productCode: z.literal('CASHIER_PAYMENT'),
    paymentAmount: amount,
    env: z.looseObject({ terminalType: z.enum(['WEB', 'WAP', 'APP', 'MINI_APP']) }),
  }),
  pay: z.looseObject({
    productCode: z.literal('CASHIER_PAYMENT'),
    paymentRequestId: id(),
    order: z.looseObject({
      referenceOrderId: text(64),
      orderDescription: text(256),
      orderAmount: amount,
      merchant: z.looseObject({ merchantMCC: mcc }),
    }),
    paymentAmount: amount,
    paymentMethod: z.looseObject({ paymentMethodType: z.literal('CARD') }),
    paymentFactor: z.looseObject({
      isAuthorization: z.literal('true'),
      captureMode: z.enum(['MANUAL', 'AUTOMATIC']).optional(),
    }),
    paymentExpiryTime: dateTime,
    paymentRedirectUrl: z.url().max(2048),
    paymentNotifyUrl: z.url().max(2048).optional(),
    env: z.looseObject({ terminalType: z.enum(['WEB', 'WAP', 'APP', 'MINI_APP']) }),
  }),
  inquiryPayment: z.looseObject({ paymentRequestId: optional(64), paymentId: optional(64) }),
  capture: z.looseObject({ captureRequestId: id(), paymentId: text(64), captureAmount: amount }),
  cancel: z.looseObject({ paymentRequestId: optional(64), paymentId: optional(64) }),
  refund: z.looseObject({
    refundRequestId: id(),
    paymentId: text(64),
    refundAmount: amount,
    captureId: optional(64),
    refundReason: optional(256),
  }),
  inquiryRefund: z.looseObject({ refundRequestId: text(64) }),
} as const;

/** A request that was understood. */
export type CardRequest = {
  [A in CardApi]: { readonly api: A; readonly body: z.infer<(typeof shapes)[A]> };
}[CardApi];

/** Reads a request; errors: a sentence that names the first bad field. */
export function parseCardRequest(api: CardApi, json: string): Result<CardRequest, string> {
  if (CARD_FIELDS.test(json)) return err('holds a field of a card');
  const scalars = scalarsOf(json);
  if (!scalars.ok) return scalars;
  const read = shapes[api].safeParse(scalars.value);
  if (read.success) return ok({ api, body: read.data } as CardRequest);
  const [issue] = read.error.issues;
  return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
}

/** The call that a path is of; null where there is none. */
export function cardApiOf(uri: string): CardApi | null {
  const name = /^\/ams\/(?:sandbox\/)?api\/v1\/payments\/([A-Za-z]+)$/.exec(uri)?.[1];
  return CARD_APIS.find((api) => api === name) ?? null;
}
