import { z } from 'zod';
import { outsideUrl } from '../../config/base-url.ts';
import { READ_ONCE } from '../../config/read-once.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { signingKeys } from '../signed-wire/keys.ts';
import { ANTOM_INSTORE_TIMING, orderCodeWindowMs } from './terms.ts';

/** By which codes it is paid: one that the customer shows, one that the till shows. Source: dossier section 0.2. */
export const SCENARIOS = ['paymentCode', 'orderCode'] as const;

/**
 * The waits; where a shop sets `windowMs`, an order code's customer is waited for as long as one of a scan.
 *
 * Why it is asked before the defaults: a code that the till shows is waited for longer than a scan, unless the shop says so.
 */
const timing = z
  .preprocess((part) => {
    const read = z
      .looseObject({ windowMs: z.unknown(), orderCodeWindowMs: z.unknown().optional() })
      .safeParse(part, READ_ONCE);
    return read.success ? { orderCodeWindowMs: read.data.windowMs, ...read.data } : part;
  }, timingSchema(ANTOM_INSTORE_TIMING))
  .transform((waits) => ({
    ...waits,
    // Said in words: a part that was read is read once more where its gateway is opened, with every default filled in.
    orderCodeWindowMs: waits.orderCodeWindowMs ?? orderCodeWindowMs(waits),
  }));

/** The part of a gateway in the config that is Antom's own in a shop. Source: interface section 2; dossier section 12. */
export const antomInstoreConfig = z.strictObject({
  kind: z.literal('antom-instore').describe('the acquirer'),
  ...gatewayKeys,
  ...signingKeys,
  /** The sandbox of some accounts has another. Source: dossier section 1. */
  pathPrefix: z
    .string()
    .regex(/^\/[a-z][a-z/]{0,62}[a-z]$/, 'must be a path such as /ams/api')
    .default('/ams/api')
    .describe('what stands before every path of the acquirer; some sandboxes have /ams/sandbox/api'),
  requestTimeFormat: z
    .enum(['iso', 'epochMs'])
    .default('iso')
    .describe('how the time of a request is written'),
  scenarios: z
    .array(z.enum(SCENARIOS))
    .nonempty()
    .default(() => [...SCENARIOS])
    .describe('how it is paid: by a code that the customer shows, by one that the till shows'),
  merchantRegion: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two letters')
    .optional()
    .describe('the country in which the shop works, where the contract asks for it'),
  merchantAccountId: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe('which of several places of one account this is'),
  /** For a service provider that acts for the shop. */
  agentToken: z.string().min(1).max(512).optional().describe('of a service provider that acts for the shop'),
  /** Without it, the terminal's. */
  settlementCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency of three letters')
    .optional()
    .describe('the currency in which the shop is settled; without it, that of the terminal'),
  /** Without it, the one under `public`. */
  paymentNotifyUrl: outsideUrl
    .optional()
    .describe('the address outside to which the acquirer sends notices; without it, the one under public'),
  sendStoreTerminalEnv: z
    .boolean()
    .default(true)
    .describe('whether a payment names the till and its operator'),
  /** Spellings differ from wallet to wallet. Source: dossier section 9. */
  pspNames: z
    .record(z.string().min(1).max(64), z.string().min(1).max(64))
    .default(() => ({}))
    .describe('what wallets are called on screens and paper, by the acquirer’s names of them'),
  timing: timing.prefault({}).describe('the waits, in milliseconds'),
});

export type AntomInstoreConfig = z.infer<typeof antomInstoreConfig>;
