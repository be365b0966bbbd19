import { z } from 'zod';
import { text } from './parts.ts';
import { SCAN_POLICY } from './scan-policy.ts';

/** How a serial line is set; printers have the same. */
export const serialSettings = {
  baudRate: z.int().min(50).max(4_000_000).default(9600).describe('the speed of the line'),
  dataBits: z.literal([5, 6, 7, 8]).default(8).describe('bits of a character'),
  parity: z.enum(['none', 'even', 'odd', 'mark', 'space']).default('none').describe('the parity bit'),
  stopBits: z.literal([1, 1.5, 2]).default(1).describe('stop bits'),
};
const usbId = z.int().min(0).max(0xffff);
const usbIds = {
  vendorId: usbId.optional().describe('the maker’s number on USB'),
  productId: usbId.optional().describe('the product’s number on USB'),
};

/** An entry of `scanners` in the config. Source: interface section 2. */
export const scannerSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('serial').describe('a serial line, also over USB'),
      path: text(1024).optional().describe('the device, such as `/dev/ttyACM0` or `COM3`'),
      ...usbIds,
      ...serialSettings,
      prefix: z.string().max(16).optional().describe('what stands in front of every code'),
      suffix: text(8).optional().describe('what ends a scan, mostly `\\r`; without it, silence does'),
      silenceMs: z.int().min(5).max(5000).default(50).describe('the silence that ends a scan'),
    })
    .refine((s) => s.path !== undefined || s.vendorId !== undefined, {
      path: ['path'],
      message: 'needs path, or vendorId with productId',
    }),
  z.strictObject({
    kind: z.literal('hid').describe('a USB scanner in the mode HID POS'),
    ...usbIds,
    path: text(1024).optional().describe('the device, where there are several of one product'),
  }),
  z.strictObject({
    kind: z.literal('keyboard').describe('a scanner that types like a keyboard'),
    ...usbIds,
    suffix: text(8).optional().describe('what ends a scan; without it, Enter or Tab does'),
    keyMsMax: z
      .int()
      .min(1)
      .max(1000)
      .default(SCAN_POLICY.keyMsMax)
      .describe('the longest mean time from key to key that is a scanner’s and not a person’s'),
  }),
]);
