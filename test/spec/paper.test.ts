import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflate } from '../../drivers/printer/paper-font.ts';
import { escposOf } from '../../src/receipt/escpos.ts';
import { hasGlyph, plainText } from '../../src/receipt/glyphs.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { pdfOf } from '../../src/receipt/picture.ts';
import { CHARSETS, PROFILES, profileOf, type PrinterProfile } from '../../src/receipt/profiles.ts';
import { receiptOf, type Receipt } from '../../src/receipt/receipt.ts';
import { textOf } from '../../src/receipt/text.ts';
import { codesIn } from '../fakes/paper-eye.ts';
import { bytesOf, drawn, givenFacts, INK, REQUEST_ID } from '../fakes/given-receipt.ts';

const WIDE = PROFILES['generic-80mm'];

function drawBytes(bytes: readonly number[], profile: PrinterProfile = WIDE) {
  return drawPaper(Uint8Array.from(bytes), profile, INK.font);
}

describe('What is seen is what is sent', () => {
  it.each(Object.values(PROFILES))('$name: the bars on the drawn paper are read back', async (profile) => {
    expect(await codesIn(drawn({}, profile))).toEqual([{ format: 'Code128', text: REQUEST_ID }]);
  });

  it.each(['xprinter-gbk', 'generic-58mm'] as const)(
    '%s: an id that is too long for bars is drawn as a QR code and read back',
    async (name) => {
      const id = 'ORDER/'.repeat(10);
      const receipt: Receipt = [{ kind: 'barcode', text: id }];

      expect(await codesIn(drawn(receipt, PROFILES[name]))).toEqual([{ format: 'QRCode', text: id }]);
    },
  );

  it('bars of any text are read back', async () => {
    const texts = fc.sample(fc.stringMatching(/^[!-~]{1,14}$/), { numRuns: 30, seed: 7 });

    for (const text of texts) {
      expect(await codesIn(drawn([{ kind: 'barcode', text }], WIDE))).toEqual([{ format: 'Code128', text }]);
    }
  });

  it('a picture has a dot of the printer to the pixel, and the white edges of the paper', () => {
    const picture = new DataView(drawn({}, WIDE).buffer);

    // Width and height stand in the first chunk. Source: PNG specification, section 11.2.1.
    expect(picture.getUint32(16)).toBe(WIDE.widthDots + 64);
    expect(picture.getUint8(24)).toBe(1);
  });

  it('a PDF is one page of the same picture at the size of the paper', () => {
    const paper = drawBytes([...bytesOf({}, WIDE)]);
    if (!paper.ok) throw new Error(paper.error.say);

    const pdf = Buffer.from(pdfOf(paper.value.dots, deflate)).toString('latin1');

    // 640 dots at 8 dots/mm are 80 mm, at 72 points to the inch.
    expect(pdf).toMatch(/^%PDF-1\.4[^]*\/MediaBox \[0 0 226\.772 [\d.]+\][^]*%%EOF\n$/);
    expect(pdf.match(/startxref\n(\d+)/)?.[1]).toBe(String(pdf.indexOf('xref\n0 6')));
  });

  it('the same letters stand at the same dots, whether the printer sets them or the till draws them', () => {
    const receipt: Receipt = [
      { kind: 'centred', text: 'Größe 12,50', size: 'plain', strong: true },
      { kind: 'pair', label: 'Total', value: '12,50', strong: false },
      { kind: 'centred', text: 'MYR 45.50', size: 'large', strong: false },
    ];
    const asText = drawBytes([...bytesOf(receipt, WIDE)]);
    // A printer whose page lacks the umlauts.
    const narrow = profileOf('generic-80mm', { charset: 'cp866' });
    if (!narrow.ok) throw new Error(narrow.error.say);
    const asPicture = drawBytes([...bytesOf(receipt, narrow.value)], narrow.value);

    expect(
      asText.ok && asPicture.ok && Buffer.compare(asText.value.dots.bytes, asPicture.value.dots.bytes),
    ).toBe(0);
  });
});

describe('A command that the drawing does not know', () => {
  it.each([
    ['of ESC', [0x1b, 0x56, 1]],
    ['of GS', [0x1d, 0x2a, 1, 1]],
    ['of FS', [0x1c, 0x21, 0]],
    ['a control byte', [0x07]],
    ['a bar code of another kind', [0x1d, 0x6b, 4, 0x31, 0]],
    ['a page without a name', [0x1b, 0x74, 99]],
  ])('%s is an error that names its place', (_, bytes) => {
    const paper = drawBytes([0x41, 0x0a, ...bytes, 0x0a, 0x0a, 0x0a]);

    expect(paper).toMatchObject({ ok: false, error: { kind: 'unknownCommand', at: 2 } });
  });

  it.each([
    ['in a command', [0x1b]],
    ['in a picture', [0x1d, 0x76, 0x30, 0, 2, 0, 2, 0, 0xff]],
  ])('bytes that end %s are an error', (_, bytes) => {
    expect(drawBytes(bytes)).toMatchObject({ ok: false, error: { kind: 'cutShort' } });
  });

  it('what the till itself writes is always known', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 40 });

    fc.assert(
      fc.property(name, fc.constantFrom(...Object.values(PROFILES)), (text, profile) => {
        const bytes = escposOf([{ kind: 'centred', text, size: 'tall', strong: true }], profile, INK);
        expect(drawPaper(bytes, profile, INK.font).ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('The bytes of a receipt', () => {
  it.each(Object.values(PROFILES))('$name: at most 1.3 for a character of a text receipt', (profile) => {
    const bytes = bytesOf({}, profile);
    const text = textOf(receiptOf(givenFacts()), profile);

    expect(bytes.length / text.length).toBeLessThanOrEqual(1.3);
  });
});

describe('The letters of the till', () => {
  it('every character that a printer is sent as text can be drawn as well', () => {
    const lacking = new Set<string>();

    for (let point = 0x20; point < 0x10000; point += 1) {
      const character = String.fromCharCode(point);
      if (character.normalize() !== character || INK.font.glyph(character) !== undefined) continue;
      if (plainText(character) === character && CHARSETS.some((set) => hasGlyph(character, set)))
        lacking.add(character);
    }

    expect([...lacking]).toEqual([]);
  });
});
