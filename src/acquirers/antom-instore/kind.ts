import { z } from 'zod';
import { READ_ONCE } from '../../config/read-once.ts';
import { isoOrEpochMs } from '../signed-wire/times.ts';
import { ANTOM_SETTLEMENT } from '../antom/settlement-form.ts';
import type { AcquirerKind } from '../kind.ts';
import type { Http } from '../port.ts';
import { checkSigned } from '../signed-wire/check.ts';
import { signingKeyFiles, signingOf } from '../signed-wire/keys.ts';
import { addressesOf, hearingBy } from '../signed-wire/notification.ts';
import { signedSetUpOf } from '../signed-wire/set-up.ts';
import { WALLET_CODES } from '../signed-wire/wallet-codes.ts';
import { antomInstoreConfig, SCENARIOS, type AntomInstoreConfig } from './config.ts';
import { antomInstoreGateway } from './gateway.ts';
import { antomInstoreNotices } from './notification.ts';
import { ANTOM_INSTORE_REPORT } from './report-form.ts';

/** As much of a part as says how it is paid. */
const scenariosOf = z.object({ scenarios: z.array(z.enum(SCENARIOS)).default([...SCENARIOS]) });

const WAY_OF = { paymentCode: 'code', orderCode: 'page' } as const;

/** Antom in a shop, which any merchant can sign. Source of everything in this folder: `PROTOCOL.md`. */
export const antomInstore: AcquirerKind<AntomInstoreConfig> & {
  readonly config: typeof antomInstoreConfig;
} = {
  kind: 'antom-instore',
  accountKeys: ['clientId'],
  setUp: signedSetUpOf('Antom', 'Antom'),
  pays: (part) => {
    const read = scenariosOf.safeParse(part, READ_ONCE);
    return read.success ? read.data.scenarios.map((scenario) => WAY_OF[scenario]) : [];
  },
  config: antomInstoreConfig,
  codes: WALLET_CODES,
  // 9: its wallets are those of Alipay+.
  brand: { mark: 'alipay-plus', words: 'Alipay+ Partner' },
  report: ANTOM_INSTORE_REPORT,
  settlement: ANTOM_SETTLEMENT,
  keyFiles: signingKeyFiles,
  open(config, parts) {
    const { clock, http, name, publicUrl, terminal } = parts;
    const signing = signingOf(parts);
    const notifyUrl = config.paymentNotifyUrl ?? (publicUrl === null ? undefined : `${publicUrl}/n/${name}`);
    const over = (way: Http) => antomInstoreGateway({ ...parts, config, signing, notifyUrl, http: way });
    return {
      gateway: over(http),
      noticeMethods: ['POST'],
      hear: hearingBy(antomInstoreNotices(config.pspNames), {
        clientId: config.clientId,
        signing,
        timeZone: terminal.timeZone,
        isAddress: addressesOf(name, config.paymentNotifyUrl, publicUrl),
      }),
      check: (paymentRequestId) =>
        checkSigned({ gatewayOver: over, http, clock, timeOf: isoOrEpochMs, paymentRequestId }),
    };
  },
};
