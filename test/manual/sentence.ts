/** What stands behind a sentence of the screen, and what a person does. */
export interface Meaning {
  readonly means: string;
  readonly todo: string;
}

/** A sentence that the till makes by itself, in English; `…` stands for what differs from case to case. */
export interface Said extends Meaning {
  readonly says: string;
}

/** A row of a table: the sentence, what it means, what to do. */
export function sayingRow(says: string, { means, todo }: Meaning): readonly string[] {
  return [says, means, todo];
}

/** The columns of these tables. */
export const SAYING_HEAD = ['the screen says', 'it means', 'what to do'] as const;
