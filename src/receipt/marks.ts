import { z } from 'zod';
import { decodedText, textFaults } from '../ground/outside-text.ts';
import { schemaWords } from '../ground/schema-words.ts';
import { Bitmap } from './bitmap.ts';
import { PROFILES } from './profiles.ts';
import { readPng, type Inflate } from './png-reader.ts';

const text = (max: number) => z.string().min(1).max(max);
const file = text(128).regex(/^[\w.-]+$/, 'must be the name of a file in the folder');

/** What a folder of marks says of itself, in its `manifest.json`. */
export const manifestSchema = z.strictObject({
  marks: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a short name'),
      /** The mark as the acquirer gave it. */
      file,
      kind: z.enum(['acceptance', 'phrase', 'wallet']),
      /** The least width at which it may be shown. */
      minWidthMm: z.number().positive().max(100),
      /** White around it on all sides: at least the height of its plus sign. */
      clearSpaceMm: z.number().positive().max(50),
      /** The variant for printers, in black and white, a dot of the printer to the pixel. */
      monochrome: file,
      /** Who gave it, and when. */
      source: text(512),
      /** It stands in for a mark that the shop has not put in yet. */
      placeholder: z.boolean().default(false),
    }),
  ),
});
export type MarkFacts = z.infer<typeof manifestSchema>['marks'][number];

/** Dots of a printer head to the millimetre: 203 dpi. */
const DOTS_PER_MM = 8;
const NARROWEST_DOTS = Math.min(...Object.values(PROFILES).map(({ widthDots }) => widthDots));
/** How much the shapes of two variants may differ before one of them is stretched. Assumed: rounding to whole dots. */
const STRETCH_MAX = 0.03;

/** What a folder of marks came to. */
export interface CheckedMarks {
  /** What can be printed, by id, with its clear space. Placeholders are not printed: words say it better. */
  readonly pictures: ReadonlyMap<string, Bitmap>;
  /** Sentences; none where the folder may be used as it is. */
  readonly faults: readonly string[];
  readonly placeholders: readonly string[];
  /** Required marks that only a placeholder stands for. */
  readonly missing: readonly string[];
}

/**
 * Holds a folder of marks against the checklist. `required`: the ids of the marks that the shop's acquirers want shown.
 *
 * A mark is printed as it was given or not at all: never recoloured, stretched or crowded. A mark with a fault is left
 * out, and words stand for it. Source: dossier sections 7.1 and 7.2.
 */
export function checkMarks(
  required: readonly string[],
  read: (name: string) => Uint8Array | null,
  inflate: Inflate,
): CheckedMarks {
  const manifest = readManifest(read('manifest.json'));
  if (typeof manifest === 'string')
    return { pictures: new Map(), faults: [manifest], placeholders: [], missing: [] };
  const faults: string[] = [];
  const pictures = new Map<string, Bitmap>();
  for (const mark of manifest) {
    const checked = checkMark(mark, read, inflate);
    faults.push(...checked.faults.map((fault) => `${mark.id}: ${fault}`));
    if (checked.picture !== null && checked.faults.length === 0 && !mark.placeholder)
      pictures.set(mark.id, checked.picture);
  }
  const absent = required.filter((id) => !manifest.some((mark) => mark.id === id));
  faults.push(...absent.map((id) => `${id}: is required, and is not in the manifest`));
  const placeholders = manifest.filter(({ placeholder }) => placeholder).map(({ id }) => id);
  const missing = required.filter((id) => placeholders.includes(id));
  return { pictures, faults, placeholders, missing };
}

function readManifest(bytes: Uint8Array | null): readonly MarkFacts[] | string {
  if (bytes === null) return 'manifest.json: is missing';
  const text = decodedText(bytes);
  if (!text.ok) return `manifest.json: ${text.error}`;
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch {
    return 'manifest.json: is not JSON';
  }
  const [unread] = textFaults(value, () => false);
  if (unread !== undefined) return `manifest.json: ${unread.path.join('.')} ${unread.why}`;
  const parsed = manifestSchema.safeParse(value, { error: schemaWords });
  if (parsed.success) return parsed.data.marks;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  return `manifest.json: ${issues.join('; ')}`;
}

function checkMark(
  mark: MarkFacts,
  read: (name: string) => Uint8Array | null,
  inflate: Inflate,
): { readonly picture: Bitmap | null; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const original = read(mark.file);
  if (original === null) faults.push(`${mark.file} is missing`);
  const printed = read(mark.monochrome);
  if (printed === null) return { picture: null, faults: [...faults, `${mark.monochrome} is missing`] };
  const mono = readPng(printed, inflate);
  if (!mono.ok) return { picture: null, faults: [...faults, `${mark.monochrome} ${mono.error}`] };
  const { dots, isBlackAndWhite } = mono.value;
  const clear = Math.ceil(mark.clearSpaceMm * DOTS_PER_MM);
  const least = Math.ceil(mark.minWidthMm * DOTS_PER_MM);
  if (!isBlackAndWhite)
    faults.push(`${mark.monochrome} must be in black and white only: a printer would recolour it`);
  if (dots.width < least)
    faults.push(
      `${mark.monochrome} is ${dots.width} dots wide, and must be ${least} or more (${mark.minWidthMm} mm)`,
    );
  if (dots.width + 2 * clear > NARROWEST_DOTS)
    faults.push(
      `${mark.monochrome} with its clear space is wider than the narrowest paper (${NARROWEST_DOTS} dots)`,
    );
  const isAnother = mark.file.endsWith('.png') && mark.file !== mark.monochrome;
  const shape = original === null || !isAnother ? null : readPng(original, inflate);
  if (shape !== null && !shape.ok) faults.push(`${mark.file} ${shape.error}`);
  if (shape?.ok === true && isStretched(shape.value.dots, dots))
    faults.push(`${mark.monochrome} has another shape than ${mark.file}: it is stretched or cut`);
  return { picture: withClearSpace(dots, clear), faults };
}

function isStretched(a: Bitmap, b: Bitmap): boolean {
  return Math.abs((a.width / a.height) * (b.height / b.width) - 1) > STRETCH_MAX;
}

function withClearSpace(dots: Bitmap, clear: number): Bitmap {
  const placed = new Bitmap(dots.width + 2 * clear, dots.height + 2 * clear);
  placed.stamp(dots, clear, clear);
  return placed;
}
