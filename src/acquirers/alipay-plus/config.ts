import { z } from 'zod';
import { outsideUrl } from '../../config/base-url.ts';
import { gatewayKeys } from '../../config/gateway-keys.ts';
import { timingSchema } from '../../config/timing.ts';
import { TIMING_DEFAULTS } from '../../payment/policy.ts';
import { signingKeys } from '../signed-wire/keys.ts';

/** The part of a gateway in the config that is Alipay+'s own. Source: interface section 2. */
export const alipayPlusConfig = z.strictObject({
  kind: z.literal('alipay-plus').describe('the acquirer'),
  ...gatewayKeys,
  ...signingKeys,
  paymentNotifyUrl: outsideUrl
    .optional()
    .describe('the address outside to which the acquirer sends notices of payments'),
  sendStoreTerminalEnv: z
    .boolean()
    .default(true)
    .describe('whether a payment names the till and its operator'),
  timing: timingSchema(TIMING_DEFAULTS).prefault({}).describe('the waits, in milliseconds'),
});

export type AlipayPlusConfig = z.infer<typeof alipayPlusConfig>;
