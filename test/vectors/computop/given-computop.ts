import { readFileSync } from 'node:fs';
import { blowfishCipher } from '../../../src/acquirers/computop/crypto.ts';
import type { Merchant } from '../../../src/acquirers/computop/messages.ts';
import { givenAmount } from '../alipay-plus/given-messages.ts';

/** A sample's text without its line end. */
export function computopSample(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8').trimEnd();
}

interface Vectors {
  readonly blowfish: readonly Readonly<Record<'name' | 'keyHex' | 'plainHex' | 'cipherHex', string>>[];
  readonly aes: readonly (Readonly<Record<'name' | 'key' | 'ivHex' | 'plain' | 'data', string>> & {
    readonly len: number;
  })[];
  readonly mac: readonly Readonly<Record<'name' | 'message' | 'mac', string>>[];
  readonly publishedMac: readonly Readonly<Record<'key' | 'message' | 'mac', string>>[];
  readonly messages: readonly (Readonly<Record<'name' | 'plain' | 'dataBlowfish', string>> & {
    readonly len: number;
  })[];
}

export const COMPUTOP_VECTORS = JSON.parse(computopSample('vectors.json')) as Vectors;

export const BLOWFISH_KEY = 'Till-BF-Key-0016';
export const HMAC_KEY = 'Till-Test-HMAC-Key-0001-ABCDEFGH';

/** The merchant of the samples; fictional. */
export const MERCHANT: Merchant = {
  merchantId: 'pos_demo_shop',
  hmacKey: HMAC_KEY,
  cipher: blowfishCipher(BLOWFISH_KEY),
};

export const TRANS_ID = 'T0007-261120-000042-1';
export const PAY_ID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
export const EUR19_99 = givenAmount('EUR', '1999');
