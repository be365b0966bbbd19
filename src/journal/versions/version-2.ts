import { z } from 'zod';
import { amount } from './version-0-parts.ts';
import { ofSale, paymentChanged } from './version-0.ts';
import { changesSameInVersion2 } from './version-1-parts.ts';
import { sameInVersion2, type RowOfVersion1 } from './version-1.ts';

// Version 2 of a row: that a manager approved a give-back is a row of its own, with the amount that was approved. A
// change of what an event holds makes a version 3, which takes from here and from before what it has in common.

/** From this version on a cashier voids nothing alone. */
export const VOIDS_APPROVED_SINCE = 2;

const cancelRequested = z.object({ kind: z.literal('cancelRequested') });
const giveBackApproved = z.object({
  ...ofSale,
  kind: z.literal('giveBackApproved'),
  paymentRequestId: z.string(),
  amount: amount.nullable(),
  approverId: z.string(),
  reason: z.string(),
});

/** A row of version 2, but for its version and its till. */
export const rowOfVersion2 = z.discriminatedUnion('kind', [
  paymentChanged.extend({
    change: z.discriminatedUnion('kind', [...changesSameInVersion2, cancelRequested]),
  }),
  giveBackApproved,
  ...sameInVersion2,
]);
export type RowOfVersion2 = z.output<typeof rowOfVersion2>;

/** A row of version 1 in the form of version 2: who approved a give-back is known of it, and not how much. */
export function fromVersion1(row: RowOfVersion1): RowOfVersion2 {
  if (row.kind !== 'paymentChanged') return row;
  const { saleId, atMs, paymentRequestId, change } = row;
  if (change.kind !== 'cancelRequested') return { ...row, change };
  const { approverId, reason = '' } = change;
  return approverId === undefined
    ? { ...row, change: { kind: 'cancelRequested' } }
    : { kind: 'giveBackApproved', saleId, atMs, paymentRequestId, amount: null, approverId, reason };
}
