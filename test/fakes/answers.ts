import type { ReasonClass } from '../../src/ground/reason-classes.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import { givenCharge } from './fake-gateway.ts';
import { RM45_50 } from './given-till.ts';

/** No answer came, or none that can be believed. */
export const SILENT = { kind: 'unknown', why: 'no answer' } as const;
/** The acquirer answered, signed, that it does not know. */
export const UNDECIDED = { kind: 'unknown', why: 'not known yet', code: 'UNKNOWN_EXCEPTION' } as const;
export const THROTTLED = { kind: 'throttled' } as const;
export const CONFIRMING = { kind: 'confirming' } as const;
export const NOT_FOUND = { kind: 'notFound' } as const;
export const CHARGED = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
/** The acquirer holds the money, and it can be captured for an hour. */
export const HELD = { kind: 'authorised', hold: givenCharge(RM45_50), heldForMs: 3_600_000 } as const;
export const CAPTURED = { kind: 'captured', charge: givenCharge(RM45_50) } as const;
export const CONFIRMED = { kind: 'confirmed' } as const;
export const TOO_LATE = { kind: 'tooLate' } as const;
export const REFUNDED = { kind: 'refunded', refundId: 'RF-1' } as const;
export const CLOSED = {
  kind: 'notCharged',
  reason: { code: 'ORDER_IS_CLOSED', class: 'closed', say: 'no' },
} as const;
/** It was charged, and refunds have given all of it back. */
export const ALL_REFUNDED = {
  kind: 'notCharged',
  reason: { code: 'GIVEN_BACK', class: 'closed', say: 'no' },
  refunded: true,
} as const;

/** The books hold the charge, and refunds have left so much of it. */
export const leftOf = (leftMinor: number) => ({ ...CHARGED, leftMinor: leftMinor as Minor });

/** The charge, dated. */
export const chargedAt = (paymentTime: string) =>
  ({ kind: 'charged', charge: givenCharge(RM45_50, { paymentTime }) }) as const;

export const refused = (code: string, cls: ReasonClass = 'general') =>
  ({ kind: 'refused', reason: { code, class: cls, say: 'no' } }) as const;
