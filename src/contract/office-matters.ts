import { z } from 'zod';
import { heldTo, textTrouble } from '../ground/outside-text.ts';
import { amount, approver, id, none, when, words } from './parts.ts';
import { APPROVAL_PROBLEMS } from './manager-commands.ts';
import { PAPER_BYTES_MAX } from '../ground/paper-limits.ts';
import { PAPER_CONTENT_TYPES } from './office-commands.ts';
import { ROUTES } from './routes.ts';
import { amountSchema } from './sale-view.ts';

// Registration of the store, and declarations to customs. Bodies use the wire's names. Source: interface section 9.

/** Words that go to the acquirer as they are: something that can be read, and no control characters. */
const text = (max: number) => z.string().min(1).max(max).superRefine(heldTo(textTrouble));
const short = text(64);
const long = text(256);
const day = z.iso.date('must be a day such as 2026-11-24');
const address = z.strictObject({
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two capital letters')
    .describe('the country, by two letters'),
  state: short.optional().describe('the state or province'),
  city: short.optional().describe('the city'),
  address1: long.optional().describe('street and number'),
  address2: long.optional().describe('the second line'),
  zipCode: text(32).optional().describe('the postal code'),
});

/** What a registration number may be of. Source: office dossier section 2.2. */
export const REGISTRATION_TYPES = [
  'ENTERPRISE_REGISTRATION_NO',
  'US_FEDERAL_EIN',
  'INDEPENDENT_CONTRACTOR_LICENSE_NO',
  'OTHER_IDENTIFICATION_NO',
] as const;

const attachment = z.strictObject({
  attachmentType: z
    .enum([
      ...(['ARTICLES_OF_ASSOCIATION', 'ENTERPRISES_ANNUAL_INSPECTION_REPORT'] as const),
      ...(['PROOF_OF_ADDRESS', 'REGISTRATION_CERTIFICATE', 'OTHER_MATERIAL'] as const),
    ])
    .describe('what the file shows'),
  attachmentName: long.describe('the name of the file'),
  contentType: z.enum(PAPER_CONTENT_TYPES).describe('what the file is'),
  content: z
    .string()
    .min(1)
    .max(Math.ceil(PAPER_BYTES_MAX / 3) * 4)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be Base64')
    .describe('the file as Base64'),
});

const registrationDetail = z.strictObject({
  legalName: long.describe('the name by law'),
  registrationType: z.enum(REGISTRATION_TYPES).describe('what the number is of'),
  registrationNo: short.describe('the number'),
  registrationAddress: address.optional().describe('where the shop is registered'),
  businessType: z.enum(['ENTERPRISE', 'INDIVIDUAL']).optional().describe('who the shop is'),
  registrationEffectiveDate: day.optional().describe('from when on, as YYYY-MM-DD'),
  registrationExpireDate: day.optional().describe('until when, as YYYY-MM-DD'),
  contactInfo: z
    .array(
      z.strictObject({
        contactType: z.enum(['EMAIL', 'TELEPHONE', 'MOBILE_PHONE']).describe('how'),
        contactNo: short.describe('the address or the number'),
      }),
    )
    .max(8)
    .optional()
    .describe('how the shop is reached'),
  attachments: z.array(attachment).max(8).optional().describe('papers of the shop'),
});

/** What stands of a store at the acquirer. */
export const storeSchema = z.object({
  referenceStoreId: z.string(),
  state: z.enum(['none', 'sending', 'refused', 'waiting', 'completed']),
  needed: z.enum(['no', 'tell', 'block']),
  mayPay: z.boolean().describe('whether the acquirer’s wallets may be paid with, as far as it is known'),
  all: z.string().nullable().describe('the acquirer’s word for all wallets together'),
  wallets: z.array(
    z.object({ pspName: z.string(), status: z.string(), rejectionReason: z.string().optional() }),
  ),
  registrationRequestId: z.string().optional(),
  requestedAt: when.optional(),
  approver: z.string().optional(),
  resultCode: z.string().optional().describe('of a refusal'),
  changeFrom: when.optional().describe('from when a change is taken'),
  nextAskAt: when.optional(),
  settings: z
    .record(z.string(), z.string())
    .describe('what the config says of merchant and store; by the wire’s names'),
  known: z
    .record(z.string(), z.string())
    .describe('what was said before, so that nobody is asked twice; by the wire’s names'),
});
export type StoreView = z.infer<typeof storeSchema>;

/** A declaration as it is told. */
export const declarationSchema = z.object({
  customsDeclarationRequestId: z.string(),
  paymentRequestId: z.string(),
  referenceOrderId: z.string().optional().describe('of a part'),
  declarationAmount: amountSchema,
  state: z.enum(['sending', 'refused', 'waiting', 'accepted', 'attention']),
  customsCode: z.string(),
  status: z.string().optional().describe('the customs’ word, as received'),
  facts: z.record(z.string(), z.string()).describe('numbers that the shop’s other papers need'),
  certificateNo: z.string().optional().describe('of the buyer: its last four'),
  resultCode: z.string().optional(),
  approver: z.string(),
  at: when,
});
export type DeclarationView = z.infer<typeof declarationSchema>;

const registrationParams = z.strictObject({ registrationRequestId: id.describe('our id of the request') });
const declarationParams = z.strictObject({
  customsDeclarationRequestId: id.describe('our id of the declaration'),
});

/** The commands of registration and customs. */
export const OFFICE_MATTER_COMMANDS = {
  requestRegistration: {
    ...ROUTES.requestRegistration,
    say: 'Registers this store at the acquirer, or changes what is registered. A manager approves it. The same data is the same request.',
    params: none,
    query: none,
    body: z.strictObject({
      merchantInfo: z
        .strictObject({
          merchantDisplayName: text(128).optional().describe('the name that customers know'),
          merchantAddress: address.optional().describe('where the shop is'),
          registrationDetail: registrationDetail.describe('how the shop is registered'),
          websites: z
            .array(z.strictObject({ name: long.describe('its name'), url: long.describe('its address') }))
            .max(4)
            .optional()
            .describe('pages of the shop'),
        })
        .describe('the shop; what the config knows is filled in'),
      storeInfo: z
        .strictObject({
          storeName: long.optional().describe('the name of the store'),
          storeAddress: address.optional().describe('where the store is'),
          storeContacts: z
            .array(
              z.strictObject({
                fullName: long.describe('the name'),
                contactNo: short.describe('the number'),
                identificationId: short.optional().describe('a number of a paper'),
              }),
            )
            .max(4)
            .optional()
            .describe('who answers for the store'),
        })
        .default({})
        .describe('the store; what the config knows is filled in'),
      passThroughInfo: text(2048).optional().describe('comes back in the answer'),
      approver: approver.optional(),
    }),
    reply: { status: 202, type: 'json', schema: storeSchema },
    problems: [
      ...(['registration-too-soon', 'paper-refused', 'not-available', 'idempotency-mismatch'] as const),
      ...APPROVAL_PROBLEMS,
    ],
    idempotent: true,
  },
  readStore: {
    ...ROUTES.readStore,
    say: 'Reads what stands of this store at the acquirer.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: storeSchema },
    problems: [],
  },
  readRegistration: {
    ...ROUTES.readRegistration,
    say: 'Reads what became of one registration.',
    params: registrationParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: storeSchema },
    problems: ['not-found'],
  },
  askRegistration: {
    ...ROUTES.askRegistration,
    say: 'Asks the acquirer now what became of a registration.',
    params: registrationParams,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: storeSchema },
    problems: ['not-found'],
  },
  declare: {
    ...ROUTES.declare,
    say: 'Declares a paid AlipayCN payment to the customs, or a part of it; the same part again corrects it. A manager approves it.',
    params: none,
    query: none,
    body: z.strictObject({
      paymentRequestId: id.describe('the till’s id of the payment'),
      declarationAmount: amount.describe('how much, in CNY'),
      isSplit: z.enum(['true', 'false']).optional().describe('whether it is a part'),
      referenceOrderId: id.optional().describe('the order number of the part'),
      customs: z
        .strictObject({ customsCode: text(128).describe('the district') })
        .optional()
        .describe('another district than that of the config'),
      merchantCustomsInfo: z
        .strictObject({
          merchantCustomsCode: text(128).describe('the shop’s number'),
          merchantCustomsName: long.describe('the shop’s name'),
        })
        .optional()
        .describe('other than that of the config'),
      buyerCertificate: z
        .strictObject({
          certificateType: z.enum(['ID_CARD', 'PASSPORT']).describe('what the paper is'),
          certificateNo: short.describe('its number; it is shown nowhere but its last four'),
          holderName: z
            .strictObject({ fullName: words.describe('the name') })
            .optional()
            .describe('whose it is'),
          effectiveDate: day.optional().describe('from when on'),
          expireDate: day.optional().describe('until when'),
        })
        .optional()
        .describe('the buyer’s paper'),
      approver: approver.optional(),
    }),
    reply: { status: 202, type: 'json', schema: declarationSchema },
    problems: [
      'not-found',
      'not-an-alipaycn-payment',
      'declaration-exceeds-payment',
      'declaration-too-soon',
      'amount-not-payable',
      'paper-refused',
      'not-available',
      'idempotency-mismatch',
      ...APPROVAL_PROBLEMS,
    ],
    idempotent: true,
  },
  listDeclarations: {
    ...ROUTES.listDeclarations,
    say: 'Lists declarations, newest first.',
    params: none,
    query: z.strictObject({ paymentRequestId: id.optional().describe('those of this payment') }),
    body: null,
    reply: { status: 200, type: 'json', schema: z.array(declarationSchema) },
    problems: [],
  },
  readDeclaration: {
    ...ROUTES.readDeclaration,
    say: 'Reads one declaration.',
    params: declarationParams,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: declarationSchema },
    problems: ['not-found'],
  },
  askDeclaration: {
    ...ROUTES.askDeclaration,
    say: 'Asks the acquirer now how a declaration stands.',
    params: declarationParams,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: declarationSchema },
    problems: ['not-found'],
  },
} as const;

export type OfficeMatterCommand = keyof typeof OFFICE_MATTER_COMMANDS;
