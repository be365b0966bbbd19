import { barDataOf, barModulesOf } from './code128.ts';
import type { PrinterProfile } from './profiles.ts';

/** Of one bar: 2 dots are 0.25 mm at 203 dpi, which hand scanners read from paper. */
export const BAR_DOTS = 2;
/** How tall the bars stand: 10 mm at 203 dpi. */
export const BAR_HEIGHT_DOTS = 80;
/** A quiet zone is 10 bars wide at both ends. Source: ISO/IEC 15417, quiet zone of Code 128. */
const QUIET_ZONES_DOTS = 2 * 10 * BAR_DOTS;
/** Blank paper beside what can be printed: 5 mm on either side on 58 mm, 4 mm on 80 mm paper, at 7 dots/mm. */
const PAPER_EDGES_DOTS = 2 * 4 * 7;

/** Whether a text as Code 128 fits the paper with its quiet zones; the paper's blank edges count for these. */
export function barsFit(text: string, profile: Pick<PrinterProfile, 'widthDots'>): boolean {
  const data = barDataOf(text);
  if (data === null) return false;
  const length = barModulesOf(data) * BAR_DOTS;
  return length <= profile.widthDots && length + QUIET_ZONES_DOTS <= profile.widthDots + PAPER_EDGES_DOTS;
}
