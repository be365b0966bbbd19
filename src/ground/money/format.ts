import { err, type Result } from '../result.ts';
import { parsePayableAmount, type Amount, type AmountError, type Sum } from './amount.ts';
import { exponentOf, type Currency } from './currencies.ts';

export type TypedAmountError =
  | AmountError
  | { readonly kind: 'notAnAmount'; readonly say: string }
  | { readonly kind: 'ambiguous'; readonly say: string }
  | { readonly kind: 'tooManyDecimals'; readonly say: string };

/** The amount in major units, bare: `45.50`, `1200` for yen. Exact for every amount and every sum. */
export function plainAmount(amount: Amount | Sum): `${number}` {
  const exponent = exponentOf(amount.currency);
  const digits = String(amount.valueMinor).padStart(exponent + 1, '0');
  if (exponent === 0) return digits as `${number}`;
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}` as `${number}`;
}

/**
 * The amount for people: ISO code first, marks as the language has them: `MYR 1,204.50`, `EUR 1.204,50`.
 *
 * Decimals are ISO 4217's, digits are 0 to 9 in every language, and nothing passes through a float: Intl is given
 * the digits as text. A language that Intl cannot read is written as English.
 */
export function formatAmount(amount: Amount | Sum, language: string): string {
  const form = formOf(language, exponentOf(amount.currency));
  return `${amount.currency} ${form.format(plainAmount(amount))}`;
}

/** The forms in use, by language and decimals: to make one takes longer than everything else that is done with it. */
const forms = new Map<string, Intl.NumberFormat>();

function formOf(language: string, decimals: number): Intl.NumberFormat {
  const name = `${language} ${decimals}`;
  const known = forms.get(name);
  if (known !== undefined) return known;
  const form = new Intl.NumberFormat(readable(language), {
    numberingSystem: 'latn',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  forms.set(name, form);
  return form;
}

function readable(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/**
 * Reads an amount in major units as a cashier types it.
 *
 * Shape: digits, at most one decimal mark with digits on both sides, no grouping. The point is the decimal mark;
 * a comma is taken for one too, except before exactly three digits, where it could as well group thousands.
 * Errors: `notAnAmount`, `ambiguous`, `tooManyDecimals` (never rounded), and those of `parsePayableAmount`.
 */
export function parseMajor(text: string, currency: Currency): Result<Amount, TypedAmountError> {
  const parts = /^([0-9]+)(?:([.,])([0-9]+))?$/.exec(text.trim());
  if (parts === null) {
    return err({
      kind: 'notAnAmount',
      say: 'Type digits with at most one decimal point, such as 45.50, without marks between thousands.',
    });
  }
  const [, whole = '', mark, fraction = ''] = parts;
  if (mark === ',' && fraction.length === 3 && !whole.startsWith('0')) {
    return err({
      kind: 'ambiguous',
      say: `${text.trim()} can be read in two ways. Type a point for the decimals and nothing between thousands.`,
    });
  }
  const exponent = exponentOf(currency);
  if (fraction.length > exponent) {
    return err({ kind: 'tooManyDecimals', say: decimalsOf(currency, exponent) });
  }
  const value = (whole + fraction.padEnd(exponent, '0')).replace(/^0+/, '');
  return parsePayableAmount({ currency, value: value === '' ? '0' : value });
}

function decimalsOf(currency: Currency, exponent: number): string {
  return exponent === 0 ? `${currency} has no decimals.` : `${currency} has at most ${exponent} decimals.`;
}
