import { z } from 'zod';
import { text } from './parts.ts';
import { SCAN_POLICY } from './scan-policy.ts';

/** How a serial line is set; printers have the same. */
export const serialSettings = {
  baudRate: z.int().min(50).max(4_000_000).default(9600),
  dataBits: z.literal([5, 6, 7, 8]).default(8),
  parity: z.enum(['none', 'even', 'odd', 'mark', 'space']).default('none'),
  stopBits: z.literal([1, 1.5, 2]).default(1),
};
const usbId = z.int().min(0).max(0xffff);
/** An entry of `scanners` in the config. Source: interface section 2. */
export const scannerSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('serial'),
      path: text(1024).optional(),
      vendorId: usbId.optional(),
      productId: usbId.optional(),
      ...serialSettings,
      prefix: z.string().max(16).optional(),
      /** What ends a frame; without it, silence does. */
      suffix: text(8).optional(),
      silenceMs: z.int().min(5).max(5000).default(50),
    })
    .refine((s) => s.path !== undefined || s.vendorId !== undefined, {
      path: ['path'],
      message: 'needs path, or vendorId with productId',
    }),
  z.strictObject({
    kind: z.literal('hid'),
    vendorId: usbId.optional(),
    productId: usbId.optional(),
    path: text(1024).optional(),
  }),
  z.strictObject({
    kind: z.literal('keyboard'),
    vendorId: usbId.optional(),
    productId: usbId.optional(),
    /** What ends a frame; without it, Enter or Tab does. */
    suffix: text(8).optional(),
    /** The longest mean time from key to key that is a scanner's and not a person's. */
    keyMsMax: z.int().min(1).max(1000).default(SCAN_POLICY.keyMsMax),
  }),
]);
