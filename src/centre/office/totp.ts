import { createHmac, timingSafeEqual } from 'node:crypto';

/** Source: RFC 6238 with the values that every authenticator app takes: SHA-1, 30 s, six digits. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** How many steps a person's clock may be off. Source: RFC 6238, section 5.2, advises one. */
const STEPS_OFF = 1;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The step in which a code is good, if it is later than the last one that was used; null where the code is wrong. */
export function totpStep(secret: Uint8Array, code: string, nowMs: number, lastStep: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = Math.floor(nowMs / STEP_MS);
  let found: number | null = null;
  for (let step = now - STEPS_OFF; step <= now + STEPS_OFF; step += 1)
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)) && step > lastStep)
      found = step;
  return found;
}

/** The code of a step. Source: RFC 4226, section 5.3. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The address that an authenticator app takes. */
export function totpAddress(personId: string, secret: Uint8Array): string {
  const bits = [...secret].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '',
  );
  return `otpauth://totp/Paycode%20Till:${encodeURIComponent(personId)}?secret=${letters.join('')}&issuer=Paycode%20Till`;
}
