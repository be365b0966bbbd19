import type { HealthReason } from './health-reasons.ts';
import type { Ms } from './time.ts';

/**
 * Time for everything that waits.
 *
 * `nowMs` never runs backwards while the process lives, whatever is done to the machine's clock.
 */
export interface Clock {
  nowMs(): Ms;
  /** Runs `act` once after `waitMs`; the returned function calls it off. */
  after(waitMs: number, act: () => void): () => void;
}

/** New ids for what the till itself names. */
export interface Ids {
  saleId(): string;
  refundRequestId(): string;
}

/** State of a device or of the acquirer's line. */
export interface PartHealth {
  readonly status: 'ok' | 'down';
  /** What is wrong, for a page to say in its own language. */
  readonly reason?: HealthReason | undefined;
  /** In words, what is wrong and what to do; beside `ok` only what works and could be better. */
  readonly why?: string | undefined;
  /** The name of the part that does its work meanwhile. */
  readonly standIn?: string | undefined;
}

/** One line of what the program has to say of itself; never a secret, never a payment code. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}
