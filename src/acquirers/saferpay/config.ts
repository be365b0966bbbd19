import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { ASK_LOCK_MS, SAFERPAY_TIMING, SESSION_GRACE_MS } from './terms.ts';

/** Older versions have no DO_NOT_RETRY and no single ReturnUrl. Source: dossier section 1.2. */
const MINOR_VERSION_MIN = 33;

const specVersion = z
  .string()
  .regex(/^1\.\d{2}$/, 'must be a version such as 1.53')
  .refine((version) => Number(version.slice(2)) >= MINOR_VERSION_MIN, 'must be 1.33 or newer');

/** The page, whose link opens once; or the variant with a link that can be withdrawn. Source: dossier section 8. */
const PRODUCTS = ['paymentPage', 'spgLink'] as const;

/** The part of a gateway in the config that is Saferpay's own. Source: interface section 2, dossier section 1. */
export const saferpayConfig = z.strictObject({
  kind: z.literal('saferpay').describe('the acquirer'),
  ...gatewayKeys,
  customerId: z
    .string()
    .regex(/^\d{1,8}$/, 'must be 1 to 8 digits')
    .describe('your id at the acquirer'),
  terminalId: z
    .string()
    .regex(/^\d{8}$/, 'must be 8 digits')
    .describe('the terminal at the acquirer'),
  user: z.string().min(1).max(255).describe('the user of the JSON API'),
  password: fileReference.describe('the password of that user'),
  specVersion: specVersion.default('1.53').describe('the version of the JSON API; 1.33 or newer'),
  product: z
    .enum(PRODUCTS)
    .default('paymentPage')
    .describe('`spgLink`: a link that can be withdrawn when the cashier gives up'),
  sessionGraceMs: z
    .int()
    .min(0)
    .max(86_400_000)
    .default(SESSION_GRACE_MS)
    .describe('how long a page that was opened in time may go on after the end of its link'),
  // The distance between questions has a name of its own here.
  timing: timingSchema(SAFERPAY_TIMING)
    .transform((timing) => ({
      ...timing,
      inquiryEveryMs: timing.askGapMs ?? timing.inquiryEveryMs,
      askLockMs: timing.askLockMs ?? ASK_LOCK_MS,
    }))
    .prefault({})
    .describe('the waits, in milliseconds'),
});

export type SaferpayConfig = z.infer<typeof saferpayConfig>;
