import type { Result } from '../../src/ground/result.ts';

/** Why the reports cannot be had; `say` tells what to mend, and never what a key file holds. */
export interface ReportsError {
  readonly kind: 'unreachable' | 'hostKeyDiffers' | 'signInRefused' | 'unreadable';
  readonly say: string;
}

/** One file of a folder. */
export interface ListedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Where reports lie, to be read only. */
export interface ReportFolder {
  /** The plain files of a folder; null where there is no such folder. */
  list(path: string): Promise<Result<readonly ListedFile[] | null, ReportsError>>;
  read(path: string): Promise<Result<Uint8Array, ReportsError>>;
  close(): void;
}
