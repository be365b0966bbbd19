import { z } from 'zod';
import { CODE_FAMILIES } from '../ground/code-families.ts';
import { REASON_CLASSES } from '../ground/reason-classes.ts';
import { SALE_STATES } from '../ground/sale-states.ts';
import { when } from './parts.ts';

/** An amount in a reply. */
export const amountSchema = z.object({
  currency: z.string().describe('three letters of ISO 4217'),
  value: z.string().describe('minor units as a string of digits'),
});

const reasonClass = z
  .enum(REASON_CLASSES)
  .optional()
  .describe('beside a reason: what kind it is, for a page that has a sentence for each kind only');

const attemptSchema = z.object({
  paymentRequestId: z.string(),
  state: z.enum(SALE_STATES),
  code: z.string().optional().describe('of a scan: masked to its first 6 and last 2 digits'),
  family: z.enum(CODE_FAMILIES).optional().describe('of a scan'),
  tender: z.string().optional().describe('of a page or an order code: what the cashier chose'),
  linkState: z
    .enum(['none', 'shown', 'opened', 'closed'])
    .optional()
    .describe('of a page: whether its link was given away, opened, or is not to be used any more'),
  payableUntil: when.optional().describe('of a page: until when somebody who has its link may pay'),
  gateway: z.string(),
  startedAt: when,
  reason: z.string().optional(),
  reasonClass,
  say: z.string().optional(),
});

/** In the answer to an approval: wrong PINs of all people of the till since the last approval that was given. */
const wrongTriesBefore = z
  .int()
  .optional()
  .describe('in the answer to an approval: wrong PINs since the last one');

/** A refund as the API and the screen have it. Source: interface section 3. */
export const refundSchema = z.object({
  refundRequestId: z.string(),
  paymentRequestId: z.string(),
  amount: amountSchema,
  state: z.enum(['pending', 'refunded', 'failed']),
  refundId: z.string().optional(),
  refundTime: z.string().optional(),
  reason: z
    .string()
    .optional()
    .describe(
      'why it was requested; after a failure, and while the acquirer does not take it, the result code',
    ),
  say: z
    .string()
    .optional()
    .describe('after a failure, and while the acquirer does not take it: what happened and what to do'),
  approver: z.string(),
  approvedAt: when,
  operatorId: z.string().optional().describe('who was signed in when it was approved'),
  wrongTriesBefore,
});
export type RefundView = z.infer<typeof refundSchema>;

const receiptSchema = z.object({
  state: z.enum(['waiting', 'printing', 'printed', 'notPrinted', 'unknown']),
  why: z.string().optional(),
  skipped: z.literal(true).optional().describe('with `notPrinted`: a person gave it up while it waited'),
  printer: z.string().optional().describe('the name of the printer that it went to'),
  insteadOf: z.string().optional().describe('the printer that it was meant for, and that was down'),
});

export type ReceiptView = z.infer<typeof receiptSchema>;

/** A sale as the API and the screen have it. Source: interface section 3. */
export const saleSchema = z.object({
  saleId: z.string().describe('the till’s id of the sale'),
  referenceOrderId: z.string().describe('the order’s id at the cash register'),
  orderDescription: z.string().describe('what is sold'),
  amount: amountSchema.describe('what was asked'),
  state: z.enum(SALE_STATES).describe('hand over the goods in `paid` only, or where `handOver` says so'),
  handOver: z
    .literal(true)
    .optional()
    .describe('with `capturing`: the goods may go, since the shop takes the risk of what is held'),
  reason: z.string().optional().describe("the acquirer's result code, or the till's own, in capitals"),
  reasonClass,
  say: z
    .string()
    .optional()
    .describe('the reason as a sentence for the cashier: what happened and what to do'),
  may: z
    .array(z.enum(['retry', 'cancel', 'void', 'refund', 'accept', 'free', 'override']))
    .describe(
      'what may be done now; `accept`: a manager accepts a doubtful charge as the payment; `free`: a manager lets the order be charged in another way; `override`: a manager has an order taken that another till may hold',
    ),
  openedAt: when,
  asking: z
    .object({ nextAt: when, until: when })
    .optional()
    .describe('while the outcome is unknown: the time of the next inquiry, and the time of the cancel'),
  cancelWanted: z
    .boolean()
    .optional()
    .describe(
      'the cashier cancelled: the till asks once more, then cancels; on a paid sale it came too late',
    ),
  codeDiesAt: when.optional().describe('until when the scanned code can be charged'),
  attempts: z.array(attemptSchema).describe('every try to be paid, the oldest first'),
  paymentRequestId: z.string().optional().describe('the till’s id of the payment'),
  paymentId: z.string().optional().describe('the acquirer’s id of the payment'),
  pspId: z.string().optional().describe('the acquirer’s id of the wallet’s company'),
  walletBrandName: z.string().optional().describe('the name of the wallet'),
  paymentTime: z.string().optional().describe('when it was paid, by the acquirer'),
  charged: amountSchema.optional().describe('what was charged, where it is not the amount that was asked'),
  dispute: z
    .object({
      id: z.string(),
      state: z
        .enum(['open', 'won', 'lost', 'withdrawn', 'closed'])
        .describe('`open`: nothing of it can be refunded; `closed`: by hand'),
      amount: amountSchema.optional().describe('what the customer’s bank wants back'),
      respondBy: when.optional().describe('until when the acquirer wants an answer'),
    })
    .optional()
    .describe('what the customer’s bank wants back of it: the open dispute, or else the last one'),
  refunds: z.array(refundSchema).describe('every refund of it, also failed ones'),
  refundable: amountSchema.optional().describe('how much this till may still refund'),
  receipts: z
    .object({ customer: receiptSchema.optional(), merchant: receiptSchema.optional() })
    .catchall(receiptSchema)
    .describe('`customer` and `merchant`, of the sale or its void; `refund-<refundRequestId>`'),
  operatorId: z.string().optional().describe('who was signed in when it was opened'),
  wrongTriesBefore,
});
export type SaleView = z.infer<typeof saleSchema>;
/** What kind of reason it is. */
export type ReasonClass = NonNullable<SaleView['reasonClass']>;
