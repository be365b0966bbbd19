import type { SettlementForm, SettlementName } from '../../acquirers/settlement-form.ts';

/** Reads a report's name, whatever folder it lies in; null where it is of no kind. */
export function settlementNameOf(file: string, { nameOf }: SettlementForm): SettlementName | null {
  return nameOf(file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
}

/** What the reports of one cycle have in common: its batch, of one agreement and currency. */
export function cycleKey({ settlementCurrency, batchId, participantAgreementId }: SettlementName): string {
  return `${settlementCurrency} ${batchId} ${participantAgreementId}`.trimEnd();
}
