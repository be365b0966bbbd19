import { z } from 'zod';
import { READ_ONCE } from '../../config/read-once.ts';
import { fileReference } from '../../config/file-reference.ts';
import { invariant } from '../../ground/result.ts';
import type { AcquirerParts, HeldKeys, KeyFile } from '../kind.ts';
import { parsePrivateKey, parsePublicKey, rsaSigning, type Signing } from './signature.ts';

/** The keys in a gateway's part of the config: ours by a file, the acquirer's by the key version that its header names. */
export const signingKeys = {
  clientId: z.string().min(1).max(64).describe('your id at the acquirer'),
  keyVersion: z.int().min(0).default(1).describe('the version of your key, as the acquirer counts'),
  privateKey: fileReference.describe('your key, with which the till signs'),
  publicKeys: z
    .record(z.string().regex(/^\d+$/, 'must be a key version: digits'), fileReference)
    .refine((keys) => Object.keys(keys).length > 0, 'needs at least one key')
    .describe('the acquirer’s keys, by their version; several while one replaces another'),
};

/** As much of a part as its key files can be read by, whatever else is wrong with it. */
const references = z
  .object({
    privateKey: fileReference.optional().catch(undefined),
    publicKeys: z.record(z.string(), fileReference.optional().catch(undefined)).catch({}),
  })
  .catch({ privateKey: undefined, publicKeys: {} });

/** The versions of the keys in a part that was checked. */
const versions = z.object({ keyVersion: signingKeys.keyVersion, publicKeys: signingKeys.publicKeys });

/** The key files that a part refers to. */
export function signingKeyFiles(part: unknown): readonly KeyFile[] {
  const { privateKey, publicKeys } = references.parse(part, READ_ONCE);
  const own = privateKey === undefined ? [] : [{ path: 'privateKey', ...privateKey, check: parsePrivateKey }];
  const theirs = Object.entries(publicKeys).flatMap(([version, reference]) =>
    reference === undefined
      ? []
      : [{ path: `publicKeys.${version}`, ...reference, isPublic: true as const, check: parsePublicKey }],
  );
  return [...own, ...theirs];
}

/**
 * Signing by the keys of this moment; the texts were checked when they were read.
 *
 * Why looked up at each message: an acquirer changes its key at an hour of its own, and a shop does not stop for that.
 */
export function signingOf({ keysNow }: Pick<AcquirerParts, 'keysNow'>): Signing {
  let held = keysNow();
  let signing = signingBy(held);
  const now = (): Signing => {
    const found = keysNow();
    if (found !== held) [held, signing] = [found, signingBy(found)];
    return signing;
  };
  return { sign: (message) => now().sign(message), verify: (message) => now().verify(message) };
}

function signingBy({ part, texts }: HeldKeys): Signing {
  const { keyVersion, publicKeys } = versions.parse(part, READ_ONCE);
  const read = <K>(path: string, parse: (text: string) => { ok: true; value: K } | { ok: false }): K => {
    const text = texts.get(path);
    const key = text === undefined ? undefined : parse(text);
    invariant(key?.ok === true, `the key file ${path} was read and checked with the config`);
    return key.value;
  };
  return rsaSigning({
    privateKey: read('privateKey', parsePrivateKey),
    keyVersion,
    publicKeys: new Map(
      Object.keys(publicKeys).map((version) => [version, read(`publicKeys.${version}`, parsePublicKey)]),
    ),
  });
}
