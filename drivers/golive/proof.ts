import { createHash, type KeyObject } from 'node:crypto';
import { contentToSign, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import { maskedBody } from '../../src/golive/masking.ts';
import type { SignatureProof, SignatureVerdict } from '../../src/golive/record.ts';

/** A message as it was signed, or should have been. */
export interface SignedText {
  readonly path: string;
  readonly clientId: string;
  readonly time: string;
  readonly body: Buffer;
  /** The header `Signature`, as it came. */
  readonly header: string | undefined;
}

/** Who may have signed, and by which name the folder has the key. */
export interface Signers {
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
  readonly fileOf: (version: string) => string;
}

/** What a message came to, with what is kept of it. */
export interface Proven {
  readonly verdict: SignatureVerdict;
  readonly proof: SignatureProof | null;
  /** The body, masked; withheld where it holds the number of a card. */
  readonly kept: string;
  readonly holdsCard: boolean;
}

/** Longer texts are not kept beside their hash. */
const TEXT_MAX = 16_384;
/** A field that can be paid with, by its name. */
const CODE_FIELD = /"(?:paymentCode|orderCode|codeValue|paymentUrl|normalUrl|schemeUrl|applinkUrl)"/;

/** Checks a message's signature, masks its body, and keeps what another program needs to check it again. */
export function proven(
  message: SignedText,
  { publicKeys, fileOf }: Signers,
  secrets: ReadonlySet<string>,
): Proven {
  const text = message.body.toString('utf8');
  const masked = maskedBody(text, secrets);
  const kept = masked.ok ? masked.value : '[withheld]';
  const { path: uri, clientId, time, body, header } = message;
  if (header === undefined) return { verdict: 'missing', proof: null, kept, holdsCard: !masked.ok };
  const signed = { method: 'POST', uri, clientId, time, body } as const;
  const verdict = verifySignature({ ...signed, header, publicKeys }).ok ? 'verified' : 'wrong';
  const signature = decodeURIComponent(/signature=([^,]+)/.exec(header)?.[1] ?? '');
  const key = fileOf(/keyVersion=([^,]+)/.exec(header)?.[1] ?? '');
  const content = contentToSign(signed);
  const isPayable = CODE_FIELD.test(text) || [...secrets].some((secret) => text.includes(secret));
  return { verdict, proof: proofOf(), kept, holdsCard: !masked.ok };

  function proofOf(): SignatureProof {
    if (isPayable)
      return { key, signature: `${signature.slice(0, 8)}…${signature.slice(-8)}`, sha256: null, text: null };
    const isWhole = kept === compact(text) && content.length <= TEXT_MAX;
    return {
      ...{ key, signature, sha256: createHash('sha256').update(content).digest('hex') },
      text: isWhole ? Buffer.from(content).toString('utf8') : null,
    };
  }
}

/** A body as masking writes it where it masks nothing. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
