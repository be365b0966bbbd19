import type { Terms } from '../../payment/terms.ts';

const MINUTE_MS = 60_000;

/** The acquirer's day is a calendar day at UTC+8. Source: dossier 0.2. */
export const ALIPAY_PLUS_DAY_OFFSET_MS = 8 * 60 * MINUTE_MS;

/** What may be done at Alipay+. Source: dossier, the sections named. */
export const ALIPAY_PLUS_TERMS: Terms = {
  ask: 'freely',
  // 5.1: ORDER_NOT_EXIST allows one more pay with the same bytes while the code lives.
  resend: 'same',
  undo: ['cancel', 'refund'],
  voidUntil: {
    kind: 'dayEnd',
    dayOffsetMs: ALIPAY_PLUS_DAY_OFFSET_MS,
    // 4.3: until 00:15 of T+1.
    graceMs: 15 * MINUTE_MS,
    // 6.2.
    marginMs: 2 * MINUTE_MS,
  },
  // 4.4: in parts, and repeatable with the same refundRequestId.
  refund: { partial: true, repeat: { kind: 'sameIdIsSafe' } },
};
