import { crc32, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_ENTRY = 0x04034b50;
const LOCAL_ENTRY_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const UTF8_NAME = 0x0800;
/** Stands where a number does not fit: the archive is of the large form. */
const IN_ZIP64 = 0xffffffff;

/**
 * The files of a zip archive that `wanted` takes, by their names.
 *
 * Shape: stored or deflated entries; folders are passed over. `bytesMax`: for each entry, unpacked.
 * Errors: in words, what is the matter with the archive; never a part of a file.
 * Why not a package: reports come in the plainest archives, and this is all there is to those.
 * Source: PKWARE, APPNOTE 6.3.10, sections 4.3 and 4.4.
 */
export function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  bytesMax: number,
): Result<readonly ZipEntry[], string> {
  try {
    return ok(entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), wanted, bytesMax));
  } catch (error) {
    // Whatever else is thrown while it is read, of Node's own readers, is an archive that ends too early.
    return err(error instanceof BadZip ? error.message : 'it is cut off or damaged; fetch it again');
  }
}

class BadZip extends Error {}

function entriesOf(zip: Buffer, wanted: (name: string) => boolean, bytesMax: number): ZipEntry[] {
  const end = endOfDirectory(zip);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (at === IN_ZIP64) throw new BadZip('it is of a form for large archives; unpack it');
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new BadZip('it is damaged; fetch it again');
    const nameBytes = zip.readUInt16LE(at + 28);
    const nameAt = at + DIRECTORY_ENTRY_BYTES;
    const encoding = (zip.readUInt16LE(at + 8) & UTF8_NAME) === 0 ? 'latin1' : 'utf8';
    const name = zip.toString(encoding, nameAt, nameAt + nameBytes);
    if (!name.endsWith('/') && wanted(name)) entries.push({ name, bytes: unpacked(zip, at, name, bytesMax) });
    at = nameAt + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** The directory is found from the end: a comment of any length may follow it. */
function endOfDirectory(zip: Buffer): number {
  const first = Math.max(0, zip.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = zip.length - END_BYTES; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new BadZip('it is cut off; fetch it again');
}

function unpacked(zip: Buffer, at: number, name: string, bytesMax: number): Uint8Array {
  const flags = zip.readUInt16LE(at + 8);
  if ((flags & ENCRYPTED) !== 0) throw new BadZip('it is locked with a password; unpack it');
  const method = zip.readUInt16LE(at + 10);
  const [packedBytes, plainBytes] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
  const localAt = zip.readUInt32LE(at + 42);
  if ([packedBytes, plainBytes, localAt].includes(IN_ZIP64)) {
    throw new BadZip('it is of a form for large archives; unpack it');
  }
  if (plainBytes > bytesMax) throw new BadZip(`${name} in it is larger than any report`);
  if (zip.readUInt32LE(localAt) !== LOCAL_ENTRY) throw new BadZip('it is damaged; fetch it again');
  const from = localAt + LOCAL_ENTRY_BYTES + zip.readUInt16LE(localAt + 26) + zip.readUInt16LE(localAt + 28);
  const packed = zip.subarray(from, from + packedBytes);
  if (method !== STORED && method !== DEFLATED) throw new BadZip('it is packed in a rare way; unpack it');
  const plain = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: bytesMax });
  if (plain.length !== plainBytes || crc32(plain) !== zip.readUInt32LE(at + 16)) {
    throw new BadZip(`${name} in it is damaged; fetch it again`);
  }
  return plain;
}
