import { commands, transform } from 'receiptline';
import { err, ok, type Result } from '../result.ts';
import { barsFit } from './bars.ts';
import { fitToCharset } from './glyphs.ts';
import { layOut } from './layout.ts';
import { markupOf } from './markup.ts';
import type { PrinterProfile } from './profiles.ts';
import type { Receipt } from './receipt.ts';
import { mapTexts } from './text.ts';

/** Characters that the printer cannot print; nothing of the receipt was made. */
export interface NoGlyph {
  readonly kind: 'noGlyph';
  readonly characters: readonly string[];
  readonly say: string;
}

/** Blank lines that bring the last line past the tear bar of a printer without a cutter. */
const TEAR_LINES = '\n'.repeat(4);

/**
 * The receipt as bytes for a printer.
 *
 * Errors: `noGlyph`, rather than a question mark on paper. At its end the printer is asked for its paper sensor
 * (GS r 1): one byte comes back from printers that can answer.
 */
export function escposOf(receipt: Receipt, profile: PrinterProfile): Result<Uint8Array, NoGlyph> {
  const markup = printMarkupOf(receipt, profile);
  if (!markup.ok) return markup;
  const commandText = transform(markup.value + (profile.cutter ? '' : TEAR_LINES), {
    ...paperOf(profile),
    cutting: profile.cutter,
    command: profile.command,
  });
  return ok(Uint8Array.from(commandText, (character) => character.charCodeAt(0)));
}

/**
 * The receipt as a picture in SVG, one dot of the printer to the unit, as laid out for the paper.
 *
 * Errors: `noGlyph`, as on paper.
 */
export function svgOf(receipt: Receipt, profile: PrinterProfile): Result<string, NoGlyph> {
  const markup = printMarkupOf(receipt, profile);
  return markup.ok ? ok(transform(markup.value, { ...paperOf(profile), command: 'svg' })) : markup;
}

function paperOf(profile: PrinterProfile): {
  readonly cpl: number;
  readonly encoding: PrinterProfile['charset'];
  readonly spacing: true;
} {
  return { cpl: profile.columns, encoding: profile.charset, spacing: true };
}

function printMarkupOf(receipt: Receipt, profile: PrinterProfile): Result<string, NoGlyph> {
  const missing = new Set<string>();
  const fit = (text: string): string => {
    const fitted = fitToCharset(text, profile.charset);
    for (const character of fitted.missing) missing.add(character);
    return fitted.text;
  };
  const printable = mapTexts(receipt, fit);
  for (const line of receipt) if (line.kind === 'barcode') fit(line.text);
  if (missing.size > 0) return err(noGlyph([...missing], profile));
  const laid = layOut(printable, {
    columns: profile.columns,
    widthOf: (text) => commands.base.measureText(text, profile.charset),
    barsFit: (text) => barsFit(text, profile),
  });
  return ok(markupOf(laid));
}

function noGlyph(characters: readonly string[], profile: PrinterProfile): NoGlyph {
  const named = characters.map((character) => {
    const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `${character} (U+${point})`;
  });
  return {
    kind: 'noGlyph',
    characters,
    say: `The printer's character set ${profile.charset} cannot print ${named.join(', ')}. Set another charset for this printer.`,
  };
}
