import type { SettlementView } from '../../../src/contract/settlement-commands.ts';
import { amountText } from '../../parts/amount.tsx';

/** An amount that may be nothing, or less: `USD -12.00`. */
export function moneyText({ currency, value }: SettlementView['amount'], language: string): string {
  const text = amountText({ currency, value: value.replace(/^-/, '') }, language);
  // It stands within sentences: the number stays on the line of its currency.
  return text.replace(' ', value.startsWith('-') ? '\u00a0−' : '\u00a0');
}
