import type { SettlementForm, SettlementName } from '../settlement-form.ts';
import { ALIPAY_PLUS_SETTLEMENT_COLUMNS } from './settlement-columns.ts';

const NAME =
  /^(transactionItems|feeItems|summary|settlement)_([^_]+)_([A-Z]{3})_([^_]+)_([^_]+)_(\d{3})(?!\d).*$/i;

const KINDS = ['transactionItems', 'feeItems', 'summary', 'settlement'] as const;

/** Alipay+'s reports of cycles, fees and payments: one grammar for all. Source: reports dossier section 1. */
export const ALIPAY_PLUS_SETTLEMENT: SettlementForm = { nameOf, columns: ALIPAY_PLUS_SETTLEMENT_COLUMNS };

function nameOf(name: string): SettlementName | null {
  const match = NAME.exec(name);
  if (match === null) return null;
  const [, prefix = '', participantId = '', currency = '', batchId = '', agreement = '', seq = ''] = match;
  const kind = KINDS.find((each) => each.toLowerCase() === prefix.toLowerCase());
  return kind === undefined
    ? null
    : {
        ...{ kind, participantId, settlementCurrency: currency.toUpperCase(), batchId },
        participantAgreementId: agreement,
        seq: Number(seq),
      };
}
