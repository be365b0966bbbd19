import { createHash } from 'node:crypto';
import { idOfRef, REF_LENGTH } from '../../payment/ids.ts';
import type { Heard, Hear, NoticeReply } from '../notices.ts';
import { SECRET_FACT } from './outcome.ts';

/** Characters of a secret behind the name of its attempt: 144 bits. Source: dossier section 2. */
const RANDOM_LENGTH = 24;
/** The bytes that they are made of. */
export const RANDOM_BYTES = (RANDOM_LENGTH / 4) * 3;

/**
 * The secret in the address of an attempt's notices.
 *
 * Why it begins with the attempt's name: a success may be told of for 120 hours, when its sale is long over.
 */
export function secretOf(ref: string, random: Uint8Array): string {
  return `${ref}${Buffer.from(random).toString('base64url')}`;
}

/** The attempt that a secret names; undefined where it has none, as those had that were made before. */
function attemptIn(secret: string): string | undefined {
  if (secret.length !== REF_LENGTH + RANDOM_LENGTH) return undefined;
  return idOfRef(secret.slice(0, REF_LENGTH)) ?? undefined;
}

/** Where a notice comes to: a secret of the attempt, and whether it is said to have gone well. */
const PATH = /^\/n\/[^/]+\/([A-Za-z0-9_-]{20,64})\/([sf])$/;

/**
 * Hears notices: a bare GET that proves nothing, so both kinds mean *ask now*; after one of success, twice where needed.
 *
 * A secret that nobody knows is answered 404, and nothing is asked. Source: dossier section 12.
 */
export function hearing(): Hear {
  return ({ uri }): Heard => {
    const [, secret, end] = PATH.exec(uri.split('?', 1)[0] ?? '') ?? [];
    if (secret === undefined)
      return {
        kind: 'refused',
        isAddressed: true,
        why: 'its path holds no secret',
        reply: () => replyOf(404),
      };
    return {
      kind: 'told',
      payment: { by: 'fact', name: SECRET_FACT, value: secretHash(secret), of: attemptIn(secret) },
      content: { kind: 'hint', ...(end === 's' ? { saysPaid: true } : {}) },
      reply: (isKnown) => replyOf(isKnown ? 200 : 404),
    };
  };
}

function replyOf(status: number): NoticeReply {
  return { status, headers: {}, body: new Uint8Array() };
}

/** By what a notice's secret is kept: whoever reads the journal cannot send one. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
