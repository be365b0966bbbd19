import { createHash } from 'node:crypto';

/** What stands before the first row. */
export const CHAIN_START: Uint8Array = new Uint8Array(32);

/**
 * The hash that a row carries.
 *
 * Shape: SHA-256 over the hash of the row before it (32 bytes), its number (8 bytes, big end first) and its body
 * (UTF-8). Whoever changes a row, takes one out or puts one in has to make every hash after it anew.
 */
export function chainHash(previous: Uint8Array, seq: number, body: string): Uint8Array {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(seq));
  return createHash('sha256').update(previous).update(number).update(body, 'utf8').digest();
}

/** Whether two hashes are the same. */
export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
