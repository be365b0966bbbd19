import type { SaleView } from '../../src/contract/sale-view.ts';
import { isCurrency } from '../../src/ground/money/currencies.ts';
import { parseMajor } from '../../src/ground/money/format.ts';
import { nameTrouble } from '../../src/ground/outside-text.ts';
import { dayInZone } from '../page/days.ts';

/** What is known of the sale that is looked for; empty where nothing is. */
export interface Sought {
  readonly text: string;
  /** `2026-11-20`, a day of the shop. */
  readonly day: string;
  readonly wallet: string;
  readonly state: SaleView['state'] | '';
}

export const NOTHING_SOUGHT: Sought = { text: '', day: '', wallet: '', state: '' };

/** As many as one can look through. */
const FOUND_MAX = '100';

/** An id of the contract has at most so many characters. */
const ID_CHARACTERS_MAX = 64;

/** Search fields of `listSales`. */
export type Query = Readonly<Record<string, string>>;

/**
 * The questions that find what is sought, all of whose answers are shown together.
 *
 * Why several: what was typed may be an id, an amount as it is written (`45.50`), or, as on the amount pad, one in its
 * smallest unit (`4550`).
 */
export function queriesOf(sought: Sought, currency: string, timeZone: string): readonly Query[] {
  const text = sought.text.trim();
  const common: Query = {
    limit: FOUND_MAX,
    ...(sought.day === '' ? {} : dayInZone(sought.day, timeZone)),
    ...(sought.wallet.trim() === '' ? {} : { wallet: sought.wallet.trim() }),
    ...(sought.state === '' ? {} : { state: sought.state }),
  };
  if (text === '') return [common];
  const isId = nameTrouble(text) === null && text.length <= ID_CHARACTERS_MAX && !/^\d*[.,]\d+$/.test(text);
  return [
    ...(isId ? [{ ...common, id: text }] : []),
    ...valuesOf(text, currency).map((value) => ({ ...common, value })),
  ];
}

/** What a text may be as an amount in the smallest unit of the currency. */
function valuesOf(text: string, currency: string): readonly string[] {
  if (!isCurrency(currency)) return [];
  const major = parseMajor(text.replace(',', '.'), currency);
  const written = major.ok ? [String(major.value.valueMinor)] : [];
  const minor = /^[1-9]\d{0,11}$/.test(text) ? [text] : [];
  return [...new Set([...written, ...minor])];
}

/** Whether a text can be the id of a payment that another till made. */
export function isPaymentId(text: string): boolean {
  return /^[\w-]{8,64}$/.test(text.trim());
}
