import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { invariant } from '../../ground/result.ts';
import { parsePassword } from '../basic-login.ts';
import type { AcquirerKind, KeyFile } from '../kind.ts';
import { checkSaferpay } from './check.ts';
import { saferpayConfig, type SaferpayConfig } from './config.ts';
import { SaferpayGateway } from './gateway.ts';
import { hearing } from './notification.ts';

/** As much of a part as its secret can be read by, whatever else is wrong with it. */
const references = z.object({ password: fileReference.optional().catch(undefined) }).catch({});

/** Saferpay, where Alipay+ is paid on a page. Source of everything in this folder: `PROTOCOL.md`. */
export const saferpay: AcquirerKind<SaferpayConfig> & { readonly config: typeof saferpayConfig } = {
  kind: 'saferpay',
  pays: 'page',
  config: saferpayConfig,
  codes: null,
  brand: { mark: 'alipay-plus', words: 'Alipay+ Partner' },
  reportColumns: null,
  keyFiles(part): KeyFile[] {
    const { password } = references.parse(part);
    return password === undefined ? [] : [{ path: 'password', ...password, check: parsePassword }];
  },
  open(config, { name, terminal, publicUrl, clock, http, log, keys }) {
    const text = keys.get('password');
    const read = text === undefined ? undefined : parsePassword(text);
    invariant(read?.ok === true, 'the password was read and checked with the config');
    const parts = { config, password: read.value, terminal, clock, http };
    return {
      gateway: new SaferpayGateway({ ...parts, name, publicUrl, log }),
      noticeMethods: ['GET'],
      hear: hearing(),
      check: (newId) => checkSaferpay(parts, newId),
    };
  },
};
