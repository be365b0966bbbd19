import type { ScriptFont } from './script-fonts.ts';

/** A closed line of an outline: x and y in turn, in shares of the font's size; y grows upwards from the baseline. */
export type Contour = readonly number[];

/** Letters set beside and upon each other as their script wants it. Units: shares of the font's size. */
export interface ShapedRun {
  readonly advance: number;
  readonly contours: readonly Contour[];
}

/** What joins, stacks and reorders the letters of a script. */
export interface Shaper {
  /** Whether the font has every character of a text. */
  has(font: ScriptFont, text: string): boolean;
  /** A run of one font and one direction, in the order in which it is read. */
  shape(font: ScriptFont, text: string, rightToLeft: boolean): ShapedRun;
}

/** What a till draws with whose shaper could not be loaded: letters that need one are boxes. */
export const NO_SHAPER: Shaper = {
  has: () => false,
  shape: () => ({ advance: 0, contours: [] }),
};
