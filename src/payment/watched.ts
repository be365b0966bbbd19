import type { Ms } from '../ground/time.ts';

/**
 * Looks at an attempt that ended without a charge, although somebody may still have its link or its page.
 *
 * Why apart from a question: a look holds up nothing. The order may begin another attempt, and what is found goes back.
 */
export interface Watch {
  readonly dueAtMs: Ms;
  readonly untilMs: Ms;
  readonly tries: number;
}

/** What an ended attempt keeps of the looks that are to come; absent where none is. */
export interface Watched {
  readonly watch?: Watch | undefined;
}
