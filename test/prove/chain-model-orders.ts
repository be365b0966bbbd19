import type { AttemptTold, SaleTold } from '../../src/centre/following.ts';
import type { LeaseAnswer, ReserveAnswer, ReserveCall } from '../../src/centre/wire.ts';

interface Lease {
  readonly order: string;
  till: string;
  token: number;
  state: 'granted' | 'begun' | 'free' | 'paid';
  saidAtMs: number;
}

interface Attempt {
  readonly till: string;
  readonly payment: string;
  readonly order: string;
  readonly number: number;
  readonly by: string;
  readonly token: number | null;
  state: AttemptTold['state'];
  readonly begunAtMs: number;
}

interface Payment {
  readonly order: string;
  currency: string;
  chargedMinor: number;
}

interface Reserve {
  readonly payment: string;
  readonly till: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly saidAtMs: number;
  state: 'reserved' | 'made' | 'failed';
  announced: boolean;
}

export interface ModelCase {
  readonly kind: string;
  readonly subject: string;
  readonly till: string;
  readonly order: string | null;
  isClosed: boolean;
}

/** How orders stand at the centre, over plain tables: `002-orders.sql`, `004-words.sql` and `follow-orders.ts`. */
export class OrdersModel {
  readonly leases = new Map<string, Lease>();
  readonly attempts = new Map<string, Attempt>();
  readonly payments = new Map<string, Payment>();
  readonly reserves = new Map<string, Reserve>();
  readonly cases = new Map<string, ModelCase>();

  copy(): OrdersModel {
    const copy = new OrdersModel();
    for (const name of ['leases', 'attempts', 'payments', 'reserves', 'cases'] as const)
      for (const [key, value] of this[name]) copy[name].set(key, structuredClone(value) as never);
    return copy;
  }

  takeLease(till: string, order: string, saidAtMs: number): LeaseAnswer {
    const lease = this.leases.get(order);
    const isOpen =
      lease === undefined || lease.state === 'free' || (lease.state !== 'paid' && lease.till === till);
    if (!isOpen)
      return {
        outcome: lease.state === 'paid' ? 'paid' : 'held',
        token: lease.token,
        holder: lease.till,
        attempts: 0,
      };
    const token = (lease?.token ?? 0) + 1;
    this.leases.set(order, {
      ...{ order, till, token, state: 'granted' },
      saidAtMs: Math.max(lease?.saidAtMs ?? 0, saidAtMs),
    });
    const others = this.#attemptsOf(order).filter((each) => each.till !== till);
    return {
      outcome: 'granted',
      token,
      holder: till,
      attempts: Math.max(0, ...others.map(({ number }) => number)),
    };
  }

  reserve(till: string, call: ReserveCall): ReserveAnswer {
    const { refundRequestId, paymentRequestId, amountMinor, currency, orderId, chargedMinor, saidAtMs } =
      call;
    if (chargedMinor !== null && !this.payments.has(paymentRequestId))
      this.payments.set(paymentRequestId, { order: orderId, currency, chargedMinor });
    const payment = this.payments.get(paymentRequestId);
    if (payment === undefined) return { outcome: 'unknownPayment', leftMinor: 0 };
    const known = this.reserves.get(refundRequestId);
    if (known !== undefined) {
      const isSame =
        known.payment === paymentRequestId &&
        known.amountMinor === amountMinor &&
        known.currency === currency;
      return { outcome: isSame && known.state !== 'failed' ? 'reserved' : 'mismatch', leftMinor: 0 };
    }
    const left = payment.chargedMinor - this.#usedOf(paymentRequestId);
    if (currency !== payment.currency || amountMinor > left)
      return { outcome: 'exceeds', leftMinor: Math.max(0, left) };
    this.reserves.set(refundRequestId, {
      ...{ payment: paymentRequestId, till, amountMinor, currency, saidAtMs },
      ...{ state: 'reserved', announced: false },
    });
    return { outcome: 'reserved', leftMinor: 0 };
  }

  keepWords(
    till: string,
    {
      keeps,
      refunds,
      saidAtMs,
    }: { readonly keeps: readonly string[]; readonly refunds: readonly string[]; readonly saidAtMs: number },
  ): void {
    for (const lease of this.leases.values()) {
      const isKept = lease.till !== till || lease.state !== 'granted' || lease.saidAtMs >= saidAtMs;
      const isUnderWay = this.#attemptsOf(lease.order).some(({ state }) => state === 'open');
      if (!isKept && !keeps.includes(lease.order) && !isUnderWay) lease.state = 'free';
    }
    for (const [id, room] of this.reserves) {
      const isKept = room.till !== till || room.state !== 'reserved' || room.announced;
      if (!isKept && room.saidAtMs < saidAtMs && !refunds.includes(id)) room.state = 'failed';
    }
  }

  keep(till: string, told: SaleTold): void {
    const order = told.sale.referenceOrderId;
    for (const attempt of told.attempts) this.#keepAttempt(till, order, attempt);
    if (told.attempts.length > 0) this.#settle(order);
    for (const { paymentRequestId, currency, chargedMinor } of told.charges) {
      const known = this.payments.get(paymentRequestId);
      if (known === undefined) this.payments.set(paymentRequestId, { order, currency, chargedMinor });
      else Object.assign(known, { currency, chargedMinor });
    }
    for (const refund of told.refunds) this.#keepReserve(till, refund.refundRequestId, refund);
    for (const moved of told.movements.filter(({ type }) => type === 'void'))
      this.#keepReserve(till, `void ${moved.paymentRequestId}`, { ...moved, state: 'made' });
    for (const [payment, { order: of, chargedMinor }] of this.payments)
      if (of === order && this.#usedOf(payment) > chargedMinor)
        this.openCase('refundedOver', order, till, order);
  }

  #keepAttempt(till: string, order: string, told: AttemptTold): void {
    const { paymentRequestId, number, leave, begunAtMs, state } = told;
    const key = `${till} ${paymentRequestId}`;
    const known = this.attempts.get(key);
    if (known !== undefined) {
      if (known.state === state || known.state === 'charged') return;
      known.state = state;
    } else {
      const token = this.#tokenOf(till, order, told);
      this.attempts.set(key, {
        ...{ till, payment: paymentRequestId, order, number, by: leave?.by ?? 'home', token, state },
        begunAtMs: Math.trunc(begunAtMs),
      });
    }
    const others = this.#attemptsOf(order).filter((each) => each.till !== till && each.state !== 'over');
    if (state !== 'over' && others.length > 0) this.openCase('twoBegun', order, till, order);
  }

  #tokenOf(till: string, order: string, { leave }: AttemptTold): number | null {
    const lease = this.leases.get(order);
    const isAnothers = lease !== undefined && lease.state !== 'free' && lease.till !== till;
    if (leave?.by === 'centre') {
      const isPassed = lease !== undefined && lease.token >= leave.token && lease.till !== till;
      const isShared = this.#attemptsOf(order).some(
        (each) => each.till !== till && each.by === 'centre' && each.token === leave.token,
      );
      if (isPassed || isAnothers || isShared) this.openCase('tokenPassed', order, till, order);
      if (!isPassed && (lease === undefined || lease.token <= leave.token))
        this.#begin(order, till, leave.token);
      return leave.token;
    }
    if (isAnothers) return null;
    const token = (lease?.token ?? 0) + 1;
    this.#begin(order, till, token);
    return token;
  }

  #begin(order: string, till: string, token: number): void {
    const lease = this.leases.get(order);
    if (lease === undefined) this.leases.set(order, { order, till, token, state: 'begun', saidAtMs: 0 });
    else Object.assign(lease, { till, token, state: lease.state === 'paid' ? 'paid' : 'begun' });
  }

  #settle(order: string): void {
    const attempts = this.#attemptsOf(order);
    const [first] = attempts
      .filter(({ state }) => state === 'charged')
      .sort((one, other) => one.begunAtMs - other.begunAtMs);
    const lease = this.leases.get(order);
    if (first !== undefined) {
      if (lease === undefined)
        this.leases.set(order, { order, till: first.till, token: 1, state: 'paid', saidAtMs: 0 });
      else if (lease.state !== 'paid')
        Object.assign(lease, { till: first.till, state: 'paid', token: lease.token + 1 });
    }
    if (lease?.state === 'begun' && attempts.every(({ state }) => state === 'over')) lease.state = 'free';
  }

  #keepReserve(
    till: string,
    id: string,
    refund: {
      readonly paymentRequestId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly state: Reserve['state'];
    },
  ): void {
    const known = this.reserves.get(id);
    const { paymentRequestId: payment, amountMinor, currency, state } = refund;
    if (known === undefined)
      this.reserves.set(id, { payment, till, amountMinor, currency, state, saidAtMs: 0, announced: true });
    else if (known.state === 'reserved') Object.assign(known, { state, announced: true });
  }

  #attemptsOf(order: string): Attempt[] {
    return [...this.attempts.values()].filter((each) => each.order === order);
  }

  #usedOf(payment: string): number {
    return [...this.reserves.values()]
      .filter((each) => each.payment === payment && each.state !== 'failed')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  }

  openCase(kind: string, subject: string, till: string, order: string | null): void {
    const known = this.cases.get(`${kind} ${subject}`);
    if (known === undefined)
      this.cases.set(`${kind} ${subject}`, { kind, subject, till, order, isClosed: false });
    else known.isClosed = false;
  }

  closeCase(kind: string, subject: string): void {
    const known = this.cases.get(`${kind} ${subject}`);
    if (known !== undefined) known.isClosed = true;
  }
}
