import type { ServerResponse } from 'node:http';
import type { Problem } from '../../src/contract/problems.ts';
import type { Occurrences } from '../../src/till/occurrences.ts';
import { API_LIMITS } from './limits.ts';

/** A reader that is behind by so many bytes is let go. Ours. */
const UNREAD_BYTES_MAX = 4 * 1024 * 1024;

export interface EventStreamsParts {
  /** Calls `see` at every change; returns how to stop. */
  readonly watch: (see: () => void) => () => void;
  readonly occurrences: Pick<Occurrences, 'watch'>;
}

/** What is streamed: a view, and beside it what happens in the office, where its readers may know that. */
export interface Streamed {
  readonly view: () => unknown;
  readonly tellsEvents: boolean;
}

/** The readers of one view, and how the till is no longer watched for them. */
interface Readers {
  readonly responses: Set<ServerResponse>;
  readonly stop: () => void;
}

/**
 * The event streams that are open; there are `API_LIMITS.eventStreams` at most.
 *
 * Why readers of one view stand together: a change is made into text once, however many read it. Thirty-two readers
 * must not make the till thirty-two times as slow.
 */
export class EventStreams {
  readonly #parts: EventStreamsParts;
  /** By the view that is read; one view is always the same function. */
  readonly #readers = new Map<() => unknown, Readers>();
  #open = 0;

  constructor(parts: EventStreamsParts) {
    this.#parts = parts;
  }

  /** Streams a view until the reader goes away, or its session is over; a refusal where too many are open. */
  begin(response: ServerResponse, { view, tellsEvents }: Streamed, over: AbortSignal | null): Problem | null {
    if (this.#open >= API_LIMITS.eventStreams) {
      const detail = `${API_LIMITS.eventStreams} event streams are open. End one that is read no more.`;
      return { slug: 'too-many-streams', detail };
    }
    this.#open += 1;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(eventOf(view));
    const readers = this.#readersOf(view, tellsEvents);
    readers.responses.add(response);
    const end = (): void => void response.end();
    over?.addEventListener('abort', end);
    response.on('close', () => {
      this.#open -= 1;
      this.#leave(view, readers, response);
      over?.removeEventListener('abort', end);
    });
    return null;
  }

  #readersOf(view: () => unknown, tellsEvents: boolean): Readers {
    const known = this.#readers.get(view);
    if (known !== undefined) return known;
    const responses = new Set<ServerResponse>();
    const { watch, occurrences } = this.#parts;
    const stopViews = watch(() => push(eventOf(view), responses));
    const stopEvents = tellsEvents
      ? occurrences.watch(({ kind, id }) =>
          push(`event: ${kind}\ndata: ${JSON.stringify({ id })}\n\n`, responses),
        )
      : () => undefined;
    const stop = (): void => {
      stopViews();
      stopEvents();
    };
    const readers = { responses, stop };
    this.#readers.set(view, readers);
    return readers;
  }

  #leave(view: () => unknown, { responses, stop }: Readers, response: ServerResponse): void {
    responses.delete(response);
    if (responses.size > 0) return;
    stop();
    this.#readers.delete(view);
  }
}

function eventOf(view: () => unknown): string {
  return `event: view\ndata: ${JSON.stringify(view())}\n\n`;
}

function push(event: string, responses: ReadonlySet<ServerResponse>): void {
  for (const response of responses) {
    // A reader that does not read is let go rather than kept in memory; it gets the whole view when it is back.
    if (response.writableLength > UNREAD_BYTES_MAX) response.destroy();
    else response.write(event);
  }
}
