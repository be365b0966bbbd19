import { z } from 'zod';
import { COPIES } from '../ground/copies.ts';
import { name, text } from './parts.ts';
import { serialSettings } from './scanner-schema.ts';

export const PRINTER_PROFILES = [
  'generic-58mm',
  'generic-80mm',
  'epson-tm-t20iii',
  'epson-tm-t88vi',
  'star-escpos',
  'xprinter-gbk',
  'bixolon-ks',
] as const;
export type PrinterProfileName = (typeof PRINTER_PROFILES)[number];

const paper = {
  name: text(64)
    .optional()
    .describe('what screens and `insteadOf` call it; without it, where it is: `tcp 10.0.0.7:9100`'),
  insteadOf: text(1100).optional().describe('the printer for which this one prints while that one is down'),
  profile: z.enum(PRINTER_PROFILES).default('generic-80mm').describe('which printer it is'),
  charset: text(32).optional().describe('the character set, where it is not that of the profile'),
  codePages: z
    .record(text(32), z.int().min(0).max(255))
    .optional()
    .describe('the maker’s numbers of code pages (ESC t), by the names that `charset` has'),
  nationalSet: z
    .int()
    .min(0)
    .max(255)
    .optional()
    .describe('the maker’s number (ESC R) of the character set of the USA'),
  copies: z
    .array(z.enum(COPIES))
    .default(() => [...COPIES])
    .describe('the copies that it prints by itself'),
};
/** An entry of `printers` in the config. Source: interface section 2. */
export const printerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tcp').describe('a printer in the network'),
    host: text(255).describe('its name or address in the network'),
    port: z.int().min(1).max(65_535).default(9100).describe('its port'),
    ...paper,
  }),
  z.strictObject({
    kind: z.literal('serial').describe('a serial line'),
    path: text(1024).describe('the device, such as `/dev/ttyS0` or `COM3`'),
    ...serialSettings,
    ...paper,
  }),
  z
    .strictObject({
      kind: z.literal('usb').describe('a printer on USB'),
      path: text(1024).optional().describe('the device, such as `/dev/usb/lp0`'),
      deviceId: text(256)
        .optional()
        .describe('a piece of the id that the printer gives of itself (IEEE 1284), such as `MDL:TM-T20III`'),
      ...paper,
    })
    .refine((p) => p.path !== undefined || p.deviceId !== undefined, {
      path: ['path'],
      message: 'needs path, or deviceId',
    }),
  z.strictObject({
    kind: z.literal('cups').describe('a raw queue of CUPS'),
    queue: name(255).describe('the name of a raw queue'),
    ...paper,
  }),
  z.strictObject({
    kind: z.literal('file').describe('a file, to look at the bytes'),
    path: text(1024).describe('the file that takes the bytes'),
    ...paper,
  }),
]);
