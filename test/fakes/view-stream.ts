import { viewEvents } from '../../drivers/golive/view-events.ts';
import type { View } from '../../src/contract/contract.ts';

/** Longer than anything a test waits for: the test fails with what was seen last instead of without a word. */
const PATIENCE_MS = 15_000;

/** The event stream of a till, view by view, each checked against the contract. */
export class ViewStream implements AsyncIterable<View> {
  readonly #stop = new AbortController();
  readonly #views: AsyncGenerator<View, void>;
  /** What came last. */
  last: View | null = null;

  constructor(url: string, token: string) {
    this.#views = this.#read(url, token);
  }

  [Symbol.asyncIterator](): AsyncIterator<View> {
    // Leaving a loop must not end the stream: `until` may be asked again.
    return { next: () => this.#views.next() };
  }

  /** The next view, from the one after `last` on, that fits; throws with the last one where none comes in time. */
  async until(fits: (view: View) => boolean, waitMs = PATIENCE_MS): Promise<View> {
    const impatient = AbortSignal.timeout(waitMs);
    const giveUp = () => this.#stop.abort();
    impatient.addEventListener('abort', giveUp);
    try {
      for await (const view of this) if (fits(view)) return view;
    } finally {
      impatient.removeEventListener('abort', giveUp);
    }
    throw new Error(`the view never came; the last one was ${JSON.stringify(this.last?.sale ?? this.last)}`);
  }

  /** Hangs up. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#views.return();
  }

  async *#read(url: string, token: string): AsyncGenerator<View, void> {
    for await (const view of viewEvents(url, token, this.#stop.signal)) {
      this.last = view;
      yield view;
    }
  }
}
