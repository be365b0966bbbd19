import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assetsOfProcess } from '../../electron/assets.ts';
import { brandsOf } from '../../src/acquirers/brands.ts';
import type { Bitmap } from '../../src/receipt/bitmap.ts';
import { boxGlyph } from '../../src/receipt/box-glyph.ts';
import { isolated, readsRightToLeft } from '../../src/receipt/direction.ts';
import { COLUMN_DOTS, GLYPH_DOTS, graphemesOf } from '../../src/receipt/dot-font.ts';
import { escposOf } from '../../src/receipt/escpos.ts';
import { plainText } from '../../src/receipt/glyphs.ts';
import { healthOfLetters } from '../../src/receipt/letters-health.ts';
import { layOut } from '../../src/receipt/layout.ts';
import { Lettering, type Piece } from '../../src/receipt/lettering.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { Papers } from '../../src/receipt/papers.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { rasterOf } from '../../src/receipt/raster-line.ts';
import type { Receipt } from '../../src/receipt/receipt.ts';
import { SCRIPT_FONTS } from '../../src/receipt/script-fonts.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { INK } from '../fakes/given-receipt.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const LETTERS = new Lettering(INK.font, INK.shaper, 'hans');
const WIDE = PROFILES['generic-80mm'];

/** Words with what is hard in their script: joints, stacks, marks, signs that change their place. */
const WORDS: readonly (readonly [string, string])[] = [
  ['Latin', 'Ọ́ṣun Ẹ̀kọ́ Ŝ̀'],
  ['Greek', 'Ελληνικά Ἀθῆναι ᾧ'],
  ['Cyrillic', 'Привіт а́ ӱ̄ Ѫ'],
  ['Thai', 'น้ำปั่น กุ๊กๆ กฺี้'],
  ['Vietnamese', 'Tiếng Việt Nguyễn'],
  ['Han', '支付寶 東京 微信'],
  ['Hangul', '한국어 똠 각'],
  ['Arabic', 'مطعم ﷺ السّلام لا'],
  ['Persian', 'می‌خواهم گچ پژ'],
  ['Urdu', 'ڈھابہ ٹھیک ے'],
  ['Hebrew', 'שָׁלוֹם מסעדה'],
  ['Devanagari', 'श्री कृष्णा क्षत्रिय प्रार्थना । ₹'],
  ['Bengali', 'ক্ষুদ্র প্রার্থনা ৎ'],
  ['Gurmukhi', 'ਪੰਜਾਬੀ ਸ੍ਰੀ'],
  ['Gujarati', 'ગુજરાતી શ્રી'],
  ['Odia', 'ଓଡ଼ିଆ ଶ୍ରୀ'],
  ['Tamil', 'ஸ்ரீ தமிழ் கொ கௌ'],
  ['Telugu', 'తెలుగు శ్రీ'],
  ['Kannada', 'ಕನ್ನಡ ಶ್ರೀ'],
  ['Malayalam', 'മലയാളം ശ്രീ ൻ'],
  ['Sinhala', 'ශ්‍රී ලංකා'],
  ['Lao', 'ພາສາລາວ ນ້ຳ'],
  ['Burmese', 'မြန်မာ က္က ကြွ'],
  ['Khmer', 'ស្ត្រី ខ្មែរ កញ្ញា'],
  ['Tibetan', 'བོད་སྐད་ རྐྱེན'],
  ['Georgian', 'ქართული ႠႡ'],
  ['Armenian', 'Հայերեն և'],
  ['Ethiopic', 'አማርኛ ፩'],
  ['Thaana', 'ދިވެހި'],
  ['Syriac', 'ܣܘܪܝܝܐ'],
  ['Javanese', 'ꦗꦮ ꦏ꧀ꦏ'],
  ['Cherokee', 'ᏣᎳᎩ'],
  ['Tifinagh', 'ⵜⵉⴼⵉⵏⴰⵖ'],
  ["N'Ko", 'ߒߞߏ'],
  ['Adlam', '𞤀𞤣𞤤𞤢𞤥'],
  ['Yi', 'ꆈꌠ'],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ'],
  ['Inuktitut', 'ᐃᓄᒃᑎᑐᑦ'],
];

/** What stands on a line from left to right: a letter of the till's own as itself, a shaped run in brackets. */
function standing(text: string, rightToLeft: boolean): Piece['kind'][] {
  return LETTERS.pieces(text, rightToLeft).map(({ kind }) => kind);
}

/** The picture of one line at the left edge. */
function picture(text: string): Bitmap {
  const [line] = layOut([{ kind: 'pair', label: text, value: '', strong: false }], {
    columns: WIDE.columns,
    widthOf: (part) => LETTERS.widthOf(part, false) / COLUMN_DOTS,
    barsFit: () => true,
    written: plainText,
  });
  if (line?.kind !== 'pair') throw new Error('the text is longer than a line');
  return rasterOf(line, WIDE, LETTERS);
}

function dots(bitmap: Bitmap, left: number, width: number): string {
  return Array.from({ length: GLYPH_DOTS }, (_, y) =>
    Array.from({ length: width }, (__, x) => (bitmap.isBlack(left + x, y) ? '#' : '.')).join(''),
  ).join('\n');
}

describe('Every script is printed', () => {
  it.each(WORDS)('%s: no letter of %s is a box', (_, text) => {
    expect(LETTERS.lacks(plainText(text))).toEqual([]);
  });

  it('every font of the table is shipped, and no other', () => {
    const shipped = readdirSync(assetsOfProcess().fontFolder).filter((name) => name.endsWith('.ttf.gz'));

    expect(shipped.sort()).toEqual(SCRIPT_FONTS.map((font) => `${font}.ttf.gz`).sort());
  });

  it.each([
    ['letters of Arabic are joined', 'arabic', 'بيت', ['ب', 'ي', 'ت'], true],
    ['a conjunct of Devanagari is one sign', 'devanagari', 'क्ष', ['क्', 'ष'], false],
    ['a letter of Khmer stands below the one before', 'khmer', 'ស្ត', ['ស', 'ត'], false],
    ['a vowel of Tamil stands at both sides', 'tamil', 'கொ', ['க', 'ொ'], false],
    ['a stack of Burmese is one sign', 'myanmar', 'က္က', ['က', 'က'], false],
  ] as const)('%s', (_, font, together, apart, rightToLeft) => {
    const alone = apart.reduce((sum, part) => sum + INK.shaper.shape(font, part, rightToLeft).advance, 0);

    expect(INK.shaper.shape(font, together, rightToLeft).advance).toBeLessThan(alone * 0.95);
  });

  it('no line is wider than its paper, and none is cut inside a letter', () => {
    for (const [script, text] of WORDS) {
      const word = text.split(' ')[0]!.repeat(20);
      const bytes = escposOf([{ kind: 'centred', text: word, size: 'large', strong: true }], WIDE, INK);
      const lines = layOut([{ kind: 'centred', text: word, size: 'plain', strong: false }], {
        columns: 10,
        widthOf: (part) => LETTERS.widthOf(part, false) / COLUMN_DOTS,
        barsFit: () => true,
        written: plainText,
      }).map((line) => (line.kind === 'text' ? line.text : ''));

      expect(drawPaper(bytes, WIDE, INK.font).ok).toBe(true);
      expect([script, lines.join('')]).toEqual([script, word.normalize()]);
      expect([script, lines.flatMap(graphemesOf)]).toEqual([script, graphemesOf(word)]);
      for (const line of lines) expect(LETTERS.widthOf(line, false)).toBeLessThanOrEqual(10 * COLUMN_DOTS);
    }
  });
});

describe('Right to left', () => {
  it('an amount in Arabic or Hebrew keeps its digits from left to right, and stands left of the word before it', () => {
    const latin = (digits: string) => digits.split('').map(() => 'glyph');

    expect(standing('مبلغ 45.50', true)).toEqual([...latin('45.50'), 'blank', 'shaped']);
    expect(standing('סכום 12.50', true)).toEqual([...latin('12.50'), 'blank', 'shaped']);
    expect(dots(picture('מ 12.50'), 0, 60)).toBe(dots(picture('12.50'), 0, 60));
  });
});

describe('A name inside a sentence', () => {
  it.each([
    ['that ends with a sign of neither direction', 'פלוס "ביט"'],
    ['with a number and brackets', 'محفظة (24)'],
    ['from left to right', 'Alipay (香港)'],
  ])('%s stands there as it stands alone', (_, name) => {
    const width = LETTERS.widthOf(name, readsRightToLeft(name));
    const sentence = picture(plainText(`Paid with ${isolated(name)}`));

    expect(dots(sentence, 10 * COLUMN_DOTS, width)).toBe(dots(picture(name), 0, width));
  });

  it('brings no marks of direction that turn round what stands around it', () => {
    expect(isolated('\u202eשלום\u2069')).toBe('\u2068שלום\u2069');
    expect(isolated('Alipay')).toBe('Alipay');
  });
});

describe('A sign that no font has', () => {
  it.each([
    ['of nobody', '\ue000', 1],
    ['not yet given out', '\u0378', 1],
    ['half of a pair', '\ud83d', 1],
    ['an emoji', '🙂', 2],
    ['a replacement', '\ufffd', 1],
  ])('%s is a hollow box', (_, sign, columns) => {
    const box = boxGlyph(columns).dots;
    const drawn = picture(`${sign}支`);

    expect(dots(drawn, 0, box.width)).toBe(dots(box, 0, box.width));
    expect(LETTERS.lacks(`A${sign}支 م`)).toEqual([sign]);
  });

  it('whatever is written, a paper is made of it, in every charset and size', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(fc.constantFrom(...WORDS.map(([, word]) => word)), { maxLength: 3 })
        .map((all) => all.join('')),
    );

    fc.assert(
      fc.property(text, fc.constantFrom(...Object.values(PROFILES)), (name, profile) => {
        const receipt: Receipt = [
          { kind: 'centred', text: name, size: 'large', strong: true },
          { kind: 'pair', label: name, value: name, strong: false },
          { kind: 'barcode', text: name === '' ? '-' : name },
        ];
        expect(drawPaper(escposOf(receipt, profile, INK), profile, INK.font).ok).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('A name of the shop with a sign that no font has', () => {
  it('is said at start, with the sign', () => {
    expect(healthOfLetters(['🙂', '\ud83d'])).toEqual({
      status: 'ok',
      reason: 'lettersMissing',
      why: 'No font has 🙂 (U+1F642), \ufffd (U+D83D): where it stands in the names of the shop, paper shows a hollow box.',
    });
    expect(healthOfLetters([])).toBeNull();
  });

  it.each([
    ['the store', { storeDisplayName: 'Kopi 🙂' }],
    ['its street', { storeAddress: { region: 'MY', city: 'KL', address1: '🙂 Jalan 1' } }],
    ['its city', { storeAddress: { region: 'MY', city: '🙂' } }],
  ])('wherever it stands: %s', (_, change) => {
    const { config } = new GivenTill({});
    const { merchant } = config;
    const papers = new Papers({
      config: { ...config, merchant: { ...merchant, store: { ...merchant.store, ...change } } },
      training: false,
      brands: brandsOf(config),
      ...INK,
      marks: new Map(),
      deflate: (bytes) => bytes,
      log: QUIET,
    });

    expect(papers.boxesOfShop()).toEqual(['🙂']);
  });
});

describe('Signs without a shape', () => {
  it.each([
    ['a choice of picture', '支付宝\ufe0f', '支付宝'],
    ['marks of direction', 'a\u200e\u061c\u2067b', 'ab'],
    ['a joiner between letters that do not join', 'a\u200db', 'ab'],
    ['a joiner between letters that do', 'ශ්‍රී', 'ශ්‍රී'],
    ['a break of joints', 'می‌خواهم', 'می‌خواهم'],
    ['an annotation', 'a\ufff9b', 'ab'],
  ])('%s: %j is written as %j', (_, text, written) => {
    expect(plainText(text)).toBe(written);
  });

  it.each(['\u00a0', '\u2003', '\u202f', '\u3000'])(
    'the blank %j is a blank in a drawn line too',
    (blank) => {
      const [, piece] = LETTERS.pieces(`東${blank}京`, false);

      expect(
        piece?.kind === 'blank' || (piece?.kind === 'glyph' && piece.dots.bytes.every((byte) => byte === 0)),
      ).toBe(true);
    },
  );
});
