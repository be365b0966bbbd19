import { z } from 'zod';
import { amount, mcc, optional, scalarsOf, text } from '../requests.ts';

/** The calls of the office, by the end of their path. Source: office dossier section 0.2. */
export const OFFICE_PATHS: Readonly<Record<string, OfficeApi>> = {
  '/aps/api/v1/merchants/registration': 'registration',
  '/aps/api/v1/merchants/inquiryRegistrationStatus': 'inquiryRegistrationStatus',
  '/aps/api/v1/disputes/responseRetrieval': 'responseRetrieval',
  '/aps/api/v1/disputes/responseEscalation': 'responseEscalation',
  '/aps/api/v1/customs/declare': 'declare',
  '/aps/api/v1/customs/inquireDeclarationRequests': 'inquireDeclarationRequests',
};

export type OfficeApi =
  | 'registration'
  | 'inquiryRegistrationStatus'
  | 'responseRetrieval'
  | 'responseEscalation'
  | 'declare'
  | 'inquireDeclarationRequests';

const address = z.looseObject({ region: z.string().regex(/^[A-Z]{2}$/) });
const document = z.looseObject({
  attachmentType: text(64),
  attachmentName: text(256),
  contentType: text(64),
  content: z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'is not Base64'),
});
/** A list, or one alone: both stand in published classes. Source: office dossier section 3.4. */
const documents = z.union([z.array(document), document]).nullish();
const buyersPaper = z.looseObject({ certificateType: text(64), certificateNo: text(64) }).nullish();
const receipt = z
  .looseObject({ referenceOrderId: text(64), orderStatus: text(64), orderAmount: amount })
  .nullish();

/** What each call must have. Source: office dossier sections 2.2, 2.3, 3.3, 3.4, 4.2 and 4.3. */
export const OFFICE_BODIES = {
  registration: z.looseObject({
    registrationRequestId: text(64),
    productCodes: z.array(z.enum(['IN_STORE_PAYMENT', 'CASHIER_PAYMENT', 'AGREEMENT_PAYMENT'])).nonempty(),
    merchantInfo: z.looseObject({
      referenceMerchantId: text(32),
      merchantDisplayName: optional(128),
      merchantMCC: mcc,
      merchantAddress: address,
      registrationDetail: z.looseObject({
        legalName: text(256),
        registrationType: z.enum([
          'ENTERPRISE_REGISTRATION_NO',
          'US_FEDERAL_EIN',
          'INDEPENDENT_CONTRACTOR_LICENSE_NO',
          'OTHER_IDENTIFICATION_NO',
        ]),
        registrationNo: text(64),
      }),
    }),
    storeInfo: z.looseObject({ referenceStoreId: text(32), storeName: text(256), storeAddress: address }),
    registrationNotifyUrl: z.url().max(2048).nullish(),
    passThroughInfo: optional(2048),
  }),
  inquiryRegistrationStatus: z
    .looseObject({
      registrationRequestId: optional(64),
      referenceMerchantId: optional(64),
      referenceStoreId: optional(64),
    })
    .refine((b) => Boolean(b.registrationRequestId ?? b.referenceMerchantId), 'names nothing'),
  responseRetrieval: z.looseObject({
    disputeRequestId: text(64),
    responseCode: z.enum(['0001', '0002', '0003']),
    transactionReceipt: receipt,
    otherDocumentation: documents,
  }),
  responseEscalation: z
    .looseObject({
      disputeRequestId: text(64),
      refundType: z.enum(['ACCEPT_REFUND', 'ACCEPT_PARTIAL_REFUND', 'REFUSE_REFUND']),
      refundAmount: amount.nullish(),
      plannedRefundTime: optional(64),
      transactionReceipt: receipt,
      otherDocumentation: documents,
      remarks: optional(2048),
    })
    .refine((b) => b.refundType !== 'ACCEPT_PARTIAL_REFUND' || b.refundAmount, 'needs refundAmount'),
  declare: z.looseObject({
    paymentRequestId: text(64),
    customsDeclarationRequestId: text(32),
    customs: z.looseObject({ customsCode: text(128), region: z.literal('CN') }),
    merchantCustomsInfo: z.looseObject({ merchantCustomsCode: text(128), merchantCustomsName: text(256) }),
    declarationAmount: amount,
    isSplit: z.enum(['true', 'false']).nullish(),
    referenceOrderId: optional(64),
    buyerCertificate: buyersPaper,
    buyer: buyersPaper,
  }),
  inquireDeclarationRequests: z.looseObject({ declarationRequestIds: z.array(text(64)).min(1).max(10) }),
} as const;
export type OfficeBody<A extends OfficeApi> = z.infer<(typeof OFFICE_BODIES)[A]>;

/** Reads the body of a call. Error: the first thing that is wrong, in words. */
export function readOfficeBody<A extends OfficeApi>(
  api: A,
  json: string,
): { readonly ok: true; readonly value: OfficeBody<A> } | { readonly ok: false; readonly error: string } {
  const scalars = scalarsOf(json);
  if (!scalars.ok) return scalars;
  const parsed = OFFICE_BODIES[api].safeParse(scalars.value);
  if (parsed.success) return { ok: true, value: parsed.data as OfficeBody<A> };
  const [issue] = parsed.error.issues;
  return { ok: false, error: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}` };
}
