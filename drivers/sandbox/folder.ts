import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePrivateKey } from '../../src/acquirers/alipay-plus/signature.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** What a sandbox folder holds: the keys of both sides, and a config for a till. */
export interface SandboxFolder {
  readonly tillPublicKey: KeyObject;
  readonly sandboxPrivateKey: KeyObject;
  /** The path of till.json. */
  readonly config: string;
}

/** Who the till is for the sandbox; fictional. */
export const SANDBOX_CLIENT_ID = 'SANDBOX_EXAMPLE000000000';
export const SANDBOX_KEY_VERSION = 1;

const TILL_KEY = 'keys/till.pem';
const SANDBOX_KEY = 'keys/sandbox.pem';
const SANDBOX_PUBLIC_KEY = 'keys/gateway.pub.pem';

/**
 * Makes a folder that a till can be started from, against a sandbox at `url`.
 *
 * Shape: keys/till.pem, keys/sandbox.pem, keys/gateway.pub.pem and till.json, all of mode 0600. Keys that are there
 * are kept; till.json is written new, as the address may have changed.
 * Errors: a sentence for a key file that is none; throws where the folder cannot be written.
 */
export function makeFolder(dir: string, url: string): Result<SandboxFolder, string> {
  const keys = loadKeys(dir);
  if (!keys.ok) return keys;
  const config = join(dir, 'till.json');
  writeFileSync(config, `${JSON.stringify(tillConfig(url), null, 2)}\n`, { mode: 0o600 });
  return ok({ ...keys.value, config });
}

/** The keys of the folder, made where there are none. Errors: as `makeFolder`. */
export function loadKeys(dir: string): Result<Omit<SandboxFolder, 'config'>, string> {
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

/** A shop as in the samples of the specification; every path is relative to the file. */
function tillConfig(url: string): object {
  const place = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh', zipCode: '50000' };
  return {
    terminal: {
      storeTerminalId: 'T07',
      storeOperatorId: 'OP3',
      currency: 'MYR',
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
    gateways: {
      alipayPlus: {
        kind: 'alipay-plus',
        baseUrl: url,
        clientId: SANDBOX_CLIENT_ID,
        keyVersion: SANDBOX_KEY_VERSION,
        privateKey: { file: TILL_KEY },
        publicKeys: { [String(SANDBOX_KEY_VERSION)]: { file: SANDBOX_PUBLIC_KEY } },
      },
    },
    scanners: [],
    printers: [{ kind: 'file', path: 'receipts.bin' }],
  };
}
