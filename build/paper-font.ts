// Draws the letters that the till puts on paper: `npx --no -- node build/paper-font.ts <folder with the fonts>`, and
// behind it the parts to be written, or none for all of them.
// Run by hand when letters are added; what it writes into drivers/printer/font/ is part of the program.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '../electron/browser.ts';

/** How letters of a font are set into their cells; a column is 12 dots wide, a cell 24 dots high. */
interface Setting {
  readonly family: string;
  readonly sizePx: number;
  readonly baseline: number;
  readonly columns: 1 | 2;
  /** The form of Han characters. */
  readonly lang: string;
  /** The share of a dot that a letter must cover for it to be black, of 255. */
  readonly ink: number;
}

interface Part {
  readonly name: string;
  readonly groups: readonly { readonly keys: readonly string[]; readonly setting: Setting }[];
  /** Letters that look the same in this part are left out. */
  readonly over?: string;
}

const LATIN: Setting = {
  family: 'Noto Sans Mono',
  sizePx: 20,
  baseline: 19,
  columns: 1,
  lang: 'en',
  ink: 96,
};
const THAI: Setting = { family: 'Noto Sans Thai', sizePx: 20, baseline: 19, columns: 1, lang: 'th', ink: 88 };
const HAN: Setting = {
  family: 'Noto Sans CJK SC',
  sizePx: 24,
  baseline: 21,
  columns: 2,
  lang: 'zh-Hans',
  ink: 105,
};
const JAPANESE: Setting = { ...HAN, family: 'Noto Sans CJK JP', lang: 'ja' };
const TRADITIONAL: Setting = { ...HAN, family: 'Noto Sans CJK TC', lang: 'zh-Hant' };
const HANGUL: Setting = { ...HAN, family: 'Noto Sans CJK KR', lang: 'ko' };

/** What the two-byte part of GB18030 has of Extension A. Source: GB 18030-2005, appendix of its two-byte part. */
const GB18030_RARE = Array.from(
  '㑇㑳㖞㘎㘚㤘㥮㧏㧐㧟㩳㭎㱮㳠䁖䅟䌷䎬䎱䏝䓖䙌䙡䜣䜩䝼䞍䥇䥺䥽䦂䦃䦅䦆䦛䦟䦶䦷䱷䲟䲠䲡䲢䲣䴓䴔䴕䴖䴗䴘䴙䶮',
);

const PARTS: readonly Part[] = [
  {
    name: 'latin',
    groups: [
      {
        setting: LATIN,
        keys: [
          ...range(0x21, 0x7e),
          ...range(0xa1, 0x2ff),
          ...range(0x370, 0x52f),
          ...range(0x1e00, 0x1eff),
          ...range(0x2010, 0x209f),
          ...range(0x20a0, 0x20c0),
          ...range(0x2100, 0x218f),
          ...range(0x2190, 0x21ff),
          ...range(0x2200, 0x23ff),
          ...range(0x2500, 0x25ff),
        ],
      },
    ],
  },
  { name: 'thai', groups: thaiGroups() },
  {
    name: 'han',
    groups: [
      { setting: JAPANESE, keys: [...range(0x3001, 0x303f), ...range(0x3041, 0x30ff)] },
      {
        setting: HAN,
        keys: [...range(0x3105, 0x312f), ...range(0x4e00, 0x9fff), ...range(0xff01, 0xff60)],
      },
      { setting: { ...JAPANESE, columns: 1 }, keys: range(0xff61, 0xff9f) },
      { setting: HAN, keys: range(0xffe0, 0xffe6) },
      // Signs that the sets of Chinese, Japanese and Korean printers have.
      { setting: JAPANESE, keys: [...range(0x2100, 0x27bf), ...range(0x3200, 0x33ff)] },
      { setting: HAN, keys: [...range(0x2c7, 0x2d9), ...range(0xf900, 0xfaff), ...range(0xfe30, 0xfe6b)] },
      // A sign of Japanese printers that the font of Han has not.
      { setting: { ...HAN, family: 'Noto Sans Math' }, keys: ['\u2252'] },
      { setting: HAN, keys: ['\u0251', '\u0261', ...range(0x2e80, 0x2fff), ...GB18030_RARE] },
    ],
  },
  {
    name: 'han-rare',
    groups: [
      { setting: HAN, keys: [...range(0x3400, 0x4dbf), ...range(0x20000, 0x2a6df)] },
      { setting: TRADITIONAL, keys: range(0x2a700, 0x2ebef) },
    ],
  },
  { name: 'han-ja', over: 'han', groups: [{ setting: JAPANESE, keys: range(0x4e00, 0x9fff) }] },
  { name: 'han-hant', over: 'han', groups: [{ setting: TRADITIONAL, keys: range(0x4e00, 0x9fff) }] },
  {
    name: 'hangul',
    groups: [{ setting: HANGUL, keys: [...range(0x3131, 0x318e), ...range(0xac00, 0xd7a3)] }],
  },
];

/** Every letter of Thai with what may stand above and below it, drawn as one. Source: Thai Unicode block, WTT 2.0. */
function thaiGroups(): Part['groups'] {
  const bases = range(0xe01, 0xe2e);
  const above = range(0xe34, 0xe37).concat('\u0e31', '\u0e47', '\u0e4d', '\u0e4c');
  const below = range(0xe38, 0xe3a);
  const tones = range(0xe48, 0xe4b);
  const stacked = ['\u0e31', '\u0e34', '\u0e35', '\u0e36', '\u0e37', '\u0e38', '\u0e39'].flatMap((vowel) =>
    tones.map((tone) => vowel + tone),
  );
  const marks = ['', ...above, ...below, ...tones, ...stacked, '\u0e34\u0e4c', '\u0e38\u0e4c'];
  const am = ['\u0e33', ...tones.map((tone) => `${tone}\u0e33`)];
  const alone = [...range(0xe2f, 0xe30), '\u0e32', ...range(0xe3f, 0xe46), ...range(0xe4f, 0xe5b)];
  return [
    { setting: THAI, keys: [...alone, ...bases.flatMap((base) => marks.map((mark) => base + mark))] },
    { setting: { ...THAI, columns: 2 }, keys: bases.flatMap((base) => am.map((mark) => base + mark)) },
  ];
}

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).filter(
    (key) => key.normalize() === key && /\P{Cn}/u.test(key),
  );
}

/** Draws letters in the page; each comes back as its dots, packed by rows of whole bytes per column pair. */
async function draw(page: Page, keys: readonly string[], setting: Setting): Promise<(Buffer | null)[]> {
  const drawn = await page.evaluate(
    ({ keys, setting }) => {
      const width = setting.columns * 12;
      const canvas = document.createElement('canvas');
      canvas.lang = setting.lang;
      [canvas.width, canvas.height] = [64, 24];
      document.body.append(canvas);
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      if (pen === null) throw new Error('no canvas');
      const font = `${setting.sizePx}px '${setting.family}', 'Blank Glyph'`;
      const measured = (text: TextMetrics) => ({
        width: text.width,
        ascent: text.actualBoundingBoxAscent,
        descent: text.actualBoundingBoxDescent,
      });
      const dotsOf = (key: string, ink: number) => {
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.fillStyle = '#fff';
        pen.fillRect(0, 0, 64, 24);
        pen.fillStyle = '#000';
        pen.font = font;
        const { width: advance, ...box } = measured(pen.measureText(key));
        // Wide letters and tall ones (capitals with two accents) are made to fit their cell.
        const shrink = box.ascent > setting.baseline ? setting.baseline / box.ascent : 1;
        // What hangs too low, such as the underscore, is lifted into the cell.
        const lift = Math.max(0, Math.ceil(box.descent - (24 - setting.baseline) - 0.5));
        pen.setTransform(Math.min(1, width / advance), 0, 0, shrink, 0, 0);
        pen.fillText(key, Math.max(0, Math.floor((width - advance) / 2)), (setting.baseline - lift) / shrink);
        const { data } = pen.getImageData(0, 0, width, 24);
        return Array.from({ length: width * 24 }, (_, dot) =>
          255 - (data[dot * 4] ?? 255) >= ink ? '1' : '0',
        ).join('');
      };
      // A line thinner than a dot, such as the underscore, must not vanish.
      return keys.map(
        (key) => [setting.ink, 40].map((ink) => dotsOf(key, ink)).find((dots) => dots.includes('1')) ?? '',
      );
    },
    { keys: [...keys], setting },
  );
  return drawn.map((dots) => (dots.includes('1') ? packed(dots) : null));
}

function packed(dots: string): Buffer {
  return Buffer.from(dots.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

interface Drawn {
  readonly columns: number;
  readonly dots: Buffer;
}

/** A browser's page that knows one family of fonts, so that no other draws a letter that it lacks. */
type PageOf = (family: string) => Promise<Page>;

async function drawPart(pageOf: PageOf, part: Part, drawnBefore: ReadonlyMap<string, Map<string, Drawn>>) {
  const under = part.over === undefined ? undefined : drawnBefore.get(part.over);
  const glyphs = new Map<string, Drawn>();
  for (const { keys, setting } of part.groups) {
    const page = await pageOf(setting.family);
    const [none] = await draw(page, [NO_LETTER], setting);
    for (let at = 0; at < keys.length; at += 500) {
      const batch = keys.slice(at, at + 500);
      const dots = await draw(page, batch, setting);
      batch.forEach((key, index) => {
        const bits = dots[index];
        if (bits === null || bits === undefined || under?.get(key)?.dots.equals(bits) === true) return;
        // What the browser draws where the font has no such letter: the till has a sign of its own for that.
        if (none?.equals(bits) === true) return;
        glyphs.set(key, { columns: setting.columns, dots: bits });
      });
    }
  }
  return glyphs;
}

/** A code for private use, which no font has. */
const NO_LETTER = '\u{10fffd}';

/** A line of JSON that says which letters follow (`keys`, and their columns as digits), then their dots. */
function fileOf(glyphs: ReadonlyMap<string, Drawn>): Buffer {
  const keys = [...glyphs.keys()];
  const columns = [...glyphs.values()].map((glyph) => glyph.columns).join('');
  const head = JSON.stringify({
    keys,
    columns: columns.includes('1') && columns.includes('2') ? columns : columns[0],
  });
  return Buffer.concat([Buffer.from(`${head}\n`), ...[...glyphs.values()].map((glyph) => glyph.dots)]);
}

async function main(folder: string, only: readonly string[]): Promise<void> {
  const found = findBrowser();
  if (found === null) throw new Error('no browser of the Chromium family');
  const browsers: Browser[] = [];
  const pages = new Map<string, Page>();
  const pageOf: PageOf = async (family) => {
    const known = pages.get(family);
    if (known !== undefined) return known;
    const browser = await chromium.launch({
      executablePath: found.path,
      args: ['--no-sandbox', '--font-render-hinting=none'],
      env: { FONTCONFIG_FILE: settingsOf(folder, family) },
    });
    browsers.push(browser);
    const page = await browser.newPage();
    pages.set(family, page);
    return page;
  };
  const all = new Map<string, Map<string, Drawn>>();
  const out = fileURLToPath(new URL('../drivers/printer/font/', import.meta.url));
  const asked = PARTS.filter(({ name }) => only.length === 0 || only.includes(name));
  const below = asked.flatMap(({ over }) => over ?? []);
  for (const part of PARTS.filter((each) => asked.includes(each) || below.includes(each.name))) {
    const glyphs = await drawPart(pageOf, part, all);
    all.set(part.name, glyphs);
    const file = gzipSync(fileOf(glyphs), { level: 9 });
    if (!asked.includes(part)) continue;
    writeFileSync(join(out, `${part.name}.gz`), file);
    process.stdout.write(`${part.name}: ${glyphs.size} letters, ${file.length} bytes\n`);
  }
  for (const browser of browsers) await browser.close();
}

/** Settings of fontconfig for the files of one family. */
function settingsOf(folder: string, family: string): string {
  const own = mkdtempSync(join(tmpdir(), 'paper-font-'));
  const scanned = execFileSync('fc-scan', ['--format', '%{file}\t%{family}\n', folder], { encoding: 'utf8' });
  const files = scanned.split('\n').filter((line) => line.split('\t')[1]?.split(',').includes(family));
  for (const file of new Set(files.map((line) => line.split('\t')[0] ?? '')))
    symlinkSync(file, join(own, basename(file)));
  const settings = join(own, 'fonts.conf');
  writeFileSync(settings, `<?xml version="1.0"?><fontconfig><dir>${own}</dir></fontconfig>`);
  return settings;
}

await main(process.argv[2] ?? '', process.argv.slice(3));
