import type { ReplyOf } from '../../src/contract/contract.ts';

/** What moved from one close of the day to the next, or until now. */
export type Report = ReplyOf<'readX'>;
