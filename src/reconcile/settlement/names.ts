import type { SettlementForm, SettlementName } from '../../acquirers/settlement-form.ts';

/** Reads a report's name, whatever folder it lies in; null where it is of no kind. */
export function settlementNameOf(file: string, { nameOf }: SettlementForm): SettlementName | null {
  return nameOf(file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
}

/** What the reports of one cycle have in common: its batch, of one agreement and currency. */
export function cycleKey({ settlementCurrency, batchId, participantAgreementId }: SettlementName): string {
  return `${settlementCurrency} ${batchId} ${participantAgreementId}`.trimEnd();
}

/** In the order in which they are read: lines come before their fees, so that fees of other shops need not be kept. */
export function readingOrder(files: readonly string[], form: SettlementForm): string[] {
  const isLines = (file: string): number =>
    settlementNameOf(file, form)?.kind === 'transactionItems' ? 0 : 1;
  return [...files].sort((a, b) => isLines(a) - isLines(b) || (a < b ? -1 : 1));
}
