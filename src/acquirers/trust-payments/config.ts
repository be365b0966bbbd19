import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { isCurrency } from '../../ground/money/currencies.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { TRUST_CURRENCIES, TRUST_PAYMENTS_TIMING } from './terms.ts';

/** The part of a gateway in the config that is Trust Payments' own. Source: interface section 2, dossier section 1. */
export const trustPaymentsConfig = z.strictObject({
  kind: z.literal('trust-payments').describe('the acquirer'),
  ...gatewayKeys,
  siteReference: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,50}$/, 'must be letters, digits and underscores')
    .describe('your site at the acquirer'),
  user: z.string().min(1).max(255).describe('the user of the web services'),
  password: fileReference.describe('the password of that user'),
  notificationPassword: fileReference
    .optional()
    .describe('signs notices; without it they are hints of whoever sends them, which they are in any case'),
  hash: z.enum(['sha256', 'md5']).default('sha256').describe('how notices are signed'),
  wap: z
    .boolean()
    .default(false)
    .describe('the page for phones: Alipay must have enabled it for the account'),
  billingCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two letters')
    .describe('the country of the shop, by two letters'),
  currencies: z
    .array(
      z
        .string()
        .refine(
          (code): boolean => isCurrency(code),
          'must be a currency of three letters that this till knows',
        ),
    )
    .min(1)
    .default([...TRUST_CURRENCIES])
    .describe('what your account takes; a sale in another currency is refused before it is sent'),
  live: z.boolean().describe('whether `livestatus` of every answer must be 1, or 0'),
  releaseOn: z
    .enum(['settled', 'return'])
    .default('settled')
    .describe(
      'when goods may go: once it is settled; or, at the shop’s risk, once the phone came back from the page and the payment is on record. Paid is what is settled',
    ),
  timing: timingSchema(TRUST_PAYMENTS_TIMING).prefault({}).describe('the waits, in milliseconds'),
});

export type TrustPaymentsConfig = z.infer<typeof trustPaymentsConfig>;
