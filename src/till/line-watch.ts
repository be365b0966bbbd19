import type { Gateway, LineAnswer, Timed } from '../acquirers/port.ts';
import type { Clock, Log } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';

/** After so long a silence a gateway is asked, where the config says nothing else. Ours: what the strip says is no older. */
export const LINE_CHECK_MS = 30_000;

/** How often the silence is looked at. */
const LOOK_EVERY_MS = 1000;

export interface LineWatchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly gateways: ReadonlyMap<string, Gateway>;
  /** After how long a silence a gateway is asked; 0 where it never is. */
  readonly everyMsOf: (gateway: string) => number;
  readonly isSaleOpen: () => boolean;
  /** When a gateway last answered in a way that could be believed. */
  readonly spokeAtMs: (gateway: string) => Ms | undefined;
  readonly checked: (gateway: string, answer: Timed<LineAnswer>) => void;
}

/**
 * Asks the gateways whether they are there when nothing was heard of them for a while, so that health tells the truth
 * before a customer stands at the counter.
 *
 * Never while a sale is under way, and one question at a time: no sale is slowed by it.
 */
export class LineWatch {
  readonly #parts: LineWatchParts;
  /** By gateway: when it was asked last, whatever it answered. */
  readonly #askedAtMs = new Map<string, Ms>();
  readonly #down = new Set<string>();
  #isAsking = false;
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
    if (this.#isAsking || this.#parts.isSaleOpen()) return;
    for (const [name, gateway] of this.#parts.gateways) {
      if (!('checkLine' in gateway) || !this.#isDue(name)) continue;
      void this.#ask(name, gateway.checkLine());
      return;
    }
  }

  #isDue(name: string): boolean {
    const { clock, everyMsOf, spokeAtMs } = this.#parts;
    const everyMs = everyMsOf(name);
    const lastAtMs = Math.max(spokeAtMs(name) ?? -Infinity, this.#askedAtMs.get(name) ?? -Infinity);
    return everyMs > 0 && clock.nowMs() - lastAtMs >= everyMs;
  }

  async #ask(name: string, question: Promise<Timed<LineAnswer>>): Promise<void> {
    const { clock, checked } = this.#parts;
    this.#isAsking = true;
    const { answer, clockOffsetMs } = await question;
    this.#isAsking = false;
    this.#askedAtMs.set(name, clock.nowMs());
    // A check changes nothing: that something is odd about its answer stands in health, and is no alarm.
    const calm = answer.kind === 'unknown' ? { ...answer, alarm: false } : answer;
    if (this.#callOff === null) return;
    this.#tell(name, calm);
    checked(name, { answer: calm, clockOffsetMs });
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
