import { randomBytes } from 'node:crypto';

/** One thing that was done to a payment. A reverse undoes the last that is not undone. */
export interface StepOfPayment {
  readonly kind: 'pay' | 'credit';
  readonly valueMinor: number;
  /** The call that did it. */
  readonly transId: string;
  readonly reqId: string;
  /** Its own id in the answers. */
  readonly xid: string;
  readonly atMs: number;
  undone: boolean;
}

/** A payment as the sandbox's books have it: it begins when its link is opened. */
export interface PaymentInBooks {
  readonly payId: string;
  readonly xid: string;
  readonly transId: string;
  readonly refNr: string;
  readonly reqId: string;
  readonly valueMinor: number;
  readonly currency: string;
  readonly userData: string;
  readonly urlSuccess: string;
  readonly urlFailure: string;
  status: 'AUTHORIZE_REQUEST' | 'OK' | 'FAILED';
  code: string;
  readonly openedAtMs: number;
  decidedAtMs: number | null;
  /** What was taken where a fault is played: other than what was asked. */
  charged: { readonly valueMinor: number; readonly currency: string };
  readonly steps: StepOfPayment[];
}

/** What the parameters of a link ask for. */
export type Opening = Omit<
  PaymentInBooks,
  'payId' | 'xid' | 'status' | 'code' | 'steps' | 'openedAtMs' | 'decidedAtMs' | 'charged'
>;

/** What a call that moves money came to; `repeated`: this very call was done before, and nothing more was. */
export interface Moved {
  readonly code: string;
  readonly xid: string;
  readonly repeated: boolean;
}

export const DONE_CODE = '00000000';
const DECLINED = '22060203';
/** The customer left by the page's own button. Assumed. */
export const LEFT_CODE = '22060053';
const NOT_POSSIBLE = '22060305';
export const NOT_KNOWN = '20170016';

/** True books of payments, credits and reverses, that a test can read. Credits beyond the payment are taken, as the real gateway may. */
export class ComputopBooks {
  readonly payments: PaymentInBooks[] = [];
  /** The day's reconciliation is over: what was paid before can be credited, and not reversed. */
  reconciled = false;
  /** Which call that moved money has which id, and what it came to. */
  readonly #done = new Map<string, Moved>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** A link is opened. A repeat is one payment only once the first is final: before, it is another. */
  opened(opening: Opening): PaymentInBooks {
    const known = this.payments.find(
      ({ reqId, status }) => reqId === opening.reqId && status !== 'AUTHORIZE_REQUEST',
    );
    if (known !== undefined) return known;
    const payment: PaymentInBooks = {
      ...opening,
      payId: newId(),
      xid: newId(),
      status: 'AUTHORIZE_REQUEST',
      code: DONE_CODE,
      ...{ openedAtMs: this.#nowMs(), decidedAtMs: null },
      charged: { valueMinor: opening.valueMinor, currency: opening.currency },
      steps: [],
    };
    this.payments.push(payment);
    return payment;
  }

  /** The customer decides about a payment that waits; whether it did. */
  decide(payId: string, decision: 'OK' | 'FAILED', code = decision === 'OK' ? DONE_CODE : DECLINED): boolean {
    const payment = this.ofPayId(payId);
    if (payment?.status !== 'AUTHORIZE_REQUEST') return false;
    this.#decided(payment, decision, code);
    return true;
  }

  /** What failed is paid after all: that payment; null where none failed. */
  overturn(transId: string): PaymentInBooks | null {
    const payment = this.ofTransId(transId);
    if (payment?.status !== 'FAILED') return null;
    this.#decided(payment, 'OK', DONE_CODE);
    return payment;
  }

  #decided(payment: PaymentInBooks, decision: 'OK' | 'FAILED', code: string): void {
    Object.assign(payment, { status: decision, code, decidedAtMs: this.#nowMs() });
    const { charged, transId, reqId, xid } = payment;
    const { valueMinor } = charged;
    const atMs = this.#nowMs();
    if (decision === 'OK')
      payment.steps.push({ kind: 'pay', valueMinor, transId, reqId, xid, atMs, undone: false });
  }

  /** Undoes the last step of a payment, whatever that was. */
  reverse(payId: string, reqId: string): Moved {
    return this.#once(reqId, () => {
      const payment = this.ofPayId(payId);
      if (payment === undefined) return NOT_KNOWN;
      const last = payment.steps.findLast(({ undone }) => !undone);
      if (last === undefined || this.reconciled) return NOT_POSSIBLE;
      last.undone = true;
      return DONE_CODE;
    });
  }

  /** Gives back all or a part of a payment. */
  credit(
    payId: string,
    credit: { readonly valueMinor: number; readonly transId: string; readonly reqId: string },
  ): Moved {
    return this.#once(credit.reqId, (xid) => {
      const payment = this.ofPayId(payId);
      if (payment === undefined) return NOT_KNOWN;
      if (capturedMinor(payment) === 0) return NOT_POSSIBLE;
      payment.steps.push({ kind: 'credit', ...credit, xid, atMs: this.#nowMs(), undone: false });
      return DONE_CODE;
    });
  }

  ofPayId(payId: string): PaymentInBooks | undefined {
    return this.payments.find((payment) => payment.payId === payId);
  }

  /** The latest payment of a name. */
  ofTransId(transId: string): PaymentInBooks | undefined {
    return this.payments.findLast((payment) => payment.transId === transId);
  }

  /** What is left of all payments of an order's attempt: what the customer has paid in the end. */
  leftMinor(transId: string): number {
    return this.payments
      .filter((payment) => payment.transId === transId)
      .reduce((sum, payment) => sum + capturedMinor(payment) - creditedMinor(payment), 0);
  }

  /** What a test may read of the books: nothing that can be paid with. */
  told(): readonly object[] {
    return this.payments.map((payment) => ({
      ...{ name: payment.transId, payId: payment.payId, status: payment.status, code: payment.code },
      ...{ asked: payment.valueMinor, currency: payment.currency, charged: payment.charged },
      ...{ captured: capturedMinor(payment), credited: creditedMinor(payment), steps: payment.steps },
    }));
  }

  /** The same call again, the first being final: its result is told, and nothing is done. */
  #once(reqId: string, move: (xid: string) => string): Moved {
    const known = this.#done.get(reqId);
    if (known !== undefined) return { ...known, repeated: true };
    const xid = newId();
    const moved = { code: move(xid), xid, repeated: false };
    if (moved.code === DONE_CODE) this.#done.set(reqId, moved);
    return moved;
  }
}

/** What was charged, whatever went back since. */
export function capturedMinor({ steps }: PaymentInBooks): number {
  return steps.reduce((sum, { kind, valueMinor }) => (kind === 'pay' ? sum + valueMinor : sum), 0);
}

/** What went back: by credits, and by a reverse of the payment itself. */
export function creditedMinor({ steps }: PaymentInBooks): number {
  return steps.reduce(
    (sum, { kind, valueMinor, undone }) => ((kind === 'credit') !== undone ? sum + valueMinor : sum),
    0,
  );
}

function newId(): string {
  return randomBytes(16).toString('hex');
}
