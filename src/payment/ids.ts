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
/** Characters of a ref. */
export const REF_LENGTH = 18;

/**
 * The same id in another writing, for acquirers whose names are short: 18 characters of `A-Z 0-9`.
 *
 * Why: it is told both ways without a table, and leaves room for what names a refund.
 */
export function refOf(paymentRequestId: string): string {
  return inBase32(BigInt(paymentRequestId)).padStart(REF_LENGTH, '0');
}

function inBase32(value: bigint | number): string {
  return Array.from(value.toString(32), (digit) => BASE_32[Number.parseInt(digit, 32)] ?? '').join('');
}

function outOfBase32(text: string): bigint | null {
  let value = 0n;
  for (const character of text) {
    const digit = BASE_32.indexOf(character);
    if (digit === -1) return null;
    value = value * 32n + BigInt(digit);
  }
  return value;
}

/** The id that a ref is written for; null for what is no ref of this program's tills. */
export function idOfRef(ref: string): string | null {
  if (ref.length !== REF_LENGTH) return null;
  const text = outOfBase32(ref)?.toString() ?? '';
  return isPaymentRequestId(text) ? text : null;
}

/** Numbers from here on are written in base 32, with so many characters. */
const DECIMAL_END = 100;
const DRAWN_LENGTH = 5;
/** Drawn numbers lie between these: no count of refunds comes so far. */
const DRAWN = { from: 32 ** (DRAWN_LENGTH - 1), to: 32 ** DRAWN_LENGTH } as const;
const BESIDE_OTHERS = '-x';

/**
 * The id of a refund whose payment may have refunds that this till's journal does not hold: another till's, or some of a
 * time that was lost with the rows. Its number is drawn from the id, and not counted.
 *
 * Why: acquirers that know refunds by our number would take the first one here for the first one there.
 */
export function besideOthers(refundRequestId: string): string {
  return `${refundRequestId}${BESIDE_OTHERS}`;
}

/** The number of a refund at acquirers that know it by one; `counted`: which of its payment it is here, from 1. */
export function refundNumberOf(refundRequestId: string, counted: number): number {
  if (!refundRequestId.endsWith(BESIDE_OTHERS)) return counted;
  const drawn = createHash('sha256').update(refundRequestId).digest().readUInt32BE(0);
  return DRAWN.from + (drawn % (DRAWN.to - DRAWN.from));
}

/** The number in the ref of a refund; undefined where it is none. */
export function numberInRefundRef(refundRef: string): number | undefined {
  const [, counted, drawn] = /-R(?:(\d{1,2})|([0-9A-Z]{5}))$/.exec(refundRef) ?? [];
  if (counted !== undefined) return Number(counted);
  const number = drawn === undefined ? null : outOfBase32(drawn);
  return number === null ? undefined : Number(number);
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
  const name = number < DECIMAL_END ? String(number) : inBase32(number).padStart(DRAWN_LENGTH, '0');
  return `${ref}-R${name}`;
}
