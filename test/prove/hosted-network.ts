import type { Exchange, Http, HttpCall } from '../../src/acquirers/port.ts';
import type { Choices } from './choices.ts';
import { AntomWire } from './hosted-antom.ts';
import { ComputopWire } from './hosted-computop.ts';
import { invariant } from '../../src/ground/result.ts';
import { HOSTED_KINDS, type HostedBooks, type HostedKind } from './hosted-books.ts';
import { HOSTED_GATEWAYS } from './hosted-shop.ts';
import { SaferpayWire } from './hosted-saferpay.ts';
import { TrustWire } from './hosted-trust.ts';
import type { HostedCall, HostedReply, HostedWire, HostedWireParts } from './hosted-wire.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

/** What may happen to one call on its way; the quiet one stands first. No line repeats a call by itself. */
const FAULTS = [
  'none',
  'lostRequest',
  'lostAnswer',
  'lateRequest',
  'brokenEarly',
  'slow',
  'garbled',
  'serverError',
  'refusedConnection',
  'throttled',
  'unknown',
  'overtaken',
  'anothers',
] as const;
const WEIGHTS = [1, 3, 5, 3, 2, 2, 2, 2, 3, 2, 4, 3, 2];

const QUICK_MS = [20, 90, 400, 1900] as const;
const SLOW_MS = [2500, 3900] as const;
/** Later than a till waits, and sooner than it believes the books. */
const LATE_MS = [500, 3000, 12_000, 60_000] as const;

/** What one run of the till lets the line know of itself. */
export interface HostedCaller {
  readonly name: string;
  readonly alive: () => boolean;
  readonly lives: () => boolean;
  /** A call leaves. */
  readonly sent: (kind: HostedKind, call: HostedCall) => void;
}

export interface HostedNetworkParts extends Omit<HostedWireParts, 'books'> {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly books: HostedBooks;
  /** How many calls in a hundred go wrong. */
  readonly percent: () => number;
}

/** The lines between the till and the hosted acquirers, with everything that lines do. */
export class HostedNetwork {
  readonly computop: ComputopWire;
  readonly #wires: Readonly<Record<HostedKind, HostedWire>>;
  readonly #parts: HostedNetworkParts;
  /** The last answer of each kind of call, and of which attempt, to be played again where it does not belong. */
  readonly #given = new Map<string, { readonly ref: string; readonly reply: HostedReply }>();

  constructor(parts: HostedNetworkParts) {
    this.#parts = parts;
    this.computop = new ComputopWire(parts);
    this.#wires = {
      saferpay: new SaferpayWire(parts),
      trustPayments: new TrustWire(parts),
      computop: this.computop,
      antomCard: new AntomWire('antomCard', parts),
      antomInstore: new AntomWire('antomInstore', parts),
    };
  }

  /** The lines as one run of the till has them. */
  httpFor(caller: HostedCaller): Http {
    return {
      send: (call) =>
        new Promise<Exchange>((resolve) => {
          if (!caller.alive()) return;
          const kind = kindOf(call.url);
          const what = this.#wires[kind].read(call);
          caller.sent(kind, what);
          let isAnswered = false;
          const answer = (exchange: Exchange): void => {
            if (isAnswered || !caller.lives()) return;
            isAnswered = true;
            callOff();
            resolve(exchange);
          };
          const callOff = this.#parts.timeline.after(call.timeoutMs, () =>
            answer({ kind: 'silent', why: 'no answer in time' }),
          );
          this.#carry(kind, call, what, answer, caller.name);
        }),
    };
  }

  #carry(
    kind: HostedKind,
    call: HttpCall,
    what: HostedCall,
    answer: (exchange: Exchange) => void,
    name: string,
  ): void {
    const { choices, story, timeline } = this.#parts;
    const fault = choices.chance(this.#parts.percent()) ? choices.of(FAULTS, WEIGHTS) : 'none';
    const words = `${kind} ${what.name} of …${what.ref.slice(-4)}${what.number === undefined ? '' : `-R${what.number}`}`;
    story.tell(() => `${name} sends ${words}${fault === 'none' ? '' : ` (${fault})`}`);
    const before = this.#given.get(`${kind} ${what.name}`);
    const act = (): HostedReply => {
      const reply = this.#wires[kind].answer(call);
      story.tell(() => `${words} is answered: ${saidBy(kind, reply)}`);
      this.#given.set(`${kind} ${what.name}`, { ref: what.ref, reply });
      return reply;
    };
    const legMs = choices.of(QUICK_MS);
    const says = (reply: HostedReply, afterMs: number): void => {
      timeline.after(afterMs, () => answer(answered(reply)));
    };
    const arrive = (afterMs: number, then: (reply: HostedReply) => void): void => {
      timeline.after(afterMs, () => then(act()));
    };
    switch (fault) {
      case 'none':
        return arrive(legMs, (reply) => says(reply, legMs));
      case 'slow':
        return arrive(choices.of(SLOW_MS), (reply) => says(reply, choices.of(SLOW_MS)));
      case 'lostRequest':
        return;
      case 'lostAnswer':
        return arrive(legMs, () => undefined);
      case 'lateRequest':
        return arrive(call.timeoutMs + choices.of(LATE_MS), () => undefined);
      case 'brokenEarly':
        if (choices.chance(50)) arrive(choices.of(LATE_MS), () => undefined);
        timeline.after(5, () => answer({ kind: 'silent', why: 'the connection broke' }));
        return;
      case 'refusedConnection':
        timeline.after(2, () => answer({ kind: 'notSent', why: 'connection refused' }));
        return;
      case 'garbled':
      case 'serverError': {
        const forged = fault === 'garbled' ? this.#wires[kind].forged?.(call) : undefined;
        if (forged !== undefined && choices.chance(50)) return says(forged, legMs);
        const spoilt = { status: fault === 'garbled' ? 200 : 500, body: '{"half":' };
        if (choices.chance(50)) return arrive(legMs, () => says(spoilt, 0));
        return says(spoilt, legMs);
      }
      case 'throttled':
      case 'unknown':
        return says(this.#wires[kind].odd(call, fault), legMs);
      case 'overtaken':
        return arrive(legMs, (reply) => says(reply, call.timeoutMs - 2000));
      case 'anothers':
        return arrive(legMs, (own) =>
          says(before === undefined || before.ref === what.ref ? own : before.reply, 0),
        );
    }
  }
}

/** What the till drew for the name of one call: a story is the same every time without it. */
const DRAWN_NAME = /(?<=[0-9A-Z]-)[0-9a-f]{12}(?=")|\bA[0-9a-f]{8}\b/g;

/** The end of an answer, where the outcome stands. */
function saidBy(kind: HostedKind, { status, body }: HostedReply): string {
  return kind === 'computop' ? String(status) : `${status} ${body.replaceAll(DRAWN_NAME, '…').slice(0, 200)}`;
}

function answered({ status, body, headers = {} }: HostedReply): Exchange {
  return { kind: 'answered', status, headers, body: new TextEncoder().encode(body) };
}

function kindOf(url: string): HostedKind {
  const kind = HOSTED_KINDS.find((known) => url.startsWith(HOSTED_GATEWAYS[known].baseUrl));
  invariant(kind !== undefined, 'a call goes to an acquirer of the shop');
  return kind;
}
