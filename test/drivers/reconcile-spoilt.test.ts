import { execFileSync } from 'node:child_process';
import { deflateRawSync, gzipSync, crc32 } from 'node:zlib';
import { renameSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readZip } from '../../drivers/reports/zip.ts';
import { entriesOfSales, requestIdOf, TEN_MS, type GivenSale } from '../fakes/given-day.ts';
import { linesOf, PARTICIPANT, reportFile, reportText, type GivenLine } from '../fakes/given-reports.ts';
import { ReconcileFolder, type Told } from '../fakes/reconcile-folder.ts';

const SALES: readonly GivenSale[] = [
  { order: 'A-1', ends: 'paid' },
  { order: 'A-2', ends: 'paid' },
];
const LINES = linesOf(entriesOfSales(SALES));
const REPORT = reportFile(LINES);
const TEXT = reportText(LINES);
const PLACE = `reports/${PARTICIPANT}/20261121`;

const folders: ReconcileFolder[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

/** A till that sold, and a report of the day under some name and with some bytes. */
async function compared(name: string, bytes: Uint8Array | string): Promise<Told> {
  const folder = new ReconcileFolder();
  folders.push(folder);
  folder.journal(SALES);
  const file = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  folder.report({ ...REPORT, file: name, bytes: file });
  return folder.run();
}

function named(change: (name: string) => string): string {
  return change(REPORT.file);
}

/** An archive as the plainest program writes it. */
function zipOf(entries: Readonly<Record<string, Uint8Array>>, flags = 0): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(entries)) {
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    const central = Buffer.alloc(42);
    head.copy(central, 2, 0, 26);
    central.writeUInt32LE(at, 38);
    directory.push(Buffer.from('PK\x01\x02'), central, Buffer.from(name));
    bodies.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(entries).length, 4);
  end.writeUInt16LE(Object.keys(entries).length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06'), end]);
}

/** The report as a spreadsheet of a language with decimal commas saves it. */
function semicolons(text: string): string {
  return text.replaceAll(/"[^"]*(?:""[^"]*)*"|,/g, (piece) => (piece === ',' ? ';' : piece));
}

function utf16(text: string, isBig = false): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

/** The text with the ids of one column as a spreadsheet writes them. */
function changed(change: (id: string) => string): string {
  return LINES.reduce((text, { requestId }) => text.replaceAll(requestId, change(requestId)), TEXT);
}

describe('Report files as people leave them › are read where nothing is lost', () => {
  it.each([
    ['.CSV', named((name) => name.replace('.csv', '.CSV')), REPORT.bytes],
    [' (1).csv', named((name) => name.replace('.csv', ' (1).csv')), REPORT.bytes],
    ['Copy of …', named((name) => `Copy of ${name}`), REPORT.bytes],
    [' - Copy.csv', named((name) => name.replace('.csv', ' - Copy.csv')), REPORT.bytes],
    ['.csv.txt', named((name) => `${name}.txt`), REPORT.bytes],
    ['small letters', named((name) => name.toLowerCase()), REPORT.bytes],
    ['.csv.gz', named((name) => `${name}.gz`), gzipSync(REPORT.bytes)],
    ['gzip that is still called .csv', REPORT.file, gzipSync(REPORT.bytes)],
    ['.zip', named((name) => name.replace('.csv', '.zip')), zipOf({ [REPORT.file]: REPORT.bytes })],
    ['blanks, Ctrl-Z and zero bytes at the end', REPORT.file, `${TEXT}  \r\n\t\x1a\0\0`],
    ['without a byte order mark, with LF', REPORT.file, TEXT.slice(1).replaceAll('\r\n', '\n')],
    ['semicolons', REPORT.file, semicolons(TEXT)],
    ['a line that tells the separator', REPORT.file, `sep=;\r\n${semicolons(TEXT.slice(1))}`],
    ['tabs in UTF-16 with a mark', REPORT.file, utf16(TEXT.replaceAll(/,(?! )/g, '\t'))],
    ['UTF-16 the other way round, without a mark', REPORT.file, utf16(TEXT.slice(1), true)],
    ['every cell in quotes', REPORT.file, TEXT.replaceAll(/(?<=^|,)([A-Za-z0-9+:-]+)(?=,|\r)/gm, '"$1"')],
    [
      'lines filled up with separators',
      REPORT.file,
      TEXT.replace(/^\r$/m, ',,,,,,,,,,,,\r').replace(/(?<=totalCount.*)\r/, ',,,,,\r'),
    ],
    ['ids that a formula holds to be text', REPORT.file, changed((id) => `"=""${id}"""`)],
    ['ids with an apostrophe in front', REPORT.file, changed((id) => `'${id}`)],
  ])('%s', async (_what, name, bytes) => {
    const told = await compared(name, bytes);

    expect(told.text).toContain('Everything matches.');
    expect(told.code).toBe(0);
  });

  it('a day that somebody archived as a whole, with its folder', async () => {
    const folder = new ReconcileFolder();
    folders.push(folder);
    folder.journal(SALES);
    const archive = zipOf({
      '20261121/': new Uint8Array(),
      [`20261121/${REPORT.file}`]: REPORT.bytes,
      [`__MACOSX/20261121/._${REPORT.file}`]: new Uint8Array(3),
      '20261121/feeItems_1.csv': new Uint8Array(3),
    });
    folder.report({ ...REPORT, file: '20261121.zip', generatedOn: null, bytes: archive });

    expect(await folder.run()).toMatchObject({ code: 0 });
  });

  it('a copy beside the report is read once; one that is not the same is named', async () => {
    const folder = new ReconcileFolder();
    folders.push(folder);
    folder.journal(SALES);
    folder.report(REPORT);
    const copy = named((name) => name.replace('.csv', ' (1).csv'));
    folder.report({ ...REPORT, file: `${copy}.gz`, bytes: gzipSync(REPORT.bytes) });
    const same = await folder.run();
    folder.report({ ...REPORT, file: copy, bytes: new TextEncoder().encode(semicolons(TEXT)) });
    const other = await folder.run();

    expect(same).toMatchObject({ code: 0 });
    expect(other).toMatchObject({
      code: 3,
      complaint: expect.stringContaining(`${copy}.gz is another file than ${copy}`),
    });
  });

  it('an archive made by another program is read', () => {
    const folder = new ReconcileFolder();
    folders.push(folder);
    writeFileSync(folder.file('a.csv'), TEXT);
    const make =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[2], "w"); z.write(sys.argv[1], "a.csv"); z.close()';
    execFileSync('python3', ['-c', make, folder.file('a.csv'), folder.file('a.zip')]);
    const stored = execFileSync('cat', [folder.file('a.zip')]);

    const read = readZip(stored, () => true, 1e6);

    expect(read.ok ? Buffer.from(read.value[0]!.bytes).toString() : read.error).toBe(TEXT);
  });
});

describe('Report files as people leave them › are refused with 3 and the true cause; nothing is called missing', () => {
  const scientific = (id: string): string => `${id[0] ?? ''}.${id.slice(1, 6)}E+${id.length - 1}`;

  it.each([
    ['empty', REPORT.file, '', 'line 1: the file is empty'],
    ['nothing but zero bytes', REPORT.file, new Uint8Array(4096), 'nothing but zero bytes'],
    ['nothing but blanks', REPORT.file, ' \r\n\x1a', 'nothing but blanks'],
    ['a web page', REPORT.file, '<!DOCTYPE html><title>Sign in</title>', 'it is a web page'],
    [
      'a workbook',
      named((name) => name.replace('.csv', '.xlsx')),
      zipOf({ '[Content_Types].xml': new Uint8Array(1) }),
      'a workbook of a spreadsheet',
    ],
    [
      'an old workbook',
      named((name) => name.replace('.csv', '.xls')),
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1),
      'a workbook of a spreadsheet',
    ],
    [
      'a transfer that has not ended',
      named((name) => `${name}.filepart`),
      TEXT.slice(0, 99),
      'has not ended',
    ],
    [
      'gzip that is cut off',
      named((name) => `${name}.gz`),
      gzipSync(REPORT.bytes).subarray(0, 60),
      'cut off or damaged',
    ],
    [
      'zip that is cut off',
      named((name) => `${name}.zip`),
      zipOf({ [REPORT.file]: REPORT.bytes }).subarray(0, -30),
      'is cut off',
    ],
    [
      'zip with a password',
      named((name) => `${name}.zip`),
      zipOf({ [REPORT.file]: REPORT.bytes }, 1),
      'locked with a password',
    ],
    [
      'zip without a report',
      named((name) => name.replace('.csv', '.zip')),
      zipOf({ 'readme.txt': new Uint8Array(1) }),
      'no report is in the archive',
    ],
    [
      'zero bytes in the middle',
      REPORT.file,
      TEXT.replace('PAYMENT', '\0\0\0'),
      'line 5: zero bytes stand in the text',
    ],
    [
      'another character set',
      REPORT.file,
      Buffer.from(TEXT.slice(1).replaceAll('コーヒー', 'Kafé'), 'latin1'),
      'line 5: a letter is not UTF-8',
    ],
    [
      'its last lines lost',
      REPORT.file,
      TEXT.trimEnd().split('\r\n').slice(0, -1).join('\r\n'),
      'the summary tells of 2 transactions, and the file has 1: lines were lost',
    ],
    ['ids in scientific form', REPORT.file, changed(scientific), 'line 5, column transactionRequestId: "'],
    [
      'ids in scientific form with a comma',
      REPORT.file,
      semicolons(changed((id) => `"${scientific(id).replace('.', ',')}"`)),
      'is an id in scientific form: a spreadsheet has taken digits of it',
    ],
    [
      'ids with lost digits',
      REPORT.file,
      changed((id) => id.slice(0, 15).padEnd(id.length, '0')),
      'ends in zeros, as every long id of its column',
    ],
    ['ids that a narrow column hid', REPORT.file, changed(() => '########'), 'shows in a narrow column'],
    ['ids with lost letters', REPORT.file, changed((id) => `\ufffd${id.slice(1)}`), 'has lost a letter'],
    [
      'times that a spreadsheet rewrote',
      REPORT.file,
      TEXT.replaceAll(/2026-11-20T(\d\d:\d\d):\d\d\+08:00/g, '20/11/2026 $1'),
      'a spreadsheet has rewritten it',
    ],
    [
      'amounts in scientific form',
      REPORT.file,
      TEXT.replaceAll(',4550,MYR', ',4.55E+03,MYR'),
      'column transactionAmountValue: "4.55E+03" is not understood; a spreadsheet',
    ],
  ])('%s', async (_what, name, bytes, why) => {
    const told = await compared(name, bytes);

    expect(told.code).toBe(3);
    expect(told.text).toContain(why);
    expect(told.text).toContain(name);
    expect(told.text).not.toContain('missing in the report');
    expect(told.text).toContain('Could not be looked for');
  });

  it('a spoilt report of the day after: what may stand in it near midnight is not called missing', async () => {
    const folder = new ReconcileFolder();
    folders.push(folder);
    folder.journal(SALES);
    folder.report(reportFile(LINES.slice(1)));
    const later: GivenLine = {
      ...LINES[0]!,
      atMs: TEN_MS + 24 * 3_600_000,
      requestId: requestIdOf('B-1'),
      transactionId: 'P-B-1',
    };
    const next = reportFile([later], { day: '2026-11-21' });
    folder.report({ ...next, bytes: new Uint8Array() });

    const told = await folder.run(['--day', '2026-11-20']);

    expect(told.code).toBe(3);
    expect(told.text).toContain(`${next.file}, line 1: the file is empty`);
    expect(told.text).not.toContain('missing in the report');
  });

  it('one id of a column that ends in zeros by chance is an id', async () => {
    const round = { ...LINES[0]!, transactionId: '20261120123456700000000' };
    const other = { ...LINES[0]!, requestId: 'SHOP-2-1', transactionId: '20261120123456712345678' };

    const told = await compared(REPORT.file, reportText([round, LINES[1]!, other]));

    expect(told.code).not.toBe(3);
  });

  it('what lies beside a report and is none is passed over', async () => {
    const folder = new ReconcileFolder();
    folders.push(folder);
    folder.journal(SALES);
    folder.report(REPORT);
    for (const more of ['.md5', '.sha256', '.asc'])
      writeFileSync(folder.file(`${PLACE}/${REPORT.file}${more}`), 'x');
    writeFileSync(folder.file(`${PLACE}/.~lock.${REPORT.file}#`), 'x');
    renameSync(
      folder.file(`${PLACE}/${REPORT.file}`),
      folder.file(`${PLACE}/${REPORT.file.replace('.csv', '.CSV')}`),
    );

    expect(await folder.run()).toMatchObject({ code: 0 });
  });
});
