/** A payment code with all but its first 6 and last 2 characters hidden. Source: interface section 6. */
export type MaskedCode = string & { readonly __brand: 'MaskedCode' };

/** Hides a code: first 6, last 2, the rest as `*`; anything of 8 characters or fewer is hidden whole. */
export function maskCode(text: string): MaskedCode {
  if (text.length <= 8) return maskWhole(text);
  return (text.slice(0, 6) + '*'.repeat(text.length - 8) + text.slice(-2)) as MaskedCode;
}

/** Hides every character of what is no payment code: a staff badge is shorter, and most of it would show. */
export function maskWhole(text: string): MaskedCode {
  return '*'.repeat(text.length) as MaskedCode;
}

/**
 * A code from a customer's wallet: worth money for a minute.
 *
 * Every way of writing it out (JSON, template, inspection) gives the masked form; only `reveal` gives the code. Who
 * calls it: what puts it on the wire, what names its family again, what knows it again, and `codeMark`.
 */
export class PaymentCode {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get masked(): MaskedCode {
    return maskCode(this.#text);
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return this.masked;
  }

  toJSON(): string {
    return this.masked;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.masked;
  }
}
