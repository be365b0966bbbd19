import type { ReportFault } from './report-fault.ts';
import type { ReportRow } from './report.ts';
import type { TillEntry } from './entries.ts';

/** One thing in which report and till are not the same, or that keeps them from being compared. */
export type Finding =
  /** The till was told that it happened; no line of the report tells of it. */
  | { readonly kind: 'missingInReport' | 'refundMissingInReport'; readonly entry: TillEntry }
  /** The line is of this shop's tills; no journal that was given knows of it. */
  | { readonly kind: 'missingInJournal' | 'refundMissingInJournal'; readonly row: ReportRow }
  | {
      readonly kind:
        | 'amountDiffers'
        | 'refundAmountDiffers'
        | 'currencyDiffers'
        /** The till says cancelled, failed or not known; the acquirer has it as made. */
        | 'stateDiffers'
        /** Same request, other id of the acquirer's. */
        | 'idDiffers'
        /** Another day at the till than in the report. */
        | 'otherDay'
        /** The till says that it was paid, and the report that it was cancelled. */
        | 'cancelledInReport';
      readonly entry: TillEntry;
      readonly row: ReportRow;
    }
  /** Every amount of the file is as many times another as its currency has decimals: it counts in another unit. */
  | { readonly kind: 'amountUnitDiffers'; readonly file: string; readonly isDecimal: boolean }
  | { readonly kind: 'duplicateInReport'; readonly row: ReportRow; readonly first: ReportRow }
  /** Neither a payment nor a refund: a dispute, say, of a transaction of this till. */
  | { readonly kind: 'otherType'; readonly row: ReportRow; readonly entry: TillEntry | null }
  /** The till does not know yet, and the report does not have it. */
  | { readonly kind: 'unresolved'; readonly entry: TillEntry }
  | {
      readonly kind: 'summaryCountDiffers' | 'summaryAmountDiffers';
      readonly file: string;
      readonly told: bigint;
      readonly counted: bigint;
    }
  | { readonly kind: 'fileMissing'; readonly file: string }
  | { readonly kind: 'otherParticipant'; readonly file: string; readonly participantId: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly faults: readonly ReportFault[] };

export type FindingKind = Finding['kind'];

/** The order in which a person should look at them: first what keeps the rest from being sure. */
export const FINDING_KINDS = [
  'unreadable',
  'otherParticipant',
  'fileMissing',
  'amountUnitDiffers',
  'summaryCountDiffers',
  'summaryAmountDiffers',
  'missingInReport',
  'missingInJournal',
  'amountDiffers',
  'currencyDiffers',
  'stateDiffers',
  'cancelledInReport',
  'refundMissingInReport',
  'refundMissingInJournal',
  'refundAmountDiffers',
  'duplicateInReport',
  'idDiffers',
  'otherDay',
  'otherType',
  'unresolved',
] as const satisfies readonly FindingKind[];
