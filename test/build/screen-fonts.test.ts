import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/source.ts';

const FOLDER = join(ROOT, 'out/app/renderer/fonts');
const files = readdirSync(FOLDER);
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** The fonts by the packages that the project names. */
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const FONTS = Object.keys(dependencies)
  .filter((name) => name.startsWith('@fontsource-variable/'))
  .map((name) => name.slice('@fontsource-variable/'.length));

describe('The fonts in the bundle of the screens', () => {
  it.each(FONTS)('%s lies there with the text of its open licence beside it', (font) => {
    expect(files.filter((name) => name.startsWith(font) && name.endsWith('.woff2'))).not.toEqual([]);
    expect(read(`${font}-LICENSE.txt`)).toMatch(/SIL OPEN FONT LICENSE/i);
  });

  it('have a sheet that names each file once, with its letters, and waits for it', () => {
    const sheets = files.filter((name) => name.endsWith('.css')).map(read);
    const faces = sheets.flatMap((sheet) => sheet.split('\n'));

    const named = faces.map((face) => /src:url\(([\w-]+\.woff2)\)/.exec(face)?.[1]);
    expect(named.toSorted()).toEqual(files.filter((name) => name.endsWith('.woff2')).toSorted());
    expect(faces.filter((face) => !/font-display:block;.*unicode-range:U\+/.test(face))).toEqual([]);
  });
});
