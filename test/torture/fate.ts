import type { AgentProcess } from '../fakes/agent-process.ts';
import type { Random } from './random.ts';

/** Instants in the life of a sale, around which a till is killed; states are taken from the event stream. */
export const MOMENTS = [
  'starting',
  'started',
  'openSent',
  'opened',
  'codeSent',
  'codeTaken',
  'submitting',
  'customerConfirming',
  'checking',
  'paid',
  'failed',
  'cancelSent',
  'cancelTaken',
  'cancelling',
  'cancelled',
  'end',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** How long after the moment: mostly at once or within the next commits and calls, sometimes anywhere later. */
const DELAYS_MS = [0, 2, 6, 25, 120];

/** When a till dies. */
export class Fate {
  readonly moment: Moment;
  readonly #delayMs: number;
  #struck: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #agent: AgentProcess | null = null;

  constructor(random: Random) {
    this.moment = random.pick(MOMENTS);
    this.#delayMs = random.next() * random.pick(DELAYS_MS);
  }

  /** Whether it was killed: every call that breaks from then on is what was wanted. */
  get struck(): boolean {
    return this.#struck !== null;
  }

  awaits(agent: AgentProcess): void {
    this.#agent = agent;
  }

  /** A moment has come; if it is the one, the till dies a little later. */
  reached(moment: Moment): void {
    if (moment !== this.moment || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.strike(), this.#delayMs);
  }

  /** Kills it now, if it lives. */
  strike(): Promise<void> {
    clearTimeout(this.#timer);
    this.#struck ??= this.#agent?.kill() ?? Promise.resolve();
    return this.#struck;
  }
}
