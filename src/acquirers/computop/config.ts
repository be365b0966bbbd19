import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { COMPUTOP_TIMING } from './terms.ts';

/** The part of a gateway in the config that is Computop's own. Source: interface section 2, dossier section 1. */
export const computopConfig = z
  .strictObject({
    kind: z.literal('computop').describe('the acquirer'),
    ...gatewayKeys,
    merchantId: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,30}$/, 'must be 1 to 30 letters, digits, _ . or -')
      .describe('your id at the acquirer'),
    encryption: z
      .enum(['blowfish', 'aes'])
      .default('blowfish')
      .describe('`aes` only where the acquirer’s help desk has switched it on'),
    password: fileReference.describe('the password of the encryption'),
    hmacKey: fileReference.describe('the key of the signature'),
    fxCurrency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency of three letters')
      .describe('the currency in which the shop is settled'),
    terminalType: z.enum(['auto', 'WEB']).default('auto').describe('`auto`: by the phone, where it is known'),
    reverseUntil: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d[+-](0\d|1[0-4]):[0-5]\d$/, 'must be a time such as 23:50+08:00')
      .default('23:50+08:00')
      .describe('until when a payment may be reversed on its day, by the acquirer’s reconciliation'),
    test: z
      .boolean()
      .default(false)
      .describe('allows texts that switch the acquirer’s simulation on; its successes are no money'),
    inquire24: z
      .boolean()
      .default(true)
      .describe(
        'whether the gateway knows `inquire24.aspx`; else it is asked only once a notice has named the payment',
      ),
    inquireWithTransId: z
      .boolean()
      .default(true)
      .describe('whether `inquire.aspx` is sent the TransID beside the PayID'),
    statusIsPayment: z
      .boolean()
      .default(false)
      .describe(
        'whether the Status of an inquiry is that of the payment, and needs no amount and no notice beside it',
      ),
    timing: timingSchema(COMPUTOP_TIMING).prefault({}).describe('the waits, in milliseconds'),
  })
  .transform((config) => (config.test ? { ...config, stage: 'test' as const } : config));

export type ComputopConfig = z.infer<typeof computopConfig>;
