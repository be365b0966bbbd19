import type { Amount, Minor } from '../../ground/money/amount.ts';

/** What an approval is over that moves no money. */
export function noMoney(currency: Amount['currency']): Amount {
  return { currency, valueMinor: 0 as Minor };
}
