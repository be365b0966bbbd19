import type { Clock } from '../../ground/ports.ts';
import type { GatewayCheck } from '../../contract/technician-commands.ts';
import type { Ms } from '../../ground/time.ts';
import type { Acquirer, Exchange, Http } from '../port.ts';

export interface CheckParts {
  /** A gateway of its own for the check, that sends by the given way and remembers nothing of it. */
  readonly gatewayOver: (http: Http) => Pick<Acquirer, 'inquire'>;
  readonly http: Http;
  readonly clock: Clock;
  /** Reads a Response-Time; null where it is none. */
  readonly timeOf: (text: string) => Ms | null;
  /** An id that no payment can have. */
  readonly paymentRequestId: string;
}

/**
 * Asks a gateway for a payment that cannot exist, and judges how it answered.
 *
 * Why an inquiry: it changes nothing at the acquirer, and its answer is signed like every other. The till's own
 * payments all have ids of digits alone, so no sale is touched.
 */
export async function checkSigned(parts: CheckParts): Promise<GatewayCheck> {
  const { gatewayOver, http, clock, paymentRequestId, timeOf } = parts;
  const seen: { exchange: Exchange; sentAtMs: number; cameAtMs: number }[] = [];
  const gateway = gatewayOver({
    send: async (call) => {
      const sentAtMs = clock.nowMs();
      const exchange = await http.send(call);
      seen.push({ exchange, sentAtMs, cameAtMs: clock.nowMs() });
      return exchange;
    },
  });
  const attempt = { paymentRequestId, facts: {} };
  const first = await gateway.inquire(attempt);
  // Where the clocks differ, it takes two answers to prove by how much.
  const again = first.clockOffsetMs === undefined && seen.at(-1)?.exchange.kind === 'answered';
  const { answer, clockOffsetMs } = again ? await gateway.inquire(attempt) : first;
  const last = seen.at(-1);
  const roundTripMs = last === undefined ? 0 : last.cameAtMs - last.sentAtMs;
  const say = wordsOf(answer);
  if (last === undefined || last.exchange.kind !== 'answered')
    return { reached: false, accepted: 'unknown', verified: 'unknown', roundTripMs, found: 'noAnswer', say };
  // Only a verified answer teaches the gateway's clock; one that is no answer of it at all is not a forged one.
  const isSigned = clockOffsetMs !== undefined;
  if (!isSigned) {
    const verified = last.exchange.status === 200 ? 'no' : 'unknown';
    return { reached: true, accepted: 'unknown', verified, roundTripMs, found: 'notTheirs', say };
  }
  const theirsMs = timeOf(headerOf(last.exchange.headers, 'response-time'));
  const offset = theirsMs === null ? {} : { clockOffsetMs: theirsMs - (last.sentAtMs + last.cameAtMs) / 2 };
  const found = FOUND[answer.kind];
  return { reached: true, accepted: acceptedBy(answer), verified: 'yes', ...offset, roundTripMs, found, say };
}

type Answer = Awaited<ReturnType<Acquirer['inquire']>>['answer'];

/** What a signed answer shows. */
const FOUND: Readonly<Record<Answer['kind'], GatewayCheck['found']>> = {
  notFound: 'fine',
  throttled: 'patience',
  unknown: 'refused',
  charged: 'strange',
  authorised: 'strange',
  confirming: 'strange',
  notCharged: 'strange',
};

/** The code was renamed once. Source: Antom in-store dossier section 2.2. */
const BAD_SIGNATURE: readonly string[] = ['INVALID_SIGNATURE', 'SIGNATURE_INVALID'];

/** A refusal for another cause says nothing of our signature: the gateway may look at that last. */
function acceptedBy(answer: Answer): GatewayCheck['accepted'] {
  if (answer.kind === 'notFound') return 'yes';
  return answer.kind === 'unknown' && BAD_SIGNATURE.includes(answer.code ?? '') ? 'no' : 'unknown';
}

function wordsOf(answer: Answer): string {
  switch (answer.kind) {
    case 'notFound':
      return 'The gateway knows no such payment, as it should be.';
    case 'throttled':
      return 'The gateway asks for patience: try again in a minute.';
    case 'unknown':
      return `${answer.why}${answer.code === undefined ? '' : ` (${answer.code})`}.`;
    case 'charged':
    case 'authorised':
    case 'confirming':
    case 'notCharged':
      return 'The gateway says that it knows a payment that cannot exist. Tell the acquirer.';
  }
}

function headerOf(headers: Readonly<Record<string, string>>, wanted: string): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}
