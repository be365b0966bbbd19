import type { Ms } from '../ground/time.ts';
import { parseIso } from '../ground/time.ts';
import type { Payment } from './state.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The acquirer's day is a calendar day at UTC+8. Source: dossier 0.2. */
export const ACQUIRER_DAY_OFFSET_MS = 8 * 60 * MINUTE_MS;

/** Until how long after the end of its day a payment may be cancelled. Source: dossier 4.3, 00:15 of T+1. */
const CANCEL_AFTER_MIDNIGHT_MS = 15 * MINUTE_MS;

/** How long a payment may be cancelled at most, here or elsewhere: one that is made at the start of its day. Source: dossier 4.3. */
export const CANCEL_MS_MAX = DAY_MS + CANCEL_AFTER_MIDNIGHT_MS;

/** How much earlier the till stops to offer it, so that a cancel that is offered can still arrive. Source: dossier 6.2. */
const CANCEL_MARGIN_MS = 2 * MINUTE_MS;

/** Until when a payment made at `paidAtMs` may be voided, both by the acquirer's clock. */
export function voidUntilMs(paidAtMs: Ms): Ms {
  const dayStartMs =
    Math.floor((paidAtMs + ACQUIRER_DAY_OFFSET_MS) / DAY_MS) * DAY_MS - ACQUIRER_DAY_OFFSET_MS;
  return dayStartMs + DAY_MS + CANCEL_AFTER_MIDNIGHT_MS - CANCEL_MARGIN_MS;
}

/** Whether a paid payment may still be voided at the acquirer's time `acquirerNowMs`. */
export function mayVoid(payment: Payment, acquirerNowMs: Ms): boolean {
  if (payment.state.kind !== 'paid' || payment.state.refundedInFull) return false;
  const told = payment.state.charge.paymentTime;
  const paidAtMs = (told === undefined ? null : parseIso(told)) ?? payment.facts.startedAtMs;
  return acquirerNowMs < voidUntilMs(paidAtMs);
}
