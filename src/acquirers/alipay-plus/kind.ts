import { z } from 'zod';
import { fileReference } from '../../config/file-reference.ts';
import { invariant } from '../../ground/result.ts';
import type { AcquirerKind, AcquirerParts, KeyFile } from '../kind.ts';
import type { Http } from '../port.ts';
import { checkAlipayPlus } from './check.ts';
import { ALIPAY_PLUS_CODES } from './code-rules.ts';
import { alipayPlusConfig, type AlipayPlusConfig } from './config.ts';
import { AlipayPlusGateway } from './gateway.ts';
import { addressesOf, hearing } from './notification.ts';
import { ALIPAY_PLUS_COLUMNS } from './report-columns.ts';
import { parsePrivateKey, parsePublicKey, rsaSigning, type Signing } from './signature.ts';

/** As much of a part as its key files can be read by, whatever else is wrong with it. */
const references = z
  .object({
    privateKey: fileReference.optional().catch(undefined),
    publicKeys: z.record(z.string(), fileReference.optional().catch(undefined)).catch({}),
  })
  .catch({ privateKey: undefined, publicKeys: {} });

/** Alipay+, where the customer shows a wallet's code. Source of everything in this folder: `PROTOCOL.md`. */
export const alipayPlus: AcquirerKind<AlipayPlusConfig> & { readonly config: typeof alipayPlusConfig } = {
  kind: 'alipay-plus',
  pays: 'code',
  config: alipayPlusConfig,
  codes: ALIPAY_PLUS_CODES,
  // 7.1: the mark stands only in phrases, on the display and on receipts. 7.2: the words are ours.
  brand: { mark: 'alipay-plus', words: 'Alipay+ Partner' },
  reportColumns: ALIPAY_PLUS_COLUMNS,
  keyFiles(part): KeyFile[] {
    const { privateKey, publicKeys } = references.parse(part);
    const own =
      privateKey === undefined ? [] : [{ path: 'privateKey', ...privateKey, check: parsePrivateKey }];
    const theirs = Object.entries(publicKeys).flatMap(([version, reference]) =>
      reference === undefined ? [] : [{ path: `publicKeys.${version}`, ...reference, check: parsePublicKey }],
    );
    return [...own, ...theirs];
  },
  open(config, parts) {
    const { clock, http, terminal } = parts;
    const signing = signingOf(config, parts);
    const over = (way: Http) => new AlipayPlusGateway({ ...parts, config, signing, http: way });
    return {
      gateway: over(http),
      noticeMethods: ['POST'],
      hear: hearing({
        clientId: config.clientId,
        signing,
        timeZone: terminal.timeZone,
        isAddress: addressesOf(parts.name, config.paymentNotifyUrl, parts.publicUrl),
      }),
      check: (paymentRequestId) => checkAlipayPlus({ gatewayOver: over, http, clock, paymentRequestId }),
    };
  },
};

function signingOf({ keyVersion, publicKeys }: AlipayPlusConfig, { keys }: AcquirerParts): Signing {
  const read = <K>(path: string, parse: (text: string) => { ok: true; value: K } | { ok: false }): K => {
    const text = keys.get(path);
    const key = text === undefined ? undefined : parse(text);
    invariant(key?.ok === true, `the key file ${path} was read and checked with the config`);
    return key.value;
  };
  return rsaSigning({
    privateKey: read('privateKey', parsePrivateKey),
    keyVersion,
    publicKeys: new Map(
      Object.keys(publicKeys).map((version) => [version, read(`publicKeys.${version}`, parsePublicKey)]),
    ),
  });
}
