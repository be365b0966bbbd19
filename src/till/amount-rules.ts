import type { Config } from '../config/config.ts';
import type { View } from '../contract/contract.ts';
import { refuse, type Problem, type Refused } from '../contract/problems.ts';
import { wireAmount, type Amount, type Minor } from '../ground/money/amount.ts';
import { formatAmount } from '../ground/money/format.ts';
import { saleStateOf } from '../payment/sale.ts';
import type { Sale } from '../payment/state.ts';
import type { Book } from './book.ts';

/** What is usual is read from so many sales that were opened last, where they are paid. Ours: what the book has at hand. */
export const USUAL_SALES = 50;
/** Fewer paid sales than this say nothing of what is usual. Ours. */
export const USUAL_SALES_MIN = 3;
/** An amount over so many times the usual largest is asked about at the pad. Ours. */
export const UNUSUAL_TIMES = 100;

/**
 * The largest amount that the pad takes without asking, in minor units; null where too little was sold to know.
 *
 * The usual largest is the largest of the sales given that are paid in this currency, and were not given back in full.
 */
export function largestUnasked(sales: readonly Sale[], currency: string): bigint | null {
  const paid = sales.filter((sale) => sale.amount.currency === currency && saleStateOf(sale) === 'paid');
  if (paid.length < USUAL_SALES_MIN) return null;
  return BigInt(Math.max(...paid.map(({ amount }) => amount.valueMinor))) * BigInt(UNUSUAL_TIMES);
}

type PadRules = Pick<View['terminal'], 'amountEntry' | 'amountMax' | 'amountAsked'>;

/** What the pad of amounts has to know. */
export function padRulesOf({ amountEntry, limits, currency }: Config['terminal'], book: Book): PadRules {
  const { amountMax } = limits;
  const asked = largestUnasked(book.recent(USUAL_SALES), currency);
  return {
    amountEntry,
    ...(amountMax === undefined ? {} : { amountMax }),
    ...(asked === null ? {} : { amountAsked: String(asked) }),
  };
}

/** Why a sale of this amount is not opened here; null where it may be. Source: interface section 2, `terminal.limits`. */
export function refuseOverLimit(
  { currency, valueMinor }: Amount,
  { amountMax }: Config['terminal']['limits'],
): Refused<Problem<'amount-over-limit'>> | null {
  if (amountMax === undefined || BigInt(valueMinor) <= BigInt(amountMax)) return null;
  const most: Amount = { currency, valueMinor: Number(amountMax) as Minor };
  return refuse({
    slug: 'amount-over-limit',
    detail: `This till takes at most ${formatAmount(most, 'en')} in one sale.`,
    field: 'amount.value',
    limit: wireAmount(most),
  });
}
