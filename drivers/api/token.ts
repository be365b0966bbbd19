import { randomBytes, timingSafeEqual, createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetUpTrouble } from '../../src/ground/result.ts';
import { readGuarded } from '../system/guarded-file.ts';

/**
 * The token of the local API: read from its file, or made on the first start (mode 0600).
 *
 * Throws, in words, where the file can neither be read nor made: without it nobody could be let in.
 */
export function readOrMakeToken(file: string): string {
  let token: string;
  try {
    token = readToken(file) ?? makeToken(file);
  } catch (cause) {
    if (cause instanceof SetUpTrouble) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new SetUpTrouble(`The token file ${file} can neither be read nor made (${code}).`, { cause });
  }
  if (token.length >= 32) return token;
  throw new SetUpTrouble(`The token file ${file} does not hold a token: remove it, and a new one is made.`);
}

/** The file that says where the till with this token listens, while it runs. */
export function addressFileOf(tokenFile: string): string {
  return `${tokenFile}.address`;
}

/** What the file holds; null where there is none. Throws where somebody else may read or write it. */
function readToken(file: string): string | null {
  const bytes = readGuarded(file, 'secret');
  if (bytes.ok) return bytes.value.toString('utf8').trim();
  if (bytes.error.kind === 'absent') return null;
  throw new SetUpTrouble(`The token file ${bytes.error.say}.`);
}

function makeToken(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const token = newSecret();
  const handle = openSync(file, 'wx', 0o600);
  writeSync(handle, `${token}\n`);
  fsyncSync(handle);
  closeSync(handle);
  return token;
}

/** 256 random bits as text. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a file's text may be a token, drawn by the till or chosen by somebody, or is empty yet. */
export function isToken(text: string): boolean {
  return /^\s*([\w.~+/=-]{32,})?\s*$/.test(text);
}

/** Compares two secrets in a time that tells nothing of where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
