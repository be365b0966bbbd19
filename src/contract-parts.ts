import { z } from 'zod';

// What rows of the contract and its replies are made of, wherever they stand.

/** Nothing: no parameter, no query. */
export const none = z.strictObject({});

/** An id that a caller names: of a sale, an order, a payment, a refund, a manager. */
export const id = z.string().min(1).max(64);

/** An amount that a caller asks for. Source: interface section 3, amounts. */
export const amount = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters of ISO 4217'),
  value: z.string().regex(/^[1-9]\d{0,15}$/, 'must be minor units as a string of digits, at least 1'),
});

/** A time in a reply. */
export const when = z.string().describe('ISO 8601 with offset');
