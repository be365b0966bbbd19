import { z } from 'zod';
import { acquirerFacts, amount } from './version-0-parts.ts';
import {
  approvalRefused,
  ofSale,
  paymentChanged,
  receiptRequested,
  receiptStarted,
  terms,
} from './version-0.ts';
import { changesSameInVersion2 } from './version-1-parts.ts';
import {
  dayClosedOf1,
  pageStartedOf1,
  paymentStartedOf1,
  saleAdoptedOf1,
  saleOpenedOf1,
  sameInVersion2,
  type RowOfVersion1,
} from './version-1.ts';
import { officeRows } from './version-2-office.ts';

// Version 2 of a row: it tells who was signed in; that a manager approved a give-back is a row of its own, with the
// amount that was approved; so is who signed in and out, and what a person has dismissed or seen; a print tells on which
// printer, where that is known. A change of what an event holds makes a version 3, which takes from here and from before
// what it has in common.

/** From this version on a cashier voids nothing alone. */
export const VOIDS_APPROVED_SINCE = 2;

/** Who was signed in; of every row. */
const byPerson = { operatorId: z.string().optional() };

type ByPerson<Rows> = {
  [Key in keyof Rows]: Rows[Key] extends z.ZodObject<infer Shape, infer Config>
    ? z.ZodObject<Shape & typeof byPerson, Config>
    : never;
};

/** The same rows, each with who was signed in. The cast says what `map` forgets: one row for each. */
function toldBy<const Rows extends readonly z.ZodObject[]>(rows: Rows): ByPerson<Rows> {
  return rows.map((row) => row.extend(byPerson)) as ByPerson<Rows>;
}

const [dayClosed] = toldBy([dayClosedOf1]);
const totalOf1 = dayClosedOf1.shape.totals.element;
const cancelRequested = z.object({ kind: z.literal('cancelRequested') });
/** A row of before notices brought facts has none. */
const questioned = z.object({ kind: z.literal('questioned'), facts: acquirerFacts.optional() });
const giveBackApproved = z.object({
  ...ofSale,
  ...byPerson,
  kind: z.literal('giveBackApproved'),
  paymentRequestId: z.string(),
  amount: amount.nullable(),
  approverId: z.string(),
  reason: z.string(),
});
const ofPerson = {
  ...byPerson,
  atMs: z.number(),
  personId: z.string(),
  post: z.enum(['till', 'desk', 'bench']),
};

const pagePace = z.object({
  firstInquiryMs: z.number(),
  closingEveryMs: z.number(),
  watchEveryMs: z.number(),
  watchForMs: z.number(),
});

/** Rows of before this was kept have none. */
const termsOf2 = terms.extend({
  returnsLateWithinMs: z.number().optional(),
  releasesHeld: z.literal(true).optional(),
  releasesReturned: z.literal(true).optional(),
  closesAfterStart: z.literal(true).optional(),
});

const printedOn = z.object({ printer: z.string(), insteadOf: z.string().nullable() });

/** Under what an attempt began, in a chain; rows of before this was kept, and of tills without a centre, have none. */
const leave = z.discriminatedUnion('by', [
  z.object({ by: z.literal('centre'), token: z.int() }),
  z.object({ by: z.literal('home') }),
  z.object({ by: z.literal('override'), approverId: z.string() }),
]);
/** The account at the acquirer: rows of before this was kept have none. */
const stage = z.enum(['test', 'live']);
const atAccount = { stage: stage.optional(), account: z.string().optional() };
const ofAttempt2 = {
  terms: termsOf2,
  leave: leave.optional(),
  asksAtEnd: z.literal(true).optional(),
  missesMin: z.int().positive().optional(),
  ...atAccount,
};
const orderOverridden = z.object({
  ...ofSale,
  ...byPerson,
  kind: z.literal('orderOverridden'),
  approverId: z.string(),
  reason: z.string(),
});

/** The customer pressed the button of the landing page. */
const tapped = z.object({ kind: z.literal('tapped') });
const freed = z.object({ kind: z.literal('freed'), approverId: z.string(), reason: z.string() });

/** A row of version 2, but for its version and its till. */
export const rowOfVersion2 = z.discriminatedUnion('kind', [
  paymentChanged.extend({
    ...byPerson,
    change: z.discriminatedUnion('kind', [
      ...changesSameInVersion2,
      questioned,
      cancelRequested,
      tapped,
      freed,
    ]),
  }),
  dayClosed.extend({
    totals: z.array(totalOf1.extend({ gateway: z.string().nullable(), operatorId: z.string().nullable() })),
    // A day of before days were signed has none.
    signature: z.string().optional(),
    stage: stage.optional(),
  }),
  approvalRefused.extend({ ...byPerson, triesCounted: z.int().nullable() }),
  z.object({ ...byPerson, kind: z.literal('triesLapsed'), atMs: z.number() }),
  z.object({ ...ofPerson, kind: z.literal('signedIn') }),
  z.object({ ...ofPerson, kind: z.literal('signInRefused') }),
  z.object({ ...ofPerson, kind: z.literal('signedOut'), why: z.enum(['asked', 'idle']) }),
  giveBackApproved,
  // A row of before these waits were kept has none.
  pageStartedOf1.extend({
    ...byPerson,
    ...ofAttempt2,
    pace: pagePace.nullable().default(null),
    landing: z.enum(['sale', 'tap']).nullable().default(null),
  }),
  paymentStartedOf1.extend({ ...byPerson, ...ofAttempt2 }),
  saleOpenedOf1.extend({ ...byPerson, homeTerminalId: z.string().optional() }),
  orderOverridden,
  saleAdoptedOf1.extend({ ...byPerson, terms: termsOf2, ...atAccount }),
  receiptRequested.extend({ ...byPerson, printer: z.string().optional() }),
  receiptStarted.extend({ ...byPerson, on: printedOn.optional() }),
  z.object({ ...ofSale, ...byPerson, kind: z.literal('saleDismissed') }),
  z.object({ ...ofSale, ...byPerson, kind: z.literal('noticeSeen') }),
  ...officeRows,
  ...toldBy(sameInVersion2),
]);
export type RowOfVersion2 = z.output<typeof rowOfVersion2>;

/** A row of version 1 in the form of version 2: who approved a give-back is known of it, and not how much. */
export function fromVersion1(row: RowOfVersion1): RowOfVersion2 {
  switch (row.kind) {
    case 'approvalRefused':
      // Nothing was counted for the till as a whole then.
      return { ...row, triesCounted: null };
    case 'dayClosed':
      return { ...row, totals: row.totals.map((total) => ({ ...total, gateway: null, operatorId: null })) };
    case 'pageStarted':
      return { ...row, pace: null, landing: null };
    case 'paymentChanged':
      break;
    default:
      return row;
  }
  const { saleId, atMs, paymentRequestId, change } = row;
  if (change.kind !== 'cancelRequested') return { ...row, change };
  const { approverId, reason = '' } = change;
  return approverId === undefined
    ? { ...row, change: { kind: 'cancelRequested' } }
    : { kind: 'giveBackApproved', saleId, atMs, paymentRequestId, amount: null, approverId, reason };
}
