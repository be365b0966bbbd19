import { invariant } from '../../ground/result.ts';
import { passwordFiles, passwordOf } from '../basic-login.ts';
import type { AcquirerKind } from '../kind.ts';
import { checkTrustPayments } from './check.ts';
import { trustPaymentsConfig, type TrustPaymentsConfig } from './config.ts';
import { TrustPaymentsGateway } from './gateway.ts';
import { hearing } from './notification.ts';
import { TRUST_PAYMENTS_REPORT } from './report-form.ts';
import { TRUST_PAYMENTS_SET_UP } from './set-up.ts';

/** Whoever reads the log of a start knows who bears the risk. Source: dossier section 4. */
const SHOPS_RISK =
  'releaseOn "return": goods may go at the shop’s risk, before the payment is settled; what does not come is told of';

/** Trust Payments, where Alipay is paid on a page. Source of everything in this folder: `PROTOCOL.md`. */
export const trustPayments: AcquirerKind<TrustPaymentsConfig> & {
  readonly config: typeof trustPaymentsConfig;
} = {
  kind: 'trust-payments',
  accountKeys: ['siteReference'],
  setUp: TRUST_PAYMENTS_SET_UP,
  pays: () => ['page'],
  config: trustPaymentsConfig,
  codes: null,
  brand: null,
  report: TRUST_PAYMENTS_REPORT,
  keyFiles: (part) => passwordFiles(part, ['password', 'notificationPassword']),
  open(config, { name, clock, http, log, keys }) {
    const password = passwordOf(keys, 'password');
    invariant(password !== null, 'the password was read and checked with the config');
    if (config.releaseOn === 'return') log.warn(SHOPS_RISK, { gateway: name });
    return {
      gateway: new TrustPaymentsGateway({ config, password, http, log }),
      noticeMethods: ['POST'],
      hear: hearing(config, passwordOf(keys, 'notificationPassword')),
      check: () => checkTrustPayments({ config, password, clock, http, log }),
    };
  },
};
