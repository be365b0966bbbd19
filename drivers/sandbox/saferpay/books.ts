import { randomBytes } from 'node:crypto';

/** An amount as the wire writes it. */
export interface WireAmount {
  readonly Value: string;
  readonly CurrencyCode: string;
}

/** How a payment stands. `opened`: its one opening was used, and the customer has not decided. */
export type PaymentStatus = 'waiting' | 'opened' | 'captured' | 'declined' | 'aborted' | 'disabled';

/** A payment as the sandbox's books have it. */
export interface BookedPayment {
  readonly token: string;
  /** The secret of its link: whoever has it can pay. */
  readonly page: string;
  readonly orderId: string;
  /** What was asked. */
  readonly amount: WireAmount;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  readonly notify: { readonly success: string; readonly fail: string } | null;
  /** Where the customer goes on to; null where nobody said. */
  readonly back: string | null;
  readonly transactionId: string;
  readonly captureId: string;
  /** An offer of the variant may be opened often, and can be withdrawn. */
  readonly isOffer: boolean;
  status: PaymentStatus;
  /** Who opened it: only that phone goes on. */
  session: string | null;
  openedAtMs: number | null;
  decidedAtMs: number | null;
  /** What was taken; other than the asked amount only where a fault is played. */
  charged: WireAmount | null;
  brand: string;
  /** When Assert was called for it. */
  readonly asserts: number[];
  /** Asserts that its notices allow and that were not called yet. */
  allowed: number;
  /** Asserts without a trigger that the acquirer knows of. */
  untriggered: number;
}

/** A refund as the books have it: every call that is done is one more. */
export interface BookedRefund {
  readonly orderId: string;
  readonly captureId: string;
  readonly amount: WireAmount;
  readonly transactionId: string;
  readonly atMs: number;
}

export interface BookOptions {
  readonly nowMs: () => number;
  /** How long a link can be opened. */
  readonly linkLifeMs: number;
  /** How long a page that was opened can be paid. */
  readonly sessionMs: number;
}

/** True books of links, payments and refunds, that a test can read. */
export class SaferpayBooks {
  readonly payments: BookedPayment[] = [];
  readonly refunds: BookedRefund[] = [];
  readonly #options: BookOptions;
  /** Since when takings count: refunds are paid out of them. Source: dossier section 10. */
  #batchFromMs = 0;

  constructor(options: BookOptions) {
    this.#options = options;
  }

  /** A link is made: every call makes another one, whatever its ids. Source: dossier section 2. */
  linkMade(
    made: Pick<BookedPayment, 'orderId' | 'amount' | 'notify' | 'back'>,
    offer: { readonly expiresAtMs: number } | null = null,
  ): BookedPayment {
    const transactionId = `Tx${randomBytes(10).toString('hex')}`;
    const payment: BookedPayment = {
      ...made,
      token: randomBytes(16).toString('hex'),
      page: randomBytes(16).toString('hex'),
      madeAtMs: this.#options.nowMs(),
      expiresAtMs: offer?.expiresAtMs ?? this.#options.nowMs() + this.#options.linkLifeMs,
      transactionId,
      captureId: `${transactionId}_c`,
      isOffer: offer !== null,
      ...{ status: 'waiting', session: null, openedAtMs: null, decidedAtMs: null, charged: null },
      brand: 'ALIPAY',
      ...{ asserts: [], allowed: 0, untriggered: 0 },
    };
    this.payments.push(payment);
    return payment;
  }

  /** What a test may read of the books: nothing that can be paid with. */
  told(): object {
    return {
      payments: this.payments.map((payment) => ({
        ...{ name: payment.orderId, status: payment.status, asked: payment.amount, charged: payment.charged },
        ...{ transactionId: payment.transactionId, brand: payment.brand, left: this.leftMinor(payment) },
        ...{ asserts: payment.asserts.length, untriggered: payment.untriggered },
      })),
      refunds: this.refunds.map(({ orderId, amount, transactionId }) => ({
        name: orderId,
        amount,
        transactionId,
      })),
      turnover: this.turnoverMinor(),
    };
  }

  /** The payment of a token; undefined where there is none. */
  ofToken(token: string): BookedPayment | undefined {
    return this.payments.find((payment) => payment.token === token);
  }

  /** The payment of a link; undefined where there is none. */
  ofPage(page: string): BookedPayment | undefined {
    return this.payments.find((payment) => payment.page === page);
  }

  /**
   * A phone opens a link: the first one may, until the link expires; a second opening ends the payment.
   *
   * Source: dossier section 7.1, and section 8 for offers.
   */
  open(payment: BookedPayment, session: string): boolean {
    const nowMs = this.#options.nowMs();
    if (payment.status === 'opened' && (payment.session === session || payment.isOffer)) {
      payment.session = session;
      return true;
    }
    if (payment.status === 'opened') {
      this.#decide(payment, 'aborted');
      return false;
    }
    if (payment.status !== 'waiting' || nowMs >= payment.expiresAtMs) return false;
    Object.assign(payment, { status: 'opened', session, openedAtMs: nowMs });
    return true;
  }

  /** The customer decides on the page that is open; whether that was possible. */
  decide(payment: BookedPayment, session: string, status: 'captured' | 'declined' | 'aborted'): boolean {
    const { openedAtMs } = payment;
    const isOpen = payment.status === 'opened' && payment.session === session && openedAtMs !== null;
    if (!isOpen || this.#options.nowMs() >= openedAtMs + this.#options.sessionMs) return false;
    this.#decide(payment, status);
    return true;
  }

  /** What was declined is paid after all: that payment; null where there is none. */
  overturn(orderId: string): BookedPayment | null {
    const payment = this.payments.find((known) => known.orderId === orderId && known.status === 'declined');
    if (payment === undefined) return null;
    this.#decide(payment, 'captured');
    return payment;
  }

  /**
   * Assert is called: with a notice or the end of the link behind it, or without a trigger.
   *
   * Why a notice allows two: one that comes before Assert knows of the payment is asked about once more.
   * Source: dossier section 6.
   */
  asserted(payment: BookedPayment): void {
    const nowMs = this.#options.nowMs();
    const isFirstAfterEnd =
      nowMs >= payment.expiresAtMs && (payment.asserts.at(-1) ?? 0) < payment.expiresAtMs;
    payment.asserts.push(nowMs);
    if (payment.allowed > 0) payment.allowed -= 1;
    else if (!isFirstAfterEnd) payment.untriggered += 1;
  }

  #decide(payment: BookedPayment, status: 'captured' | 'declined' | 'aborted'): void {
    payment.status = status;
    payment.decidedAtMs = this.#options.nowMs();
    if (status === 'captured') payment.charged ??= payment.amount;
  }

  /**
   * A refund; the error where it cannot be made. It is not idempotent, and final at once.
   *
   * Source: dossier sections 5.1 and 10: without the restriction refunds may add up to more than the payment.
   */
  refunded(
    asked: Pick<BookedRefund, 'orderId' | 'captureId' | 'amount'>,
    isRestricted: boolean,
  ): BookedRefund | string {
    const payment = this.payments.find(({ captureId }) => captureId === asked.captureId);
    if (payment?.charged == null) return 'TRANSACTION_NOT_FOUND';
    if (payment.charged.CurrencyCode !== asked.amount.CurrencyCode) return 'CURRENCY_INVALID';
    const value = Number(asked.amount.Value);
    if (isRestricted && value > this.leftMinor(payment)) return 'AMOUNT_INVALID';
    if (value > this.turnoverMinor()) return 'TRANSACTION_DECLINED';
    const refund = {
      ...asked,
      transactionId: `Rf${randomBytes(10).toString('hex')}`,
      atMs: this.#options.nowMs(),
    };
    this.refunds.push(refund);
    return refund;
  }

  /** What is left of a payment; below 0 where more was given back. */
  leftMinor({ captureId, charged }: BookedPayment): number {
    return this.refunds
      .filter((refund) => refund.captureId === captureId)
      .reduce((left, { amount }) => left - Number(amount.Value), Number(charged?.Value ?? 0));
  }

  /** What was taken since the last batch, less what was given back since. */
  turnoverMinor(): number {
    const taken = this.payments
      .filter(({ decidedAtMs, charged }) => charged !== null && (decidedAtMs ?? 0) >= this.#batchFromMs)
      .reduce((sum, { charged }) => sum + Number(charged?.Value ?? 0), 0);
    return this.refunds
      .filter(({ atMs }) => atMs >= this.#batchFromMs)
      .reduce((left, { amount }) => left - Number(amount.Value), taken);
  }

  /** The day's batch is closed: what was taken before is no turnover any more. */
  closeBatch(): void {
    this.#batchFromMs = this.#options.nowMs() + 1;
  }
}
