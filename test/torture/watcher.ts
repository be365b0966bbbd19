import type { View } from '../../src/contract/contract.ts';
import type { ViewStream } from '../fakes/view-stream.ts';

/** Longer than any payment of the torture takes: what waits so long is stuck. */
const PATIENCE_MS = 20_000;

/** Reads the event stream all the time, as a screen does, and lets the cashier wait for what it shows. */
export class Watcher {
  last: View | null = null;
  #over = false;
  #cause: unknown;
  /** Whoever waits for a view. */
  readonly #waiting = new Set<() => void>();

  constructor(stream: ViewStream, saw: (view: View) => void) {
    void this.#read(stream, saw);
  }

  /** The view that fits: the one that is shown, or the next; throws where the till is gone or none comes. */
  async until(fits: (view: View) => boolean): Promise<View> {
    const patience = { over: false };
    const timer = setTimeout(() => {
      patience.over = true;
      this.#wake();
    }, PATIENCE_MS);
    try {
      for (;;) {
        if (this.last !== null && fits(this.last)) return this.last;
        if (this.#over) throw new Error('the event stream ended', { cause: this.#cause });
        if (patience.over)
          throw new Error(`never came; the last one was ${JSON.stringify(this.last?.sale ?? this.last)}`);
        await new Promise<void>((resolve) => this.#waiting.add(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  async #read(stream: ViewStream, saw: (view: View) => void): Promise<void> {
    try {
      for await (const view of stream) {
        this.last = view;
        saw(view);
        this.#wake();
      }
    } catch (error) {
      // Mostly that the till died before it answered; whoever waits hears of it as the end of the stream.
      this.#cause = error;
    }
    this.#over = true;
    this.#wake();
  }
}
