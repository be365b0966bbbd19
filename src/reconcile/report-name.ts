/** What the name of a report tells. Source: dossier section 8. */
export interface ReportName {
  readonly participantId: string;
  readonly settlementCurrency: string;
  readonly clearingBatchId: string;
  readonly participantAgreementId: string;
  /** 0 to 999. */
  readonly seq: number;
}

/**
 * The documented name, and whatever people's programs put behind its number: ` (1).csv`, `.CSV`, `.csv.gz`, ` - Copy.csv`.
 * What the file is, its bytes tell.
 */
const NAME = /^transactionItems_([^_]+)_([A-Z]{3})_([^_]+)_([^_]+)_(\d{3})(?!\d).*$/i;

/** What lies beside a report and is none: sums, signatures, the mark that a transfer has ended. */
const COMPANION = /\.(md5|sha\d*|asc|sig|pgp|ok|done)$/i;

/** A transfer into this file has not ended. */
const UNFINISHED = /\.(part|partial|filepart|crdownload|download|tmp)$/i;

/** Whether a file is meant to be a Transaction Detail Report; other reports lie in the same folder. */
export function isReportName(file: string): boolean {
  return /^transactionItems_/i.test(baseOf(file)) && !COMPANION.test(file);
}

/** Whether a file is one whose transfer has not ended. */
export function isUnfinished(file: string): boolean {
  return UNFINISHED.test(file);
}

/** Reads a report's name; null where it is not of the documented form. In front of it may stand the archive it lay in. */
export function parseReportName(file: string): ReportName | null {
  const match = NAME.exec(baseOf(file));
  if (match === null) return null;
  const [, participantId = '', currency = '', clearingBatchId = '', agreement = '', seq = ''] = match;
  return {
    participantId,
    settlementCurrency: currency.toUpperCase(),
    clearingBatchId,
    participantAgreementId: agreement,
    seq: Number(seq),
  };
}

function baseOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
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
