import { Bitmap } from './bitmap.ts';
import type { Contour } from './shape.ts';

/** Dots of an outline. `left` and `top` place them from the pen: right of it, and below the baseline. */
export interface OutlineDots {
  readonly dots: Bitmap;
  readonly left: number;
  readonly top: number;
}

/** The share of a dot that an outline must cover for it to be black. */
const INK = 0.4;

/** What was burned of an outline, for as long as the outline itself is kept: papers repeat their words. */
const burned = new WeakMap<readonly Contour[], Map<string, OutlineDots>>();

/** The dots of an outline: `scaleX` and `scaleY` are dots to the font's size. */
export function dotsOfOutline(contours: readonly Contour[], scaleX: number, scaleY: number): OutlineDots {
  let bySize = burned.get(contours);
  if (bySize === undefined) {
    bySize = new Map();
    burned.set(contours, bySize);
  }
  const size = `${scaleX} ${scaleY}`;
  const known = bySize.get(size) ?? burn(contours, scaleX, scaleY);
  bySize.set(size, known);
  return known;
}

/**
 * Burns an outline.
 *
 * Each line of a contour adds to the dots right of it the area that it opens or closes; a sum over a row is then how
 * much of each dot is covered. Source: S. Raph Levien, font-rs, "accumulation buffer".
 */
function burn(contours: readonly Contour[], scaleX: number, scaleY: number): OutlineDots {
  const [left, top, width, height] = boundsOf(contours, scaleX, scaleY);
  const stride = width + 2;
  const area = new Float32Array(stride * height);
  for (const contour of contours) {
    let x0 = (contour.at(-2) ?? 0) * scaleX - left;
    let y0 = -(contour.at(-1) ?? 0) * scaleY - top;
    for (let at = 0; at < contour.length; at += 2) {
      const x1 = (contour[at] ?? 0) * scaleX - left;
      const y1 = -(contour[at + 1] ?? 0) * scaleY - top;
      addLine(area, stride, x0, y0, x1, y1);
      x0 = x1;
      y0 = y1;
    }
  }
  const dots = new Bitmap(width, height);
  for (let y = 0; y < height; y += 1) {
    let covered = 0;
    for (let x = 0; x < width; x += 1) {
      covered += area[y * stride + x] ?? 0;
      if (Math.abs(covered) >= INK) dots.blacken(x, y);
    }
  }
  return { dots, left, top };
}

function boundsOf(
  contours: readonly Contour[],
  scaleX: number,
  scaleY: number,
): [left: number, top: number, width: number, height: number] {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const contour of contours) {
    for (let at = 0; at < contour.length; at += 2) {
      const x = (contour[at] ?? 0) * scaleX;
      const y = -(contour[at + 1] ?? 0) * scaleY;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (left > right) return [0, 0, 0, 0];
  left = Math.floor(left);
  top = Math.floor(top);
  return [left, top, Math.ceil(right) - left, Math.ceil(bottom) - top];
}

/** Adds one line, row by row; its ends lie inside the area. */
function addLine(area: Float32Array, stride: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 > y1) return addDown(area, stride, { x: x1, from: y1, to: y0, slope: (x0 - x1) / (y0 - y1) }, -1);
  if (y0 < y1) addDown(area, stride, { x: x0, from: y0, to: y1, slope: (x1 - x0) / (y1 - y0) }, 1);
}

function addDown(
  area: Float32Array,
  stride: number,
  line: { readonly x: number; readonly from: number; readonly to: number; readonly slope: number },
  sign: 1 | -1,
): void {
  let { x } = line;
  for (let row = Math.floor(line.from); row < line.to; row += 1) {
    const high = Math.min(row + 1, line.to) - Math.max(row, line.from);
    const next = x + line.slope * high;
    addRow(area, row * stride, Math.min(x, next), Math.max(x, next), high * sign);
    x = next;
  }
}

/** The part of a line in one row: it goes from `from` to `to` and opens `amount` of each dot that is right of it. */
function addRow(area: Float32Array, row: number, from: number, to: number, amount: number): void {
  const first = Math.max(0, Math.floor(from));
  const last = Math.max(first, Math.ceil(to) - 1);
  let before = 0;
  for (let column = first; column <= last; column += 1) {
    const share = shareRightOf(from, to, column);
    area[row + column] = (area[row + column] ?? 0) + amount * (share - before);
    before = share;
  }
  area[row + last + 1] = (area[row + last + 1] ?? 0) + amount * (1 - before);
}

/** How much of a dot lies right of a line, on average over the line. */
function shareRightOf(from: number, to: number, column: number): number {
  if (to - from < 1e-9) return Math.min(1, Math.max(0, column + 1 - from));
  const rightOf = (edge: number): number =>
    (square(Math.max(0, edge - from)) - square(Math.max(0, edge - to))) / 2;
  return (rightOf(column + 1) - rightOf(column)) / (to - from);
}

function square(value: number): number {
  return value * value;
}
