import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from './signed-call.ts';

const BODY_BYTES_MAX = 256 * 1024;

/** The whole body of a request; null where it is too large, or ends early. */
export function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('close', () => resolve(null));
  });
}

/** An answer in JSON, unsigned. */
export function json(status: number, value: unknown): HttpAnswer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** Sends an answer as it is. */
export function send(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': String(answer.body.length) });
  response.end(answer.body);
}
