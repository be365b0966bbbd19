import type { Gateway, LineAnswer, Timed } from '../acquirers/port.ts';
import type { Clock, Log } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';

/**
 * After so long a silence a gateway is asked, where the config says nothing else.
 *
 * Ours: with a look and the wait for an answer, what the strip says is at most 30 s old.
 */
export const LINE_CHECK_MS = 24_000;

/** How often the silence is looked at. */
const LOOK_EVERY_MS = 1000;

/** A gateway that says nothing for so long is not called ready any more, however long its call may take. Ours. */
export const LINE_ANSWER_MS = 5000;

const NO_ANSWER_YET = { kind: 'unknown', why: `no answer within ${LINE_ANSWER_MS / 1000} s` } as const;

export interface LineWatchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly gateways: ReadonlyMap<string, Gateway>;
  /** After how long a silence a gateway is asked; 0 where it never is. */
  readonly everyMsOf: (gateway: string) => number;
  /** Whether a payment is under way: a sale that waits for its code is none. */
  readonly isPaying: () => boolean;
  /** When a gateway last answered in a way that could be believed. */
  readonly spokeAtMs: (gateway: string) => Ms | undefined;
  readonly checked: (gateway: string, answer: Timed<LineAnswer>) => void;
}

/**
 * Asks the gateways whether they are there when nothing was heard of them for a while, so that health tells the truth
 * before a customer stands at the counter.
 *
 * Never while a payment is under way, and one question at a time to each: no sale is slowed by it.
 */
export class LineWatch {
  readonly #parts: LineWatchParts;
  /** By gateway: when it was asked last, whatever it answered. */
  readonly #askedAtMs = new Map<string, Ms>();
  readonly #down = new Set<string>();
  readonly #asking = new Set<string>();
  #callOff: (() => void) | null = null;

  constructor(parts: LineWatchParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#callOff = this.#parts.clock.after(LOOK_EVERY_MS, () => {
      this.#look();
      this.start();
    });
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #look(): void {
    if (this.#parts.isPaying()) return;
    for (const [name, gateway] of this.#parts.gateways) {
      if ('checkLine' in gateway && !this.#asking.has(name) && this.#isDue(name))
        void this.#ask(name, gateway.checkLine());
    }
  }

  #isDue(name: string): boolean {
    const { clock, everyMsOf, spokeAtMs } = this.#parts;
    const everyMs = everyMsOf(name);
    const lastAtMs = Math.max(spokeAtMs(name) ?? -Infinity, this.#askedAtMs.get(name) ?? -Infinity);
    return everyMs > 0 && clock.nowMs() - lastAtMs >= everyMs;
  }

  async #ask(name: string, question: Promise<Timed<LineAnswer>>): Promise<void> {
    const { clock } = this.#parts;
    this.#asking.add(name);
    const callOff = clock.after(LINE_ANSWER_MS, () => this.#heard(name, { answer: NO_ANSWER_YET }));
    const { answer, clockOffsetMs } = await question;
    callOff();
    this.#asking.delete(name);
    this.#askedAtMs.set(name, clock.nowMs());
    // A check changes nothing: that something is odd about its answer stands in health, and is no alarm.
    const calm = answer.kind === 'unknown' ? { ...answer, alarm: false } : answer;
    this.#heard(name, { answer: calm, clockOffsetMs });
  }

  #heard(name: string, heard: Timed<LineAnswer>): void {
    if (this.#callOff === null) return;
    this.#tell(name, heard.answer);
    this.#parts.checked(name, heard);
  }

  /** A change is logged, with the cause as it was: the screen says it in plain words. */
  #tell(gateway: string, answer: LineAnswer): void {
    const { log } = this.#parts;
    if (answer.kind === 'there') {
      if (this.#down.delete(gateway)) log.info('the gateway answers again', { gateway });
    } else if (!this.#down.has(gateway)) {
      this.#down.add(gateway);
      log.warn('the gateway does not answer', { gateway, why: answer.why });
    }
  }
}
