/** An ISO 4217 alpha-3 code that the table below holds. */
export type Currency = string & { readonly __brand: 'Currency' };

const EXPONENTS: Readonly<Record<string, 0 | 2 | 3 | 4>> = { JPY: 0, MYR: 2, USD: 2, IDR: 2, KWD: 3, EUR: 2 };

/** Whether `code` is a currency of ISO 4217 that has minor units defined. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(EXPONENTS, code);
}

/** Digits behind the point, by ISO 4217. */
export function exponentOf(currency: Currency): number {
  return EXPONENTS[currency] ?? 0;
}
