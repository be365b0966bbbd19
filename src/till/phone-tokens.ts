import { createHmac, timingSafeEqual } from 'node:crypto';
import { idOfRef, REF_LENGTH, refOf } from '../payment/ids.ts';

/** What a token is for: the landing page, the page that the acquirer sends the phone back to, or the phone that tapped. */
export type TokenUse = 'landing' | 'back' | 'phone';

/** Letters of a proof: 26 of base64url are 156 bits. */
const PROOF_LENGTH = 26;

/**
 * The tokens in the addresses that phones open: the attempt's name, and a proof that this till made it.
 *
 * Why a proof and no table: it is the same after a restart, and stands in no file. Whoever has a back token cannot make
 * the landing page's of it.
 */
export class PhoneTokens {
  readonly #key: string;

  /** `key`: a secret of this till that stays over restarts, of at least 128 bits. */
  constructor(key: string) {
    this.#key = key;
  }

  of(use: TokenUse, paymentRequestId: string): string {
    return `${refOf(paymentRequestId)}${this.#proof(use, paymentRequestId)}`;
  }

  /** The attempt of a token; null where this till made none such for this use. The time tells nothing of why. */
  read(use: TokenUse, token: string): string | null {
    const id = idOfRef(token.slice(0, REF_LENGTH)) ?? '';
    const proof = Buffer.from(this.#proof(use, id));
    const given = Buffer.alloc(PROOF_LENGTH);
    const length = given.write(token.slice(REF_LENGTH), 'latin1');
    const isSame = timingSafeEqual(proof, given);
    return isSame && length === PROOF_LENGTH && token.length === REF_LENGTH + PROOF_LENGTH && id !== ''
      ? id
      : null;
  }

  #proof(use: TokenUse, id: string): string {
    return createHmac('sha256', this.#key)
      .update(`phone/${use}/${id}`)
      .digest('base64url')
      .slice(0, PROOF_LENGTH);
  }
}
