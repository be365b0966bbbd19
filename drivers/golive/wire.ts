import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { signatureHeader, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import { maskedBody } from '../../src/golive/masking.ts';
import type { BendKind, CallName, Exchange, SignatureVerdict } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { bodyOf, serveOnLoopback, type Loopback } from '../sandbox/loopback.ts';

/** What a wire lies between, and what it knows of both ends. */
export interface WireParts {
  /** The gateway's address. */
  readonly upstream: string;
  readonly clock: Clock;
  /** When the run began. */
  readonly sinceMs: number;
  readonly tillPublicKey: KeyObject;
  readonly gatewayPublicKeys: ReadonlyMap<string, KeyObject>;
  /** Texts that may stand in no file: the codes of this run. */
  readonly secrets: ReadonlySet<string>;
  readonly seen: (exchange: Exchange) => void;
  /** A request as it left; it may hold a code, and goes to no file. */
  readonly left: (path: string, body: Buffer) => void;
  /** A message held what no till may see; the run ends. */
  readonly broken: (why: string) => void;
}

/** An answer as it came from the gateway. */
interface Answered {
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
    const api = callOf(path);
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
    const { secrets, seen, broken } = this.#parts;
    const clientId = String(headers['client-id'] ?? '');
    const ours = this.#verdict(headers, 'request-time', { path, clientId, body }, 'ours');
    const theirs =
      answer === null
        ? 'nothing'
        : this.#verdict(answer.headers, 'response-time', { path, clientId, body: answer.body }, 'theirs');
    const request = maskedBody(body.toString('utf8'), secrets);
    const said =
      answer === null ? null : maskedBody(answer.body.toString('utf8').slice(0, ANSWER_KEPT), secrets);
    if (!request.ok || said?.ok === false) broken('A message held the number of a card.');
    seen({
      ...{ by: 'till', api, path, sentMs, bend, ours, theirs },
      answeredMs: answer === null || bend === 'loseAnswer' ? null : this.#now(),
      status: answer?.status ?? null,
      ...namesIn(body, answer?.body ?? null),
      request: request.ok ? request.value : '[withheld]',
      answer: said === null ? null : said.ok ? said.value : '[withheld]',
    });
  }

  #verdict(
    headers: IncomingHttpHeaders,
    timeName: string,
    { path, clientId, body }: { readonly path: string; readonly clientId: string; readonly body: Buffer },
    side: 'ours' | 'theirs',
  ): SignatureVerdict {
    const header = headers['signature'];
    if (typeof header !== 'string') return 'missing';
    const { tillPublicKey, gatewayPublicKeys } = this.#parts;
    const version = /keyVersion=([^,]+)/.exec(header)?.[1] ?? '';
    const publicKeys = side === 'theirs' ? gatewayPublicKeys : new Map([[version, tillPublicKey]]);
    const time = String(headers[timeName] ?? '');
    const verified = verifySignature({ method: 'POST', uri: path, clientId, time, body, header, publicKeys });
    return verified.ok ? 'verified' : 'wrong';
  }

  #now(): number {
    return this.#parts.clock.nowMs() - this.#parts.sinceMs;
  }
}

/** A call by the last part of its path; Antom's cancel has a name of its own there. */
function callOf(path: string): string {
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
): Promise<Answered> {
  const url = new URL(path, upstream);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = send(url, { method: 'POST', headers: { ...headers, host: url.host } }, (response) => {
      bodyOf(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
        reject,
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
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

function passedOn(headers: IncomingHttpHeaders, length: number): Record<string, string | string[]> {
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

/** What a message names: the payment, and how the answer ends. */
export function namesIn(
  body: Buffer,
  answer: Buffer | null,
): Pick<Exchange, 'paymentRequestId' | 'resultStatus' | 'resultCode' | 'hasNotifyAddress'> {
  const asked = objectIn(body);
  const said = answer === null ? {} : objectIn(answer);
  const result = isObject(said['result']) ? said['result'] : {};
  return {
    paymentRequestId: textOf(asked['paymentRequestId']),
    resultStatus: textOf(result['resultStatus']),
    resultCode: textOf(result['resultCode']),
    hasNotifyAddress: textOf(asked['paymentNotifyUrl']) !== null,
  };
}

function objectIn(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
