import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { TRUST_PAYMENTS_TIMING } from './terms.ts';

/** The part of a gateway in the config that is Trust Payments' own. Source: interface section 2, dossier section 1. */
export const trustPaymentsConfig = z.strictObject({
  kind: z.literal('trust-payments'),
  ...gatewayKeys,
  siteReference: z.string().regex(/^[A-Za-z0-9_]{1,50}$/, 'must be letters, digits and underscores'),
  user: z.string().min(1).max(255),
  password: fileReference,
  /** Without it, notifications are taken as hints of whoever sends them, which they are in any case. */
  notificationPassword: fileReference.optional(),
  hash: z.enum(['sha256', 'md5']).default('sha256'),
  /** The page for phones: Alipay must have enabled it for the account. */
  wap: z.boolean().default(false),
  billingCountry: z.string().regex(/^[A-Z]{2}$/, 'must be a country of two letters'),
  /** Whether `livestatus` of every answer must be 1, or 0. */
  live: z.boolean(),
  releaseOn: z.enum(['settled', 'return']).default('settled'),
  timing: timingSchema(TRUST_PAYMENTS_TIMING).prefault({}),
});

export type TrustPaymentsConfig = z.infer<typeof trustPaymentsConfig>;
