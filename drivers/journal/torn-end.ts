import { readFileSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The first four bytes of a log; with the last bit set its checksums are of words with the big end first. */
const MAGIC = 0x377f0682;

/**
 * Whether a journal's write-ahead log holds anything behind its last whole commit: frames that were torn, or zeros.
 *
 * Why it is asked: a disk that lost what it had confirmed leaves such a rest; somebody who cuts off rows, or puts an older
 * file back, leaves none. Source: SQLite documentation, "WAL-mode File Format", sections 4.1 to 4.3.
 */
export function hasTornEnd(journal: string): boolean {
  let log: Buffer;
  try {
    log = readFileSync(`${journal}-wal`);
  } catch {
    return false;
  }
  return log.length > endOfLastCommit(log);
}

function endOfLastCommit(log: Buffer): number {
  if (log.length < HEADER_BYTES || (log.readUInt32BE(0) & ~1) !== MAGIC) return 0;
  const isBigEnd = (log.readUInt32BE(0) & 1) === 1;
  const pageBytes = log.readUInt32BE(8);
  let sums = summed([0, 0], log.subarray(0, 24), isBigEnd);
  if (!isSum(log, 24, sums) || pageBytes < 512) return 0;
  let end = HEADER_BYTES;
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    // The salts of a frame are those of the header, or it is of an earlier turn of the log.
    if (log.compare(log, 16, 24, at + 8, at + 16) !== 0) break;
    sums = summed(sums, log.subarray(at, at + 8), isBigEnd);
    sums = summed(sums, log.subarray(at + FRAME_HEADER_BYTES, at + frameBytes), isBigEnd);
    if (!isSum(log, at + 16, sums)) break;
    const isCommit = log.readUInt32BE(at + 4) !== 0;
    if (isCommit) end = at + frameBytes;
  }
  return end;
}

type Sums = readonly [number, number];

function summed([first, second]: Sums, bytes: Buffer, isBigEnd: boolean): Sums {
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + word(bytes, at, isBigEnd) + b) >>> 0;
    b = (b + word(bytes, at + 4, isBigEnd) + a) >>> 0;
  }
  return [a, b];
}

function word(bytes: Buffer, at: number, isBigEnd: boolean): number {
  return isBigEnd ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
}

function isSum(log: Buffer, at: number, [a, b]: Sums): boolean {
  return log.readUInt32BE(at) === a && log.readUInt32BE(at + 4) === b;
}
