import { formatAmount } from '../../ground/money/format.ts';
import { exponentOf, isCurrency } from '../../ground/money/currencies.ts';
import type { Minor } from '../../ground/money/amount.ts';

/** An amount as people read it; a currency that is none is written as it came. */
export function amountWords(currency: string, minor: number): string {
  return isCurrency(currency)
    ? `${minor < 0 ? '−' : ''}${formatAmount({ currency, valueMinor: Math.abs(minor) as Minor }, 'en')}`
    : `${currency} ${minor}`;
}

/** How long ago something was, in the largest unit that says enough. */
export function ageWords(ageMs: number): string {
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

/** An amount as people type it, in minor units; null for what is none, or has more decimals than the currency. */
export function minorOf(currency: string, text: string): number | null {
  if (!isCurrency(currency)) return null;
  const match = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(text.trim());
  const places = exponentOf(currency);
  const [, whole, decimals = ''] = match ?? [];
  if (whole === undefined || decimals.length > places) return null;
  const minor = Number(whole + decimals.padEnd(places, '0'));
  return Number.isSafeInteger(minor) && minor > 0 ? minor : null;
}
