/** One order of the shop, as a register gives it to a till. */
export interface Order {
  readonly referenceOrderId: string;
  readonly value: string;
  readonly till: number;
}

/** The orders of the shop; two tills may be given the same one. */
export class Orders {
  readonly #orders: Order[] = [];

  /** A new order, for a till. */
  next(value: string, till: number): Order {
    const order = { referenceOrderId: `ORD-${this.#orders.length + 1}`, value, till };
    this.#orders.push(order);
    return order;
  }

  /** The order that another till was given last; undefined where there is none. */
  lastOfAnother(till: number): Order | undefined {
    return this.#orders.findLast((order) => order.till !== till);
  }
}
