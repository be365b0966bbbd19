import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { decodedText } from '../../src/ground/outside-text.ts';
import { writePrivateFile } from './private-file.ts';

/** Where a key pair stands: the till's own key, and what the acquirer is given. */
export interface KeyPair {
  readonly privateFile: string;
  readonly publicFile: string;
}

/** Source: Alipay+ and Antom, "Signature": RSA256 with 2048 bits. */
const KEY_BITS = 2048;

/** Makes a key pair in a folder. A key that is there is never overwritten: the next one gets a number. */
export async function makeKeyPair(folder: string, name: string): Promise<KeyPair> {
  const made = await newKeyPair();
  const free = freeName(folder, name);
  const pair = { privateFile: join(folder, `${free}.pem`), publicFile: join(folder, `${free}.pub.pem`) };
  await writePrivateFile(pair.privateFile, made.privatePem);
  await writePrivateFile(pair.publicFile, made.publicPem);
  return pair;
}

/** A new key pair as acquirers want it; `publicLine`: in one line, for a page that asks for that. */
export async function newKeyPair(): Promise<{
  readonly privatePem: string;
  readonly publicPem: string;
  readonly publicLine: string;
}> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS });
  const publicLine = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return { privatePem: pemOf(privateKey), publicPem: pemOf(publicKey), publicLine };
}

/**
 * The text of a key file in any form that makers give: PEM and Base64 as they are; DER (PKCS#8, PKCS#1, SPKI, a
 * certificate) as PEM. What is none of these comes back as it is, so that its reader says what is wrong.
 */
export async function keyText(file: string): Promise<string> {
  const bytes = await readFile(file);
  const key = firstOf([
    () => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }),
    () => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs1' }),
    () => createPublicKey({ key: bytes, format: 'der', type: 'spki' }),
    () => createPublicKey({ key: bytes, format: 'der', type: 'pkcs1' }),
    () => (bytes[0] === DER_SEQUENCE ? new X509Certificate(bytes).publicKey : null),
  ]);
  if (key !== null) return pemOf(key);
  const text = decodedText(bytes);
  return text.ok ? text.value : '';
}

/** The first byte of everything in DER that a key may be. Source: X.690, 8.9. */
const DER_SEQUENCE = 0x30;

/** Keeps a key in a folder of the till; answers its file. */
export async function keepKey(folder: string, name: string, text: string): Promise<string> {
  const file = join(folder, `${freeName(folder, name)}.pem`);
  await writePrivateFile(file, text);
  return file;
}

function freeName(folder: string, name: string): string {
  const isTaken = (each: string): boolean =>
    existsSync(join(folder, `${each}.pem`)) || existsSync(join(folder, `${each}.pub.pem`));
  let free = basename(name);
  for (let number = 2; isTaken(free); number += 1) free = `${basename(name)}-${number}`;
  return free;
}

function pemOf(key: KeyObject): string {
  return key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();
}

function firstOf(readings: readonly (() => KeyObject | null)[]): KeyObject | null {
  for (const read of readings) {
    try {
      const key = read();
      if (key !== null) return key;
    } catch {
      // Not in this form.
    }
  }
  return null;
}
