import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { healthOfMarks, readMarks } from '../../drivers/printer/marks-folder.ts';
import { assetsOfProcess } from '../../electron/assets.ts';
import { Bitmap } from '../../src/receipt/bitmap.ts';
import { escposOf } from '../../src/receipt/escpos.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { pngOf } from '../../src/receipt/picture.ts';
import { readPng } from '../../src/receipt/png-reader.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { receiptOf } from '../../src/receipt/receipt.ts';
import { givenFacts, INK } from '../fakes/given-receipt.ts';
import { readEscpos } from '../fakes/escpos-reader.ts';

const ASSETS = assetsOfProcess();
const MARK = {
  id: 'alipay-plus',
  file: 'mark.png',
  kind: 'phrase',
  minWidthMm: 20,
  clearSpaceMm: 3,
  monochrome: 'mono.png',
  source: 'given by a test',
};
/** `pngOf` puts 32 white dots around what it is given. */
const EDGES = 64;

function square(width: number, height: number): Uint8Array {
  const dots = new Bitmap(width - EDGES, height - EDGES);
  dots.blacken(0, 0, dots.width, dots.height);
  return pngOf(dots, (bytes) => deflateSync(bytes));
}

describe('Marks that comply (§7.1, §7.2)', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'till-marks-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function given(mark: object, files: Readonly<Record<string, Uint8Array>> = {}) {
    const all = { 'mark.png': square(240, 120), 'mono.png': square(240, 120), ...files };
    for (const [name, bytes] of Object.entries(all)) await writeFile(join(folder, name), bytes);
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ marks: [{ ...MARK, ...mark }] }));
    return readMarks(folder, ['alipay-plus']);
  }

  it('a folder that complies has no fault, and its mark stands in its clear space', async () => {
    const { faults, pictures } = await given({});

    expect(faults).toEqual([]);
    expect(pictures.get('alipay-plus')).toMatchObject({ width: 240 + 2 * 24, height: 120 + 2 * 24 });
  });

  it.each([
    ['too small', { minWidthMm: 40 }, {}, /is 240 dots wide, and must be 320 or more \(40 mm\)/],
    ['crowded off the paper', { clearSpaceMm: 20 }, {}, /wider than the narrowest paper \(384 dots\)/],
    ['stretched', {}, { 'mono.png': square(240, 160) }, /another shape than mark\.png/],
    ['not there', { monochrome: 'other.png' }, {}, /other\.png is missing/],
    ['no picture', {}, { 'mono.png': Buffer.from('hello') }, /mono\.png is not a PNG/],
    ['without a source', { source: '' }, {}, /marks\.0\.source/],
    ['out of its folder', { file: '../secret.png' }, {}, /must be the name of a file in the folder/],
    ['another than the required one', { id: 'other' }, {}, /alipay-plus: is required/],
  ] as const)('a mark that is %s is named, and words stand for it', async (_, mark, files, fault) => {
    const { faults, pictures } = await given(mark, files);

    expect(faults.join('\n')).toMatch(fault);
    expect(pictures.has('alipay-plus')).toBe(false);
    expect(healthOfMarks(await given(mark, files)).status).toBe('down');
  });

  it('a grey variant is a fault: a printer would recolour it', async () => {
    // One pixel of grey 128, in 8 bits: head, size, data. Source: PNG specification, section 11.2.
    const grey = Buffer.from(square(240, 120));
    const at = grey.indexOf('IHDR') + 12;
    grey[at] = 8;
    const pixels = Buffer.alloc((240 + 1) * 120, 128);
    for (let row = 0; row < 120; row += 1) pixels[row * 241] = 0;
    const data = deflateSync(pixels);
    const from = grey.indexOf('IDAT') - 4;
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const file = Buffer.concat([grey.subarray(0, from), size, Buffer.from('IDAT'), data, Buffer.alloc(4)]);

    const { faults } = await given({}, { 'mono.png': file });

    expect(faults).toEqual([expect.stringContaining('black and white only')]);
  });

  it('a mark is printed dot by dot as it was given, in place of its words', async () => {
    const { pictures } = await given({});
    const profile = PROFILES['generic-58mm'];
    const bytes = escposOf(receiptOf(givenFacts()), profile, { ...INK, marks: pictures });
    const paper = drawPaper(bytes, profile, INK.font);

    const picture = pictures.get('alipay-plus')!;
    const left = Math.floor((profile.widthDots - picture.width) / 2);
    const differs: string[] = [];
    for (let y = 0; paper.ok && y < picture.height; y += 1) {
      for (let x = 0; x < profile.widthDots; x += 1) {
        if (paper.value.dots.isBlack(x, y) !== picture.isBlack(x - left, y)) differs.push(`${x},${y}`);
      }
    }
    expect([paper.ok, differs]).toEqual([true, []]);
  });

  it('without a picture of it, the mark is its words', () => {
    const bytes = escposOf(receiptOf(givenFacts()), PROFILES['generic-80mm'], INK);

    expect(readEscpos(bytes).lines[0]).toBe('Alipay+ Partner');
  });

  it('the project’s own placeholder is whole, is never printed, and health says so', () => {
    const marks = readMarks(ASSETS.placeholderMarks, ['alipay-plus']);

    expect([marks.faults, marks.placeholders, marks.pictures.size]).toEqual([[], ['alipay-plus'], 0]);
    expect(healthOfMarks(marks)).toEqual({
      status: 'ok',
      reason: 'marksMissing',
      why: expect.stringContaining('is a placeholder') as string,
    });
  });

  it('a picture that the till wrote is read back dot by dot', () => {
    const dots = new Bitmap(100, 20);
    dots.blacken(3, 4, 50, 7);
    dots.blacken(99, 19);

    const read = readPng(
      pngOf(dots, (bytes) => deflateSync(bytes)),
      (bytes) => inflateSync(bytes),
    );

    const placed = new Bitmap(164, 84);
    placed.stamp(dots, 32, 32);
    expect(read.ok && Buffer.compare(read.value.dots.bytes, placed.bytes)).toBe(0);
  });
});
