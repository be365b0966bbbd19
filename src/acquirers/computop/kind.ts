import { err, invariant, ok, type Result } from '../../ground/result.ts';
import { passwordFiles, passwordOf } from '../basic-login.ts';
import type { AcquirerKind, KeyFile } from '../kind.ts';
import { checkComputop } from './check.ts';
import { computopConfig, type ComputopConfig } from './config.ts';
import { aesCipher, blowfishCipher, isAesKey } from './crypto.ts';
import { ComputopGateway } from './gateway.ts';
import { hearing } from './notification.ts';
import { COMPUTOP_REPORT } from './report-form.ts';
import { COMPUTOP_SET_UP } from './set-up.ts';

/** Computop's Alipay+ Cashier, paid on a page. Source of everything in this folder: `PROTOCOL.md`. */
export const computop: AcquirerKind<ComputopConfig> & { readonly config: typeof computopConfig } = {
  kind: 'computop',
  accountKeys: ['merchantId'],
  setUp: COMPUTOP_SET_UP,
  pays: () => ['page'],
  config: computopConfig,
  codes: null,
  brand: { mark: 'alipay-plus', words: 'Alipay+ Partner' },
  report: COMPUTOP_REPORT,
  keyFiles: (part) =>
    passwordFiles(part, ['password', 'hmacKey']).map((file) =>
      file.path === 'password' && asksForAes(part) ? { ...file, check: checkAesKey(file) } : file,
    ),
  open(config, { name, terminal, merchant: shop, publicUrl, clock, http, log, keys }) {
    const [password, hmacKey] = [passwordOf(keys, 'password'), passwordOf(keys, 'hmacKey')];
    invariant(password !== null && hmacKey !== null, 'the passwords were read and checked with the config');
    const cipher = config.encryption === 'aes' ? aesCipher(password) : blowfishCipher(password);
    const merchant = { merchantId: config.merchantId, hmacKey, cipher };
    const parts = { config, merchant, http, clock };
    return {
      gateway: new ComputopGateway({ ...parts, name, terminal, shop, publicUrl, log }),
      noticeMethods: ['POST'],
      hear: hearing(merchant, terminal.storeTerminalId),
      check: (newId) => checkComputop(parts, newId),
    };
  },
};

function asksForAes(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'encryption' in part && part.encryption === 'aes';
}

/** A password of AES has 16, 24 or 32 characters. */
function checkAesKey({ check }: KeyFile): KeyFile['check'] {
  return (text): Result<unknown, { readonly say: string }> => {
    const read = check(text);
    if (!read.ok) return read;
    return typeof read.value === 'string' && isAesKey(read.value)
      ? ok(read.value)
      : err({ say: 'the password of AES must have 16, 24 or 32 characters' });
  };
}
