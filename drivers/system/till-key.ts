import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { readGuarded } from './guarded-file.ts';

/** A key pair of the till's own, which leaves the machine in a back-up only. */
export interface TillKey {
  /** Signs a text; the same text always has the same signature. Source: RFC 8032, Ed25519. */
  readonly sign: (text: string) => string;
  /** A secret for one use, which tells nothing of the key and of other uses. */
  readonly secretFor: (use: string) => Buffer;
  /** The public half, in PEM. */
  readonly publicKey: string;
}

const PRIVATE_FILE = 'till.key';
/** The public half, for who holds a journal against it. */
export const PUBLIC_KEY_FILE = 'till.pub.pem';

/** Whether a folder has a key. */
export function hasTillKey(folder: string): boolean {
  return existsSync(join(folder, PRIVATE_FILE));
}

/** The key of a folder: read, or made where there is none (0600, in a folder of 0700). Errors: a sentence. */
export function readOrMakeTillKey(folder: string): Result<TillKey, string> {
  const file = join(folder, PRIVATE_FILE);
  const read = readGuarded(file, 'secret');
  if (!read.ok && read.error.kind !== 'absent') return err(`The till's key ${read.error.say}.`);
  try {
    return ok(keyOf(read.ok ? createPrivateKey(read.value) : makeKey(folder)));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'it holds no key';
    return err(`The till's key ${file} can neither be read nor made (${code}).`);
  }
}

function makeKey(folder: string): KeyObject {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeNew(join(folder, PUBLIC_KEY_FILE), publicKey.export({ type: 'spki', format: 'pem' }).toString());
  writeNew(join(folder, PRIVATE_FILE), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return privateKey;
}

function writeNew(file: string, text: string): void {
  const handle = openSync(file, file.endsWith(PUBLIC_KEY_FILE) ? 'w' : 'wx', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
}

function keyOf(privateKey: KeyObject): TillKey {
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
    secretFor: (use) => Buffer.from(hkdfSync('sha256', der, Buffer.alloc(0), `paycode-till ${use}`, 32)),
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  };
}
