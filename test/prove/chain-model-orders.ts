import type { CaseKind } from '../../src/centre/cases.ts';
import type { SaleTold } from '../../src/centre/following.ts';
import {
  emptyOrderTables,
  OrderBooks,
  type CaseAct,
  type OrderTables,
} from '../../src/centre/order-books.ts';
import type { AskCall, LeaseAnswer, ReserveAnswer, ReserveCall } from '../../src/centre/wire.ts';

interface ModelCase {
  readonly kind: CaseKind;
  readonly subject: string;
  readonly till: string;
  readonly order: string | null;
  isClosed: boolean;
}

/** How orders stand at the centre, over plain tables: the statements of `002-orders.sql`. */
export class OrdersModel {
  readonly tables: OrderTables = emptyOrderTables();
  /** When a till said that it wants leave or room, by the order or the refund. */
  readonly #saidAtMs = new Map<string, number>();
  readonly cases = new Map<string, ModelCase>();

  copy(): OrdersModel {
    const copy = new OrdersModel();
    Object.assign(copy.tables, structuredClone(this.tables));
    for (const [key, value] of this.#saidAtMs) copy.#saidAtMs.set(key, value);
    for (const [key, value] of this.cases) copy.cases.set(key, { ...value });
    return copy;
  }

  takeLease(till: string, order: string, saidAtMs: number): LeaseAnswer {
    const { leases, attempts } = this.tables;
    const lease = leases.get(order);
    const isOpen =
      lease === undefined || lease.state === 'free' || (lease.state !== 'paid' && lease.till === till);
    if (!isOpen)
      return {
        ...{ outcome: lease.state === 'paid' ? 'paid' : 'held', holder: lease.till },
        ...{ token: lease.token, attempts: 0 },
      };
    const token = (lease?.token ?? 0) + 1;
    leases.set(order, { order, till, token, state: 'granted' });
    this.#saidAtMs.set(order, Math.max(this.#saidAtMs.get(order) ?? 0, saidAtMs));
    const others = [...attempts.values()].filter((each) => each.order === order && each.till !== till);
    return {
      ...{ outcome: 'granted', token, holder: till },
      attempts: Math.max(0, ...others.map(({ number }) => number)),
    };
  }

  reserve(till: string, call: ReserveCall): ReserveAnswer {
    const { refundRequestId: refund, paymentRequestId: payment, orderId: order } = call;
    const { amountMinor, currency, chargedMinor } = call;
    const { payments, rooms } = this.tables;
    if (chargedMinor !== null && !payments.has(payment))
      payments.set(payment, { payment, order, till, currency, chargedMinor });
    const charged = payments.get(payment);
    if (charged === undefined) return { outcome: 'unknownPayment', leftMinor: 0 };
    const known = rooms.get(refund);
    if (known !== undefined) {
      const isSame =
        known.payment === payment && known.amountMinor === amountMinor && known.currency === currency;
      return { outcome: isSame && known.state !== 'failed' ? 'reserved' : 'mismatch', leftMinor: 0 };
    }
    const left = charged.chargedMinor - new OrderBooks(this.tables).roomTaken(payment);
    if (currency !== charged.currency || amountMinor > left)
      return { outcome: 'exceeds', leftMinor: Math.max(0, left) };
    rooms.set(refund, {
      ...{ refund, payment, till, approver: call.approverId, amountMinor, currency },
      ...{ day: call.day, state: 'reserved', announced: false },
    });
    this.#saidAtMs.set(refund, call.saidAtMs);
    return { outcome: 'reserved', leftMinor: 0 };
  }

  /** Leave that was given before the tables were put back is known again. */
  giveAgain(till: string, { leave, saidAtMs }: Pick<AskCall, 'leave' | 'saidAtMs'>): void {
    const { leases } = this.tables;
    for (const { orderId: order, token } of leave) {
      const lease = leases.get(order);
      const known = lease?.token ?? 0;
      const isKnown = lease?.till === till && lease.state === 'granted' && known >= token;
      if (lease?.state === 'paid' || isKnown) continue;
      leases.set(order, { order, till, token: Math.max(known, token), state: 'granted' });
      this.#saidAtMs.set(order, Math.max(this.#saidAtMs.get(order) ?? 0, saidAtMs));
    }
  }

  keepWords(
    till: string,
    { keeps, refunds, saidAtMs }: Pick<AskCall, 'keeps' | 'refunds' | 'saidAtMs'>,
  ): void {
    const isBefore = (name: string): boolean => (this.#saidAtMs.get(name) ?? 0) < saidAtMs;
    for (const lease of this.tables.leases.values()) {
      const isKept = lease.till !== till || lease.state !== 'granted' || keeps.includes(lease.order);
      const isUnderWay = [...this.tables.attempts.values()].some(
        ({ order, state }) => order === lease.order && state === 'open',
      );
      if (!isKept && isBefore(lease.order) && !isUnderWay) lease.state = 'free';
    }
    for (const room of this.tables.rooms.values()) {
      const isKept = room.till !== till || room.state !== 'reserved' || room.announced;
      if (!isKept && isBefore(room.refund) && !refunds.includes(room.refund)) room.state = 'failed';
    }
  }

  keep(till: string, told: SaleTold): void {
    const books = new OrderBooks(this.tables);
    books.keep(till, told);
    for (const act of books.cases) this.act(act);
  }

  act({ kind, subject, till, order, isOver }: Omit<CaseAct, 'facts'>): void {
    const key = `${kind} ${subject}`;
    const known = this.cases.get(key);
    if (known !== undefined) known.isClosed = isOver;
    else if (!isOver) this.cases.set(key, { kind, subject, till, order, isClosed: false });
  }
}
