import { z } from 'zod';
import { COPIES } from '../ground/copies.ts';
import { MINOR_UNITS_FORM } from '../ground/money/amount.ts';
import { heldTo, nameTrouble, textTrouble } from '../ground/outside-text.ts';
import { parseIso } from '../ground/time.ts';

// What rows of the contract and its replies are made of, wherever they stand.

/** Nothing: no parameter, no query. */
export const none = z.strictObject({});

/**
 * An id that a caller names: of a sale, an order, a payment, a refund, a manager, or of a request (`Idempotency-Key`).
 *
 * Why held to the rule of names: it is looked for in logs and on paper, and no two may differ only in what nobody sees.
 * Source: interface section 3.
 */
export const id = z.string().min(1).max(64).superRefine(heldTo(nameTrouble));

/** Words of a caller that are kept and shown: what is sold, why money goes back. */
export const words = z.string().min(1).max(256).superRefine(heldTo(textTrouble));

/** The address of one sale. */
export const saleParams = z.strictObject({ saleId: id.describe('the till’s id of the sale') });

/** An order as the cash register names it. */
export const referenceOrderId = id.describe(
  'the order’s id at the cash register; unique for the merchant for ever',
);

/** A payment as the till names it. */
export const paymentRequestId = id.describe('the till’s id of the payment; it stands on the receipt');

/** A code as it was read. */
export const codeText = z.string().min(1).max(4096).describe('the code, as the scanner read it');

/** Why money goes back, or an order is freed. */
export const reason = words.describe('why; it stands in the journal and on paper');

/** The manager who approves, with the PIN. */
export const approver = z
  .strictObject({
    id: id.describe('the manager’s id in the config'),
    pin: z.string().min(1).max(64).describe('the manager’s PIN; it is kept nowhere'),
  })
  .describe('the manager who approves');

/** `customer`, `merchant`, the slip for an unknown outcome, or the slip of one refund. */
export const copy = z
  .union([
    z.enum(COPIES).describe('the receipt for the customer, or for the shop'),
    z.literal('pending').describe('while it is not known whether the sale is paid: a slip that says so'),
    z
      .templateLiteral(['refund-', z.string().min(1).max(64)])
      // A template takes no part with a rule for characters, so the whole is held to it.
      .refine((text) => nameTrouble(text) === null)
      .describe('the slip of a refund: refund-<refundRequestId>'),
  ])
  .describe('which paper');

/** Minor units of a currency. Source: interface section 3, amounts. */
export const minorUnits = z
  .string()
  .regex(MINOR_UNITS_FORM, 'must be minor units as a string of digits, at least 1')
  .describe('minor units as a string of digits, at least 1: `4550` is 45.50');

/** An amount that a caller asks for. Source: interface section 3, amounts. */
export const amount = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three capital letters of ISO 4217')
      .describe('that of the till, by three letters of ISO 4217'),
    value: minorUnits,
  })
  .describe('how much');

/** What became of a paper that is printed while the caller waits. */
export const printedSchema = z.object({
  outcome: z.enum(['printed', 'notPrinted', 'unknown']),
  why: z.string().optional(),
});

/**
 * A time that a caller names.
 *
 * Why the second look: the library takes years before 1000 and any number of digits of a second, and the till reads neither.
 */
export const time = z.iso
  .datetime({ offset: true })
  .refine(
    (text) => parseIso(text) !== null,
    'is to be a time from the year 1000 on, to the nanosecond at most',
  );

/** A time in a reply. */
export const when = z.string().describe('ISO 8601 with offset');
