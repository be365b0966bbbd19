import { z } from 'zod';

/** The screens of the till: the customer's by its name or id, and whether the ground is light or dark. */
export const displaysSchema = z
  .strictObject({
    customer: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .describe('the customer’s screen, by name or id; without it, the first that is not the cashier’s'),
    ground: z.enum(['day', 'night']).default('day').describe('light or dark'),
    receiptQr: z
      .boolean()
      .default(false)
      .describe('whether the customer’s screen shows the text of the receipt as a QR code'),
  })
  .prefault({});
