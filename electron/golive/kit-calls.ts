import type { KeyObject } from 'node:crypto';
import { signatureHeader } from '../../src/acquirers/signed-wire/signature.ts';
import { z } from 'zod';
import { namesIn, objectIn } from '../../drivers/golive/messages.ts';
import { proven, type Signers } from '../../drivers/golive/proof.ts';
import { forward } from '../../drivers/golive/wire.ts';
import type { CallName, Exchange } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { isoWithOffset } from '../../src/ground/time.ts';

/** What the kit needs to call the gateway by itself, past the till. */
export interface KitParts {
  readonly upstream: string;
  readonly clientId: string;
  readonly keyVersion: number;
  readonly privateKey: KeyObject;
  readonly acquirer: Signers;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly sinceMs: number;
  readonly secrets: ReadonlySet<string>;
}

interface Called {
  readonly exchange: Exchange;
  readonly answer: Buffer;
}

/** What the acquirer answers of one payment. */
export interface Account {
  readonly exchange: Exchange;
  readonly chargedMinor: number;
  readonly netMinor: number;
}

const result = z.looseObject({ resultStatus: z.string() });
const money = z.looseObject({ value: z.string() });
const INQUIRED = z.looseObject({
  paymentResult: result.optional(),
  paymentAmount: money.optional(),
  transactions: z
    .array(
      z.looseObject({
        transactionType: z.string(),
        transactionResult: result.optional(),
        transactionAmount: money.optional(),
      }),
    )
    .optional(),
});

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
  async inquire(paymentRequestId: string | null): Promise<Exchange> {
    return (await this.#inquired(paymentRequestId)).exchange;
  }

  /** Inquires a payment, and reads from the answer what of it is charged, and what is left. */
  async account(paymentRequestId: string): Promise<Account> {
    const { exchange, answer } = await this.#inquired(paymentRequestId);
    const read = INQUIRED.safeParse(objectIn(answer));
    const { paymentResult, paymentAmount, transactions = [] } = read.success ? read.data : {};
    const done = transactions.filter(({ transactionResult }) => transactionResult?.resultStatus === 'S');
    const isCancelled = done.some(({ transactionType }) => transactionType === 'CANCEL');
    const back = done
      .filter(({ transactionType }) => transactionType === 'REFUND')
      .reduce((sum, { transactionAmount }) => sum + Number(transactionAmount?.value ?? 0), 0);
    const chargedMinor = paymentResult?.resultStatus === 'S' ? Number(paymentAmount?.value ?? 0) : 0;
    return { exchange, chargedMinor, netMinor: isCancelled ? 0 : Math.max(0, chargedMinor - back) };
  }

  #inquired(paymentRequestId: string | null): Promise<Called> {
    const id = paymentRequestId ?? `GOLIVE-NOTHING-${this.#parts.clock.nowMs()}`;
    return this.#call('inquiryPayment', Buffer.from(JSON.stringify({ paymentRequestId: id })));
  }

  /** Sends a pay of the till again, with its own bytes, or with another amount under the same id. */
  async again(paymentRequestId: string, change: 'none' | 'amount'): Promise<Exchange> {
    const body = this.#pays.get(paymentRequestId);
    if (body === undefined) throw new Error(`no pay of ${paymentRequestId} was seen`);
    if (change === 'none') return (await this.#call('pay', body)).exchange;
    const pay = JSON.parse(body.toString('utf8')) as { paymentAmount: { value: string } };
    const value = String(Number(pay.paymentAmount.value) + 100);
    const other = JSON.stringify({ ...pay, paymentAmount: { ...pay.paymentAmount, value } });
    return (await this.#call('pay', Buffer.from(other))).exchange;
  }

  async #call(api: CallName, body: Buffer): Promise<Called> {
    const { upstream, clientId, keyVersion, privateKey, timeZone, clock, sinceMs, secrets, acquirer } =
      this.#parts;
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
    const left = proven({ path, clientId, time, body, header: headers.signature }, OURS, secrets);
    const came = proven(
      {
        ...{ path, clientId, time: String(answer.headers['response-time'] ?? ''), body: answer.body },
        header: String(answer.headers['signature'] ?? ''),
      },
      acquirer,
      secrets,
    );
    const exchange: Exchange = {
      ...{ by: 'kit', api, path, sentMs: sentMs - sinceMs, answeredMs: clock.nowMs() - sinceMs },
      ...{ status: answer.status, ours: 'verified', theirs: came.verdict, bend: null },
      ...namesIn(body, answer.body),
      ...{ request: left.kept, answer: came.kept, proofs: { ours: null, theirs: came.proof } },
    };
    return { exchange, answer: answer.body };
  }
}

/** What the kit signs is not proven to itself. */
const OURS: Signers = { publicKeys: new Map(), fileOf: () => '' };
