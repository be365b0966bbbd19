import { generateKeyPairSync } from 'node:crypto';
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { signatureHeader } from '../../src/acquirers/signed-wire/signature.ts';
import type { BendKind, CallName, Exchange } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { isObject, namesIn, objectIn } from './messages.ts';
import { proven, type Signers } from './proof.ts';
import { bodyOf, serveOnLoopback, type Loopback } from '../sandbox/loopback.ts';

/** What a wire lies between, and what it knows of both ends. */
export interface WireParts {
  /** The gateway's address. */
  readonly upstream: string;
  readonly clock: Clock;
  /** When the run began. */
  readonly sinceMs: number;
  readonly till: Signers;
  readonly acquirer: Signers;
  /** Texts that may stand in no file: the codes of this run. */
  readonly secrets: ReadonlySet<string>;
  readonly seen: (exchange: Exchange) => void;
  /** A request as it left; it may hold a code, and goes to no file. */
  readonly left: (path: string, body: Buffer) => void;
  /** A message held what no till may see; the run ends. */
  readonly broken: (why: string) => void;
}

/** An answer as it came. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Bend {
  readonly kind: BendKind;
  left: number;
}

/**
 * The line between the till and its gateway, with every message recorded, and bent where a case asks for it.
 *
 * Why a server between: the till stays the very program that is shipped, and knows nothing of the kit. Both ends see
 * the bytes of the other; what the kit does to one of them stands in the record.
 */
export class Wire {
  readonly #parts: WireParts;
  readonly #stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  readonly #held = new Set<() => void>();
  readonly #bends = new Map<string, Bend>();
  #server: Loopback | null = null;
  #port = 0;

  constructor(parts: WireParts) {
    this.#parts = parts;
  }

  /** Where the till finds its gateway. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}${new URL(this.#parts.upstream).pathname.replace(/\/$/, '')}`;
  }

  async open(): Promise<void> {
    this.#server = await serveOnLoopback(this.#port, (request, response) => this.#serve(request, response));
    this.#port = Number(new URL(this.#server.url).port);
  }

  async close(): Promise<void> {
    this.#letGo();
    await this.#server?.close();
    this.#server = null;
  }

  /** From now on the next `times` calls of this kind are bent. A cut line is cut at once, for every call. */
  async bend(kind: BendKind, at: CallName, times: number): Promise<void> {
    this.#bends.set(at, { kind, left: times });
    if (kind === 'cutLine') await this.close();
  }

  /** Nothing is bent any more; what was held is let go. */
  async straighten(): Promise<void> {
    this.#bends.clear();
    this.#letGo();
    if (this.#server === null) await this.open();
  }

  #letGo(): void {
    for (const letGo of this.#held) letGo();
    this.#held.clear();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const body = await bodyOf(request);
    if (isOfCustomer(request, body)) return passOn(this.#parts.upstream, request, body, response);
    const api = callOf(path, body);
    const bend = this.#bendOf(api);
    const headers =
      bend === 'otherKey' ? this.#signedByStranger(path, request.headers, body) : request.headers;
    this.#parts.left(path, body);
    const sentMs = this.#now();
    const record = (answer: Answered | null): void =>
      this.#record({ path, api, headers, body, sentMs, bend, answer });
    if (bend === 'loseRequest') {
      record(null);
      response.destroy();
      return;
    }
    if (bend === 'repeatBytes') await forward(this.#parts.upstream, path, headers, body);
    const straight = await forward(this.#parts.upstream, path, headers, body).catch(() => null);
    const answer = straight === null ? null : bent(straight, bend);
    record(answer);
    if (bend === 'holdAnswer') await new Promise<void>((resolve) => this.#held.add(resolve));
    if (answer === null || bend === 'loseAnswer') {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, passedOn(answer.headers, answer.body.length));
    response.end(answer.body);
  }

  #bendOf(api: string): BendKind | null {
    const bend = this.#bends.get(api);
    if (bend === undefined || bend.left === 0) return null;
    bend.left -= 1;
    return bend.kind;
  }

  #signedByStranger(uri: string, headers: IncomingHttpHeaders, body: Buffer): IncomingHttpHeaders {
    const clientId = String(headers['client-id']);
    const time = String(headers['request-time']);
    const message = { method: 'POST', uri, clientId, time, body } as const;
    return {
      ...headers,
      signature: signatureHeader({ ...message, privateKey: this.#stranger, keyVersion: 1 }),
    };
  }

  #record({ path, api, headers, body, sentMs, bend, answer }: Passing): void {
    const { secrets, seen, broken, till, acquirer } = this.#parts;
    const clientId = String(headers['client-id'] ?? '');
    const asked = { path, clientId, time: String(headers['request-time'] ?? ''), body };
    const left = proven({ ...asked, header: textOf(headers['signature']) }, till, secrets);
    const came =
      answer === null
        ? null
        : proven(
            {
              ...{ path, clientId, time: String(answer.headers['response-time'] ?? '') },
              ...{ body: answer.body, header: textOf(answer.headers['signature']) },
            },
            acquirer,
            secrets,
          );
    if (left.holdsCard || came?.holdsCard === true) broken('A message held the number of a card.');
    seen({
      ...{ by: 'till', api, path, sentMs, bend },
      ...{ ours: left.verdict, theirs: came?.verdict ?? 'nothing' },
      answeredMs: answer === null || bend === 'loseAnswer' ? null : this.#now(),
      status: answer?.status ?? null,
      ...namesIn(body, answer?.body ?? null),
      request: left.kept,
      answer: came === null ? null : came.kept.slice(0, ANSWER_KEPT),
      proofs: { ours: left.proof, theirs: came?.proof ?? null },
    });
  }

  #now(): number {
    return this.#parts.clock.nowMs() - this.#parts.sinceMs;
  }
}

/** A call by the last part of its path; Antom's cancel has a name of its own there, Trust Payments' stand in the body. */
function callOf(path: string, body: Buffer): string {
  const asked: unknown = objectIn(body)['request'];
  const [first] = Array.isArray(asked) ? (asked as readonly unknown[]) : [];
  if (isObject(first))
    return String((first['requesttypedescriptions'] as readonly string[] | undefined)?.[0]);
  const last = path.split('/').at(-1) ?? '';
  return last === 'cancel' ? 'cancelPayment' : last;
}

/** Of longer answers only the beginning is kept. */
const ANSWER_KEPT = 16_384;

interface Passing {
  readonly path: string;
  readonly api: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sentMs: number;
  readonly bend: BendKind | null;
  readonly answer: Answered | null;
}

/** Sends bytes to the gateway as they are. Rejects where it does not answer. */
export function forward(
  upstream: string,
  path: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
  method = 'POST',
): Promise<Answered> {
  const url = new URL(path, upstream);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = send(url, { method, headers: { ...headers, host: url.host } }, (response) => {
      bodyOf(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
        reject,
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Whether a request comes from a customer's phone: a page is fetched, or its form is sent; no call of a till is either. */
function isOfCustomer({ method }: IncomingMessage, body: Buffer): boolean {
  return method === 'GET' || body.subarray(0, PRESSED.length).toString('latin1') === PRESSED;
}

/** What the form of a page begins with. */
const PRESSED = 'button=';

async function passOn(
  upstream: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const answer = await forward(upstream, request.url ?? '/', request.headers, body, request.method);
  response.writeHead(answer.status, passedOn(answer.headers, answer.body.length));
  response.end(answer.body);
}

function bent(answer: Answered, bend: BendKind | null): Answered {
  if (bend === 'spoilAnswer') {
    const body = Buffer.from(answer.body);
    const at = Math.floor(body.length / 2);
    body[at] = (body[at] ?? 0) ^ 1;
    return { ...answer, body };
  }
  if (bend !== 'stripSignature') return answer;
  return { ...answer, headers: { ...answer.headers, signature: undefined } };
}

/** The headers of an answer as they go on. */
export function passedOn(headers: IncomingHttpHeaders, length: number): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(
    ([name, value]) =>
      value !== undefined &&
      !['connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name),
  );
  return {
    ...(Object.fromEntries(kept) as Record<string, string | string[]>),
    'content-length': String(length),
  };
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
