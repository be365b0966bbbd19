import type { Timeline } from './timeline.ts';

/** What happened, in sentences; writes nothing unless somebody wants to read it. */
export class Story {
  readonly lines: string[] = [];
  readonly #timeline: Timeline;
  readonly #startMs: number;
  readonly #wanted: boolean;

  constructor(timeline: Timeline, wanted: boolean) {
    this.#timeline = timeline;
    this.#startMs = timeline.nowMs;
    this.#wanted = wanted;
  }

  /** The sentence is only made where it is wanted; an empty one is none. */
  tell(sentence: () => string): void {
    if (!this.#wanted) return;
    const what = sentence();
    if (what === '') return;
    const seconds = (this.#timeline.nowMs - this.#startMs) / 1000;
    this.lines.push(`${seconds.toFixed(3).padStart(10)} s  ${what}`);
  }
}
