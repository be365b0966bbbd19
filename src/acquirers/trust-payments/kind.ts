import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { invariant } from '../../ground/result.ts';
import { parsePassword } from '../basic-login.ts';
import type { AcquirerKind, KeyFile } from '../kind.ts';
import { checkTrustPayments } from './check.ts';
import { trustPaymentsConfig, type TrustPaymentsConfig } from './config.ts';
import { TrustPaymentsGateway } from './gateway.ts';
import { hearing } from './notification.ts';

const PASSWORDS = ['password', 'notificationPassword'] as const;

/** As much of a part as its secrets can be read by, whatever else is wrong with it. */
const references = z
  .object({
    password: fileReference.optional().catch(undefined),
    notificationPassword: fileReference.optional().catch(undefined),
  })
  .catch({});

/** Trust Payments, where Alipay is paid on a page. Source of everything in this folder: `PROTOCOL.md`. */
export const trustPayments: AcquirerKind<TrustPaymentsConfig> & {
  readonly config: typeof trustPaymentsConfig;
} = {
  kind: 'trust-payments',
  pays: 'page',
  config: trustPaymentsConfig,
  codes: null,
  brand: null,
  reportColumns: null,
  keyFiles(part): KeyFile[] {
    const found = references.parse(part);
    return PASSWORDS.flatMap((path) => {
      const reference = found[path];
      return reference === undefined ? [] : [{ path, ...reference, check: parsePassword }];
    });
  },
  open(config, { clock, http, log, keys }) {
    const password = secretOf(keys, 'password');
    invariant(password !== null, 'the password was read and checked with the config');
    const gateway = new TrustPaymentsGateway({ config, password, http, log });
    return {
      gateway,
      noticeMethods: ['POST'],
      hear: hearing(config, secretOf(keys, 'notificationPassword')),
      check: () => checkTrustPayments({ config, password, clock, http, log }),
    };
  },
};

function secretOf(keys: ReadonlyMap<string, string>, path: (typeof PASSWORDS)[number]): string | null {
  const text = keys.get(path);
  const read = text === undefined ? undefined : parsePassword(text);
  return read?.ok === true ? read.value : null;
}
