import { refunds } from './page-rows.ts';
import type { AcceptanceCase, Move } from '../case.ts';
import { claimed, OURS } from './sources.ts';

const kinds = ['alipay-plus'] as const;

const PAID: readonly Move[] = [
  { move: 'sell', sale: 'A' },
  { move: 'picture', name: 'scan now' },
  { move: 'scan', sale: 'A', code: 'fresh' },
  { move: 'until', sale: 'A', state: 'paid' },
];

/** The cases of Alipay+ in which money moves as it should. */
export const ALIPAY_PLUS_MONEY: readonly AcceptanceCase[] = [
  {
    ...{ id: 'AP-201', kinds, phase: 'sandbox', title: 'Sandbox reached, the signature holds' },
    ...{ sources: [claimed(6)], ways: ['self'], evidence: ['wire'] },
    steps: 'The check of the gateway: an inquiry of an id that cannot exist.',
    seen: 'Reached; ours is accepted, theirs verified; the clocks are within two seconds.',
    script: {
      moves: [{ move: 'check' }],
      expect: [
        { see: 'checked', outcome: 'reached' },
        { see: 'result', api: 'inquiryPayment', code: 'ORDER_NOT_EXIST' },
        { see: 'all-verified' },
      ],
    },
  },
  {
    ...{ id: 'AP-202', kinds, phase: 'sandbox', title: 'Payment by a code that the customer shows' },
    ...{ sources: [claimed(6)], ways: ['person'], evidence: ['screens', 'papers', 'wire', 'story', 'books'] },
    steps: 'Enter the amount, scan the code.',
    seen: "Paid; brand and amount on paper; one pay with one id; the customer's screen says paid.",
    script: {
      moves: [...PAID, { move: 'picture', name: 'paid' }, { move: 'print', sale: 'A' }],
      expect: [
        { see: 'ends', sale: 'A', state: 'paid' },
        { see: 'calls', api: 'pay', least: 1, most: 1 },
        { see: 'one-id', sale: 'A' },
        { see: 'charges', order: 'A', count: 1 },
        { see: 'all-verified' },
        { see: 'paper', sale: 'A', copy: 'customer', holds: ['brand', 'amount'] },
        { see: 'paper', sale: 'A', copy: 'merchant', holds: ['brand', 'amount'] },
        { see: 'screen', name: 'paid', window: 'cashier', scene: 'paid' },
        { see: 'screen', name: 'paid', window: 'customer', scene: 'customer-paid' },
      ],
    },
  },
  {
    ...{ id: 'AP-203', kinds, phase: 'sandbox', title: 'Refund' },
    ...{ sources: [claimed(6)], ways: ['self'], evidence: ['papers', 'wire', 'books'] },
    steps: 'Refund a part, then the rest, then one unit more.',
    seen: 'Refunded twice; the third is refused before it is sent; slips; nothing stays charged.',
    script: {
      moves: [
        ...PAID,
        ...refunds(200, 1000),
        { move: 'refund', sale: 'A', minor: 100 },
        { move: 'print', sale: 'A' },
      ],
      expect: [
        { see: 'calls', api: 'refund', least: 2, most: 2 },
        { see: 'refused', move: 'refund', slug: 'refund-exceeds-payment' },
        { see: 'paper', sale: 'A', copy: 'refund', holds: ['refund'] },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AP-204', kinds, phase: 'sandbox', title: 'Notice' },
    ...{ sources: [claimed(6)], ways: ['person'], evidence: ['wire', 'story'] },
    steps: 'Pay, and wait for the notice; it is told twice.',
    seen: 'Verified, acknowledged, the acknowledgement signed; the repeat changes nothing.',
    script: {
      moves: [...PAID, { move: 'notify', sale: 'A', times: 2 }],
      expect: [
        { see: 'acknowledged', times: 2 },
        { see: 'ends', sale: 'A', state: 'paid' },
        { see: 'charges', order: 'A', count: 1 },
      ],
    },
  },
  {
    ...{ id: 'AP-205', kinds, phase: 'sandbox', title: 'Inquiry' },
    ...{ sources: [claimed(6)], ways: ['self'], evidence: ['wire'] },
    steps: 'Inquire the paid id, and one that is unknown.',
    seen: 'S with a paymentResult of S; ORDER_NOT_EXIST, which is no refusal of a customer.',
    script: {
      moves: [...PAID, { move: 'inquire', sale: 'A' }, { move: 'inquire', sale: null }],
      expect: [
        { see: 'result', api: 'inquiryPayment', code: 'SUCCESS', by: 'kit' },
        { see: 'result', api: 'inquiryPayment', code: 'ORDER_NOT_EXIST', by: 'kit' },
        { see: 'ends', sale: 'A', state: 'paid' },
      ],
    },
  },
  {
    ...{ id: 'AP-206', kinds, phase: 'sandbox', title: 'Report downloaded' },
    ...{ sources: [claimed(6)], ways: ['nextDay'], evidence: ['books'] },
    steps:
      'On the next day fetch the report and hold it against the books; the own sandbox writes it at once.',
    seen: 'Every charge, void and refund of the run is matched to the unit.',
    script: {
      moves: [
        ...PAID,
        { move: 'refund', sale: 'A', minor: 'all' },
        { move: 'quiet' },
        { move: 'sell', sale: 'B' },
        { move: 'scan', sale: 'B', code: 'fresh' },
        { move: 'until', sale: 'B', state: 'paid' },
        { move: 'report' },
      ],
      expect: [
        { see: 'reconciled', least: 3 },
        { see: 'ends', sale: 'B', state: 'paid' },
      ],
    },
  },
  {
    ...{ id: 'AP-209', kinds, phase: 'sandbox', title: 'Double payment' },
    ...{ sources: [claimed(6)], ways: ['person', 'bent'], evidence: ['wire', 'books'] },
    steps:
      'The same code twice; the same order again; the same pay again, and with another amount, both by the kit.',
    seen: 'The second scan is refused here; the same id is answered alike; the other amount is refused as inconsistent.',
    script: {
      moves: [
        ...PAID,
        { move: 'again', sale: 'A', change: 'none' },
        { move: 'again', sale: 'A', change: 'amount' },
        { move: 'sell', sale: 'A2', order: 'A' },
        { move: 'sell', sale: 'B' },
        { move: 'scan', sale: 'B', code: 'same' },
        { move: 'cancel', sale: 'B' },
      ],
      expect: [
        { see: 'result', api: 'pay', code: 'SUCCESS', by: 'kit' },
        { see: 'result', api: 'pay', code: 'REPEAT_REQ_INCONSISTENT', by: 'kit' },
        { see: 'refused', move: 'sell', slug: 'order-already-paid' },
        { see: 'refused', move: 'scan', slug: 'code-repeated' },
        { see: 'charges', order: 'A', count: 1 },
        { see: 'ends', sale: 'A', state: 'paid' },
      ],
    },
  },
  {
    ...{ id: 'AP-214', kinds, phase: 'sandbox', title: 'Many at once, time of answers, load' },
    ...{ sources: [claimed(6)], ways: ['self'], evidence: ['books'] },
    steps: "Sales one after the other, against the own sandbox only: nobody else's is loaded.",
    seen: 'One charge each; the middle and the longest time stand in the report.',
    script: {
      moves: [{ move: 'many', sales: 20 }],
      expect: [{ see: 'calls', api: 'pay', least: 20, most: 20 }, { see: 'all-verified' }],
    },
  },
  {
    ...{ id: 'AP-215', kinds, phase: 'sandbox', title: 'Cancel after success, and too late' },
    ...{ sources: [OURS], ways: ['self'], evidence: ['papers', 'wire', 'books'] },
    steps: 'Void a payment in time; have another void refused as too late.',
    seen: 'Voided; the one that came too late is refunded instead.',
    script: {
      moves: [
        ...PAID,
        { move: 'void', sale: 'A' },
        { move: 'until', sale: 'A', state: 'cancelled' },
        { move: 'sell', sale: 'B' },
        { move: 'scan', sale: 'B', code: { fault: 'cancel-too-late' } },
        { move: 'until', sale: 'B', state: 'paid' },
        { move: 'void', sale: 'B' },
        { move: 'until', sale: 'B', state: 'cancelled' },
      ],
      expect: [
        { see: 'ends', sale: 'A', state: 'cancelled', reason: 'VOIDED' },
        { see: 'calls', api: 'refund', least: 1 },
        { see: 'net', order: 'A', minor: 0 },
        { see: 'net', order: 'B', minor: 0 },
      ],
    },
  },
];
