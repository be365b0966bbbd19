import { invariant } from '../../ground/result.ts';
import { passwordFiles, passwordOf } from '../basic-login.ts';
import type { AcquirerKind } from '../kind.ts';
import { checkSaferpay } from './check.ts';
import { saferpayConfig, type SaferpayConfig } from './config.ts';
import { SaferpayGateway } from './gateway.ts';
import { hearing } from './notification.ts';
import { SAFERPAY_REPORT } from './report-form.ts';
import { SAFERPAY_SET_UP } from './set-up.ts';

/** Saferpay, where Alipay+ is paid on a page. Source of everything in this folder: `PROTOCOL.md`. */
export const saferpay: AcquirerKind<SaferpayConfig> & { readonly config: typeof saferpayConfig } = {
  kind: 'saferpay',
  accountKeys: ['customerId'],
  setUp: SAFERPAY_SET_UP,
  pays: () => ['page'],
  config: saferpayConfig,
  codes: null,
  brand: { mark: 'alipay-plus', words: 'Alipay+ Partner' },
  report: SAFERPAY_REPORT,
  refundsFromTakings: true,
  keyFiles: (part) => passwordFiles(part, ['password']),
  open(config, { name, terminal, publicUrl, clock, http, log, keys }) {
    const password = passwordOf(keys, 'password');
    invariant(password !== null, 'the password was read and checked with the config');
    const parts = { config, password, terminal, clock, http };
    return {
      gateway: new SaferpayGateway({ ...parts, name, publicUrl, log }),
      noticeMethods: ['GET'],
      hear: hearing(),
      check: (newId) => checkSaferpay(parts, newId),
    };
  },
};
