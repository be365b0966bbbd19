/**
 * By which rules an attempt goes on. It keeps those of its begin: a program that comes later changes nothing of what
 * happened, as the journal tells it.
 */
export interface KeptRules {
  /** What is told while an inquiry is under way is asked about once more; false for attempts from before that was so. */
  readonly asksAgain: boolean;
  /**
   * What was told and never answered is asked about when the attempt ends, an answer that may be older than what undoes
   * the charge does not end it, and nothing leaves while the acquirer asks for patience; absent for attempts from before
   * that was so.
   */
  readonly asksAtEnd?: true | undefined;
  /**
   * How often in a row the books must hold no such payment before they are believed: they may lag. Absent for attempts
   * from before it was kept, see `missesMinOf` and `asksUntilAnswered`.
   */
  readonly missesMin?: number | undefined;
}

/** Of an attempt that begins now. Three misses are ours: two answers that lag, one after the other, are outlived. */
export const KEPT_RULES: KeptRules = { asksAgain: true, asksAtEnd: true, missesMin: 3 };

/** The rules of an attempt, of all that is kept of it. */
export function rulesOf({ asksAgain, asksAtEnd, missesMin }: KeptRules): KeptRules {
  return {
    asksAgain,
    ...(asksAtEnd === undefined ? {} : { asksAtEnd }),
    ...(missesMin === undefined ? {} : { missesMin }),
  };
}

/** How many misses ended a question about a refused payment, and the looks at a cancelled one, before that was kept. */
export const FORMER_MISSES_MIN = { question: 1, look: 2 } as const;

/**
 * How many misses in a row are believed. `former`: how many were before, and are where time alone is no occasion to ask
 * again.
 */
export function missesMinOf(
  { missesMin, terms }: KeptRules & { readonly terms: { readonly ask: string } },
  former: number,
): number {
  return terms.ask === 'onTriggers' ? former : (missesMin ?? former);
}

/** Whether the till goes on asking about what it was told, until it hears the answer to a later inquiry. */
export function asksUntilAnswered({ missesMin }: KeptRules): boolean {
  return missesMin !== undefined;
}
