import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  isHigher,
  readManifest,
  signedManifest,
  updateTrouble,
  type UpdateManifest,
} from '../../src/update/manifest.ts';

const pems = (type: 'ed25519') => {
  const { privateKey, publicKey } = generateKeyPairSync(type);
  return {
    own: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    open: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const [MAKER, STRANGER] = [pems('ed25519'), pems('ed25519')];
const RELEASE: UpdateManifest = {
  product: 'paycode-till',
  version: '0.3.0',
  platform: 'linux',
  arch: 'x64',
  file: 'paycode-till-0.3.0-linux-x64.tar.gz',
  bytes: 1234,
  sha256: 'a'.repeat(64),
};
const HERE = { platform: 'linux', arch: 'x64', highest: '0.2.9' };

describe('An update is a signed manifest (the update gate)', () => {
  it('is read where the trusted key signed exactly these bytes', () => {
    expect(readManifest(signedManifest(RELEASE, MAKER.own), MAKER.open)).toEqual({
      ok: true,
      value: RELEASE,
    });
  });

  it.each([
    ['signed by a stranger', signedManifest(RELEASE, STRANGER.own)],
    ['changed by one letter', signedManifest(RELEASE, MAKER.own).replace('0.3.0', '0.3.1')],
    ['without a signature', JSON.stringify({ manifest: JSON.stringify(RELEASE), signature: '' })],
    ['no manifest at all', 'PK'],
    ['with more beside the signature', signedManifest(RELEASE, MAKER.own).replace('{', '{"sha256":"b",')],
  ])('is refused %s', (_, text) => {
    expect(readManifest(text, MAKER.open).ok).toBe(false);
  });

  it.each([
    { file: '../../etc/passwd' },
    { file: '.hidden' },
    { version: '0.3' },
    { bytes: 0 },
    { sha256: 'x' },
  ])('is refused with %j, although it is signed: nothing of it becomes a path', (change) => {
    expect(() => signedManifest({ ...RELEASE, ...change }, MAKER.own)).toThrow();
  });

  it('is not taken by a key of another kind', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

    expect(readManifest(signedManifest(RELEASE, MAKER.own), pem).ok).toBe(false);
  });

  it.each([
    [RELEASE, null],
    [{ ...RELEASE, version: '0.2.9' }, 'Versions only rise'],
    [{ ...RELEASE, version: '0.2.10' }, null],
    [{ ...RELEASE, version: '0.1.99' }, 'Versions only rise'],
    [{ ...RELEASE, arch: 'arm64' }, 'is for linux-arm64'],
    [{ ...RELEASE, platform: 'win32' }, 'is for win32-x64'],
  ])('%j is held against what was here: %s', (manifest, trouble) => {
    const found = updateTrouble(manifest, HERE);

    if (trouble === null) expect(found).toBeNull();
    else expect(found).toContain(trouble);
  });

  it('counts versions as numbers', () => {
    expect([isHigher('0.10.0', '0.9.9'), isHigher('1.0.0', '1.0.0'), isHigher('1.2.3', '2.0.0')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
