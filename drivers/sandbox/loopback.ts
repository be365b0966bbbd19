import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SetUpTrouble } from '../../src/ground/result.ts';

/** Longer bodies are taken from nobody. */
const BODY_BYTES_MAX = 64 * 1024;

/** A server on this machine alone. */
export interface Loopback {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves on loopback; a request whose serving fails is hung up on. `port` 0 takes a free one.
 *
 * Errors: rejects where the port cannot be had.
 */
export async function serveOnLoopback(
  port: number,
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Loopback> {
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === 'EADDRINUSE';
      reject(isTaken ? new SetUpTrouble(`The port ${port} is in use: name another one.`, { cause }) : cause);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The whole body of a request; throws where it is too large, or ends early. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_BYTES_MAX) throw new Error('the body is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Calls of one kind that are still to be lost. */
export class Losses {
  readonly #left = new Map<string, number>();

  /** The next so many calls of this kind are lost. */
  arm(kind: string, count: number): void {
    this.#left.set(kind, count);
  }

  /** Whether this call is one of them; it is counted off. */
  takes(kind: string): boolean {
    const left = this.#left.get(kind) ?? 0;
    if (left > 0) this.#left.set(kind, left - 1);
    return left > 0;
  }
}
