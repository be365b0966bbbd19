import type { CaseKind } from './cases.ts';
import type { AttemptTold, RefundTold, SaleTold } from './following.ts';

/** Leave to charge an order. `granted`: its holder may have begun for all that is known; `begun`: a row says so; `paid` is for good. */
export interface Lease {
  readonly order: string;
  till: string;
  token: number;
  state: 'granted' | 'begun' | 'free' | 'paid';
}

/** An attempt that a till's rows have told. */
export interface Attempt {
  readonly till: string;
  readonly payment: string;
  readonly order: string;
  readonly number: number;
  readonly by: 'centre' | 'home' | 'override';
  readonly token: number | null;
  state: AttemptTold['state'];
  readonly begunAtMs: number;
}

/** What a payment has charged. */
export interface ChargedPayment {
  readonly payment: string;
  order: string;
  till: string;
  currency: string;
  chargedMinor: number;
}

/** Room that a refund takes of a payment. `announced`: a row told of it, so that only its own end frees the room. */
export interface Room {
  readonly refund: string;
  readonly payment: string;
  readonly till: string;
  readonly approver: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly day: string;
  state: RefundTold['state'];
  announced: boolean;
}

/** A case that opens, or that is over. */
export interface CaseAct {
  readonly kind: CaseKind;
  readonly subject: string;
  readonly till: string;
  readonly order: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly isOver: boolean;
}

/** What the books were before: leases by order, attempts by `attemptKey`, payments and rooms by their ids. */
export interface OrderTables {
  readonly leases: Map<string, Lease>;
  readonly attempts: Map<string, Attempt>;
  readonly payments: Map<string, ChargedPayment>;
  readonly rooms: Map<string, Room>;
}

export function emptyOrderTables(): OrderTables {
  return { leases: new Map(), attempts: new Map(), payments: new Map(), rooms: new Map() };
}

export function attemptKey(till: string, payment: string): string {
  return `${till} ${payment}`;
}

/** Under what a void takes room of its payment: it has no id of its own. */
export function voidRoom(payment: string): string {
  return `void ${payment}`;
}

/**
 * What the rows of sales make of their orders: who has begun, who has charged, what went back.
 *
 * A row is later than leave: it makes of leave what was done under it. Nothing here asks the time. What was changed is
 * gathered, so that it is written in a few statements for many sales.
 */
export class OrderBooks {
  readonly tables: OrderTables;
  readonly changed = {
    leases: new Set<Lease>(),
    attempts: new Set<Attempt>(),
    payments: new Set<ChargedPayment>(),
    rooms: new Set<Room>(),
  };
  readonly cases: CaseAct[] = [];

  constructor(tables: OrderTables) {
    this.tables = tables;
  }

  keep(till: string, { sale, attempts, charges, refunds, movements, cases }: SaleTold): void {
    const order = sale.referenceOrderId;
    for (const attempt of attempts) this.#keepAttempt(till, order, attempt);
    if (attempts.length > 0) this.#settle(order);
    const isSold = attempts.length > 0;
    for (const charge of charges)
      this.#keepPayment({ payment: charge.paymentRequestId, order, till, ...charge }, isSold);
    for (const refund of refunds)
      this.#keepRoom({
        ...{ refund: refund.refundRequestId, payment: refund.paymentRequestId, till },
        ...{ approver: refund.approverId, amountMinor: refund.amountMinor, currency: refund.currency },
        ...{ day: dayOf(refund.approvedAtMs), state: refund.state, announced: true },
      });
    for (const moved of movements.filter(({ type }) => type === 'void'))
      this.#keepRoom({
        ...{ refund: voidRoom(moved.paymentRequestId), payment: moved.paymentRequestId, till },
        ...{ approver: '', amountMinor: moved.amountMinor, currency: moved.currency },
        ...{ day: dayOf(moved.atMs), state: 'made', announced: true },
      });
    const told = new Set(charges.map(({ paymentRequestId }) => paymentRequestId));
    for (const { payment, order: of, chargedMinor } of this.tables.payments.values())
      if ((of === order || told.has(payment)) && this.roomTaken(payment) > chargedMinor)
        this.#open('refundedOver', till, of, { payment });
    for (const { orderId, ...found } of cases) this.cases.push({ ...found, till, order: orderId });
  }

  /** What the refunds of a payment come to that were made or may be. */
  roomTaken(payment: string): number {
    let sum = 0;
    for (const room of this.tables.rooms.values())
      if (room.payment === payment && room.state !== 'failed') sum += room.amountMinor;
    return sum;
  }

  attemptsOf(order: string): Attempt[] {
    return [...this.tables.attempts.values()].filter((each) => each.order === order);
  }

  #keepAttempt(till: string, order: string, told: AttemptTold): void {
    const { paymentRequestId: payment, number, leave, begunAtMs, state } = told;
    const key = attemptKey(till, payment);
    const known = this.tables.attempts.get(key);
    if (known !== undefined) {
      // What has charged stays so: a void does not open a paid order.
      if (known.state === state || known.state === 'charged') return;
      known.state = state;
      this.changed.attempts.add(known);
    } else {
      const attempt: Attempt = {
        ...{ till, payment, order, number, by: leave?.by ?? 'home', token: this.#tokenOf(till, order, told) },
        ...{ state, begunAtMs: Math.trunc(begunAtMs) },
      };
      this.tables.attempts.set(key, attempt);
      this.changed.attempts.add(attempt);
    }
    // An attempt that was over may charge late: it is looked at anew.
    if (state !== 'over') this.#tellOfTwo(till, order);
  }

  #tellOfTwo(till: string, order: string): void {
    const others = this.attemptsOf(order).filter((each) => each.till !== till && each.state !== 'over');
    const tills = new Set([till, ...others.map((other) => other.till)]);
    if (others.length > 0) this.#open('twoBegun', till, order, { tills: [...tills].join(', ') });
  }

  /**
   * The token under which an attempt stands. One that was begun without the centre takes the order if nobody holds it; one
   * whose token was passed on is a case. Leave that its own till has not used stays: it may still be used.
   */
  #tokenOf(till: string, order: string, { leave, paymentRequestId }: AttemptTold): number | null {
    const lease = this.tables.leases.get(order);
    const isAnothers = lease !== undefined && lease.state !== 'free' && lease.till !== till;
    if (leave?.by === 'centre') {
      const { token } = leave;
      const isPassed = lease !== undefined && lease.token >= token && lease.till !== till;
      // A database that was put back gives a token again, and the rows of the first one come later.
      const isShared = this.attemptsOf(order).some(
        (each) => each.till !== till && each.by === 'centre' && each.token === token,
      );
      if (isPassed || isAnothers || isShared)
        this.#open('tokenPassed', till, order, { payment: paymentRequestId, token });
      // A token above all that are known was given before this database was put back from a copy.
      if (!isPassed && (lease === undefined || lease.token <= token)) this.#begin(order, till, token);
      return token;
    }
    if (isAnothers || lease?.state === 'granted') return null;
    const token = (lease?.token ?? 0) + 1;
    this.#begin(order, till, token);
    return token;
  }

  #begin(order: string, till: string, token: number): void {
    const state = this.tables.leases.get(order)?.state === 'paid' ? 'paid' : 'begun';
    this.#setLease({ order, till, token, state });
  }

  /** An order that was charged is closed for good; one whose last attempt is over is free, unless leave was given since. */
  #settle(order: string): void {
    const attempts = this.attemptsOf(order);
    const [first] = attempts
      .filter(({ state }) => state === 'charged')
      .sort((one, other) => one.begunAtMs - other.begunAtMs);
    const lease = this.tables.leases.get(order);
    if (first !== undefined && lease?.state !== 'paid')
      this.#setLease({ order, till: first.till, token: (lease?.token ?? 0) + 1, state: 'paid' });
    const isOver = attempts.every(({ state }) => state === 'over');
    if (lease?.state === 'begun' && isOver) this.#setLease({ ...lease, state: 'free' });
  }

  #setLease(next: Lease): void {
    const lease = this.tables.leases.get(next.order) ?? next;
    Object.assign(lease, next);
    this.tables.leases.set(next.order, lease);
    this.changed.leases.add(lease);
  }

  /** A till that only refunds a payment knows no order of it: the one that sold it says whose it is. */
  #keepPayment({ payment, order, till, currency, chargedMinor }: ChargedPayment, isSold: boolean): void {
    const known = this.tables.payments.get(payment) ?? { payment, order, till, currency, chargedMinor };
    Object.assign(known, { currency, chargedMinor }, isSold ? { order, till } : {});
    this.tables.payments.set(payment, known);
    this.changed.payments.add(known);
  }

  /** Refunds that stand, with or without room that was reserved for them; those that failed count no more. */
  #keepRoom(room: Room): void {
    const known = this.tables.rooms.get(room.refund);
    if (known === undefined) this.tables.rooms.set(room.refund, room);
    else if (known.state === 'reserved') Object.assign(known, { state: room.state, announced: true });
    else return;
    this.changed.rooms.add(known ?? room);
  }

  #open(kind: CaseKind, till: string, order: string, facts: Readonly<Record<string, string | number>>): void {
    this.cases.push({ kind, subject: order, till, order, facts, isOver: false });
  }
}

/** Of UTC: the limit of a manager's day needs one day for all tills. */
function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
