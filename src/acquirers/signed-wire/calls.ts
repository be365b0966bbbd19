import type { z } from 'zod';
import type { Clock } from '../../ground/ports.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import type { Unknown } from '../../payment/answers.ts';
import { LearntClock } from '../learnt-clock.ts';
import type { Exchange, Http, LineAnswer, Timed } from '../port.ts';
import type { Signing } from './signature.ts';
import { readResponse } from './values.ts';

/** Answers larger than this are not read. Ours: the largest sample answer has 2 KiB. */
export const ANSWER_BYTES_MAX = 256 * 1024;

/** How long the clock is asked for before a pay. Ours: a customer waits for it, and a dead line answers a pay no sooner. */
const CLOCK_TIMEOUT_MS = 1000;
/** Two answers that agree prove it; a third where one of them was odd. */
const CLOCK_TRIES = 3;

/** The code of a signed answer that does not fit its schema. Ours. */
const UNREADABLE = 'UNREADABLE_ANSWER';

/** How one acquirer's calls are made: what differs between the products stands here. */
export interface SignedLine {
  readonly baseUrl: string;
  readonly clientId: string;
  /** The zone in which times are written. */
  readonly timeZone: string;
  /** How Request-Time is written. */
  readonly requestTime: 'iso' | 'epochMs';
  /** More headers, which are not signed. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Reads a Response-Time; null where it is none. */
  readonly timeOf: (text: string) => Ms | null;
  readonly signing: Signing;
  readonly http: Http;
  readonly clock: Clock;
}

/** A call: the path below the host, and the exact bytes. */
export interface SignedCall<S extends z.ZodType> {
  readonly path: string;
  readonly body: Uint8Array;
  readonly timeoutMs: number;
  readonly schema: S;
}

/** What a call came to. */
export type Called<T> =
  | { readonly kind: 'read'; readonly response: T; readonly clockOffsetMs: number | undefined }
  | { readonly kind: 'notSent'; readonly why: string }
  | Unread;
interface Unread {
  readonly kind: 'unread';
  readonly answer: Unknown;
  readonly clockOffsetMs?: number | undefined;
}

/**
 * The signed calls of one gateway.
 *
 * Errors: everything that is not a signed, readable answer is `unread` with an outcome that is unknown: never paid, never failed.
 * Source: Alipay+ dossier section 3.4; Antom in-store dossier section 2; Antom card dossier section 1.
 */
export class SignedCalls {
  readonly #line: SignedLine;
  /** What stands before the path of a call: in its address, and in what is signed. */
  readonly #before: { readonly url: string; readonly uri: string };
  /** The gateway's clock less ours, by its signed answers. */
  readonly #clock = new LearntClock();
  #checks = 0;

  constructor(line: SignedLine) {
    this.#line = line;
    const { href, pathname } = new URL(line.baseUrl);
    this.#before = { url: href.replace(/\/+$/, ''), uri: pathname.replace(/\/+$/, '') };
  }

  /** The gateway's clock less ours; undefined before it is proven. */
  get clockOffsetMs(): number | undefined {
    return this.#clock.offsetMs;
  }

  /** The machine slept, or its clock was set: what was learnt is proven no longer. */
  forgetClock(): void {
    this.#clock.forget();
  }

  async call<S extends z.ZodType>(call: SignedCall<S>): Promise<Called<z.infer<S>>> {
    const { clientId, clock, http, signing } = this.#line;
    const { body, timeoutMs } = call;
    const url = this.#before.url + call.path;
    const uri = this.#before.uri + call.path;
    const sentAtMs = clock.nowMs();
    const time = this.#requestTime(sentAtMs + (this.#clock.offsetMs ?? 0));
    const headers = {
      'Content-Type': 'application/json; charset=UTF-8',
      'Client-Id': clientId,
      'Request-Time': time,
      ...this.#line.headers,
      Signature: signing.sign({ method: 'POST', uri, clientId, time, body }),
    };
    const exchange = await http.send({ method: 'POST', url, headers, body, timeoutMs });
    if (exchange.kind === 'notSent') return exchange;
    const cameAtMs = clock.nowMs();
    const checked = this.#checked(exchange, uri);
    if (checked.kind !== 'signed') return { kind: 'unread', answer: checked };
    const clockOffsetMs = this.#learnOffset(checked.time, sentAtMs, cameAtMs);
    const read = readResponse(call.schema, checked.body);
    return read.ok
      ? { kind: 'read', response: read.value, clockOffsetMs }
      : {
          kind: 'unread',
          answer: { kind: 'unknown', why: read.error.say, code: UNREADABLE },
          clockOffsetMs,
        };
  }

  /** Asks until the clock is proven; the clock less ours, undefined where it could not be learnt in time. */
  async learnClock(question: (newId: string) => SignedCall<z.ZodType>): Promise<number | undefined> {
    for (let tried = 0; tried < CLOCK_TRIES && this.#clock.offsetMs === undefined; tried += 1) {
      const { answer } = await this.askForNothing(question, CLOCK_TIMEOUT_MS);
      if (answer.kind === 'unknown') break;
    }
    return this.#clock.offsetMs;
  }

  /** Asks for a payment that cannot exist, since its answer is signed like every other. */
  async askForNothing(
    question: (newId: string) => SignedCall<z.ZodType>,
    timeoutMaxMs = Infinity,
  ): Promise<Timed<LineAnswer>> {
    this.#checks += 1;
    const asked = question(`clock-${this.#line.clock.nowMs()}-${this.#checks}`);
    const called = await this.call({ ...asked, timeoutMs: Math.min(asked.timeoutMs, timeoutMaxMs) });
    if (called.kind === 'notSent') return { answer: { kind: 'unknown', why: called.why } };
    const isSigned = called.kind === 'read' || called.answer.code === UNREADABLE;
    return { answer: isSigned ? THERE : called.answer, clockOffsetMs: called.clockOffsetMs };
  }

  #requestTime(ms: Ms): string {
    const { requestTime, timeZone } = this.#line;
    return requestTime === 'iso' ? isoWithOffset(ms, timeZone) : String(ms);
  }

  /** Nothing of an answer is believed, and nothing of it read, before its signature is. */
  #checked(
    exchange: Exclude<Exchange, { kind: 'notSent' }>,
    uri: string,
  ): Unknown | { readonly kind: 'signed'; readonly time: string; readonly body: Uint8Array } {
    if (exchange.kind === 'silent') return { kind: 'unknown', why: exchange.why };
    const { status, body } = exchange;
    if (status !== 200) return { kind: 'unknown', why: `the gateway answered HTTP ${status}` };
    if (body.length > ANSWER_BYTES_MAX) return { kind: 'unknown', why: 'the answer is too large' };
    const headers = new Map(Object.entries(exchange.headers).map(([name, v]) => [name.toLowerCase(), v]));
    const time = headers.get('response-time');
    if (time === undefined) return { kind: 'unknown', why: 'the answer has no Response-Time', alarm: true };
    const { clientId, signing } = this.#line;
    const header = headers.get('signature');
    const verified = signing.verify({ method: 'POST', uri, clientId, time, body, header });
    if (!verified.ok) return { kind: 'unknown', why: verified.error.say, alarm: true };
    return { kind: 'signed', time, body };
  }

  /** A signed time that cannot be read teaches nothing, and spoils nothing. Source: interface section 4. */
  #learnOffset(responseTime: string, sentAtMs: number, cameAtMs: number): number | undefined {
    const gatewayMs = this.#line.timeOf(responseTime);
    if (gatewayMs === null) return undefined;
    const offsetMs = Math.round(gatewayMs - (sentAtMs + cameAtMs) / 2);
    this.#clock.heard({ offsetMs, roundTripMs: cameAtMs - sentAtMs });
    return this.#clock.offsetMs;
  }
}

const THERE = { kind: 'there' } as const;

/** That no byte left is worth telling of a pay only: of all else the outcome of an earlier try stays unknown. */
export function sent<T>(called: Called<T>): Exclude<Called<T>, { kind: 'notSent' }> {
  if (called.kind !== 'notSent') return called;
  return { kind: 'unread', answer: { kind: 'unknown', why: called.why } };
}
