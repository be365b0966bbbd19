import { createPublicKey, verify } from 'node:crypto';
import type { DayClosed } from './day-closed.ts';

/** Whether a text has this signature. */
export type IsSigned = (text: string, signature: string) => boolean;

/**
 * What a till signs when it closes a day: its number, its time, and the hash of everything before it.
 *
 * Why: who can write the journal's file can make all its hashes anew; this signature needs the till's key as well.
 */
export function dayText({ number, untilMs, head }: Pick<DayClosed, 'number' | 'untilMs' | 'head'>): string {
  return `paycode-till day ${number} ${untilMs} ${head}`;
}

/** Whether a till signed a text; by its public key in PEM. Source: RFC 8032, Ed25519. */
export function signedBy(publicKey: string): IsSigned {
  const key = createPublicKey(publicKey);
  return (text, signature) => verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
}

/**
 * What is wrong with a day's signature; null where nothing is, or where there is no key to tell.
 *
 * Days of before days were signed have none; after the first signed one each has.
 */
export function signatureFault(
  day: DayClosed,
  wasSignedBefore: boolean,
  isSigned: IsSigned | null,
): string | null {
  const { number, signature } = day;
  if (signature === undefined)
    return wasSignedBefore ? `closes day ${number} without the signature that days before it have` : null;
  if (isSigned === null || isSigned(dayText(day), signature)) return null;
  return `closes day ${number} with a signature that is not of this till's key`;
}
