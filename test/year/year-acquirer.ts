import { ENDPOINTS } from '../../src/acquirers/alipay-plus/messages.ts';
import type { Exchange, Http, HttpCall } from '../../src/acquirers/port.ts';
import type { SignedMessage, Signing } from '../../src/acquirers/signed-wire/signature.ts';
import { err, ok } from '../../src/ground/result.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { gatewayTime } from '../../drivers/sandbox/answers.ts';
import { Ledger } from '../../drivers/sandbox/ledger.ts';
import type { PayOutcome } from '../../drivers/sandbox/order.ts';
import type { PayRequest, RefundRequest } from '../../drivers/sandbox/requests.ts';
import { keyedSignature } from '../prove/keyed-signing.ts';
import type { Random } from '../torture/random.ts';

/** One of these becomes of a payment; most are charged at once. */
const OUTCOMES: readonly PayOutcome[] = [
  { kind: 'refuse', code: 'USER_BALANCE_NOT_ENOUGH' },
  { kind: 'undecided', says: 'PAYMENT_IN_PROCESS', until: { on: 'inquiry', count: 2 }, then: 'SUCCESS' },
  {
    kind: 'undecided',
    says: 'PAYMENT_IN_PROCESS',
    until: { on: 'inquiry', count: 2 },
    then: 'USER_PAYMENT_VERIFICATION_FAILED',
  },
];

/** The acquirer of the year: the sandbox's ledger, on a line that loses an answer now and then, under a key that changes. */
export class YearAcquirer implements Http {
  readonly ledger = new Ledger();
  readonly #clock: Clock;
  readonly #random: Random;
  /** The version of the key that it signs with. */
  keyVersion = 1;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  send(call: HttpCall): Promise<Exchange> {
    const nowMs = this.#clock.nowMs();
    const uri = new URL(call.url).pathname;
    const request = JSON.parse(Buffer.from(call.body ?? []).toString('utf8')) as PayRequest & RefundRequest;
    const answer = this.#act(uri, request, nowMs);
    if (this.#random.chance(0.01)) return Promise.resolve({ kind: 'silent', why: 'the answer is lost' });
    const body = Buffer.from(JSON.stringify(answer), 'utf8');
    const time = gatewayTime(nowMs);
    const clientId = call.headers['Client-Id'] ?? '';
    const Signature = signed(this.keyVersion, { method: 'POST', uri, clientId, time, body });
    return Promise.resolve({
      kind: 'answered',
      status: 200,
      headers: { 'Response-Time': time, Signature },
      body,
    });
  }

  #act(uri: string, request: PayRequest & RefundRequest, nowMs: number): object {
    switch (uri) {
      case ENDPOINTS.pay:
        return this.ledger.pay(
          request,
          nowMs,
          this.#random.chance(0.12) ? this.#random.pick(OUTCOMES) : undefined,
        );
      case ENDPOINTS.inquiryPayment:
        return this.ledger.inquiryPayment(request, nowMs);
      case ENDPOINTS.cancelPayment:
        return this.ledger.cancelPayment(request, nowMs);
      default:
        return this.ledger.refund(request, nowMs);
    }
  }
}

/** A signing that believes the acquirer under these versions of its key alone. */
export function believing(versions: readonly number[]): Signing {
  return {
    sign: (message) => keyedSignature('till', message),
    verify: (message) =>
      versions.some((version) => message.header === signed(version, message))
        ? ok(undefined)
        : err({ kind: 'wrong', say: 'the signature is of no key that the till knows' }),
  };
}

function signed(version: number, message: SignedMessage): string {
  return `${version} ${keyedSignature('gateway', message)}`;
}
