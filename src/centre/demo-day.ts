import type { Charge } from '../payment/answers.ts';
import { keptTiming, TIMING_DEFAULTS } from '../payment/policy.ts';
import { FORMER_TERMS } from '../payment/terms.ts';
import { paymentRequestIdOf } from '../payment/ids.ts';
import type { TillEvent } from '../payment/events.ts';
import { maskCode } from '../ground/payment-code.ts';
import type { Amount, Minor } from '../ground/money/amount.ts';
import type { Currency } from '../ground/money/currencies.ts';
import { encodeRecord } from '../journal/records.ts';

const MYR = 'MYR' as Currency;
const WALLETS = ['Touch n Go eWallet', 'AlipayCN', 'GCash', 'KakaoPay', 'DANA'];
const MERCHANT = 'M-DEMO-0001';
const HOUR_MS = 3_600_000;

/** How busy each hour of a café is, from seven in the morning. */
const BUSY = [3, 6, 9, 6, 5, 8, 10, 7, 4, 4, 5, 7, 5, 2];

/** Numbers that follow from a seed: the same demo every time. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * A day of sales as the rows of a simulated till: most are paid, some fail, a few are refunded or voided.
 *
 * `openedAtMs` is when the shop opens. Why rows and not results: the demo goes the way of every till.
 */
export function demoDay(terminal: string, seed: number, openedAtMs: number): string[] {
  const number = numbersOf(seed);
  const rows: string[] = [];
  const sums = new Map<string, { count: number; amountMinor: number }>();
  let sale = 0;
  for (const [hour, busy] of BUSY.entries()) {
    for (let each = 0; each < busy; each += 1) {
      sale += 1;
      const atMs = openedAtMs + hour * HOUR_MS + Math.floor(((each + number(100) / 100) * HOUR_MS) / busy);
      const amount: Amount = { currency: MYR, valueMinor: (500 + number(60) * 50) as Minor };
      const fate = number(100);
      const wallet = WALLETS[number(WALLETS.length)] ?? '';
      rows.push(...demoSale(terminal, sale, { atMs, amount, fate, wallet }));
      const { count, amountMinor } = sums.get(wallet) ?? { count: 0, amountMinor: 0 };
      if (fate >= 6) sums.set(wallet, { count: count + 1, amountMinor: amountMinor + amount.valueMinor });
    }
  }
  rows.push(demoClose(terminal, rows.length, openedAtMs, sums));
  return rows;
}

/** The close of the day over what was sold. */
function demoClose(
  terminal: string,
  rows: number,
  openedAtMs: number,
  sums: ReadonlyMap<string, { readonly count: number; readonly amountMinor: number }>,
): string {
  return encodeRecord(
    {
      kind: 'dayClosed',
      atMs: openedAtMs + BUSY.length * HOUR_MS,
      ...{ number: 1, fromMs: openedAtMs, untilMs: openedAtMs + BUSY.length * HOUR_MS },
      head: String(rows).padStart(64, '0'),
      totals: [...sums].map(([wallet, sum]) => ({
        ...{
          type: 'sale' as const,
          currency: MYR,
          wallet,
          gateway: 'alipayPlus',
          operatorId: null,
          quarter: 0,
        },
        ...sum,
      })),
      unresolved: [],
      idempotencyKey: null,
    },
    terminal,
  );
}

interface Plan {
  readonly atMs: number;
  readonly amount: Amount;
  readonly fate: number;
  readonly wallet: string;
}

function demoSale(terminal: string, number: number, { atMs, amount, fate, wallet }: Plan): string[] {
  const name = `${terminal}-${String(number).padStart(4, '0')}`;
  const saleId = `DEMO-${name}`;
  // One order was begun at two tills while the line was down: the office has a case to look at.
  const order = number === 40 && terminal !== 'T01' ? 'ORD-SHARED' : `ORD-${name}`;
  const paymentRequestId = paymentRequestIdOf(MERCHANT, order, 1);
  const at = (afterMs: number) => ({ saleId, atMs: atMs + afterMs });
  const charge: Charge = {
    amount,
    paymentId: `2026${paymentRequestId}`.slice(0, 26),
    walletBrandName: wallet,
  };
  const reason = {
    code: 'USER_BALANCE_NOT_ENOUGH',
    class: 'user',
    say: 'Too little money in the wallet.',
  } as const;
  const changed = (
    afterMs: number,
    change: Extract<TillEvent, { kind: 'paymentChanged' }>['change'],
  ): TillEvent => ({
    ...at(afterMs),
    kind: 'paymentChanged',
    paymentRequestId,
    change,
  });
  const begun: TillEvent[] = [
    {
      ...at(0),
      kind: 'saleOpened',
      referenceOrderId: order,
      orderDescription: 'Coffee and cake',
      amount,
      copies: [],
    },
    {
      ...at(9000),
      kind: 'paymentStarted',
      ...{ paymentRequestId, number: 1, gateway: 'alipayPlus', clockOffsetMs: 0 },
      timing: keptTiming(TIMING_DEFAULTS),
      ...{ toleranceMs: 300_000, asksAgain: true, terms: FORMER_TERMS, family: 'ALIPAY_PLUS' },
      code: maskCode('281001021234567890123456'),
      codeMark: null,
      leave: { by: 'home' },
    },
  ];
  const outcome: TillEvent[] =
    fate < 6
      ? [
          changed(10_100, { kind: 'payAnswered', answer: { kind: 'refused', reason } }),
          { ...at(30_000), kind: 'saleClosed' },
        ]
      : [changed(10_200 + fate * 17, { kind: 'payAnswered', answer: { kind: 'charged', charge } })];
  const after: TillEvent[] = fate >= 95 ? refundOf(at, paymentRequestId, amount) : [];
  return [...begun, ...outcome, ...after].map((event) => encodeRecord(event, terminal));
}

function refundOf(
  at: (afterMs: number) => { readonly saleId: string; readonly atMs: number },
  paymentRequestId: string,
  amount: Amount,
): TillEvent[] {
  const refundRequestId = `R${paymentRequestId}`.slice(0, 26);
  const { retryMs, backgroundRetryMs, throttledMs } = keptTiming(TIMING_DEFAULTS);
  return [
    {
      ...at(600_000),
      kind: 'refundApproved',
      ...{ refundRequestId, paymentRequestId, amount, reason: 'Wrong order', approverId: 'm1' },
      ...{ idempotencyKey: null, isRetried: true, repeat: FORMER_TERMS.refund.repeat },
      timing: { retryMs, backgroundRetryMs, throttledMs },
    },
    {
      ...at(601_000),
      kind: 'refundChanged',
      refundRequestId,
      change: {
        kind: 'refundAnswered',
        answer: { kind: 'refunded', refundId: `F${refundRequestId}`.slice(0, 26) },
      },
    },
  ];
}
