import type { AttemptName, CodeAcquirer, PayOrder, RefundOrder, Timed } from '../../src/acquirers/port.ts';
import type {
  CancelAnswer,
  Charge,
  InquiryAnswer,
  PayAnswer,
  PaymentLook,
  Reason,
  RefundAnswer,
} from '../../src/payment/answers.ts';
import type { Amount } from '../../src/ground/money/amount.ts';
import type { PaymentCode } from '../../src/ground/payment-code.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import type { Choices } from './choices.ts';

interface Refunded {
  readonly amount: Amount;
  readonly isMade: boolean;
}

/** A payment as the one acquirer of the chain has it. */
export interface ChainPayment {
  readonly paymentRequestId: string;
  readonly orderId: string;
  readonly amount: Amount;
  readonly code: string;
  state: 'charged' | 'refused' | 'cancelled';
  readonly refunds: Map<string, Refunded>;
}

const NO_MONEY: Reason = { code: 'USER_BALANCE_NOT_ENOUGH', class: 'user', say: 'Too little money.' };
const CLOSED: Reason = { code: 'ORDER_IS_CLOSED', class: 'user', say: 'Closed.' };
const SILENCE = { kind: 'unknown', why: 'no answer' } as const;

/** The one acquirer of all tills: it knows a payment by its id, whoever sends it, and may say nothing of what it did. */
export class ChainAcquirer {
  readonly payments = new Map<string, ChainPayment>();
  readonly #choices: Choices;
  isQuiet = false;
  /** How many pays of a hundred are refused. */
  refusedPercent = 30;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** The line of one run of a till; `alive` ends with the run, and nothing is said to it then. */
  lineOf(alive: () => boolean): CodeAcquirer {
    const said = async <A>(act: () => A): Promise<Timed<A>> => {
      if (!alive()) return never();
      const answer = act();
      await Promise.resolve();
      return alive() ? { answer } : never();
    };
    return {
      terms: FORMER_TERMS,
      pay: (order, code) => said(() => this.#pay(order, code)),
      inquire: (name) => said(() => this.#inquire(name)),
      cancel: (name) => said(() => this.#cancel(name)),
      refund: (order) => said(() => this.#refund(order)),
      lookUp: (name) => said(() => this.#lookUp(name)),
    };
  }

  /** What of a payment is still charged. */
  liveMinor({ state, amount, refunds }: ChainPayment): number {
    if (state !== 'charged') return 0;
    const back = [...refunds.values()].filter(({ isMade }) => isMade);
    return amount.valueMinor - back.reduce((sum, refund) => sum + refund.amount.valueMinor, 0);
  }

  #lost(): boolean {
    return !this.isQuiet && this.#choices.chance(18);
  }

  #pay({ paymentRequestId, referenceOrderId: orderId, amount }: PayOrder, code: PaymentCode): PayAnswer {
    if (this.#lost() && this.#choices.chance(40)) return SILENCE;
    const known = this.payments.get(paymentRequestId);
    if (known !== undefined && known.code !== code.reveal())
      return { kind: 'unknown', why: 'another request had this id', contradicted: true };
    const payment: ChainPayment = known ?? {
      ...{ paymentRequestId, orderId, amount, code: code.reveal(), refunds: new Map<string, Refunded>() },
      state: this.#choices.chance(this.refusedPercent) ? 'refused' : 'charged',
    };
    this.payments.set(paymentRequestId, payment);
    if (this.#lost()) return SILENCE;
    return payment.state === 'charged'
      ? { kind: 'charged', charge: chargeOf(payment) }
      : { kind: 'refused', reason: NO_MONEY };
  }

  #inquire({ paymentRequestId }: AttemptName): InquiryAnswer {
    if (this.#lost()) return SILENCE;
    const payment = this.payments.get(paymentRequestId);
    if (payment === undefined) return { kind: 'notFound' };
    if (payment.state !== 'charged') return { kind: 'notCharged', reason: NO_MONEY };
    const leftMinor = this.liveMinor(payment);
    if (leftMinor === 0) return { kind: 'notCharged', reason: CLOSED, refunded: true };
    return { kind: 'charged', charge: chargeOf(payment), leftMinor: leftMinor as Amount['valueMinor'] };
  }

  #cancel({ paymentRequestId }: AttemptName): CancelAnswer {
    const payment = this.payments.get(paymentRequestId);
    if (payment === undefined) return { kind: 'notFound' };
    if (payment.refunds.size > 0) return { kind: 'refused', reason: CLOSED };
    payment.state = 'cancelled';
    return this.#lost() ? SILENCE : { kind: 'confirmed' };
  }

  #refund({ paymentRequestId, refundRequestId, amount }: RefundOrder): RefundAnswer {
    if (this.#lost() && this.#choices.chance(50)) return SILENCE;
    const payment = this.payments.get(paymentRequestId);
    if (payment === undefined) return { kind: 'refused', reason: CLOSED };
    const isMade = this.liveMinor(payment) >= amount.valueMinor && !this.#choices.chance(12);
    const refund = payment.refunds.get(refundRequestId) ?? { amount, isMade };
    payment.refunds.set(refundRequestId, refund);
    if (this.#lost()) return SILENCE;
    return refund.isMade
      ? { kind: 'refunded', refundId: `F${refundRequestId}` }
      : { kind: 'refused', reason: CLOSED };
  }

  #lookUp({ paymentRequestId }: AttemptName): PaymentLook {
    if (this.#lost()) return SILENCE;
    const payment = this.payments.get(paymentRequestId);
    if (payment === undefined) return { kind: 'notFound' };
    if (payment.state === 'refused') return { kind: 'notCharged', reason: NO_MONEY };
    return {
      kind: 'seen',
      charge: chargeOf(payment),
      reversed: payment.state === 'cancelled',
      refunds: [...payment.refunds].map(([refundRequestId, refund]) => ({
        refundRequestId,
        status: refund.isMade ? ('done' as const) : ('failed' as const),
        amount: refund.amount,
      })),
    };
  }
}

function chargeOf({ paymentRequestId, amount }: ChainPayment): Charge {
  return { amount, paymentId: `P${paymentRequestId}`, walletBrandName: 'TNG eWallet' };
}

/** To a process that is no more, nothing is ever said. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}
