import { gatewayTime, type WireTransaction } from '../../drivers/sandbox/answers.ts';
import type { Choices } from './choices.ts';

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
