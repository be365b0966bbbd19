import { createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parsePrivateKey } from '../../src/acquirers/signed-wire/signature.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** The keys of a folder: the till's, and the sandbox's own. */
export interface SandboxKeys {
  readonly tillPublicKey: KeyObject;
  readonly sandboxPrivateKey: KeyObject;
}

/** What a folder's till.json has of its acquirer. */
export interface AcquirerPart {
  readonly currency: string;
  readonly gateways: Readonly<Record<string, object>>;
  readonly more?: object;
}

/** Who the till is for the sandbox; fictional. */
export const SANDBOX_CLIENT_ID = 'SANDBOX_EXAMPLE000000000';
export const SANDBOX_KEY_VERSION = 1;

const TILL_KEY = 'keys/till.pem';
const SANDBOX_KEY = 'keys/sandbox.pem';
const SANDBOX_PUBLIC_KEY = 'keys/gateway.pub.pem';

/**
 * Writes the folder's till.json (mode 0600) anew, as the address may have changed; answers its path.
 *
 * What somebody changed in the one before it is kept beside it, as till.json.bak.
 */
export function writeTillConfig(dir: string, part: AcquirerPart): string {
  const config = join(dir, 'till.json');
  const text = `${JSON.stringify(tillConfig(part), null, 2)}\n`;
  if (existsSync(config) && readFileSync(config, 'utf8') !== text) renameSync(config, `${config}.bak`);
  writeFileSync(config, text, { mode: 0o600 });
  return config;
}

/** Why a sandbox writes nothing into a folder: a real till's config lies there. Null where it may. */
export function takenFolder(dir: string): string | null {
  const config = join(dir, 'till.json');
  if (!existsSync(config) || isOfSandbox(readFileSync(config, 'utf8'))) return null;
  return `${config} is the config of a till with an acquirer of its own, and is not written over: name another folder.`;
}

function isOfSandbox(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  const gateways = z.object({ gateways: z.record(z.string(), z.object({ baseUrl: z.url() })) });
  const read = gateways.safeParse(value);
  return (
    read.success &&
    Object.values(read.data.gateways).every(({ baseUrl }) => new URL(baseUrl).hostname === '127.0.0.1')
  );
}

/** The gateway of Alipay+ in a till.json, against a sandbox at `url`. */
export function alipayPlusPart(url: string): AcquirerPart {
  return {
    currency: 'MYR',
    gateways: { alipayPlus: { kind: 'alipay-plus', baseUrl: url, ...SIGNED_ACCOUNT } },
  };
}

/** What the parts of all gateways that sign have alike, with the keys of the folder. */
export const SIGNED_ACCOUNT = {
  clientId: SANDBOX_CLIENT_ID,
  keyVersion: SANDBOX_KEY_VERSION,
  privateKey: { file: TILL_KEY },
  publicKeys: { [String(SANDBOX_KEY_VERSION)]: { file: SANDBOX_PUBLIC_KEY } },
};

/**
 * A secret that both sides know, as text in `keys/<name>` (mode 0600): kept where it is there, drawn where it is not.
 *
 * `length` characters of A-Z a-z 0-9 - _.
 */
export function keptSecret(dir: string, name: string, length = 24): string {
  mkdirSync(join(dir, 'keys'), { recursive: true, mode: 0o700 });
  const path = join(dir, 'keys', name);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const secret = randomBytes(length).toString('base64url').slice(0, length);
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}

/**
 * The keys of the folder, made where there are none: keys/till.pem, keys/sandbox.pem, keys/gateway.pub.pem, mode 0600.
 *
 * Errors: a sentence for a key file that is none; throws where the folder cannot be written.
 */
export function loadKeys(dir: string): Result<SandboxKeys, string> {
  mkdirSync(join(dir, 'keys'), { recursive: true, mode: 0o700 });
  const till = keptKey(join(dir, TILL_KEY));
  const sandbox = keptKey(join(dir, SANDBOX_KEY));
  if (!till.ok) return till;
  if (!sandbox.ok) return sandbox;
  const publicPem = createPublicKey(sandbox.value).export({ type: 'spki', format: 'pem' });
  writeFileSync(join(dir, SANDBOX_PUBLIC_KEY), publicPem, { mode: 0o600 });
  return ok({ tillPublicKey: createPublicKey(till.value), sandboxPrivateKey: sandbox.value });
}

function keptKey(path: string): Result<KeyObject, string> {
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    // wx: a key that somebody else has just put there is not overwritten.
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    return ok(privateKey);
  }
  const key = parsePrivateKey(readFileSync(path, 'utf8'));
  return key.ok ? ok(key.value) : err(`${path}: ${key.error.say}`);
}

/** A whole till.json for an acquirer. A shop as in the samples of the specification; every path is relative to the file. */
export function tillConfig({ currency, gateways, more }: AcquirerPart): object {
  const place = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh', zipCode: '50000' };
  return {
    terminal: {
      storeTerminalId: 'T07',
      storeOperatorId: 'OP3',
      currency,
      settlementCurrency: 'USD',
      languages: ['en', 'ms'],
      timeZone: 'Asia/Kuala_Lumpur',
    },
    merchant: {
      referenceMerchantId: 'M-KL-0007',
      merchantName: 'Kopi Corner Sdn Bhd',
      merchantDisplayName: 'Kopi Corner',
      merchantMCC: '5814',
      merchantAddress: place,
      store: {
        referenceStoreId: 'S-KL-0007-02',
        storeName: 'Kopi Corner Central',
        storeMCC: '5814',
        storeAddress: place,
      },
    },
    gateways,
    scanners: [],
    printers: [{ kind: 'file', path: 'receipts.bin' }],
    ...more,
  };
}
