import type { ServerResponse } from 'node:http';
import type { Problem } from '../../src/contract/problems.ts';
import { API_LIMITS } from './limits.ts';

/** A reader that is behind by so many bytes is let go. Ours. */
const UNREAD_BYTES_MAX = 4 * 1024 * 1024;

export interface EventStreamsParts {
  /** Calls `see` at every change; returns how to stop. */
  readonly watch: (see: () => void) => () => void;
}

/** The event streams that are open; there are `API_LIMITS.eventStreams` at most. */
export class EventStreams {
  readonly #parts: EventStreamsParts;
  #open = 0;

  constructor(parts: EventStreamsParts) {
    this.#parts = parts;
  }

  /** Streams a view until the reader goes away, or its session is over; a refusal where too many are open. */
  begin(response: ServerResponse, view: () => unknown, over: AbortSignal | null): Problem | null {
    const { watch } = this.#parts;
    if (this.#open >= API_LIMITS.eventStreams) {
      const detail = `${API_LIMITS.eventStreams} event streams are open. End one that is read no more.`;
      return { slug: 'too-many-streams', detail };
    }
    this.#open += 1;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const push = (): void => {
      // A reader that does not read is let go rather than kept in memory; it gets the whole view when it is back.
      if (response.writableLength > UNREAD_BYTES_MAX) response.destroy();
      else response.write(`event: view\ndata: ${JSON.stringify(view())}\n\n`);
    };
    push();
    const stop = watch(push);
    const end = (): void => void response.end();
    over?.addEventListener('abort', end);
    response.on('close', () => {
      this.#open -= 1;
      stop();
      over?.removeEventListener('abort', end);
    });
    return null;
  }
}
