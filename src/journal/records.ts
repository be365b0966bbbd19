import type { TillEvent } from '../payment/state.ts';

/** One row of the journal. */
export type JournalRecord = TillEvent;
