import { randomBytes } from 'node:crypto';
import { hashPin, PIN_COST } from '../../src/staff/pin.ts';

/** The PIN of every manager of a test. */
export const PIN = '471147';

let hash: Promise<string> | undefined;

/** `PIN` as a config holds it; made once, because making it is slow on purpose. */
export function hashedPin(): Promise<string> {
  hash ??= hashPin(PIN, randomBytes(PIN_COST.saltBytes));
  return hash;
}
