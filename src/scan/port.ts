import type { PartHealth } from '../ground/ports.ts';

/** What a scanner read: text of a frame, or why the bytes were not one. */
export type Scan =
  | { readonly kind: 'frame'; readonly text: string; readonly aim?: string | undefined }
  | {
      readonly kind: 'refused';
      /** `misread`: a setting of the scanner shows, or no end came; `misfit`: that again, so that it is the setting. */
      readonly why: 'oversize' | 'unprintable' | 'misread' | 'misfit';
      /** What stood around a payment code, by name and without the code. */
      readonly signs?: string | undefined;
    };

/** What a scanner tells. */
export interface ScannerSink {
  /** `tookMs`: from the first byte or key to the end of the frame, where it is known. */
  scanned(scan: Scan, tookMs?: number): void;
  health(health: PartHealth): void;
}

/** A scanner. It opens itself again after a loss, by itself, for as long as it is started. */
export interface Scanner {
  readonly name: string;
  start(sink: ScannerSink): void;
  /** Drops the frame that is half read, with the rest of it: a sale begins to wait, and only what is scanned now is its. */
  startOver(): void;
  stop(): Promise<void>;
}
