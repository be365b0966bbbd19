import { z } from 'zod';

/** The screens of the till: the customer's by its name or id, and whether the ground is light or dark. */
export const displaysSchema = z
  .strictObject({
    /** Without it, the first screen that is not the cashier's. */
    customer: z.string().min(1).max(128).optional(),
    ground: z.enum(['day', 'night']).default('day'),
    /** Whether the customer's screen shows the receipt's text as a QR code, for shops that want it. */
    receiptQr: z.boolean().default(false),
  })
  .prefault({});
