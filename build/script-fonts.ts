// Packs the fonts that the shaper draws with: `npx --no -- node build/script-fonts.ts <folder with the fonts>`.
// Run by hand when a script is added; what it writes into drivers/printer/font/ is part of the program.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The file of a script's font, where it is not `NotoSans<Script>-Regular.ttf`. */
const FILES: Readonly<Record<string, string>> = {
  latin: 'NotoSans-Regular.ttf',
  tibetan: 'NotoSerifTibetan-Regular.ttf',
};

/** Every script whose letters are shaped, by the name that `src/receipt/script-fonts.ts` gives it. */
const SCRIPTS = [
  ...['latin', 'arabic', 'hebrew', 'syriac', 'thaana', 'n-ko', 'adlam', 'hanifi-rohingya', 'mandaic'],
  ...['devanagari', 'bengali', 'gurmukhi', 'gujarati', 'oriya', 'tamil', 'telugu', 'kannada', 'malayalam'],
  ...['sinhala', 'thai', 'lao', 'myanmar', 'khmer', 'tibetan', 'mongolian', 'javanese', 'balinese'],
  ...['sundanese', 'buginese', 'batak', 'cham', 'tagalog', 'tai-le', 'new-tai-lue', 'tai-tham', 'tai-viet'],
  ...['kayah-li', 'ol-chiki', 'meetei-mayek', 'chakma', 'limbu', 'lepcha', 'lisu', 'miao', 'yi'],
  ...['georgian', 'armenian', 'ethiopic', 'tifinagh', 'vai', 'cherokee', 'canadian-aboriginal', 'osage'],
];

const [folder = '.'] = process.argv.slice(2);
for (const script of SCRIPTS) {
  const name = script.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const font = readFileSync(join(folder, FILES[script] ?? `NotoSans${name}-Regular.ttf`));
  const packed = gzipSync(font, { level: 9 });
  writeFileSync(fileURLToPath(new URL(`../drivers/printer/font/${script}.ttf.gz`, import.meta.url)), packed);
  process.stdout.write(`${script}: ${packed.length} bytes\n`);
}
