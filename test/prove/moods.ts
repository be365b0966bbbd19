import { gatewayTime, type WireTransaction } from '../../drivers/sandbox/answers.ts';
import type { Choices } from './choices.ts';

/** How the wallets and the gateway's own refusals fall in this schedule. */
export interface Mood {
  /** How many payments in a hundred are not simply charged. */
  readonly oddPercent: number;
  /** How many cancels and refunds in a hundred are refused for good. */
  readonly refusePercent: number;
  /** How many are refused once, and accepted when the same comes again. */
  readonly oncePercent: number;
  /** How many charged payments in a hundred cannot be cancelled any more. */
  readonly tooLatePercent: number;
  /** How many payments in a hundred are refused and charged all the same. */
  readonly brokenPercent: number;
}

/** Nothing is odd any more. */
export const QUIET_MOOD: Mood = {
  oddPercent: 0,
  refusePercent: 0,
  oncePercent: 0,
  tooLatePercent: 0,
  brokenPercent: 0,
};

export function moodOf(choices: Choices): Mood {
  return {
    oddPercent: choices.of([0, 50, 100], [50, 35, 15]),
    refusePercent: choices.of([0, 40], [88, 12]),
    oncePercent: choices.of([0, 50], [85, 15]),
    tooLatePercent: choices.of([0, 60], [91, 9]),
    brokenPercent: choices.of([0, 50], [94, 6]),
  };
}

/** How this acquirer fills in its answers, in the whole schedule. */
export interface Habits {
  /** How far the wallets' clocks are from the acquirer's. */
  readonly walletClockMs: number;
  readonly paymentTime: 'told' | 'missing' | 'unreadable';
  /** Its books tell refunds without our id. */
  readonly anonymousRefunds: boolean;
}

export function habitsOf(choices: Choices): Habits {
  return {
    walletClockMs: choices.of([0, -20_000, -90_000, 20_000], [91, 3, 3, 3]),
    paymentTime: choices.of(['told', 'missing', 'unreadable'], [94, 3, 3]),
    anonymousRefunds: choices.chance(10),
  };
}

/** What of an answer or a notification acquirers word differently. */
interface Worded {
  readonly paymentTime?: string;
  readonly transactions?: readonly WireTransaction[];
}

/** An answer or a notification as this acquirer words it; what is `undefined` does not travel. */
export function worded<T extends object>(told: T & Worded, habits: Habits): T {
  const { walletClockMs, paymentTime, anonymousRefunds } = habits;
  if (walletClockMs === 0 && paymentTime === 'told' && !anonymousRefunds) return told;
  const { transactions } = told;
  return {
    ...told,
    ...(told.paymentTime === undefined ? {} : { paymentTime: timeOf(told.paymentTime, habits) }),
    ...(transactions === undefined || !anonymousRefunds ? {} : { transactions: transactions.map(nameless) }),
  };
}

function timeOf(time: string, { paymentTime, walletClockMs }: Habits): string | undefined {
  switch (paymentTime) {
    case 'told':
      return gatewayTime(Date.parse(time) + walletClockMs);
    case 'unreadable':
      return 'noon';
    case 'missing':
      return undefined;
  }
}

function nameless(transaction: WireTransaction): object {
  return transaction.transactionType === 'REFUND'
    ? { ...transaction, transactionRequestId: undefined }
    : transaction;
}
