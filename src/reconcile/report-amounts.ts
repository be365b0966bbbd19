import type { ReportReading } from '../acquirers/report-form.ts';
import { parseAmount, type Amount, type AmountError } from '../ground/money/amount.ts';
import { isCurrency } from '../ground/money/currencies.ts';
import { parseMajor } from '../ground/money/format.ts';
import type { Result } from '../ground/result.ts';
import type { Cells } from './report-cells.ts';

/** The amount of a line, without its sign where it may have one; null, and a fault, where it is not understood. */
export function amountOf(
  cells: Cells,
  name: 'transactionAmountValue',
  currency: string | undefined,
  isSigned: boolean,
  { amountUnit }: ReportReading,
): Amount | null {
  const text = cells.text(name) ?? '';
  const value = isSigned ? text.replace(/^-/, '') : text;
  const amount = readAmount(amountUnit, currency ?? '', value);
  if (amount.ok) return amount.value;
  if (amount.error.kind === 'unknownCurrency')
    cells.fault('transactionCurrency', 'is not understood', 'a code of ISO 4217 is needed');
  else cells.fault(name, 'is not understood', UNIT_MENDS[amountUnit]);
  return null;
}

const UNIT_MENDS = {
  minor:
    'minor units without decimals are needed; if the acquirer writes amounts with decimals, say "amountUnit": "decimal" where the config names its reports',
  decimal: 'an amount with a point before its decimals is needed, and no marks between thousands',
} as const;

function readAmount(
  unit: ReportReading['amountUnit'],
  currency: string,
  value: string,
): Result<Amount, { readonly kind: AmountError['kind'] | 'notAnAmount' | 'ambiguous' | 'tooManyDecimals' }> {
  if (unit === 'minor' || !isCurrency(currency)) return parseAmount({ currency, value });
  // Zeros behind the point are no more decimals than the currency has: 1200.00 yen.
  return parseMajor(value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), currency);
}

/** What it came to, with its sign where it may have one; undefined where it is not told. */
export function settlementOf(
  cells: Cells,
  isSigned: boolean,
  { amountUnit }: ReportReading,
): bigint | undefined {
  const text = cells.text('settlementAmountValue');
  if (text === undefined) return undefined;
  if (!isSigned && text.startsWith('-'))
    return cells.fault(
      'settlementAmountValue',
      'is less than nothing',
      'ask the acquirer what a payment of it is',
    );
  if (amountUnit === 'minor') return cells.whole('settlementAmountValue');
  const read = readAmount(amountUnit, cells.text('settlementCurrency') ?? '', text.replace(/^-/, ''));
  // Nothing is compared with it where its currency is not told.
  if (!read.ok) return undefined;
  return BigInt(read.value.valueMinor) * (text.startsWith('-') ? -1n : 1n);
}
