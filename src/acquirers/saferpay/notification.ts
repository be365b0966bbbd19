import { createHash } from 'node:crypto';
import type { Heard, Hear, NoticeReply } from '../notices.ts';
import { SECRET_FACT } from './outcome.ts';

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
      payment: { by: 'fact', name: SECRET_FACT, value: secretHash(secret) },
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
