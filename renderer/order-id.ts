import { timeStamp } from './clock.ts';

/**
 * A new `referenceOrderId`: date, time and 64 random bits, `20261120-183104-9f3a6c1e2b4d5a60`.
 *
 * Why random too: the id must be unique for the merchant for ever, over all its tills, and a clock may be set back.
 */
export function newOrderId(): string {
  const random = crypto.getRandomValues(new Uint8Array(8));
  return `${timeStamp()}-${Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
