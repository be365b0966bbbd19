import { z } from 'zod';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { signingKeys } from '../signed-wire/keys.ts';
import { ANTOM_INSTORE_TIMING } from './terms.ts';

/** By which codes it is paid: one that the customer shows, one that the till shows. Source: dossier section 0.2. */
export const SCENARIOS = ['paymentCode', 'orderCode'] as const;

/**
 * The waits; where a shop sets `windowMs`, an order code's customer is waited for as long as one of a scan.
 *
 * Why it is asked before the defaults: a code that the till shows is waited for longer than a scan, unless the shop says so.
 */
const timing = z.preprocess((part) => {
  const read = z
    .looseObject({ windowMs: z.unknown(), orderCodeWindowMs: z.unknown().optional() })
    .safeParse(part);
  return read.success ? { orderCodeWindowMs: read.data.windowMs, ...read.data } : part;
}, timingSchema(ANTOM_INSTORE_TIMING));

/** The part of a gateway in the config that is Antom's own in a shop. Source: interface section 2; dossier section 12. */
export const antomInstoreConfig = z.strictObject({
  kind: z.literal('antom-instore'),
  ...gatewayKeys,
  ...signingKeys,
  /** The sandbox of some accounts has another. Source: dossier section 1. */
  pathPrefix: z
    .string()
    .regex(/^\/[a-z][a-z/]{0,62}[a-z]$/, 'must be a path such as /ams/api')
    .default('/ams/api'),
  requestTimeFormat: z.enum(['iso', 'epochMs']).default('iso'),
  scenarios: z
    .array(z.enum(SCENARIOS))
    .nonempty()
    .default(() => [...SCENARIOS]),
  merchantRegion: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two letters')
    .optional(),
  merchantAccountId: z.string().min(1).max(32).optional(),
  /** For a service provider that acts for the shop. */
  agentToken: z.string().min(1).max(512).optional(),
  /** Without it, the terminal's. */
  settlementCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency of three letters')
    .optional(),
  /** Without it, the one under `public`. */
  paymentNotifyUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(2048)
    .optional(),
  sendStoreTerminalEnv: z.boolean().default(true),
  timing: timing.prefault({}),
});

export type AntomInstoreConfig = z.infer<typeof antomInstoreConfig>;
