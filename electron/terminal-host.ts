import type { View } from '../src/contract/contract.ts';
import type { Clock } from '../src/ground/ports.ts';
import type { Problem } from '../src/contract/problems.ts';
import type { CommandName } from '../src/contract/routes.ts';
import type { Result } from '../src/ground/result.ts';
import { EXIT } from './exit.ts';
import type { ChildEvents, TerminalChild } from './terminal-child.ts';
import type { Asked, FromTerminal, RefusedKey, ScreensMessage, Windows } from './terminal-messages.ts';

/**
 * What the windows show of the terminal.
 *
 * `connecting` it starts · `open` the view is the till's · `again` it ended by itself and is being started again ·
 * `refused` it cannot start as it is set up, and is tried again all the same.
 */
export interface Seen {
  readonly link: 'connecting' | 'open' | 'again' | 'refused';
  readonly view: View | null;
  /** Which set-up it was refused for. */
  readonly trouble?: 'config' | 'journal' | undefined;
  /** Each key of the config that was refused. */
  readonly faults?: readonly RefusedKey[];
}

/** A command that was not answered: the terminal ended, or is not there yet. */
export interface NoAnswer {
  readonly slug: 'no-answer';
  readonly detail: null;
}
export type Answered = Result<unknown, Problem | NoAnswer>;

/** At once after the first end, then with growing waits, so that a terminal that cannot start costs nothing. */
const AGAIN_MS = [0, 250, 1000, 3000] as const;
/** A terminal that lived this long is well: its next end is a first one again. */
const WELL_MS = 30_000;
const NO_ANSWER = { ok: false, error: { slug: 'no-answer', detail: null } } as const;

export interface HostParts {
  readonly clock: Clock;
  readonly start: (events: ChildEvents) => TerminalChild;
  readonly ready: (windows: Windows) => void;
  /** The till was set up; it ends, and is started again. */
  readonly setUp: (config: string) => void;
  /** Whether a person is to touch the customer's screen. */
  readonly pickScreen: (asks: boolean) => void;
}

/** Keeps one terminal running, and carries commands to it and its view to the windows. */
export class TerminalHost {
  readonly #parts: HostParts;
  readonly #watchers = new Set<(seen: Seen) => void>();
  readonly #waiting = new Map<number, (answer: Answered) => void>();
  #child: TerminalChild | null = null;
  #seen: Seen = { link: 'connecting', view: null };
  #ids = 0;
  #ends = 0;
  #startedAtMs = 0;
  #stopped: (() => void) | null = null;
  #faults: readonly RefusedKey[] = [];

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#startedAtMs = this.#parts.clock.nowMs();
    this.#child = this.#parts.start({
      heard: (message) => this.#heard(message),
      ended: (code) => this.#ended(code),
    });
  }

  get seen(): Seen {
    return this.#seen;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Calls `see` at every change; returns how to stop it. */
  watch(see: (seen: Seen) => void): () => void {
    this.#watchers.add(see);
    return () => this.#watchers.delete(see);
  }

  /** Asks for one command; its input was checked. */
  ask(name: CommandName, input: Asked): Promise<Answered> {
    const child = this.#child;
    if (child === null || this.#seen.link !== 'open') return Promise.resolve(NO_ANSWER);
    this.#ids += 1;
    const id = this.#ids;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      child.post({ kind: 'ask', id, name, input });
    });
  }

  /** Tells the terminal what was heard of the machine's power; one that is not there learns all anew when it starts. */
  power(say: string, woke: boolean): void {
    if (this.#seen.link === 'open') this.#child?.post({ kind: 'power', say, woke });
  }

  /** Tells the terminal which screens there are. */
  screens(screens: ScreensMessage['screens']): void {
    this.#child?.post({ kind: 'screens', screens });
  }

  /** Tells the terminal which screen a person touched. */
  screenPicked(screen: string): void {
    this.#child?.post({ kind: 'screenPicked', screen });
  }

  /** Ends the terminal in good order; settles when it is gone. */
  stop(): Promise<void> {
    const child = this.#child;
    return new Promise((resolve) => {
      this.#stopped = resolve;
      if (child === null) resolve();
      else child.end();
    });
  }

  #heard(message: FromTerminal): void {
    switch (message.kind) {
      case 'ready':
        this.#parts.ready(message.windows);
        return;
      case 'setUp':
        this.#parts.setUp(message.config);
        return;
      case 'pickScreen':
        this.#parts.pickScreen(message.asks);
        return;
      case 'refused':
        this.#faults = message.faults;
        return;
      case 'view':
        this.#show({ link: 'open', view: message.view });
        return;
      case 'answer': {
        const resolve = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        resolve?.(message.result);
        return;
      }
    }
  }

  #ended(code: number | null): void {
    const { clock } = this.#parts;
    this.#child = null;
    for (const resolve of this.#waiting.values()) resolve(NO_ANSWER);
    this.#waiting.clear();
    this.#parts.pickScreen(false);
    if (this.#stopped !== null) return this.#stopped();
    if (clock.nowMs() - this.#startedAtMs >= WELL_MS) this.#ends = 0;
    const trouble = code === EXIT.config ? 'config' : code === EXIT.journal ? 'journal' : undefined;
    // The sale that was on the screen stays away from it: what became of it is known when the terminal is back.
    const faults = trouble === 'config' ? this.#faults : [];
    this.#faults = [];
    const link = trouble === undefined ? 'again' : 'refused';
    this.#show({ link, view: this.#seen.view, trouble, faults });
    const waitMs = AGAIN_MS[Math.min(this.#ends, AGAIN_MS.length - 1)] ?? 0;
    this.#ends += 1;
    clock.after(waitMs, () => {
      if (this.#stopped === null) this.start();
    });
  }

  #show(seen: Seen): void {
    this.#seen = seen;
    for (const see of this.#watchers) see(seen);
  }
}
