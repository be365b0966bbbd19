import type { KeyObject } from 'node:crypto';
import { signatureHeader, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import { forward, namesIn } from '../../drivers/golive/wire.ts';
import { maskedBody } from '../../src/golive/masking.ts';
import type { CallName, Exchange } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { isoWithOffset } from '../../src/ground/time.ts';

/** What the kit needs to call the gateway by itself, past the till. */
export interface KitParts {
  readonly upstream: string;
  readonly clientId: string;
  readonly keyVersion: number;
  readonly privateKey: KeyObject;
  readonly gatewayPublicKeys: ReadonlyMap<string, KeyObject>;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly sinceMs: number;
  readonly secrets: ReadonlySet<string>;
}

/** Calls of the kit's own, over the straight wire: what the gateway did is asked there, and repeats are made there. */
export class KitCalls {
  readonly #parts: KitParts;
  /** The till's pays as they left, by payment. They hold codes, and stay in memory. */
  readonly #pays = new Map<string, Buffer>();
  /** What stands before the name of a call, as the till writes it. */
  #before = '';

  constructor(parts: KitParts) {
    this.#parts = parts;
  }

  /** A request of the till passed the wire. */
  left(path: string, body: Buffer): void {
    this.#before = path.slice(0, path.lastIndexOf('/') + 1);
    const id = namesIn(body, null).paymentRequestId;
    if (path.endsWith('/pay') && id !== null) this.#pays.set(id, body);
  }

  /** Inquires a payment; null: one that cannot exist. */
  inquire(paymentRequestId: string | null): Promise<Exchange> {
    const id = paymentRequestId ?? `GOLIVE-NOTHING-${this.#parts.clock.nowMs()}`;
    return this.#call('inquiryPayment', Buffer.from(JSON.stringify({ paymentRequestId: id })));
  }

  /** Sends a pay of the till again, with its own bytes, or with another amount under the same id. */
  async again(paymentRequestId: string, change: 'none' | 'amount'): Promise<Exchange> {
    const body = this.#pays.get(paymentRequestId);
    if (body === undefined) throw new Error(`no pay of ${paymentRequestId} was seen`);
    if (change === 'none') return this.#call('pay', body);
    const pay = JSON.parse(body.toString('utf8')) as { paymentAmount: { value: string } };
    const value = String(Number(pay.paymentAmount.value) + 100);
    return this.#call(
      'pay',
      Buffer.from(JSON.stringify({ ...pay, paymentAmount: { ...pay.paymentAmount, value } })),
    );
  }

  async #call(api: CallName, body: Buffer): Promise<Exchange> {
    const { upstream, clientId, keyVersion, privateKey, timeZone, clock, sinceMs, secrets } = this.#parts;
    const path = this.#before + api;
    const sentMs = clock.nowMs();
    const time = isoWithOffset(sentMs, timeZone);
    const message = { method: 'POST', uri: path, clientId, time, body } as const;
    const headers = {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': clientId,
      'request-time': time,
      'content-length': String(body.length),
      signature: signatureHeader({ ...message, privateKey, keyVersion }),
    };
    const answer = await forward(upstream, path, headers, body);
    const request = maskedBody(body.toString('utf8'), secrets);
    const said = maskedBody(answer.body.toString('utf8'), secrets);
    const verified = verifySignature({
      ...{ method: 'POST', uri: path, clientId, body: answer.body },
      time: String(answer.headers['response-time'] ?? ''),
      header: String(answer.headers['signature'] ?? ''),
      publicKeys: this.#parts.gatewayPublicKeys,
    });
    return {
      ...{ by: 'kit', api, path, sentMs: sentMs - sinceMs, answeredMs: clock.nowMs() - sinceMs },
      ...{ status: answer.status, ours: 'verified', theirs: verified.ok ? 'verified' : 'wrong', bend: null },
      ...namesIn(body, answer.body),
      request: request.ok ? request.value : '[withheld]',
      answer: said.ok ? said.value : '[withheld]',
    };
  }
}
