import { z } from 'zod';
import {
  acquirerFacts,
  charge,
  hurried,
  inquiryAnswer,
  payAnswer,
  paymentChange as paymentChangeOfVersion0,
  refundChange as refundChangeOfVersion0,
  refused,
  resumed,
  tallied as talliedOfVersion0,
  throttled,
  unknown,
  woke,
} from './version-0-parts.ts';

// What rows of version 1 have beside what rows of version 0 are made of: money that is held before it is captured.

const authorised = z.object({
  kind: z.literal('authorised'),
  hold: charge,
  heldForMs: z.number(),
  facts: acquirerFacts.optional(),
});
const captureAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('captured'), charge, facts: acquirerFacts.optional() }),
  refused,
  throttled,
  unknown,
]);
const tallied = talliedOfVersion0.extend({
  tally: talliedOfVersion0.shape.tally.extend({ asks: z.boolean().exactOptional() }),
});
const [
  pageOpened,
  payAnswered,
  inquiryAnswered,
  cancelAnswered,
  giveBackAnswered,
  notified,
  hinted,
  questioned,
  cancelRequested,
  accepted,
] = paymentChangeOfVersion0.options;
const [refundAnswered, looked] = refundChangeOfVersion0.options;

/** What happens to a payment, as far as it is the same in version 2. */
export const changesSameInVersion2 = [
  pageOpened,
  payAnswered.extend({ answer: z.discriminatedUnion('kind', [...payAnswer.options, authorised]) }),
  inquiryAnswered.extend({ answer: z.discriminatedUnion('kind', [...inquiryAnswer.options, authorised]) }),
  z.object({
    kind: z.literal('captureAnswered'),
    answer: captureAnswer,
    clockOffsetMs: z.number().optional(),
  }),
  cancelAnswered,
  giveBackAnswered,
  notified,
  hinted,
  accepted,
  tallied,
  woke,
  hurried,
  resumed,
] as const;

/** What happens to a payment. */
export const paymentChange = z.discriminatedUnion('kind', [
  ...changesSameInVersion2,
  questioned,
  cancelRequested,
]);

/** What happens to a refund. */
export const refundChange = z.discriminatedUnion('kind', [
  refundAnswered,
  looked,
  tallied,
  woke,
  hurried,
  // Rows of before this was kept have none.
  resumed.extend({ looks: z.literal(true).optional() }),
]);
