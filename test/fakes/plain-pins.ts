import type { Pins } from '../../src/staff/pin.ts';

/** PINs that cost nothing, for tests of what the till makes of them: the hash of one is `scrypt$` and the PIN. */
export const PLAIN_PINS: Pins = { fits: (pin, hash) => Promise.resolve(hash === plainHash(pin)) };

export function plainHash(pin: string): string {
  return `scrypt$${pin}`;
}

/** The PIN in a plain hash. */
export function pinOf(hash: string): string {
  return hash.slice(plainHash('').length);
}
