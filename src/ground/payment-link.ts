/**
 * The address at which a customer can pay: whoever has it can pay, so it is shown to the customer alone.
 *
 * Every way of writing it out (JSON, template, inspection) hides it; only `reveal` gives it, to the customer's screen.
 */
export class PaymentLink {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  reveal(): string {
    return this.#url;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}

const HIDDEN = '(a link to pay)';
