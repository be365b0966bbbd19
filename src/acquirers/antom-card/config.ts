import { z } from 'zod';
import { outsideUrl } from '../../config/base-url.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { signingKeys } from '../signed-wire/keys.ts';
import { ANTOM_CARD_TIMING } from './terms.ts';

/** The acquirer wants the end of a page in less than ten minutes. Source: dossier section 3. */
const EXPIRY_MS_MAX = 599_000;
const EXPIRY_MS = 570_000;

/** The part of a gateway in the config that is Antom's own for cards. Source: interface section 2; dossier section 1. */
export const antomCardConfig = z.strictObject({
  kind: z.literal('antom-card').describe('the acquirer'),
  ...gatewayKeys,
  ...signingKeys,
  /** Where the shop acquires, for SG and HK. */
  merchantRegion: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two letters')
    .optional()
    .describe('the country in which the shop acquires, where the contract asks for it'),
  settlementCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency of three letters')
    .optional()
    .describe('the currency in which the shop is settled; without it, that of the terminal'),
  /** Who collects: the till at once, or the acquirer by itself. */
  captureMode: z
    .enum(['MANUAL', 'AUTOMATIC'])
    .default('MANUAL')
    .describe('who collects what a card holds: the till at once, or the acquirer by itself'),
  terminalType: z.enum(['WEB']).default('WEB').describe('what the page is made for'),
  expiryMs: z
    .int()
    .min(1000)
    .max(EXPIRY_MS_MAX, 'must be less than ten minutes')
    .default(EXPIRY_MS)
    .describe('how long a page can be paid, in milliseconds'),
  /** When goods may go: `authorised` is the merchant's risk. */
  releaseOn: z
    .enum(['captured', 'authorised'])
    .default('captured')
    .describe('when goods may go: once the money is collected, or once it is held, at the risk of the shop'),
  /** A wish for 3-D Secure; without it the acquirer decides. */
  is3DSAuthentication: z
    .boolean()
    .optional()
    .describe('a wish for 3-D Secure; without it the acquirer decides'),
  paymentNotifyUrl: outsideUrl
    .optional()
    .describe('the address outside to which the acquirer sends notices; without it, the one under public'),
  /** Whether notices of disputes are listened to. */
  disputes: z
    .boolean()
    .default(true)
    .describe(
      'whether notices of disputes are kept; without it none is acknowledged, and the dashboard of the acquirer shows them',
    ),
  timing: timingSchema(ANTOM_CARD_TIMING).prefault({}).describe('the waits, in milliseconds'),
});

export type AntomCardConfig = z.infer<typeof antomCardConfig>;

/** Sandboxes have paths of their own. Source: dossier section 1. */
export function pathPrefixOf({ clientId }: Pick<AntomCardConfig, 'clientId'>): string {
  return clientId.startsWith('SANDBOX_') ? '/ams/sandbox/api' : '/ams/api';
}
