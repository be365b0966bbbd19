import type { Move, Script } from '../case.ts';
import { refunds } from './page-rows.ts';

const PAID: readonly Move[] = [
  { move: 'sell', sale: 'A' },
  { move: 'scan', sale: 'A', code: 'fresh' },
  { move: 'until', sale: 'A', state: 'paid' },
  { move: 'picture', name: 'paid' },
  { move: 'print', sale: 'A' },
];

/** One payment with a real wallet. */
export const PILOT: Script = {
  moves: PAID,
  expect: [
    { see: 'ends', sale: 'A', state: 'paid' },
    { see: 'one-id', sale: 'A' },
    { see: 'charges', order: 'A', count: 1 },
    { see: 'all-verified' },
    { see: 'paper', sale: 'A', copy: 'customer', holds: ['brand', 'amount'] },
    { see: 'screen', name: 'paid', window: 'cashier', scene: 'paid' },
  ],
};

/** The same, and given back in whole. */
export const PILOT_REFUNDED: Script = {
  moves: [...PAID, ...refunds('all'), { move: 'print', sale: 'A' }],
  expect: [
    { see: 'paper', sale: 'A', copy: 'refund', holds: ['refund'] },
    { see: 'all-verified' },
    { see: 'net', order: 'A', minor: 0 },
  ],
};
