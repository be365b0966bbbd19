import type { AcceptanceCase, Move } from '../case.ts';
import { claimed, OURS } from './sources.ts';

const kinds = ['alipay-plus'] as const;

const SCANNED: readonly Move[] = [
  { move: 'sell', sale: 'A' },
  { move: 'scan', sale: 'A', code: 'fresh' },
];

/** The cases of Alipay+ in which the customer, the line or the keys do something else. */
export const ALIPAY_PLUS_TROUBLE: readonly AcceptanceCase[] = [
  {
    ...{ id: 'AP-207', kinds, phase: 'sandbox', title: 'Payment times out' },
    ...{ sources: [claimed(6)], ways: ['bent', 'person'], evidence: ['screens', 'wire', 'books'] },
    steps: 'The answer of pay is held back; the wallet has paid.',
    seen: 'Never paid and never failed by guess; an inquiry finds it paid; one charge.',
    script: {
      moves: [
        { move: 'bend', bend: 'holdAnswer', at: 'pay' },
        { move: 'bend', bend: 'holdAnswer', at: 'inquiryPayment', times: 99 },
        ...SCANNED,
        { move: 'until', sale: 'A', state: 'checking' },
        { move: 'picture', name: 'checking' },
        { move: 'straighten' },
        { move: 'until', sale: 'A', state: 'paid' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['checking', 'paid'] },
        { see: 'never', sale: 'A', state: 'failed' },
        { see: 'calls', api: 'inquiryPayment', least: 1 },
        { see: 'screen', name: 'checking', window: 'cashier', scene: 'checking' },
        { see: 'charges', order: 'A', count: 1 },
      ],
    },
  },
  {
    ...{ id: 'AP-208', kinds, phase: 'sandbox', title: 'Asked in vain, and cancelled' },
    ...{ sources: [OURS], ways: ['person'], evidence: ['screens', 'wire', 'books'] },
    steps: 'An amount that asks for the password; do not confirm.',
    seen: 'The wait is named on both screens; asked every three seconds; cancelled at the end of the window, and shown so only after the cancel was confirmed.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'in-process-never' } },
        { move: 'until', sale: 'A', state: 'customerConfirming' },
        { move: 'picture', name: 'waiting' },
        { move: 'until', sale: 'A', state: 'cancelled' },
        { move: 'picture', name: 'cancelled' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['customerConfirming', 'cancelling', 'cancelled'] },
        { see: 'never', sale: 'A', state: 'paid' },
        { see: 'gaps', sale: 'A', every: { of: 'inquiryEveryMs' } },
        { see: 'cancel-after', sale: 'A', after: { of: 'windowMs' } },
        { see: 'no-paper-of-payment', sale: 'A' },
        { see: 'screen', name: 'waiting', window: 'customer', scene: 'customer-confirm' },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AP-210', kinds, phase: 'sandbox', title: 'Network broken' },
    ...{ sources: [claimed(6)], ways: ['bent'], evidence: ['screens', 'wire', 'story', 'books'] },
    steps: 'Nobody listens; then the request is lost; then the answer is lost.',
    seen: 'What surely did not leave has failed at once; everything else is unknown, is asked about and settled.',
    script: {
      moves: [
        { move: 'bend', bend: 'cutLine', at: 'pay' },
        ...SCANNED,
        { move: 'until', sale: 'A', state: 'failed' },
        { move: 'picture', name: 'not sent' },
        { move: 'straighten' },
        { move: 'cancel', sale: 'A' },
        { move: 'until', sale: 'A', state: 'cancelled' },
        { move: 'bend', bend: 'loseRequest', at: 'pay' },
        { move: 'sell', sale: 'B' },
        { move: 'scan', sale: 'B', code: 'fresh' },
        { move: 'until', sale: 'B', state: 'checking' },
        { move: 'quiet' },
        { move: 'bend', bend: 'loseAnswer', at: 'pay' },
        { move: 'sell', sale: 'C' },
        { move: 'scan', sale: 'C', code: 'fresh' },
        { move: 'until', sale: 'C', state: 'paid' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['failed', 'cancelled'] },
        { see: 'passes', sale: 'B', states: ['checking'] },
        { see: 'ends', sale: 'C', state: 'paid' },
        { see: 'charges', order: 'C', count: 1 },
        { see: 'charges', order: 'A', count: 0 },
      ],
    },
  },
  {
    ...{ id: 'AP-211', kinds, phase: 'sandbox', title: 'Wrong signature' },
    ...{ sources: [claimed(6)], ways: ['bent'], evidence: ['wire', 'screens'] },
    steps: 'Our key is another one; then an answer is spoilt; then one has no signature.',
    seen: 'Said to be a matter of keys; what is not proven is not believed, and is asked again; nothing is printed as paid before.',
    script: {
      moves: [
        { move: 'bend', bend: 'otherKey', at: 'pay' },
        ...SCANNED,
        { move: 'until', sale: 'A', state: 'failed' },
        { move: 'straighten' },
        { move: 'cancel', sale: 'A' },
        { move: 'until', sale: 'A', state: 'cancelled' },
        { move: 'bend', bend: 'spoilAnswer', at: 'pay' },
        { move: 'sell', sale: 'B' },
        { move: 'scan', sale: 'B', code: 'fresh' },
        { move: 'until', sale: 'B', state: 'paid' },
        { move: 'bend', bend: 'stripSignature', at: 'pay' },
        { move: 'sell', sale: 'C' },
        { move: 'scan', sale: 'C', code: 'fresh' },
        { move: 'until', sale: 'C', state: 'paid' },
      ],
      expect: [
        { see: 'result', api: 'pay', code: 'INVALID_SIGNATURE' },
        { see: 'verdict', side: 'theirs', is: 'wrong' },
        { see: 'verdict', side: 'theirs', is: 'missing' },
        { see: 'passes', sale: 'B', states: ['checking', 'paid'] },
        { see: 'passes', sale: 'C', states: ['checking', 'paid'] },
        { see: 'charges', order: 'B', count: 1 },
        { see: 'charges', order: 'A', count: 0 },
      ],
    },
  },
  {
    ...{ id: 'AP-212', kinds, phase: 'sandbox', title: 'Too little money' },
    ...{ sources: [claimed(6)], ways: ['person'], evidence: ['screens', 'wire'] },
    steps: 'A test wallet that is empty; then a good one.',
    seen: 'Not paid, with the sentence of the code; the next code gets a new id.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'refuse-user-balance-not-enough' } },
        { move: 'until', sale: 'A', state: 'failed' },
        { move: 'picture', name: 'refused' },
        { move: 'retry', sale: 'A' },
        { move: 'scan', sale: 'A', code: 'fresh' },
        { move: 'until', sale: 'A', state: 'paid' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['failed', 'awaitingCode', 'paid'] },
        { see: 'screen', name: 'refused', window: 'cashier', scene: 'failed' },
        { see: 'reason', sale: 'A', reason: 'USER_BALANCE_NOT_ENOUGH' },
        { see: 'new-id', sale: 'A' },
        { see: 'charges', order: 'A', count: 1 },
      ],
    },
  },
  {
    ...{ id: 'AP-213', kinds, phase: 'sandbox', title: 'The customer breaks off' },
    ...{ sources: [claimed(6)], ways: ['person'], evidence: ['screens', 'wire', 'books'] },
    steps: 'The password is asked for, and the customer taps cancel.',
    seen: 'Not paid, by the answer; it never stays open.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'in-process-failed' } },
        { move: 'until', sale: 'A', state: 'failed' },
        { move: 'cancel', sale: 'A' },
        { move: 'until', sale: 'A', state: 'cancelled' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['customerConfirming', 'failed', 'cancelled'] },
        { see: 'never', sale: 'A', state: 'paid' },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AP-216', kinds, phase: 'sandbox', title: 'Power cut in the middle' },
    ...{ sources: [OURS], ways: ['bent'], evidence: ['story', 'books'] },
    steps: "The till's process is ended between sending and the answer, and started again.",
    seen: 'Its first act is an inquiry with the same id; one charge.',
    script: {
      moves: [
        { move: 'bend', bend: 'holdAnswer', at: 'pay' },
        ...SCANNED,
        { move: 'until-calls', api: 'pay', count: 1 },
        { move: 'kill' },
        { move: 'straighten' },
        { move: 'start' },
        { move: 'until', sale: 'A', state: 'paid' },
      ],
      expect: [
        { see: 'first-after-start', api: 'inquiryPayment' },
        { see: 'one-id', sale: 'A' },
        { see: 'calls', api: 'pay', most: 1 },
        { see: 'charges', order: 'A', count: 1 },
      ],
    },
  },
];
