import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A face of a font: some of its letters, with every weight. */
interface Face {
  readonly family: string;
  readonly file: string;
  readonly range: string;
}

/** The package of a font, and the parts of it that are shown; without `parts`, those that have a number for a name. */
interface Font {
  readonly name: string;
  readonly parts?: RegExp;
}

/** What every window loads at once: small sheets, whose files come only where a letter of them stands. */
const EVERYWHERE: readonly Font[] = [
  {
    name: 'noto-sans',
    parts: /^(cyrillic|cyrillic-ext|devanagari|greek|greek-ext|vietnamese|latin-ext|latin)$/,
  },
  { name: 'noto-sans-thai', parts: /^thai$/ },
  { name: 'noto-sans-mono', parts: /^(cyrillic|cyrillic-ext|greek|greek-ext|vietnamese|latin-ext|latin)$/ },
];

/** The fonts of East Asia, by the language whose signs they draw; `renderer/page/letters.ts` knows the sheets by it. */
const EAST_ASIA: Readonly<Record<string, Font>> = {
  ja: { name: 'noto-sans-jp' },
  ko: { name: 'noto-sans-kr' },
  'zh-Hans': { name: 'noto-sans-sc' },
  'zh-Hant': { name: 'noto-sans-tc' },
};

/**
 * Puts the fonts of the screens into `fonts/` of the bundle: sheets of faces, their files, and each font's licence.
 *
 * Shape: `common.css` is linked by every page. A language of East Asia has two sheets: `ja.css` names the faces that
 * its own words need, `ja-rare.css` all others. Faces keep the ranges of their package, so that a window fetches only
 * the files whose letters it shows.
 * Why two sheets: a thousand ranges are 30 KB, and the words of a language need a fifth of them.
 */
export function screenFonts(root: string): Plugin {
  return {
    name: 'screen-fonts',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'stylesheet', href: './fonts/common.css' }, injectTo: 'head-prepend' },
    ],
    generateBundle() {
      const emit = (name: string, source: string | Uint8Array): void => {
        this.emitFile({ type: 'asset', fileName: `fonts/${name}`, source });
      };
      const emitSheet = (name: string, faces: readonly Face[]): void =>
        emit(`${name}.css`, faces.map(ruleOf).join('\n'));
      emitSheet(
        'common',
        EVERYWHERE.flatMap((font) => facesOf(root, font)),
      );
      for (const [language, font] of Object.entries(EAST_ASIA)) {
        const letters = lettersOf(root, language);
        const faces = facesOf(root, font);
        emitSheet(
          language,
          faces.filter((face) => holdsAny(face, letters)),
        );
        emitSheet(
          `${language}-rare`,
          faces.filter((face) => !holdsAny(face, letters)),
        );
      }
      for (const font of [...EVERYWHERE, ...Object.values(EAST_ASIA)]) {
        const folder = folderOf(root, font);
        for (const { file } of facesOf(root, font)) emit(file, readFileSync(join(folder, 'files', file)));
        emit(`${font.name}-LICENSE.txt`, readFileSync(join(folder, 'LICENSE')));
      }
    },
  };
}

function folderOf(root: string, { name }: Font): string {
  return join(root, 'node_modules/@fontsource-variable', name);
}

/** The faces that the package's own sheet names. Throws where the sheet has another form than this one. */
function facesOf(root: string, font: Font): Face[] {
  const sheet = readFileSync(join(folderOf(root, font), 'wght.css'), 'utf8');
  const faces = [...sheet.matchAll(/@font-face \{[^}]*\}/g)].flatMap(([rule]) => {
    const value = (pattern: RegExp): string => {
      const found = pattern.exec(rule)?.[1];
      if (found === undefined) throw new Error(`${font.name}: a face without ${pattern.source}`);
      return found;
    };
    const file = value(/url\(\.\/files\/([\w-]+\.woff2)\)/);
    const part = file.slice(font.name.length + 1).replace('-wght-normal.woff2', '');
    if (!(font.parts ?? /^\d+$/).test(part)) return [];
    return [{ family: value(/font-family: '([^']+)'/), file, range: value(/unicode-range: ([^;]+);/) }];
  });
  if (faces.length === 0) throw new Error(`${font.name}: no faces`);
  return faces;
}

/** Every weight is in one file. Text waits for its letters, which are on this machine: no other font stands in. */
function ruleOf({ family, file, range }: Face): string {
  return `@font-face{font-family:"${family}";font-weight:100 900;font-display:block;src:url(${file});unicode-range:${range}}`;
}

/** All signs in the files of a language. */
function lettersOf(root: string, language: string): ReadonlySet<number> {
  const strings = join(root, 'renderer/strings');
  const name = `${language.toLowerCase()}.ts`;
  const files = readdirSync(strings, { recursive: true, encoding: 'utf8' }).filter((file) =>
    `/${file.replaceAll('\\', '/')}`.endsWith(`/${name}`),
  );
  const text = files.map((file) => readFileSync(join(strings, file), 'utf8')).join('');
  // What the common fonts draw is no reason for a face.
  return new Set(Array.from(text, (letter) => letter.codePointAt(0) ?? 0).filter((code) => code >= 0x2e80));
}

function holdsAny({ range }: Face, letters: ReadonlySet<number>): boolean {
  return range.split(',').some((span) => {
    const [from = '', to = from] = span.trim().replace(/^U\+/i, '').split('-');
    for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1)
      if (letters.has(code)) return true;
    return false;
  });
}
