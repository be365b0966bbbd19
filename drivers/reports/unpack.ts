import { gunzipSync } from 'node:zlib';
import type { ReportNames } from '../../src/acquirers/report-form.ts';
import { isReportName } from '../../src/reconcile/report-name.ts';
import { readZip } from './zip.ts';

/** A report as it lay in a file: `inside` its name in an archive; `spoilt` why it cannot be had. */
export interface Unpacked {
  readonly inside: string | null;
  readonly bytes: Uint8Array;
  readonly spoilt?: string;
}

/**
 * The reports in a file, by what its bytes are and not by what its name says: packed with gzip or zip, or plain.
 *
 * `bytesMax`: for each of them, unpacked. Errors: `spoilt`, in words.
 */
export function reportsIn(bytes: Uint8Array, bytesMax: number, names: ReportNames): readonly Unpacked[] {
  if (beginsWith(bytes, [0x1f, 0x8b])) return gunzipped(bytes, bytesMax);
  if (beginsWith(bytes, ZIP)) return unzipped(bytes, bytesMax, names);
  const other = OTHERS.find(([begin]) => beginsWith(bytes, begin));
  return [other === undefined ? { inside: null, bytes } : spoilt(other[1])];
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** What an archive comes to that has no report; one of other files is no trouble. */
export const NO_REPORT = 'no report is in the archive';

const OTHERS: readonly (readonly [readonly number[], string])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'the file is a workbook of a spreadsheet and no CSV; fetch the report again'],
  [[0x50, 0x4b, 0x05, 0x06], NO_REPORT],
  [[0x37, 0x7a, 0xbc, 0xaf], 'the file is a 7z archive; unpack it'],
  [[0x52, 0x61, 0x72, 0x21], 'the file is a RAR archive; unpack it'],
  [[0x42, 0x5a, 0x68], 'the file is packed with bzip2; unpack it'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'the file is packed with xz; unpack it'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'the file is packed with zstd; unpack it'],
];

function gunzipped(bytes: Uint8Array, bytesMax: number): Unpacked[] {
  let plain: Buffer;
  try {
    plain = gunzipSync(bytes, { maxOutputLength: bytesMax });
  } catch (error) {
    const isLarge = error instanceof RangeError;
    return [
      spoilt(
        isLarge
          ? 'what is packed in the file is larger than any report'
          : 'the packed file is cut off or damaged; fetch it again',
      ),
    ];
  }
  const isTar = plain.toString('latin1', 257, 262) === 'ustar';
  return [isTar ? spoilt('the file is a tar archive; unpack it') : { inside: null, bytes: plain }];
}

function unzipped(bytes: Uint8Array, bytesMax: number, names: ReportNames): Unpacked[] {
  const held: string[] = [];
  const read = readZip(bytes, (name) => held.push(name) > 0 && isReportName(name, names), bytesMax);
  if (!read.ok) return [spoilt(`the archive cannot be unpacked: ${read.error}`)];
  if (held.includes('[Content_Types].xml') || held.includes('mimetype')) {
    return [spoilt('the file is a workbook of a spreadsheet and no CSV; fetch the report again')];
  }
  if (read.value.length === 0) return [spoilt(NO_REPORT)];
  return read.value.flatMap(({ name, bytes: own }) => {
    if (beginsWith(own, ZIP))
      return [{ ...spoilt('it is an archive in an archive; unpack it'), inside: name }];
    return reportsIn(own, bytesMax, names).map((report) => ({ ...report, inside: name }));
  });
}

function beginsWith(bytes: Uint8Array, begin: readonly number[]): boolean {
  return begin.every((byte, index) => bytes[index] === byte);
}

function spoilt(say: string): Unpacked {
  return { inside: null, bytes: new Uint8Array(), spoilt: say };
}
