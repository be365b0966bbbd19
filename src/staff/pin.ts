import { scrypt, timingSafeEqual } from 'node:crypto';

/** Looks whether a PIN is the one that was hashed: slow on purpose, and as slow for a wrong one. */
export interface Pins {
  fits(pin: string, hash: string): Promise<boolean>;
}

/** How a PIN is hashed. Source: scrypt parameters of OWASP's password storage sheet (N=2^15, r=8, p=3 or p=1 with N=2^17); 80 ms here. */
export const PIN_COST = { N: 2 ** 15, r: 8, p: 1, saltBytes: 16, keyBytes: 32 } as const;
/** scrypt needs 128 * N * r bytes; twice that leaves room. */
const MEMORY_BYTES_MAX = 256 * PIN_COST.N * PIN_COST.r;
/** Costs that a config may ask for: a hash must not keep the till busy for seconds. */
const N_MAX = 2 ** 17;
const FACTOR_MAX = 16;

const PIN_CHARACTERS_MAX = 64;
/** More cannot be typed at the pad: from 16 digits on it takes them for a scanned code. */
const PIN_DIGITS_MAX = 15;

/** The text for `managers[].pin`: `scrypt$N$r$p$salt$key`, both in Base64. `salt` is random, `PIN_COST.saltBytes` long. */
export async function hashPin(pin: string, salt: Uint8Array): Promise<string> {
  const { N, r, p, keyBytes } = PIN_COST;
  const key = await derive(pin, salt, { N, r, p }, keyBytes);
  return ['scrypt', N, r, p, base64(salt), base64(key)].join('$');
}

/** Why a PIN cannot be one of at least `digitsMin` digits; null where it can. */
export function pinTrouble(pin: string, digitsMin: number): string | null {
  if (pin.length > PIN_DIGITS_MAX) return `A PIN has at most ${PIN_DIGITS_MAX} digits.`;
  return /^\d+$/.test(pin) && pin.length >= digitsMin ? null : `A PIN is digits only, at least ${digitsMin}.`;
}

/** Characters of a badge's code at the least: it is read in one piece, and guessed by a machine. Ours. */
const BADGE_CHARACTERS_MIN = 12;

/** Why the code of a badge cannot be one; null where it can. */
export function badgeTrouble(code: string): string | null {
  return code.length >= BADGE_CHARACTERS_MIN && code.length <= PIN_CHARACTERS_MAX && /^[!-~]+$/.test(code)
    ? null
    : `The code of a badge has ${BADGE_CHARACTERS_MIN} to ${PIN_CHARACTERS_MAX} letters, digits and signs, without blanks.`;
}

/** PINs by scrypt. */
export const scryptPins: Pins = { fits: isPin };

/** Whether a PIN is the one that was hashed. Takes the same time for every wrong one, and for a hash that cannot be read. */
export async function isPin(pin: string, hash: string): Promise<boolean> {
  const [, n, r, p, salt, wanted] = hash.split('$');
  const cost = { N: Number(n), r: Number(r), p: Number(p) };
  const key = Buffer.from(wanted ?? '', 'base64');
  // What scrypt would throw at (N is a power of two, r and p are small) is no hash of a PIN, and must not stop the till.
  const isPower = Number.isInteger(Math.log2(cost.N)) && cost.N > 1 && cost.N <= N_MAX;
  // Source: RFC 7914, section 2.
  const isCost = isPower && cost.N < 2 ** (16 * cost.r);
  const readable = key.length >= 16 && isCost && isFactor(cost.r) && isFactor(cost.p);
  const { N } = PIN_COST;
  const found = await derive(
    pin.slice(0, PIN_CHARACTERS_MAX),
    Buffer.from(salt ?? '', 'base64'),
    readable ? cost : { N, r: PIN_COST.r, p: PIN_COST.p },
    readable ? key.length : PIN_COST.keyBytes,
    // A machine without memory for it must not end the till either: then no PIN fits.
  ).catch(() => null);
  return readable && found !== null && timingSafeEqual(found, key);
}

function isFactor(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= FACTOR_MAX;
}

/** A hash that no PIN fits: asked for a manager that there is not, so that the answer takes as long. */
export const NO_PIN = [
  'scrypt',
  PIN_COST.N,
  PIN_COST.r,
  PIN_COST.p,
  base64(Buffer.alloc(16)),
  base64(Buffer.alloc(32)),
].join('$');

function derive(
  pin: string,
  salt: Uint8Array,
  cost: { readonly N: number; readonly r: number; readonly p: number },
  keyBytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const maxmem = Math.max(MEMORY_BYTES_MAX, 256 * cost.N * cost.r);
    scrypt(pin, salt, keyBytes, { ...cost, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
