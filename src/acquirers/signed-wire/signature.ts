import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { err, ok, type Result } from '../../ground/result.ts';

/** The only algorithm there is: SHA256withRSA, RSASSA-PKCS1-v1_5. Source: dossier section 3.1. */
const ALGORITHM = 'RSA256';

/** Keys below this many bits are refused. Source: dossier section 3.1, every published sample key has 2048. */
export const KEY_BITS_MIN = 2048;

/** Signature headers longer than this are refused unread; one of a 4096-bit key has about 800 characters. Ours. */
const HEADER_CHARACTERS_MAX = 4096;

/** A time longer than this is no time; one with nine digits of fraction has 35 characters. Ours. */
const TIME_CHARACTERS_MAX = 64;

/**
 * What a signature stands for: one message, in either direction.
 *
 * Shape: `uri` is path and query with leading slash, without host; `time` is the header exactly as it travels
 * (Request-Time, or Response-Time for an answer); `body` the exact bytes. For an answer `uri` and `clientId` are those
 * of the request.
 */
export interface SignedMessage {
  readonly method: 'POST';
  readonly uri: string;
  readonly clientId: string;
  readonly time: string;
  readonly body: Uint8Array;
}

/** A Signature header, taken apart. `signature` holds the decoded bytes. */
export interface SignatureParts {
  readonly keyVersion: string;
  readonly signature: Uint8Array;
}

/** Why a signature does not prove anything. */
export type SignatureError =
  | { readonly kind: 'missing'; readonly say: string }
  | { readonly kind: 'malformed'; readonly say: string }
  | { readonly kind: 'unknownAlgorithm'; readonly say: string }
  | { readonly kind: 'unknownKey'; readonly say: string }
  | { readonly kind: 'wrong'; readonly say: string };

/** Why a text is not a key; never holds a part of it. */
export interface KeyError {
  readonly kind: 'notAKey';
  readonly say: string;
}

/**
 * The exact bytes that are signed.
 *
 * Shape: `<method> <uri>` LF `<clientId>.<time>.<body>`, no newline at the end.
 * Source: dossier section 3.2.
 */
export function contentToSign(message: SignedMessage): Uint8Array {
  const head = `${message.method} ${message.uri}\n${message.clientId}.${message.time}.`;
  return Buffer.concat([Buffer.from(head, 'utf8'), message.body]);
}

/**
 * The value of the Signature header for a message.
 *
 * Source: dossier sections 3.1 and 3.3: the Base64 text is URL-encoded.
 */
export function signatureHeader(
  message: SignedMessage & { readonly privateKey: KeyObject; readonly keyVersion: number | string },
): string {
  const signature = sign('sha256', contentToSign(message), message.privateKey).toString('base64');
  return `algorithm=${ALGORITHM},keyVersion=${message.keyVersion},signature=${encodeURIComponent(signature)}`;
}

/**
 * Takes a Signature header apart.
 *
 * Shape: `name=value` pairs between commas, in any order, blanks around them dropped; unknown names are passed over.
 * Errors: `missing`, `malformed`, `unknownAlgorithm`. A name that stands twice is malformed: two readers could
 * disagree about which one counts.
 * Source: dossier section 3.3.
 */
export function parseSignatureHeader(header: string): Result<SignatureParts, SignatureError> {
  if (header.trim() === '') return err({ kind: 'missing', say: 'there is no Signature header' });
  if (header.length > HEADER_CHARACTERS_MAX) return malformed('it is too long');
  const values = new Map<string, string>();
  for (const pair of header.split(',')) {
    const at = pair.indexOf('=');
    if (at < 0) return malformed('a part of it has no =');
    const name = pair.slice(0, at).trim();
    if (values.has(name)) return malformed('a part of it stands twice');
    values.set(name, pair.slice(at + 1).trim());
  }
  const algorithm = values.get('algorithm');
  const keyVersion = values.get('keyVersion');
  const encoded = values.get('signature');
  if (algorithm === undefined || !keyVersion || !encoded) {
    return malformed('it needs algorithm, keyVersion and signature');
  }
  if (algorithm !== ALGORITHM) {
    return err({ kind: 'unknownAlgorithm', say: `the Signature header is not by ${ALGORITHM}` });
  }
  const signature = decodeSignature(encoded);
  if (signature === null) return malformed('its signature is not Base64');
  return ok({ keyVersion, signature });
}

/**
 * Checks that a message comes from the holder of one of the keys.
 *
 * Shape: `publicKeys` by keyVersion, so that a key can be replaced while the old one still signs.
 * Errors: what `parseSignatureHeader` refuses; `unknownKey`; `wrong`.
 * Source: dossier sections 3.2 to 3.4.
 */
export function verifySignature(
  message: SignedMessage & {
    readonly header: string | undefined;
    readonly publicKeys: ReadonlyMap<string, KeyObject>;
  },
): Result<void, SignatureError> {
  // Only a dot parts time and body under the signature: a time that holds the beginning of a body would let
  // somebody move the border and have the rest believed.
  if (message.time.length > TIME_CHARACTERS_MAX || message.time.includes('{')) {
    return err({ kind: 'malformed', say: 'the time that is signed cannot be a time' });
  }
  const parts = parseSignatureHeader(message.header ?? '');
  if (!parts.ok) return parts;
  const key = message.publicKeys.get(parts.value.keyVersion);
  if (key === undefined) {
    return err({
      kind: 'unknownKey',
      say: 'the Signature header names a keyVersion that is not in the config',
    });
  }
  if (!verify('sha256', contentToSign(message), key, parts.value.signature)) {
    return err({ kind: 'wrong', say: 'the signature does not fit the message' });
  }
  return ok(undefined);
}

/**
 * Reads a private key in the forms in which tools hand them out unlocked: PEM, or bare Base64 of DER; PKCS#8 or PKCS#1.
 *
 * A PEM may come with `\\n` for its line ends, as from an environment variable, and its first line may name the other
 * form. Base64 may be the one for addresses, go without padding, and stand behind a name and `=`.
 * Errors: `notAKey` for anything but an RSA key of KEY_BITS_MIN bits or more.
 * Source: dossier section 3.1.
 */
export function parsePrivateKey(text: string): Result<KeyObject, KeyError> {
  if (/-----BEGIN ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(text))
    return notAKey('a password locks the private key: hand it out unlocked, in a file of mode 0600');
  const key = readPrivate(text);
  // A private key can be read as a public one, and not the other way round.
  return key.ok || !readPublic(text).ok ? key : notAKey('a public key stands where the private key belongs');
}

function readPrivate(text: string): Result<KeyObject, KeyError> {
  return parseKey(text, 'private', (key) =>
    firstRead([
      () => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
      () => createPrivateKey({ key, format: 'der', type: 'pkcs1' }),
    ]),
  );
}

/**
 * Reads a public key in the same forms; SPKI, PKCS#1, or the certificate of one.
 *
 * Errors: `notAKey` for anything but an RSA key of KEY_BITS_MIN bits or more. A private key is refused although the
 * public one could be made of it: it stands in the wrong place.
 * Source: dossier section 3.1.
 */
export function parsePublicKey(text: string): Result<KeyObject, KeyError> {
  if (text.includes('PRIVATE KEY-----') || readPrivate(text).ok)
    return notAKey('a private key stands where a public key belongs');
  return readPublic(text);
}

function readPublic(text: string): Result<KeyObject, KeyError> {
  return parseKey(text, 'public', (key) =>
    firstRead([
      () => createPublicKey({ key, format: 'der', type: 'spki' }),
      () => createPublicKey({ key, format: 'der', type: 'pkcs1' }),
      () => new X509Certificate(key).publicKey,
    ]),
  );
}

function parseKey(
  text: string,
  type: 'private' | 'public',
  read: (der: Buffer) => KeyObject | null,
): Result<KeyObject, KeyError> {
  const ders = dersOf(text);
  if (ders.length === 0) return notAKey(`the ${type} key is neither PEM nor Base64`);
  // A file may hold a certificate beside the key.
  const key = ders.map(read).find((found) => found !== null);
  if (key === undefined) return notAKey(`the ${type} key cannot be read`);
  if (key.asymmetricKeyType !== 'rsa') return notAKey(`the ${type} key is not an RSA key`);
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < KEY_BITS_MIN) {
    return notAKey(`the ${type} key is shorter than ${KEY_BITS_MIN} bits`);
  }
  return ok(key);
}

/** What stands in each part of a PEM, whatever its first line calls it, or in bare Base64; none where it is neither. */
function dersOf(text: string): readonly Buffer[] {
  const lines = text.replace(/\\r|\\n/g, '\n');
  const parts = [...lines.matchAll(/-----BEGIN [A-Z0-9 ]+-----([^-]*)-----END [A-Z0-9 ]+-----/g)];
  // In quotes, as it is copied from a file of settings.
  const bare = lines
    .trim()
    .replace(/^[A-Za-z_][\w.-]*\s*[=:]\s*(?=["']?[\w+/-]{40})/, '')
    .replace(/^(["'])(.*)\1,?$/s, '$2');
  const inside = parts.length === 0 ? [bare] : parts.map(([, part = '']) => part);
  return inside.flatMap((part) => decodeBase64(plainBase64(part)) ?? []);
}

/** Base64 as it is, of what may be the form for addresses, without padding, and with blanks in it. */
function plainBase64(text: string): string {
  const signs = text
    .replace(/[\s\ufeff]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  return signs.includes('=') ? signs : signs.padEnd(Math.ceil(signs.length / 4) * 4, '=');
}

/** The first form that fits. The library's own words may hold parts of what it read: they are not passed on. */
function firstRead(forms: readonly (() => KeyObject)[]): KeyObject | null {
  for (const form of forms) {
    try {
      return form();
    } catch {
      continue;
    }
  }
  return null;
}

/** URL-encoded Base64, or Base64 as it is; a literal `+` stays, as it is a character of Base64. */
function decodeSignature(encoded: string): Buffer | null {
  try {
    return decodeBase64(decodeURIComponent(encoded));
  } catch {
    return null; // A % without two hex digits behind it.
  }
}

/** Buffer.from passes over what is not Base64; only a text that comes out again the same was Base64. */
function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null;
}

function malformed(say: string): Result<never, SignatureError> {
  return err({ kind: 'malformed', say: `the Signature header cannot be read: ${say}` });
}

function notAKey(say: string): Result<never, KeyError> {
  return err({ kind: 'notAKey', say });
}

/** Signs what goes out and checks what comes in. The till's is `rsaSigning`; there is none that checks nothing. */
export interface Signing {
  /** The Signature header for a message. */
  sign(message: SignedMessage): string;
  verify(message: SignedMessage & { readonly header: string | undefined }): Result<void, SignatureError>;
}

/** Signing with the keys of one gateway. Source: dossier section 3.1, RSA256. */
export function rsaSigning(keys: {
  readonly privateKey: KeyObject;
  readonly keyVersion: number;
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
}): Signing {
  const { privateKey, keyVersion, publicKeys } = keys;
  return {
    sign: (message) => signatureHeader({ ...message, privateKey, keyVersion }),
    verify: (message) => verifySignature({ ...message, publicKeys }),
  };
}
