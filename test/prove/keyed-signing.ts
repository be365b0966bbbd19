import type { SignatureError, SignedMessage, Signing } from '../../src/acquirers/signed-wire/signature.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** Who may sign in the simulation. */
export type Signer = 'till' | 'gateway' | 'stranger';

/**
 * The signature of the simulation: a hash of who signs and of all that is signed.
 *
 * Why: the real one costs more than all the rest of a schedule; that it is right has its own tests.
 */
export function keyedSignature(signer: Signer, message: SignedMessage): string {
  const head = `${signer} ${message.method} ${message.uri} ${message.clientId} ${message.time} `;
  let hash = 0x811c9dc5;
  for (let index = 0; index < head.length; index += 1)
    hash = Math.imul(hash ^ head.charCodeAt(index), 0x01000193);
  const { body } = message;
  for (let index = 0; index < body.length; index += 1)
    hash = Math.imul(hash ^ (body[index] ?? 0), 0x01000193);
  return `keyed=${(hash >>> 0).toString(16)}`;
}

const WRONG: Result<never, SignatureError> = err({
  kind: 'wrong',
  say: 'the signature does not fit the message',
});
const MISSING: Result<never, SignatureError> = err({
  kind: 'missing',
  say: 'there is no Signature header',
});

/** The till's signing: signs as the till, believes the gateway alone. */
export const TILL_SIGNING: Signing = {
  sign: (message) => keyedSignature('till', message),
  verify: (message) => {
    if (message.header === undefined) return MISSING;
    return message.header === keyedSignature('gateway', message) ? ok(undefined) : WRONG;
  },
};
