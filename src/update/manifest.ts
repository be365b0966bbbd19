import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../ground/result.ts';

/** What a release says of itself. */
const manifestSchema = z.strictObject({
  product: z.literal('paycode-till'),
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  platform: z.string().regex(/^[a-z0-9]{1,16}$/),
  arch: z.string().regex(/^[a-z0-9]{1,16}$/),
  /** The package beside the manifest: a plain name. */
  file: z.string().regex(/^[\w][\w.-]{0,200}$/),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UpdateManifest = z.infer<typeof manifestSchema>;

/** The manifest as text, and the signature over exactly these bytes. */
const signedSchema = z.strictObject({ manifest: z.string(), signature: z.string() });

/** What an update is held against. */
export interface Installed {
  readonly platform: string;
  readonly arch: string;
  /** The highest version that ever ran from this place; null where none did. */
  readonly highest: string | null;
}

/** A manifest with its signature, as a file. Source: RFC 8032, Ed25519. */
export function signedManifest(manifest: UpdateManifest, privateKey: string): string {
  const text = JSON.stringify(manifestSchema.parse(manifest));
  const signature = sign(null, Buffer.from(text), createPrivateKey(privateKey)).toString('base64');
  return `${JSON.stringify({ manifest: text, signature }, null, 2)}\n`;
}

/**
 * The manifest in a file.
 *
 * Errors: a sentence. Why the signature first: what nobody vouches for is not even read.
 */
export function readManifest(text: string, publicKey: string): Result<UpdateManifest, string> {
  const signed = parsed(signedSchema, text);
  if (signed === null) return err('The file is no signed manifest of an update.');
  if (!isSigned(signed.manifest, signed.signature, publicKey))
    return err('The manifest is not signed by the key that this till trusts. Do not install the update.');
  const manifest = parsed(manifestSchema, signed.manifest);
  return manifest === null ? err('The manifest is not of a form that this version knows.') : ok(manifest);
}

/** Why a release is not for this place; null where it is. Source: the update rules, versions only rise. */
export function updateTrouble(
  { version, platform, arch }: UpdateManifest,
  { platform: ownPlatform, arch: ownArch, highest }: Installed,
): string | null {
  if (platform !== ownPlatform || arch !== ownArch)
    return `The update is for ${platform}-${arch}; this is ${ownPlatform}-${ownArch}.`;
  return highest !== null && !isHigher(version, highest)
    ? `The update is version ${version}, and ${highest} was here already. Versions only rise: an older one may have holes that are mended since.`
    : null;
}

/** Whether a version comes after another one. */
export function isHigher(version: string, than: string): boolean {
  const [one, other] = [version, than].map((each) => each.split('.').map(Number));
  const at = [0, 1, 2].find((index) => one?.[index] !== other?.[index]);
  return at !== undefined && (one?.[at] ?? 0) > (other?.[at] ?? 0);
}

function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey(publicKey);
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
