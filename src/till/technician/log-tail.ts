import type { Clock, Log } from '../../ground/ports.ts';
import type { Ms } from '../../ground/time.ts';

/** One line of the log as it is kept. */
export interface LogLine {
  readonly atMs: Ms;
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly facts?: string | undefined;
}

/** So many lines are kept, and so much of one. Ours: about an hour of a busy till. */
export const LOG_LINES_MAX = 200;
export const LOG_LINE_CHARACTERS_MAX = 600;

/** A log that also keeps its last lines in memory. They are as clean as the log: codes are masked by their type. */
export class LogTail implements Log {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #lines: LogLine[] = [];

  constructor(log: Log, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  info(message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.#log.info(message, facts);
    this.#keep('info', message, facts);
  }

  warn(message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.#log.warn(message, facts);
    this.#keep('warn', message, facts);
  }

  /** The last lines, the newest first. */
  lines(): readonly LogLine[] {
    return this.#lines.toReversed();
  }

  #keep(level: LogLine['level'], message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.#lines.push({
      atMs: this.#clock.nowMs(),
      level,
      message: message.slice(0, LOG_LINE_CHARACTERS_MAX),
      facts: facts === undefined ? undefined : JSON.stringify(facts).slice(0, LOG_LINE_CHARACTERS_MAX),
    });
    if (this.#lines.length > LOG_LINES_MAX) this.#lines.shift();
  }
}
