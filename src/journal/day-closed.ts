import { accountOf, type AtAccount } from '../ground/account.ts';
import type { Amount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';
import type { Total } from './entry.ts';
import { totalsKept, type KeptTotal } from './moved.ts';

/** Something that is not known, or still owed, when a report is made. */
export interface Unresolved {
  readonly saleId: string;
  readonly referenceOrderId: string;
  readonly amount: Amount;
  readonly state: string;
}

/**
 * What a report says, X or Z; a closed day is kept whole, and never made anew. `stage`: whether the till had an acquirer's
 * account for tests then; days of before it was kept have none.
 */
export interface DayReport extends Pick<AtAccount, 'stage'> {
  readonly number: number;
  /** The close before, or the first row of all; null where nothing has ever happened. */
  readonly fromMs: Ms | null;
  readonly untilMs: Ms;
  readonly totals: readonly Total[];
  readonly unresolved: readonly Unresolved[];
  /** The hash of the last row before the close, as hexadecimal: what stands before it can't be changed unseen. */
  readonly head: string;
}

/** The day was closed: numbered from 1 without gaps. */
export type DayClosed = {
  readonly kind: 'dayClosed';
  readonly atMs: Ms;
  readonly totals: readonly KeptTotal[];
  /** How the caller named the request; null where it did not, and in rows from before it was kept. */
  readonly idempotencyKey: string | null;
  readonly operatorId?: string | undefined;
  /** Of `dayText`, by the till's own key; days of before days were signed have none. */
  readonly signature?: string | undefined;
} & Omit<DayReport, 'totals'>;

/** What a closed day says. */
export function reportOf({ number, fromMs, untilMs, totals, unresolved, head, stage }: DayClosed): DayReport {
  return { number, fromMs, untilMs, totals: totalsKept(totals), unresolved, head, ...accountOf({ stage }) };
}
