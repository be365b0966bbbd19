import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { COMPUTOP_TIMING } from './terms.ts';

/** The part of a gateway in the config that is Computop's own. Source: interface section 2, dossier section 1. */
export const computopConfig = z
  .strictObject({
    kind: z.literal('computop'),
    ...gatewayKeys,
    merchantId: z.string().regex(/^[A-Za-z0-9._-]{1,30}$/, 'must be 1 to 30 letters, digits, _ . or -'),
    /** AES only where the acquirer's help desk has switched it on. */
    encryption: z.enum(['blowfish', 'aes']).default('blowfish'),
    password: fileReference,
    hmacKey: fileReference,
    /** The currency in which the shop is settled. */
    fxCurrency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency of three letters'),
    /** `auto`: by the phone, where it is known. */
    terminalType: z.enum(['auto', 'WEB']).default('auto'),
    /** Until when a payment may be reversed on its day, by the acquirer's reconciliation. */
    reverseUntil: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d[+-](0\d|1[0-4]):[0-5]\d$/, 'must be a time such as 23:50+08:00')
      .default('23:50+08:00'),
    /** Allows texts that switch the acquirer's simulation on. Its successes are no money: such a gateway is a test one. */
    test: z.boolean().default(false),
    /** Whether the gateway knows `inquire24.aspx`; else a payment is asked about only once a notice has named it. */
    inquire24: z.boolean().default(true),
    /** Whether `inquire.aspx` is sent the TransID beside the PayID. */
    inquireWithTransId: z.boolean().default(true),
    /** Whether an inquiry's Status is the payment's own, so that it needs no amount and no notice beside it. */
    statusIsPayment: z.boolean().default(false),
    timing: timingSchema(COMPUTOP_TIMING).prefault({}),
  })
  .transform((config) => (config.test ? { ...config, stage: 'test' as const } : config));

export type ComputopConfig = z.infer<typeof computopConfig>;
