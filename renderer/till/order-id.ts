import { timeStamp } from '../page/clock.ts';

/**
 * A new `referenceOrderId`: date, time and 64 random bits, `20261120-183104-9f3a6c1e2b4d5a60`.
 *
 * Why random too: the id must be unique for the merchant for ever, over all its tills, and a clock may be set back.
 */
export function newOrderId(): string {
  return `${timeStamp()}-${randomHex(8)}`;
}

/** A new `Idempotency-Key`: 128 random bits. The letters keep its digits apart: many in a row could be a payment code. */
export function newRequestKey(): string {
  return Array.from({ length: 4 }, () => randomHex(4)).join('k');
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
