import { generateKeyPairSync } from 'node:crypto';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { PhoneTokens, type TokenUse } from '../../src/till/phone-tokens.ts';
import { scrubbed } from '../../src/till/technician/scrubbed.ts';
import { readManifest, signedManifest } from '../../src/update/manifest.ts';
import type { Random } from '../torture/random.ts';
import { mutatedBytes, mutatedText } from './mutation.ts';
import { demand, type Surface } from './surface.ts';

const TOKENS = new PhoneTokens('a secret of a till that is long enough');
const USES: readonly TokenUse[] = ['landing', 'back', 'phone'];

/** Tokens in the addresses that phones open: one that was changed by a letter opens nothing, for whatever use. */
const TOKEN: Surface = {
  name: 'tokens of phones',
  step: (random) => {
    const id = paymentRequestIdOf('M-1', `ORD-${random.below(1000)}`, 1 + random.below(3));
    const [made, read] = [random.pick(USES), random.pick(USES)];
    const token = TOKENS.of(made, id);
    const given =
      random.below(8) === 0
        ? token
        : Buffer.from(mutatedBytes(Buffer.from(token), random)).toString('latin1');
    const found = TOKENS.read(read, given);
    const opens = given === token && made === read;
    demand(found === (opens ? id : null), `${given} for ${read} reads as ${String(found)}`);
  },
};

const MAKER = generateKeyPairSync('ed25519');
const OPEN = MAKER.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const SIGNED = signedManifest(
  {
    ...{ product: 'paycode-till', version: '0.3.0', platform: 'linux', arch: 'x64' },
    ...{ file: 'paycode-till-0.3.0.tar.gz', bytes: 1, sha256: 'a'.repeat(64) },
  },
  MAKER.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
);
const MANIFEST = readManifest(SIGNED, OPEN);

/** Manifests of updates: nothing is read from one but what was signed. */
const UPDATE: Surface = {
  name: 'manifests of updates',
  step: (random) => {
    const text = Buffer.from(mutatedText(SIGNED, random)).toString();
    const read = readManifest(text, OPEN);
    demand(
      read.ok ? JSON.stringify(read) === JSON.stringify(MANIFEST) : read.error !== '',
      'a manifest that was changed is taken',
    );
  },
};

const SECRETS: readonly ((random: Random) => string)[] = [
  (random) => `28${digits(random, 14 + random.below(9))}`,
  (random) => `scrypt$32768$8$1$${word(random, 22)}==$${word(random, 43)}=`,
  (random) =>
    `-----BEGIN PRIVATE KEY-----\n${word(random, 64)}\n${word(random, 30)}\n-----END PRIVATE KEY-----`,
];
const LINKS: readonly ((secret: string) => string)[] = [
  (secret) => `Bearer ${secret}`,
  (secret) => `https://pay.shop.example/p/${secret}`,
  (secret) => `/b/${secret}`,
];

/** What goes to a helper: whatever stands around a secret, the secret is not in it. */
const HELPER: Surface = {
  name: 'reports for a helper',
  step: (random) => {
    const isLink = random.below(2) === 0;
    const secret = isLink ? word(random, 32) : random.pick(SECRETS)(random);
    const said = isLink ? random.pick(LINKS)(secret) : secret;
    const around = (): string =>
      Buffer.from(mutatedBytes(Buffer.from('{"level":"info","message":"said"}'), random)).toString();
    const text = scrubbed(
      `${around()}${random.pick([' ', '"', '\n', ':', '/'])}${said}${random.pick([' ', '"', '\n', ','])}${around()}`,
    );
    demand(!text.includes(secret), `a report holds ${secret}`);
  },
};

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(10)).join('');
}

function word(random: Random, length: number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
  return Array.from({ length }, () => letters.charAt(random.below(letters.length))).join('');
}

export const UPKEEP_SURFACES: readonly Surface[] = [TOKEN, UPDATE, HELPER];
