/** What the name of a report tells, of any kind. Source: reports dossier section 1. */
export interface AnyReportName {
  readonly kind: 'transactionItems' | 'feeItems' | 'summary' | 'settlement';
  readonly participantId: string;
  readonly settlementCurrency: string;
  /** A clearing batch; of a settlement report, the settlement batch. */
  readonly batchId: string;
  readonly participantAgreementId: string;
  readonly seq: number;
}

const NAME =
  /^(transactionItems|feeItems|summary|settlement)_([^_]+)_([A-Z]{3})_([^_]+)_([^_]+)_(\d{3})(?!\d).*$/i;

const KINDS = ['transactionItems', 'feeItems', 'summary', 'settlement'] as const;

/** Reads a report's name; null where it is of no kind. One grammar for all. */
export function parseAnyReportName(file: string): AnyReportName | null {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const match = NAME.exec(base);
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

/** What the reports of one cycle have in common: its batch, of one agreement and currency. */
export function cycleKey({ settlementCurrency, batchId, participantAgreementId }: AnyReportName): string {
  return `${settlementCurrency} ${batchId} ${participantAgreementId}`;
}
