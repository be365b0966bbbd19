import { createHash } from 'node:crypto';
import type { Amount } from '../ground/money/amount.ts';

/**
 * The id of one attempt to charge an order.
 *
 * Shape: 26 digits: a 9, 23 digits of a hash over merchant and order, 2 digits of the attempt's number. It begins
 * with 9 so that no scan of it can be taken for a payment code (25 to 30), and is all digits so that it fits a
 * Code 128 bar code on paper of 58 mm.
 * Why: it is derived, not drawn. Two tills that charge one order by mistake meet at the acquirer's idempotency
 * check instead of charging twice, and a till that lost its journal does too. So `referenceOrderId` must be
 * unique for the merchant for ever.
 */
export function paymentRequestIdOf(
  referenceMerchantId: string,
  referenceOrderId: string,
  attempt: number,
): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([referenceMerchantId, referenceOrderId]))
    .digest();
  const digits = (hash.readBigUInt64BE(0) * 2n ** 16n + BigInt(hash.readUInt16BE(8))) % 10n ** 23n;
  return `9${digits.toString().padStart(23, '0')}${String(attempt).padStart(2, '0')}`;
}

/** Whether a text has the form of the ids of this program's tills, as a receipt's bar code has it. */
export function isPaymentRequestId(text: string): boolean {
  return /^9\d{25}$/.test(text);
}

/**
 * The id of the refund by which the till gives a charge back: always the same for the same amount.
 *
 * Why: repeats, restarts and other tills meet at the acquirer's idempotency check. What is left of a charge that was
 * refunded in part elsewhere is another request, and needs an id of its own; the acquirer lets no two exceed the charge.
 */
export function giveBackRefundIdOf(paymentRequestId: string, whole: Amount, back: Amount): string {
  const isWhole = back.valueMinor === whole.valueMinor;
  return isWhole ? `${paymentRequestId}-back` : `${paymentRequestId}-back-${back.valueMinor}`;
}

/** Digits of base 32 without letters that look like others. Source: Crockford's base 32. */
const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REF_LENGTH = 18;

/**
 * The same id in another writing, for acquirers whose names are short: 18 characters of `A-Z 0-9`.
 *
 * Why: it is told both ways without a table, and leaves room for what names a refund.
 */
export function refOf(paymentRequestId: string): string {
  const digits = BigInt(paymentRequestId).toString(32);
  const ref = Array.from(digits, (digit) => BASE_32[Number.parseInt(digit, 32)] ?? '').join('');
  return ref.padStart(REF_LENGTH, '0');
}

/** The id that a ref is written for; null for what is no ref of this program's tills. */
export function idOfRef(ref: string): string | null {
  if (ref.length !== REF_LENGTH) return null;
  let id = 0n;
  for (const character of ref) {
    const digit = BASE_32.indexOf(character);
    if (digit === -1) return null;
    id = id * 32n + BigInt(digit);
  }
  const text = id.toString();
  return isPaymentRequestId(text) ? text : null;
}

/** The ref of a refund: `<ref>-R<number>`, at most 25 characters; `-R0` where the till gives back by itself. */
export function refundRefOf(paymentRequestId: string, number: number | null): string {
  return nthRefundOf(refOf(paymentRequestId), number ?? 0);
}

/** The refs of its first refunds, the till's own among them. */
export function refundRefsOf(paymentRequestId: string, count: number): string[] {
  const ref = refOf(paymentRequestId);
  return Array.from({ length: count }, (_, number) => nthRefundOf(ref, number));
}

function nthRefundOf(ref: string, number: number): string {
  return `${ref}-R${number}`;
}
