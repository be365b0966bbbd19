import type { PartHealth } from '../ground/ports.ts';
import type { PrintOutcome } from '../payment/answers.ts';

/** A printer. Jobs of one printer run one after the other. */
export interface Printer {
  readonly name: string;
  print(bytes: Uint8Array): Promise<PrintOutcome>;
  /** Says how the printer is, at once and at every change. */
  watch(sink: (health: PartHealth) => void): void;
  stop(): Promise<void>;
}
