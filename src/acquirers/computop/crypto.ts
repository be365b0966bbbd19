import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Blowfish } from 'egoroof-blowfish';
import { err, ok, type Result } from '../../ground/result.ts';

/** Encrypted parameters as they travel: `data` in hexadecimal, `len` the length of the plain text without its filling. */
export interface Sealed {
  readonly len: string;
  readonly data: string;
}

/** Encrypts and reads the parameters of a call with the merchant's password. */
export interface Cipher {
  /** `plain` is ASCII: one byte a character. */
  seal(plain: string): Sealed;
  /** Errors: in words, never what was read. */
  read(sealed: Sealed): Result<string, string>;
}

const BLOWFISH_BLOCK = 8;
const AES_BLOCK = 16;
const AES_KEY_LENGTHS: readonly number[] = [16, 24, 32];

/**
 * Blowfish, ECB, filled with zero bytes; the key is the password's text.
 *
 * Why no cipher of the platform: plain Node has none without OpenSSL's legacy provider, Electron has one.
 * Source: `PROTOCOL.md`, encryption.
 */
export function blowfishCipher(password: string): Cipher {
  const cipher = new Blowfish(Buffer.from(password, 'latin1'), Blowfish.MODE.ECB, Blowfish.PADDING.NULL);
  return {
    seal(plain) {
      const bytes = filled(plain, BLOWFISH_BLOCK);
      return { len: String(plain.length), data: hex(cipher.encode(bytes)) };
    },
    read({ len, data }) {
      const bytes = bytesOf(data, BLOWFISH_BLOCK);
      if (bytes === null) return UNREADABLE;
      return cut(cipher.decode(bytes, Blowfish.TYPE.UINT8_ARRAY), len, bytes.length, BLOWFISH_BLOCK);
    },
  };
}

/** Whether a password is a key of AES: 16, 24 or 32 bytes. */
export function isAesKey(password: string): boolean {
  return AES_KEY_LENGTHS.includes(Buffer.byteLength(password, 'latin1'));
}

/**
 * AES-CBC with a fresh initial vector before the text, `hex-hex`, filled as PKCS#7.
 *
 * Text that was filled with zero bytes is read too: the filling is not looked at. Source: `PROTOCOL.md`, encryption.
 */
export function aesCipher(password: string, newIv: () => Uint8Array = () => randomBytes(AES_BLOCK)): Cipher {
  const key = Buffer.from(password, 'latin1');
  const algorithm = `aes-${key.length * 8}-cbc`;
  return {
    seal(plain) {
      const iv = newIv();
      const cipher = createCipheriv(algorithm, key, iv);
      const bytes = Buffer.concat([cipher.update(plain, 'latin1'), cipher.final()]);
      return { len: String(plain.length), data: `${hex(iv)}-${hex(bytes)}` };
    },
    read({ len, data }) {
      const [first = '', second = '', ...more] = data.split('-');
      const iv = bytesOf(first, AES_BLOCK);
      const bytes = bytesOf(second, AES_BLOCK);
      if (more.length > 0 || bytes === null || iv?.length !== AES_BLOCK) return UNREADABLE;
      const decipher = createDecipheriv(algorithm, key, iv).setAutoPadding(false);
      const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
      return cut(plain, len, bytes.length, AES_BLOCK);
    },
  };
}

/** HMAC-SHA-256 over values joined by asterisks; what is not sent is empty, and keeps its asterisk. */
export function macOf(hmacKey: string, values: readonly string[]): string {
  return createHmac('sha256', hmacKey, { encoding: 'latin1' })
    .update(values.join('*'), 'latin1')
    .digest('hex')
    .toUpperCase();
}

/** Compares a MAC that came with the right one: in either case, in constant time, blanks at its end aside. */
export function isMac(told: string, right: string): boolean {
  const one = Buffer.from(told.trimEnd().toUpperCase(), 'latin1');
  const other = Buffer.from(right, 'latin1');
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Signs of the token: 132 bits. */
const USER_DATA_LENGTH = 22;

/**
 * The token that an attempt of a till sends as `UserData`, and that comes back unchanged.
 *
 * Why it is derived: nobody without the HMAC password can guess it, and it is known again after a restart and for a sale
 * that ended long ago. Why it is of one till: another one that is given the same order has the same names for all else.
 */
export function userDataOf(hmacKey: string, transId: string, till: string): string {
  return createHmac('sha256', hmacKey)
    .update(`UserData*${transId}*${till}`)
    .digest('base64url')
    .slice(0, USER_DATA_LENGTH);
}

const UNREADABLE = err('its encrypted part cannot be read');

function filled(plain: string, block: number): Uint8Array {
  const bytes = Buffer.alloc(Math.ceil(plain.length / block) * block);
  bytes.write(plain, 'latin1');
  return bytes;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

/** Whole blocks written in hexadecimal; null for anything else. */
function bytesOf(text: string, block: number): Buffer | null {
  const isBlocks = text !== '' && text.length % (2 * block) === 0 && /^[0-9A-Fa-f]+$/.test(text);
  return isBlocks ? Buffer.from(text, 'hex') : null;
}

/**
 * Cuts what was decrypted to its length: other programs fill in other ways, by two blocks at most.
 *
 * A wrong key gives bytes that are no text: control characters tell.
 */
function cut(plain: Uint8Array, len: string, bytes: number, block: number): Result<string, string> {
  if (!/^\d{1,6}$/.test(len)) return UNREADABLE;
  const length = Number(len);
  if (length > bytes || length <= bytes - 2 * block || plain.length < length) return UNREADABLE;
  const text = Buffer.from(plain.subarray(0, length)).toString('latin1');
  return HAS_CONTROL.test(text) ? UNREADABLE : ok(text);
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const HAS_CONTROL = /[\u0000-\u001f\u007f]/;
