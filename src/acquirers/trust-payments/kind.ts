import { invariant } from '../../ground/result.ts';
import { passwordFiles, passwordOf } from '../basic-login.ts';
import type { AcquirerKind } from '../kind.ts';
import { checkTrustPayments, RELEASE_NOT_SERVED } from './check.ts';
import { trustPaymentsConfig, type TrustPaymentsConfig } from './config.ts';
import { TrustPaymentsGateway } from './gateway.ts';
import { hearing } from './notification.ts';
import { TRUST_PAYMENTS_SET_UP } from './set-up.ts';

/** Trust Payments, where Alipay is paid on a page. Source of everything in this folder: `PROTOCOL.md`. */
export const trustPayments: AcquirerKind<TrustPaymentsConfig> & {
  readonly config: typeof trustPaymentsConfig;
} = {
  kind: 'trust-payments',
  setUp: TRUST_PAYMENTS_SET_UP,
  pays: () => ['page'],
  config: trustPaymentsConfig,
  codes: null,
  brand: null,
  report: null,
  keyFiles: (part) => passwordFiles(part, ['password', 'notificationPassword']),
  open(config, { name, clock, http, log, keys }) {
    const password = passwordOf(keys, 'password');
    invariant(password !== null, 'the password was read and checked with the config');
    // Whoever set it must not believe that the till goes by it.
    if (config.releaseOn === 'return') log.warn(RELEASE_NOT_SERVED, { gateway: name });
    return {
      gateway: new TrustPaymentsGateway({ config, password, http, log }),
      noticeMethods: ['POST'],
      hear: hearing(config, passwordOf(keys, 'notificationPassword')),
      check: () => checkTrustPayments({ config, password, clock, http, log }),
    };
  },
};
