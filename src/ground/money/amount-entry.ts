/**
 * How a pad of amounts fills.
 *
 * `minor` digits fill from the right, and there is no point; `major` digits are whole units, until a point is typed.
 * Why never both: a stray point would multiply what was typed by a hundred.
 * Source: interface section 2, `terminal.amountEntry`.
 */
export const AMOUNT_ENTRIES = ['minor', 'major'] as const;
export type AmountEntry = (typeof AMOUNT_ENTRIES)[number];
