import { err, ok, type Result } from '../result.ts';
import { isCurrency, type Currency } from './currencies.ts';

/** A whole number of a currency's smallest unit; never a fraction, never a float of major units. */
export type Minor = number & { readonly __brand: 'Minor' };

/** An amount of money: `valueMinor` counts the smallest unit of `currency` (ISO 4217). */
export interface Amount {
  readonly currency: Currency;
  readonly valueMinor: Minor;
}

/** Amounts of one currency added up: exact, also where it is more than one amount can be. */
export interface Sum {
  readonly currency: Currency;
  readonly valueMinor: bigint;
}

/** An amount as it travels: minor units as a string of digits. Source: dossier section 2, type Amount. */
export interface WireAmount {
  readonly currency: string;
  readonly value: string;
}

export type AmountError =
  | { readonly kind: 'unknownCurrency'; readonly say: string }
  | { readonly kind: 'notMinorUnits'; readonly say: string }
  | { readonly kind: 'notPayable'; readonly say: string };

/**
 * Reads an amount from the wire.
 *
 * Shape: digits only, at least 1, at most 16 characters and at most 2^53 - 1. Leading zeros are refused.
 * Errors: `unknownCurrency`, `notMinorUnits`.
 * Source: dossier section 2 (value >= 1, at most 16 characters).
 */
export function parseAmount(wire: WireAmount): Result<Amount, AmountError> {
  if (!isCurrency(wire.currency)) {
    return err({ kind: 'unknownCurrency', say: `${wire.currency} is not a currency of ISO 4217` });
  }
  const value = Number(wire.value);
  if (!/^[1-9]\d{0,15}$/.test(wire.value) || !Number.isSafeInteger(value)) {
    return err({
      kind: 'notMinorUnits',
      say: `value must be whole minor units as a string of digits, at least 1 and at most ${Number.MAX_SAFE_INTEGER}`,
    });
  }
  return ok({ currency: wire.currency, valueMinor: value as Minor });
}

/**
 * Reads an amount that is to be charged: what `parseAmount` takes, and payable.
 *
 * Errors: also `notPayable` for rupiah that do not end in 00. Refused, never rounded: the till must not charge
 * another amount than the one that was asked.
 * Source: dossier section 2, IDR special rule.
 */
export function parsePayableAmount(wire: WireAmount): Result<Amount, AmountError> {
  const amount = parseAmount(wire);
  if (amount.ok && amount.value.currency === 'IDR' && amount.value.valueMinor % 100 !== 0) {
    return err({
      kind: 'notPayable',
      say: 'an amount in IDR must end in 00: rupiah have no cents in payments',
    });
  }
  return amount;
}

/** The amount as it travels. */
export function wireAmount(amount: Amount): { currency: string; value: string } {
  return { currency: amount.currency, value: String(amount.valueMinor) };
}

/** Whether two amounts are the same money: same currency, same minor units. */
export function sameAmount(a: Amount, b: Amount): boolean {
  return a.currency === b.currency && a.valueMinor === b.valueMinor;
}

/** Minor units as they travel: a string of digits, at least 1. Source: interface section 3, amounts. */
export const MINOR_UNITS_FORM = /^[1-9]\d{0,15}$/;
