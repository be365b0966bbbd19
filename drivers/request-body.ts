import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../src/ground/ports.ts';

/** How long a request may take to come, for every port of the till. Source: interface section 11. */
export const REQUEST_WAITS = { headMs: 5000, bodyMs: 10_000 } as const;

/** The same as options of a server. A body has a wait of its own: a head that came early gives it no more time. */
export const SERVER_WAITS = {
  headersTimeout: REQUEST_WAITS.headMs,
  requestTimeout: REQUEST_WAITS.headMs + REQUEST_WAITS.bodyMs,
  connectionsCheckingInterval: 500,
} as const;

/** The body of a request; `gone`: nobody is there any more to be answered. */
export type RequestBody =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'gone' };

/**
 * Reads a body of at most `bytesMax` bytes; whoever has not sent it within `REQUEST_WAITS.bodyMs` is answered 408 and
 * hung up on.
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  bytesMax: number,
  clock: Clock,
): Promise<RequestBody> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return { kind: 'tooLarge' };
  const chunks: Buffer[] = [];
  let size = 0;
  const callOff = clock.after(REQUEST_WAITS.bodyMs, () => {
    response.writeHead(408, { Connection: 'close', 'Content-Length': 0 });
    response.end(() => request.destroy());
  });
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > bytesMax) return { kind: 'tooLarge' };
      chunks.push(chunk);
    }
  } catch {
    // The caller went away in the middle, or was hung up on: there is nobody to answer, and nothing was asked.
    return { kind: 'gone' };
  } finally {
    callOff();
  }
  return response.headersSent ? { kind: 'gone' } : { kind: 'read', bytes: Buffer.concat(chunks) };
}
