import type { WireAmount } from '../../src/ground/money/amount.ts';
import { exponentOf, isCurrency } from '../../src/ground/money/currencies.ts';
import { formatAmount } from '../../src/ground/money/format.ts';
import { useWords } from '../strings/words.ts';

/** The number that is the loudest thing on the stage; long ones are set smaller rather than cut. */
export function Amount({ amount }: { readonly amount: WireAmount }) {
  const { language } = useWords();
  const number = numberOf(amount, language);
  const size = number.length <= 8 ? 'short' : number.length <= 12 ? 'medium' : 'long';
  return (
    <p class={`amount amount-${size}`}>
      <span class="amount-currency">{amount.currency}</span> <span class="amount-number">{number}</span>
    </p>
  );
}

/** The amount in one line of text: `MYR 1,204.50`. */
export function amountText(amount: WireAmount, language: string): string {
  return `${amount.currency} ${numberOf(amount, language)}`;
}

function numberOf(amount: WireAmount, language: string): string {
  const { currency, value } = amount;
  // Sums too: they may be more than one amount can be.
  if (isCurrency(currency) && /^[1-9]\d*$/.test(value))
    return formatAmount({ currency, valueMinor: BigInt(value) }, language).slice(currency.length + 1);
  // Nothing typed yet: zero is no amount, and is only ever shown on the pad.
  const zero = isCurrency(currency) ? '0'.padEnd(exponentOf(currency) + 1, '0') : value;
  return zero.length === 1 ? zero : `0${decimalMark(language)}${zero.slice(1)}`;
}

/** What stands before the decimals in a language. */
export function decimalMark(language: string): string {
  return (
    new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'
  );
}
