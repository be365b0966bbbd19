import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { bodyOf, serveOnLoopback, type Loopback } from '../sandbox/loopback.ts';
import { namesIn } from './messages.ts';
import { proven, type Signers } from './proof.ts';
import { forward, passedOn } from './wire.ts';

/** What a relay lies between. */
export interface NoticeRelayParts {
  /** The port at which the acquirer and its customers call; 0: any. */
  readonly port: number;
  /** Where the till listens. */
  readonly listener: string;
  /** Whether this acquirer signs. */
  readonly signs: boolean;
  readonly till: Signers;
  readonly acquirer: Signers;
  readonly clock: Clock;
  readonly sinceMs: number;
  readonly secrets: ReadonlySet<string>;
  readonly seen: (exchange: Exchange) => void;
}

/**
 * The way in: the shop's relay, through which notices and customers reach the till, with every notice recorded.
 *
 * Customers' pages pass as they are, and are not looked at.
 */
export class NoticeRelay {
  readonly #parts: NoticeRelayParts;
  #server: Loopback | null = null;

  constructor(parts: NoticeRelayParts) {
    this.#parts = parts;
  }

  /** Where it can be called. */
  get url(): string {
    return this.#server?.url ?? '';
  }

  async open(): Promise<void> {
    const { port } = this.#parts;
    this.#server = await serveOnLoopback(port, (request, response) => this.#serve(request, response));
  }

  async close(): Promise<void> {
    await this.#server?.close();
    this.#server = null;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { listener, clock, sinceMs } = this.#parts;
    const path = request.url ?? '/';
    const body = await bodyOf(request);
    const sentMs = clock.nowMs() - sinceMs;
    const answer = await forward(listener, path, request.headers, body, request.method).catch(() => null);
    if (isNotice(request)) this.#record(path, request, body, answer, sentMs);
    if (answer === null) {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, passedOn(answer.headers, answer.body.length));
    response.end(answer.body);
  }

  #record(
    path: string,
    { headers }: IncomingMessage,
    body: Buffer,
    answer: Awaited<ReturnType<typeof forward>> | null,
    sentMs: number,
  ): void {
    const { till, acquirer, secrets, seen, signs, clock, sinceMs } = this.#parts;
    const clientId = String(headers['client-id'] ?? '');
    const told = proven(
      {
        path,
        clientId,
        time: String(headers['request-time'] ?? ''),
        body,
        header: textOf(headers['signature']),
      },
      acquirer,
      secrets,
    );
    const said =
      answer === null
        ? null
        : proven(
            {
              ...{ path, clientId, time: String(answer.headers['response-time'] ?? '') },
              ...{ body: answer.body, header: textOf(answer.headers['signature']) },
            },
            till,
            secrets,
          );
    seen({
      ...{ by: 'acquirer', api: noticeName(path), path, sentMs, bend: null },
      answeredMs: answer === null ? null : clock.nowMs() - sinceMs,
      status: answer?.status ?? null,
      ...namesIn(body, answer?.body ?? null),
      ours: signs ? (said?.verdict ?? 'nothing') : 'nothing',
      theirs: signs ? told.verdict : 'nothing',
      // What an acquirer that signs nothing sends is encrypted, or a form: of it only that it came is kept.
      request: signs ? told.kept : `[${body.length} bytes]`,
      answer: signs ? (said?.kept ?? null) : `[${answer?.body.length ?? 0} bytes]`,
      proofs: { ours: signs ? (said?.proof ?? null) : null, theirs: signs ? told.proof : null },
    });
  }
}

/** A customer fetches pages, or presses a button of one below `/p/` and `/b/`; everything else tells of something. */
function isNotice({ method, url = '/' }: IncomingMessage): boolean {
  return !/^\/[pb]\//.test(url) && (method === 'POST' || url.startsWith('/n/'));
}

function noticeName(path: string): string {
  const last = path.split('?')[0]?.split('/').at(-1) ?? '';
  return /^(notify|initiate)/.test(last) ? last : 'notifyPayment';
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
