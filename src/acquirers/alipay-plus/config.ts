import { z } from 'zod';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { fileReference } from '../../config/file-reference.ts';
import { timingSchema } from '../../config/timing.ts';
import { TIMING_DEFAULTS } from '../../payment/policy.ts';

/** The part of a gateway in the config that is Alipay+'s own. Source: interface section 2. */
export const alipayPlusConfig = z.strictObject({
  kind: z.literal('alipay-plus'),
  ...gatewayKeys,
  clientId: z.string().min(1).max(64),
  keyVersion: z.int().min(0).default(1),
  privateKey: fileReference,
  publicKeys: z
    .record(z.string().regex(/^\d+$/, 'must be a key version: digits'), fileReference)
    .refine((keys) => Object.keys(keys).length > 0, 'needs at least one key'),
  paymentNotifyUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(2048)
    .optional(),
  sendStoreTerminalEnv: z.boolean().default(true),
  timing: timingSchema(TIMING_DEFAULTS).prefault({}),
});

export type AlipayPlusConfig = z.infer<typeof alipayPlusConfig>;
