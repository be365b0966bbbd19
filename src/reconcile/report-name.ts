/** What the name of a report tells. Source: dossier section 8. */
export interface ReportName {
  readonly participantId: string;
  readonly settlementCurrency: string;
  readonly clearingBatchId: string;
  readonly participantAgreementId: string;
  /** 0 to 999. */
  readonly seq: number;
}

const NAME = /^transactionItems_([^_]+)_([A-Z]{3})_([^_]+)_([^_]+)_(\d{3})\.csv$/;

/** Whether a file is meant to be a Transaction Detail Report; other reports lie in the same folder. */
export function isReportName(file: string): boolean {
  return file.startsWith('transactionItems_') && file.endsWith('.csv');
}

/** Reads a report's name; null where it is not of the documented form. */
export function parseReportName(file: string): ReportName | null {
  const match = NAME.exec(file);
  if (match === null) return null;
  const [, participantId = '', settlementCurrency = '', clearingBatchId = '', agreement = '', seq = ''] =
    match;
  return {
    participantId,
    settlementCurrency,
    clearingBatchId,
    participantAgreementId: agreement,
    seq: Number(seq),
  };
}

/** The name of the file of the same cycle with another number. */
export function nameWithSeq(name: ReportName, seq: number): string {
  const { participantId, settlementCurrency, clearingBatchId, participantAgreementId } = name;
  const number = String(seq).padStart(3, '0');
  return `transactionItems_${participantId}_${settlementCurrency}_${clearingBatchId}_${participantAgreementId}_${number}.csv`;
}

/** What the files of one cycle have in common. */
export function groupOf(name: ReportName): string {
  return nameWithSeq(name, 0);
}
