import { z } from 'zod';
import { MINOR_UNITS_FORM } from '../ground/money/amount.ts';

// What rows of the contract and its replies are made of, wherever they stand.

/** Nothing: no parameter, no query. */
export const none = z.strictObject({});

/** An id that a caller names: of a sale, an order, a payment, a refund, a manager. */
export const id = z.string().min(1).max(64);

/** Minor units of a currency. Source: interface section 3, amounts. */
export const minorUnits = z
  .string()
  .regex(MINOR_UNITS_FORM, 'must be minor units as a string of digits, at least 1');

/** An amount that a caller asks for. Source: interface section 3, amounts. */
export const amount = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters of ISO 4217'),
  value: minorUnits,
});

/** What became of a paper that is printed while the caller waits. */
export const printedSchema = z.object({
  outcome: z.enum(['printed', 'notPrinted', 'unknown']),
  why: z.string().optional(),
});

/** A time in a reply. */
export const when = z.string().describe('ISO 8601 with offset');
