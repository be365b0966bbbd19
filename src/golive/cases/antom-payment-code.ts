import { refunds } from './page-rows.ts';
import { LIVE_ACCOUNT } from './live-account.ts';
import type { AcceptanceCase, Move } from '../case.ts';
import { named, read, sibling } from './sources.ts';

const kinds = ['antom-instore'] as const;
const needs = 'paymentCode';

const PAID: readonly Move[] = [
  { move: 'sell', sale: 'A' },
  { move: 'scan', sale: 'A', code: 'fresh' },
  { move: 'until', sale: 'A', state: 'paid' },
  { move: 'picture', name: 'paid' },
  { move: 'print', sale: 'A' },
];

/** Antom's cases for a customer who shows a code. Source: going-live dossier, section 2.2. */
export const ANTOM_PAYMENT_CODE_CASES: readonly AcceptanceCase[] = [
  {
    ...{ id: 'AU-01', kinds, needs, phase: 'sandbox', title: 'Payment 1: it succeeds' },
    ...{ sources: [read(7)], ways: ['person', 'live'], evidence: ['screens', 'papers', 'wire'] },
    steps: 'Order, then scan with app, scanner or terminal.',
    seen: 'A receipt of success printed, or success on the screen; here both.',
    script: {
      moves: PAID,
      expect: [
        { see: 'ends', sale: 'A', state: 'paid' },
        { see: 'one-id', sale: 'A' },
        { see: 'paper', sale: 'A', copy: 'customer', holds: ['brand', 'amount'] },
        { see: 'paper', sale: 'A', copy: 'merchant', holds: ['brand', 'amount'] },
        { see: 'screen', name: 'paid', window: 'cashier', scene: 'paid' },
        { see: 'charges', order: 'A', count: 1 },
        { see: 'all-verified' },
      ],
    },
  },
  {
    ...{ id: 'AU-02', kinds, needs, phase: 'sandbox', title: 'Payment 2: a code of 24 digits' },
    ...{ sources: [read(7)], ways: ['person', 'live'], evidence: ['wire', 'screens', 'papers'] },
    steps:
      "With the very scanner of the store; the customer switches the code's form by a picture on Antom's page.",
    seen: 'Read as 24 digits that begin with 25 to 30; paid. A typed code does not count.',
    script: {
      moves: PAID,
      expect: [
        { see: 'ends', sale: 'A', state: 'paid' },
        { see: 'charges', order: 'A', count: 1 },
      ],
    },
  },
  {
    ...{ id: 'AU-03', kinds, needs, phase: 'sandbox', title: 'Payment 3: password, asked for afterwards' },
    ...{ sources: [read(7)], ways: ['person', 'live'], evidence: ['screens', 'wire'] },
    steps: 'An amount above RMB 1,000, so that the wallet asks; confirm.',
    seen: 'The wait on both screens; inquiries; paid; a receipt.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'in-process-never' } },
        { move: 'until', sale: 'A', state: 'customerConfirming' },
        { move: 'picture', name: 'waiting' },
        { move: 'until-calls', api: 'inquiryPayment', count: 2 },
        { move: 'decide', sale: 'A', status: 'S' },
        { move: 'until', sale: 'A', state: 'paid' },
        { move: 'print', sale: 'A' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['customerConfirming', 'paid'] },
        { see: 'screen', name: 'waiting', window: 'customer', scene: 'customer-confirm' },
        { see: 'calls', api: 'inquiryPayment', least: 2 },
        { see: 'paper', sale: 'A', copy: 'customer', holds: ['brand', 'amount'] },
        { see: 'charges', order: 'A', count: 1 },
      ],
    },
  },
  {
    ...{ id: 'AU-04', kinds, needs, phase: 'sandbox', title: 'Asked in vain, then cancelled' },
    ...{ sources: [named(7), sibling(8)], ways: ['person'], evidence: ['screens', 'wire'] },
    steps: 'The same amount; do nothing.',
    seen: 'Asked ten to twenty times, cancelled, not paid on the screen.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'in-process-never' } },
        { move: 'until', sale: 'A', state: 'cancelled' },
        { move: 'picture', name: 'cancelled' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['customerConfirming', 'cancelling', 'cancelled'] },
        { see: 'never', sale: 'A', state: 'paid' },
        { see: 'calls', api: 'inquiryPayment', least: 10 },
        { see: 'calls', api: 'cancelPayment', least: 1 },
        { see: 'no-paper-of-payment', sale: 'A' },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AU-05', kinds, needs, phase: 'sandbox', title: 'Refund 1: whole' },
    ...{ sources: [sibling(8)], ways: ['person', 'live'], evidence: ['papers', 'wire'] },
    steps: 'By the order number on the receipt.',
    seen: 'Both papers: success and refund.',
    script: {
      moves: [...PAID, ...refunds('all'), { move: 'print', sale: 'A' }],
      expect: [
        { see: 'paper', sale: 'A', copy: 'customer', holds: ['brand', 'amount'] },
        { see: 'paper', sale: 'A', copy: 'refund', holds: ['refund'] },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AU-06', kinds, needs, phase: 'sandbox', title: 'Refund 2: in several parts' },
    ...{ sources: [sibling(8)], ways: ['person', 'live'], evidence: ['papers', 'wire', 'books'] },
    steps: 'Two parts, then the rest; then one unit more.',
    seen: 'One id for each part; the sum is never above the payment.',
    script: {
      moves: [...PAID, ...refunds(200, 300, 700), { move: 'refund', sale: 'A', minor: 100 }],
      expect: [
        { see: 'calls', api: 'refund', least: 3, most: 3 },
        { see: 'refused', move: 'refund', slug: 'refund-exceeds-payment' },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AU-07', kinds, phase: 'sandbox', title: 'Further cases' },
    ...{ sources: [named(7)], ways: ['outside'], evidence: ['word'] },
    steps: 'Open the page and paste the titles.',
    seen: "The acquirer's own text wins over ours.",
  },
  {
    ...{ id: 'AU-11', kinds, needs, phase: 'sandbox', title: 'At least the five kinds of call' },
    ...{ sources: [read(11)], ways: ['self'], evidence: ['wire'] },
    steps: 'Count the kinds of call.',
    seen: 'pay, inquiryPayment, refund, cancelPayment and notifyPayment stand in the record.',
    script: {
      moves: [
        ...PAID,
        { move: 'notify', sale: 'A', times: 1 },
        ...refunds(1200),
        { move: 'sell', sale: 'B' },
        { move: 'scan', sale: 'B', code: { fault: 'in-process-never' } },
        { move: 'until', sale: 'B', state: 'customerConfirming' },
        { move: 'cancel', sale: 'B' },
        { move: 'until', sale: 'B', state: 'cancelled' },
      ],
      expect: [
        { see: 'every-call', apis: ['pay', 'inquiryPayment', 'refund', 'cancelPayment', 'notifyPayment'] },
      ],
    },
  },
  {
    ...{ id: 'AU-12', kinds, needs, phase: 'sandbox', title: 'Timing' },
    ...{ sources: [read(11)], ways: ['self'], evidence: ['wire'] },
    steps: 'A lost answer, and a customer who does nothing, measured.',
    seen: 'Silence is asked about five seconds after sending; then every three seconds, ten to twenty times; then the cancel.',
    script: {
      moves: [
        { move: 'bend', bend: 'holdAnswer', at: 'pay' },
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'in-process-never' } },
        { move: 'until', sale: 'A', state: 'cancelled' },
      ],
      expect: [
        { see: 'first-inquiry', sale: 'A', after: { ms: 5000 } },
        { see: 'gaps', sale: 'A', every: { ms: 3000 } },
        { see: 'calls', api: 'inquiryPayment', least: 10, most: 21 },
        { see: 'calls', api: 'cancelPayment', least: 1 },
      ],
    },
  },
  {
    ...{
      id: 'AU-13',
      kinds,
      needs,
      phase: 'sandbox',
      title: 'Address of notices in every pay; acknowledged',
    },
    ...{ sources: [read(11), read(13)], ways: ['self', 'person'], evidence: ['wire'] },
    steps: 'Read the record.',
    seen: 'The address is present; the acknowledgement is signed.',
    script: {
      moves: [...PAID, { move: 'notify', sale: 'A', times: 1 }],
      expect: [{ see: 'notify-address' }, { see: 'acknowledged', times: 1 }],
    },
  },
  {
    ...{ id: 'AU-21', kinds, phase: 'launch', title: 'The list of going live' },
    ...{ sources: [read(10), sibling(10)], ways: ['self', 'outside', 'live'], evidence: ['word', 'wire'] },
    steps:
      'Live keys, endpoints, addresses, the client id of production; launch; one real payment with a real wallet.',
    seen: 'No SANDBOX_ id, no /sandbox/ in a path, other keys; a new account for the reports.',
    script: LIVE_ACCOUNT,
  },
  {
    ...{ id: 'AU-22', kinds, phase: 'launch', title: 'Papers' },
    ...{ sources: [read(10)], ways: ['outside'], evidence: ['word'] },
    steps: 'Acceptance passed, onboarding done, contracts signed.',
    seen: 'Said by a person.',
  },
];
