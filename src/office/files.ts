import type { Result } from '../ground/result.ts';
import type { KeptBytes } from '../journal/office-records.ts';

/**
 * Files beside the journal, each named by the SHA-256 of its bytes: what is too large for a row, or too private.
 *
 * `keep` returns when the bytes are on the disk. `read` answers null where there is no such file, or where it holds other
 * bytes than its name says.
 */
export interface OfficeFiles {
  keep(bytes: Uint8Array): Result<KeptBytes, string>;
  read(sha256: string): Uint8Array | null;
  drop(sha256: string): void;
  /** The files that are there, by their SHA-256. */
  all(): readonly string[];
}
