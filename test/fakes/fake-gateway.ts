import { FORMER_TERMS, type Terms } from '../../src/payment/terms.ts';
import type {
  AttemptName,
  CaptureOrder,
  CodeAcquirer,
  PayOrder,
  RefundOrder,
  Timed,
} from '../../src/acquirers/port.ts';
import type {
  CancelAnswer,
  CaptureAnswer,
  Charge,
  InquiryAnswer,
  PayAnswer,
  PaymentLook,
  RefundAnswer,
} from '../../src/payment/answers.ts';
import type { Amount } from '../../src/ground/money/amount.ts';
import type { PaymentCode } from '../../src/ground/payment-code.ts';

/** What each call is answered with, in order; the last one repeats. */
export interface Script {
  readonly pay?: readonly PayAnswer[];
  readonly capture?: readonly CaptureAnswer[];
  readonly inquire?: readonly InquiryAnswer[];
  readonly cancel?: readonly CancelAnswer[];
  readonly refund?: readonly RefundAnswer[];
  readonly lookUp?: readonly PaymentLook[];
}

const SILENCE = { kind: 'unknown', why: 'no answer' } as const;

/** A gateway that answers by a script, and keeps what it was asked. Without a script for a call it is silent. */
export class FakeGateway implements CodeAcquirer {
  terms: Terms = FORMER_TERMS;
  readonly asked: string[] = [];
  readonly codes: string[] = [];
  /** How far the acquirer's clock is ahead, as its answers tell; undefined tells nothing. */
  clockOffsetMs: number | undefined;
  /** Answers that are held back until `letGo`. */
  #held: { readonly call: string; readonly go: () => void }[] = [];
  #holding = false;
  #script: Record<keyof Script, unknown[]>;

  constructor(script: Script = {}) {
    this.#script = scriptOf(script);
  }

  /** Replaces the script. */
  answers(script: Script): void {
    this.#script = scriptOf(script);
  }

  /** From now on answers wait for `letGo`. */
  hold(): void {
    this.#holding = true;
  }

  letGo(): void {
    this.#holding = false;
    for (const { go } of this.#held.splice(0)) go();
  }

  /** Lets the answer of one call go: of the one that is named, else of the one that waits longest. */
  letOneGo(named?: string): void {
    const index = named === undefined ? 0 : this.#held.findIndex(({ call }) => call === named);
    this.#held.splice(Math.max(index, 0), index < 0 ? 0 : 1).forEach(({ go }) => go());
  }

  /** The calls whose answers are held back, in the order in which they came. */
  get open(): string[] {
    return this.#held.map(({ call }) => call);
  }

  pay(order: PayOrder, code: PaymentCode): Promise<Timed<PayAnswer>> {
    this.codes.push(code.reveal());
    return this.#answer(`pay ${order.paymentRequestId}`, 'pay');
  }

  inquire({ paymentRequestId }: AttemptName): Promise<Timed<InquiryAnswer>> {
    return this.#answer(`inquire ${paymentRequestId}`, 'inquire');
  }

  capture({ paymentRequestId, amount }: CaptureOrder): Promise<Timed<CaptureAnswer>> {
    return this.#answer(`capture ${paymentRequestId} ${amount.valueMinor}`, 'capture');
  }

  cancel({ paymentRequestId }: AttemptName): Promise<Timed<CancelAnswer>> {
    return this.#answer(`cancel ${paymentRequestId}`, 'cancel');
  }

  refund({ paymentRequestId, refundRequestId, amount }: RefundOrder): Promise<Timed<RefundAnswer>> {
    return this.#answer(`refund ${paymentRequestId} ${refundRequestId} ${amount.valueMinor}`, 'refund');
  }

  lookUp({ paymentRequestId }: AttemptName): Promise<Timed<PaymentLook>> {
    return this.#answer(`lookUp ${paymentRequestId}`, 'lookUp');
  }

  /** The verbs that were asked, without ids. */
  get verbs(): string[] {
    return this.asked.map((call) => call.split(' ')[0] ?? '');
  }

  #answer<A>(call: string, verb: keyof Script): Promise<Timed<A>> {
    this.asked.push(call);
    const script = this.#script[verb];
    const answer = (script.length > 1 ? script.shift() : script[0]) ?? SILENCE;
    const timed = { answer: answer as A, clockOffsetMs: this.clockOffsetMs };
    if (!this.#holding) return Promise.resolve(timed);
    return new Promise((resolve) => this.#held.push({ call, go: () => resolve(timed) }));
  }
}

function scriptOf(script: Script): Record<keyof Script, unknown[]> {
  return {
    pay: [...(script.pay ?? [])],
    capture: [...(script.capture ?? [])],
    inquire: [...(script.inquire ?? [])],
    cancel: [...(script.cancel ?? [])],
    refund: [...(script.refund ?? [])],
    lookUp: [...(script.lookUp ?? [])],
  };
}

/** A charge of an amount, as an acquirer would tell it. */
export function givenCharge(amount: Amount, more: Partial<Charge> = {}): Charge {
  return { amount, paymentId: 'P-1', walletBrandName: 'TNG eWallet', ...more };
}
