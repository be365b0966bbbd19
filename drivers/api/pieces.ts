import type { ServerResponse } from 'node:http';
import { nextTurn } from '../system/clock.ts';

/** Whether a reply comes in pieces of text. */
export function isPieces(content: unknown): content is Iterable<string> {
  return typeof content === 'object' && content !== null && 'next' in content;
}

/**
 * Sends text as it is made, no faster than it is read; ends when the reader went away, which may be at any time.
 *
 * Why a turn after each piece: a report of a million rows must not hold up a sale. Why it always ends: the rows come
 * out of an open query of the journal.
 */
export async function sendPieces(response: ServerResponse, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
    await nextTurn();
  }
  response.end();
}

/** Waits until more may be written. What is destroyed tells of nothing any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve();
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}
