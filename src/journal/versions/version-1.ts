import { z } from 'zod';
import { codeMark, copies } from './version-0-parts.ts';
import {
  approvalRefused,
  dayClosed,
  pageStarted,
  paymentChanged,
  paymentStarted,
  receiptRequested,
  receiptStarted,
  refundApproved,
  refundChanged,
  refundRepeat,
  saleAdopted,
  saleOpened,
  sameInVersion1,
  terms,
  timing,
  type RowOfVersion0,
} from './version-0.ts';
import { paymentChange, refundChange } from './version-1-parts.ts';

// Version 1 of a row: it names its version and its till, and what was kept of some rows is kept of all.

const ofAttempt = { timing, toleranceMs: z.number().nullable(), asksAgain: z.boolean(), terms };

/** An attempt on a page, without the waits of pages. */
export const pageStartedOf1 = pageStarted.extend(ofAttempt);

/** An attempt by a code, and a payment of another till: their terms have changed since. */
export const paymentStartedOf1 = paymentStarted.extend({ ...ofAttempt, codeMark: codeMark.nullable() });
export const saleAdoptedOf1 = saleAdopted.extend({ terms });

/** A sale that was opened: which till is its home is kept since. */
export const saleOpenedOf1 = saleOpened.extend({ copies: copies.nullable() });

export const dayClosedOf1 = dayClosed.extend({ idempotencyKey: z.string().nullable() });

/** The rows that are the same in version 2, but for who was signed in. */
export const sameInVersion2 = [
  refundApproved.extend({ isRetried: z.boolean(), repeat: refundRepeat }),
  refundChanged.extend({ change: refundChange }),
  ...sameInVersion1,
] as const;

/** A row of version 1, but for its version and its till. */
export const rowOfVersion1 = z.discriminatedUnion('kind', [
  paymentChanged.extend({ change: paymentChange }),
  dayClosedOf1,
  approvalRefused,
  receiptRequested,
  receiptStarted,
  pageStartedOf1,
  paymentStartedOf1,
  saleAdoptedOf1,
  saleOpenedOf1,
  ...sameInVersion2,
]);
export type RowOfVersion1 = z.output<typeof rowOfVersion1>;

/** The waits of attempts from before they were kept. */
const FORMER_TIMING: z.output<typeof timing> = {
  payTimeoutMs: 8000,
  inquiryTimeoutMs: 5000,
  cancelTimeoutMs: 8000,
  refundTimeoutMs: 8000,
  inquiryEveryMs: 3000,
  windowMs: 60_000,
  codeLifeMs: 60_000,
  resendUntilMs: 45_000,
  retryMs: [2000, 4000, 8000, 10_000],
  backgroundRetryMs: 30_000,
  recheckAfterCancelMs: 30_000,
  throttledMs: 2000,
};

/** The terms of attempts from before they were kept: there was one acquirer, and these were its terms. */
const FORMER_TERMS: z.output<typeof terms> = {
  ask: 'freely',
  resend: 'same',
  undo: ['cancel', 'refund'],
  voidUntil: { kind: 'dayEnd', dayOffsetMs: 28_800_000, graceMs: 900_000, marginMs: 120_000 },
  refund: { partial: true, repeat: { kind: 'sameIdIsSafe' } },
};

/** A row of version 0 in the form of version 1. Where something was not kept, it says what the till went by then. */
export function fromVersion0(row: RowOfVersion0): RowOfVersion1 {
  switch (row.kind) {
    case 'saleOpened':
      // No copy was known to go to paper by itself: a receipt is known of from when it goes there.
      return { ...row, copies: row.copies ?? null };
    case 'paymentStarted':
      // Without a mark, the code is known again by nothing.
      return { ...row, ...attemptOf(row), codeMark: row.codeMark ?? null };
    case 'pageStarted':
      return { ...row, ...attemptOf(row) };
    case 'saleAdopted':
      return { ...row, terms: row.terms ?? FORMER_TERMS };
    case 'refundApproved':
      // A technical refusal ended a refund then.
      return {
        ...row,
        isRetried: row.isRetried ?? false,
        repeat: row.repeat ?? FORMER_TERMS.refund.repeat,
      };
    case 'dayClosed':
      return { ...row, idempotencyKey: row.idempotencyKey ?? null };
    default:
      return row;
  }
}

function attemptOf(
  row: Extract<RowOfVersion0, { kind: 'paymentStarted' | 'pageStarted' }>,
): Pick<Extract<RowOfVersion1, { kind: 'pageStarted' }>, keyof typeof ofAttempt> {
  // Without a tolerance, a charge is held to the rule of then. What was told while an inquiry was under way was taken
  // for answered by it.
  return {
    timing: row.timing ?? FORMER_TIMING,
    toleranceMs: row.toleranceMs ?? null,
    asksAgain: false,
    terms: row.terms ?? FORMER_TERMS,
  };
}
