/**
 * Widths of bars and gaps of every symbol of Code 128, by its value; value 106 is the stop with its last bar.
 *
 * Source: ISO/IEC 15417, table 1 (as in GS1 General Specifications, section 5.4).
 */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221' +
  '223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321' +
  '112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131' +
  '311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114' +
  '122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141' +
  '214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const STOP_WIDTHS = '2331112';
const START = { A: 103, B: 104, C: 105 } as const;

/** A code set that a barcode command may name. */
export type CodeSet = 'B' | 'C';

/** A text as data of GS k 73: its sets named by `{B` and `{C`. */
export interface BarData {
  readonly set: CodeSet;
  readonly values: readonly number[];
}

/** How a text is set in one code set: pairs of digits where it has only such, characters otherwise; null where neither. */
export function barDataOf(text: string): BarData | null {
  if (/^(\d\d)+$/.test(text)) {
    return { set: 'C', values: (text.match(/\d\d/g) ?? []).map(Number) };
  }
  if (!/^[ -~]+$/.test(text)) return null;
  return { set: 'B', values: Array.from(text, (character) => character.charCodeAt(0) - 32) };
}

/** Bars and gaps in turn, in modules, with check symbol and stop; without quiet zones. */
export function barWidthsOf({ set, values }: BarData): number[] {
  const start = START[set];
  const sum = values.reduce((total, value, index) => total + value * (index + 1), start);
  const symbols = [start, ...values, sum % 103]
    .map((value) => WIDTHS.slice(value * 6, value * 6 + 6))
    .join('');
  return Array.from(symbols + STOP_WIDTHS, Number);
}

/** How many modules wide the bars are: 11 to a symbol, 13 to the stop. */
export function barModulesOf(data: BarData): number {
  return 11 * (data.values.length + 2) + 13;
}
