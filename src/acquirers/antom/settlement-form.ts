import type { SettlementForm, SettlementName } from '../settlement-form.ts';

const NAME = /^settlementItems_(?:([^_]+)_)?([A-Z]{3})_([^_]+)_(\d{3})(?!\d).*$/i;

/**
 * Antom's Settlement Items: the transactions of a settlement batch, in the columns of its Transaction Items.
 *
 * Shape: `settlementItems_<pspName>_<settlementCurrency>_<settlementBatchId>_<seq>.csv`, of a single wallet; read without
 * the wallet too. Whose it is stands in its folder and its lines. The columns of its summaries were not seen: those are
 * passed over, and fees stand in no file of their own. Source: in-store dossier section 10.
 */
export const ANTOM_SETTLEMENT: SettlementForm = {
  nameOf,
  columns: { feeItems: {}, summary: {}, settlement: {} },
  paysByBatch: true,
};

function nameOf(name: string): SettlementName | null {
  const match = NAME.exec(name);
  if (match === null) return null;
  const [, wallet = '', currency = '', batchId = '', seq = ''] = match;
  return {
    ...{ kind: 'transactionItems', participantId: null, settlementCurrency: currency.toUpperCase(), batchId },
    participantAgreementId: wallet,
    seq: Number(seq),
  };
}
