import type { Exchange, Http } from '../../src/acquirers/port.ts';
import { bare, wordsOf, type Acquirer, type Request } from './acquirer.ts';
import type { Choices } from './choices.ts';
import type { Said } from './code-lines.ts';
import { forged } from './forged.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

/** What may happen to one call on its way. The quiet one stands first. */
export const FAULTS = [
  'none',
  'lostRequest',
  'lostAnswer',
  'lateRequest',
  'brokenEarly',
  'repeated',
  'slow',
  'garbled',
  'serverError',
  'refusedConnection',
  'forged',
  'throttled',
  'unknown',
  'technical',
  'swapped',
  'notYetThere',
  'overtaken',
] as const;
const FAULT_WEIGHTS = [1, 2, 3, 4, 2, 2, 1, 1, 1, 2, 3, 2, 2, 4, 3, 2, 3];
export type Fault = (typeof FAULTS)[number];

/** How bad the network is: how many calls in a hundred go wrong, and whether always in the same way. */
export interface Weather {
  readonly percent: number;
  readonly only: Fault | null;
}

const THROTTLED = 'REQUEST_TRAFFIC_EXCEED_LIMIT';
const TECHNICAL = ['ACCESS_DENIED', 'INVALID_SIGNATURE', 'PARAM_ILLEGAL', 'KEY_NOT_FOUND'] as const;
const QUICK_MS = [20, 90, 400, 1900] as const;
const SLOW_MS = [2500, 3900] as const;
const LATE_MS = [500, 3000, 12_000, 25_000, 40_000, 49_000, 300_000] as const;
const AGAIN_MS = [30, 1500, 15_000, 40_000, 600_000] as const;
/** How long after a pay an inquiry may still not see it. */
const UNSEEN_MS = 10_000;

/** One call of the till, from its first byte. */
interface Call {
  readonly request: Request;
  readonly clientId: string;
  readonly timeoutMs: number;
  readonly answer: (exchange: Exchange) => void;
  /** Told when an inquiry is about to be answered by the gateway itself. */
  readonly heard: () => void;
}

/** What one run of the till lets the network know of itself. */
export interface Caller {
  /** The till in the story, and by its number. */
  readonly name: string;
  readonly index: number;
  readonly alive: () => boolean;
  /** As `alive`, and one more event that the run may be killed at. */
  readonly lives: () => boolean;
  readonly rows: readonly string[];
  /** A request leaves: answers whether it may take away what another till was paid. */
  readonly sent: (request: Request) => boolean;
  /** A signed answer to an inquiry of a payment comes in; silence, noise and "too much traffic" are none. */
  readonly heard: (paymentRequestId: string) => void;
}

export interface NetworkParts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly acquirer: Acquirer;
  readonly story: Story;
  readonly weather: Weather;
}

/** The line between till and gateway, with everything that lines do. */
export class Network {
  weather: Weather;
  readonly #parts: NetworkParts;
  readonly #firstSeenMs = new Map<string, number>();
  /** Payments whose next inquiry is lost, whatever the weather. */
  readonly #deaf = new Set<string>();

  constructor(parts: NetworkParts) {
    this.#parts = parts;
    this.weather = parts.weather;
  }

  /** The next inquiry of a payment will not be answered; the returned function takes that back. */
  loseInquiryOf(paymentRequestId: string): () => void {
    this.#deaf.add(paymentRequestId);
    return () => void this.#deaf.delete(paymentRequestId);
  }

  /** The network as one run of the till has it: once the run is dead, nothing of it gets out and nothing comes in. */
  httpFor(caller: Caller): Http {
    return {
      send: (sent) =>
        new Promise<Exchange>((resolve) => {
          if (!caller.alive()) return;
          const { headers, timeoutMs } = sent;
          const read = this.#parts.acquirer.read(sent, caller.index);
          const request = { ...read, excused: caller.sent(read) };
          this.#parts.acquirer.sent(request);
          let answered = false;
          const answer = (exchange: Exchange): void => {
            if (answered || !caller.lives()) return;
            answered = true;
            callOff();
            resolve(exchange);
          };
          const callOff = this.#parts.timeline.after(timeoutMs, () => {
            this.#parts.story.tell(() => `${caller.name} gives up waiting for ${wordsOf(request)}`);
            answer({ kind: 'silent', why: 'no answer in time' });
          });
          const clientId = headers['Client-Id'] ?? '';
          const heard = (): void => {
            if (!answered && request.endpoint === 'inquiryPayment') caller.heard(request.paymentRequestId);
          };
          this.#carry({ request, clientId, timeoutMs, answer, heard }, caller);
        }),
    };
  }

  #carry(call: Call, caller: Caller): void {
    const { choices, story, timeline } = this.#parts;
    const fault = this.#fault(call.request);
    story.tell(
      () => `${caller.name} sends ${wordsOf(call.request)}${fault === 'none' ? '' : ` — ${SAY[fault]}`}`,
    );
    const legMs = (): number => choices.of(QUICK_MS);
    switch (fault) {
      case 'none':
        return this.#toAndFro(call, legMs(), legMs());
      case 'slow':
        return this.#toAndFro(call, choices.of(SLOW_MS), choices.of(SLOW_MS));
      case 'lostRequest':
        return;
      case 'lostAnswer':
        return this.#arrive(call, legMs(), () => undefined);
      case 'lateRequest':
        return this.#arrive(call, call.timeoutMs + choices.of(LATE_MS), () => undefined);
      case 'brokenEarly':
        if (choices.chance(50)) this.#arrive(call, choices.of(LATE_MS), () => undefined);
        timeline.after(5, () => call.answer({ kind: 'silent', why: 'the connection broke' }));
        return;
      case 'repeated': {
        const firstMs = legMs();
        this.#toAndFro(call, firstMs, legMs());
        return this.#arrive(call, firstMs + choices.of(AGAIN_MS), () => undefined);
      }
      case 'refusedConnection':
        timeline.after(2, () => call.answer({ kind: 'notSent', why: 'connection refused' }));
        return;
      case 'garbled':
      case 'serverError':
      case 'forged':
        return this.#spoilt(call, fault, legMs());
      case 'throttled':
        return this.#says(call, legMs(), bare(THROTTLED));
      case 'technical':
        return this.#refuses(call, legMs(), choices.of(TECHNICAL));
      case 'unknown':
        return this.#arrive(call, legMs(), () => this.#says(call, 0, bare('UNKNOWN_EXCEPTION')));
      case 'swapped':
        return this.#swapped(call, legMs(), caller);
      case 'notYetThere':
        return this.#notYetThere(call, legMs());
      case 'overtaken':
        return this.#arrive(call, legMs(), (answer) => this.#says(call, call.timeoutMs - 2000, answer));
    }
  }

  #fault({ endpoint, paymentRequestId }: Request): Fault {
    const { choices } = this.#parts;
    if (endpoint === 'inquiryPayment' && this.#deaf.delete(paymentRequestId)) return 'lostAnswer';
    const { percent, only } = this.weather;
    if (!choices.chance(percent)) return 'none';
    return only ?? choices.of(FAULTS, FAULT_WEIGHTS);
  }

  #toAndFro(call: Call, thereMs: number, backMs: number): void {
    this.#arrive(call, thereMs, (answer) => this.#says(call, backMs, answer));
  }

  #arrive(call: Call, afterMs: number, then: (answer: Said) => void): void {
    const { timeline, acquirer } = this.#parts;
    timeline.after(afterMs, () => {
      const { paymentRequestId, endpoint } = call.request;
      if (endpoint === 'pay' && !this.#firstSeenMs.has(paymentRequestId)) {
        this.#firstSeenMs.set(paymentRequestId, timeline.nowMs);
      }
      then(acquirer.act(call.request));
    });
  }

  /** Sends a truly signed answer. */
  #says(call: Call, afterMs: number, answer: Said): void {
    const { timeline, acquirer } = this.#parts;
    const exchange = acquirer.sealed(call.request, call.clientId, answer, 'gateway');
    timeline.after(afterMs, () => {
      if (answer.result.resultCode !== THROTTLED) call.heard();
      call.answer(exchange);
    });
  }

  /** The gateway's door refuses: the ledger never hears of it. */
  #refuses(call: Call, afterMs: number, code: string): void {
    this.#says(call, afterMs, bare(code));
  }

  /** What comes back is not the gateway's word, whether or not the ledger has acted. */
  #spoilt(call: Call, fault: 'garbled' | 'serverError' | 'forged', afterMs: number): void {
    const { choices, acquirer, timeline } = this.#parts;
    const { request } = call;
    const acts = choices.chance(50);
    const give = (answer: Said | null): void => {
      const exchange = acquirer.sealed(request, call.clientId, answer ?? bare('SUCCESS'), 'gateway');
      if (exchange.kind !== 'answered') return;
      if (fault === 'serverError') return call.answer({ ...exchange, status: 500 });
      if (fault === 'garbled') return call.answer({ ...exchange, body: garbledOf(exchange.body, choices) });
      const signer = choices.chance(50) ? 'stranger' : null;
      call.answer(acquirer.sealed(request, call.clientId, forged(request, choices, timeline.nowMs), signer));
    };
    if (acts) this.#arrive(call, afterMs, give);
    else timeline.after(afterMs, () => give(null));
  }

  /** A true answer of the gateway, but to another payment's call. The till can know that only from its journal. */
  #swapped(call: Call, afterMs: number, caller: Caller): void {
    const { acquirer } = this.#parts;
    const { request } = call;
    this.#arrive(call, afterMs, (own) => {
      const other =
        request.endpoint === 'inquiryPayment'
          ? acquirer.inquiryOfAnother(request)
          : acquirer.answerToAnother(request, caller.rows);
      this.#says(call, 0, other ?? own);
    });
  }

  /** The gateway's books are read from a copy that lags behind. */
  #notYetThere(call: Call, afterMs: number): void {
    const { timeline } = this.#parts;
    const { endpoint, paymentRequestId } = call.request;
    const seenMs = this.#firstSeenMs.get(paymentRequestId);
    if (endpoint !== 'inquiryPayment' || seenMs === undefined || timeline.nowMs > seenMs + UNSEEN_MS) {
      return this.#toAndFro(call, afterMs, afterMs);
    }
    this.#says(call, afterMs, bare('ORDER_NOT_EXIST'));
  }
}

function garbledOf(body: Uint8Array, choices: Choices): Uint8Array {
  if (choices.chance(50)) return body.slice(0, body.length >> 1);
  const copy = body.slice();
  copy[copy.length >> 2] = 0x58;
  return copy;
}

const SAY: Readonly<Record<Fault, string>> = {
  none: '',
  lostRequest: 'which is lost on its way',
  lostAnswer: 'whose answer will be lost',
  lateRequest: 'which will arrive long after the till has given up',
  brokenEarly: 'but the connection breaks at once',
  repeated: 'which the network will deliver twice',
  slow: 'over a slow line',
  garbled: 'whose answer will be garbled',
  serverError: 'which is answered by HTTP 500',
  refusedConnection: 'but nobody takes the connection',
  forged: 'and somebody else will answer',
  throttled: 'which is throttled',
  unknown: 'which is answered U/UNKNOWN_EXCEPTION',
  technical: 'which the gateway refuses at its door',
  swapped: "and gets the signed answer to another payment's call",
  overtaken: 'whose answer will be overtaken by what happens meanwhile',
  notYetThere: "while the gateway's books lag behind",
};
