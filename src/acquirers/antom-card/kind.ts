import { ANTOM_SETTLEMENT } from '../antom/settlement-form.ts';
import type { AcquirerKind } from '../kind.ts';
import { signingKeyFiles, signingOf } from '../signed-wire/keys.ts';
import { addressesOf, hearingBy } from '../signed-wire/notification.ts';
import { signedSetUpOf } from '../signed-wire/set-up.ts';
import { checkAntomCard } from './check.ts';
import { antomCardConfig, type AntomCardConfig } from './config.ts';
import { disputeHearing } from './disputes.ts';
import { AntomCardGateway } from './gateway.ts';
import { ANTOM_CARD_NOTICES } from './notification.ts';
import { ANTOM_CARD_REPORT } from './report-form.ts';

/** Antom, where a card is typed on a page of Antom's. Source of everything in this folder: `PROTOCOL.md`. */
export const antomCard: AcquirerKind<AntomCardConfig> & { readonly config: typeof antomCardConfig } = {
  kind: 'antom-card',
  accountKeys: ['clientId'],
  setUp: signedSetUpOf('Antom Card', 'Antom'),
  pays: () => ['page'],
  config: antomCardConfig,
  codes: null,
  brand: null,
  report: ANTOM_CARD_REPORT,
  settlement: ANTOM_SETTLEMENT,
  keyFiles: signingKeyFiles,
  open(config, parts) {
    const { clock, name, publicUrl, terminal } = parts;
    const signing = signingOf(parts);
    const notifyUrl = config.paymentNotifyUrl ?? (publicUrl === null ? undefined : `${publicUrl}/n/${name}`);
    const gateway = new AntomCardGateway({ ...parts, config, signing, notifyUrl });
    const hearing = {
      clientId: config.clientId,
      signing,
      timeZone: terminal.timeZone,
      isAddress: addressesOf(name, config.paymentNotifyUrl, publicUrl),
    };
    return {
      gateway,
      noticeMethods: ['POST'],
      hear: hearingBy(ANTOM_CARD_NOTICES, hearing),
      hearOffice: config.disputes ? disputeHearing(hearing) : undefined,
      check: () => checkAntomCard(gateway, clock),
    };
  },
};
