import { parseIso } from '../../ground/time.ts';
import type { AcquirerKind } from '../kind.ts';
import type { Http } from '../port.ts';
import { checkSigned } from '../signed-wire/check.ts';
import { signingKeyFiles, signingOf } from '../signed-wire/keys.ts';
import { addressesOf, hearingBy } from '../signed-wire/notification.ts';
import { signedSetUpOf } from '../signed-wire/set-up.ts';
import { WALLET_CODES } from '../signed-wire/wallet-codes.ts';
import { alipayPlusConfig, type AlipayPlusConfig } from './config.ts';
import { AlipayPlusGateway } from './gateway.ts';
import { ALIPAY_PLUS_NOTICES } from './notification.ts';
import { officeHearing } from './office/notices.ts';
import { AlipayPlusOffice } from './office/office.ts';
import { officeTimeoutMs } from './office/waits.ts';
import { ALIPAY_PLUS_REPORT } from './report-form.ts';
import { ALIPAY_PLUS_SETTLEMENT } from './settlement-form.ts';

/** Alipay+, where the customer shows a wallet's code. Source of everything in this folder: `PROTOCOL.md`. */
export const alipayPlus: AcquirerKind<AlipayPlusConfig> & { readonly config: typeof alipayPlusConfig } = {
  kind: 'alipay-plus',
  accountKeys: ['clientId'],
  setUp: signedSetUpOf('Alipay+', 'Alipay+'),
  pays: () => ['code'],
  config: alipayPlusConfig,
  codes: WALLET_CODES,
  // 7.1: the mark stands only in phrases, on the display and on receipts. 7.2: the words are ours.
  brand: { mark: 'alipay-plus', words: 'Alipay+ Partner' },
  report: ALIPAY_PLUS_REPORT,
  settlement: ALIPAY_PLUS_SETTLEMENT,
  keyFiles: signingKeyFiles,
  open(config, parts) {
    const { clock, http, terminal } = parts;
    const signing = signingOf(parts);
    const over = (way: Http) => new AlipayPlusGateway({ ...parts, config, signing, http: way });
    const gateway = over(http);
    const { paths, escalationDays, notifyUrl, words } = parts.office;
    const isNoticeAddress = addressesOf(parts.name, config.paymentNotifyUrl, parts.publicUrl);
    const officePaths = [paths.retrieval, paths.escalation, ...paths.registration];
    const hearing = {
      clientId: config.clientId,
      signing,
      timeZone: terminal.timeZone,
      isAddress: (path: string) => isNoticeAddress(path) || officePaths.includes(path),
    };
    const { calls } = gateway;
    return {
      gateway,
      office: new AlipayPlusOffice({
        ...{ ...parts, calls, timeoutMs: officeTimeoutMs(config.timing), notifyUrl, words },
      }),
      noticeMethods: ['POST'],
      hear: hearingBy(ALIPAY_PLUS_NOTICES, hearing),
      hearOffice: officeHearing({ ...hearing, paths, escalationDays }),
      check: (paymentRequestId) =>
        checkSigned({ gatewayOver: over, http, clock, timeOf: parseIso, paymentRequestId }),
    };
  },
};
