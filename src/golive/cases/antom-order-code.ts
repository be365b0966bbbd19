import type { AcceptanceCase, Move } from '../case.ts';
import { PAID_ON_PAGE, refunds, shown } from './page-rows.ts';
import { read, sibling } from './sources.ts';

const kinds = ['antom-instore'] as const;
const needs = 'orderCode';

/** A sale whose order code is shown, scanned and paid. */
const PAID: readonly Move[] = [
  ...shown(),
  { move: 'customer', sale: 'A' },
  { move: 'until', sale: 'A', state: 'paid' },
  { move: 'picture', name: 'paid' },
  { move: 'print', sale: 'A' },
];

/** Antom's cases for an order code that the till shows, and the six of iValidate. Source: going-live dossier, 2.3 and 2.4. */
export const ANTOM_ORDER_CODE_CASES: readonly AcceptanceCase[] = [
  {
    ...{ id: 'AO-01', kinds, needs, phase: 'sandbox', title: 'Order code, payment 1: it succeeds' },
    ...{ sources: [read(8)], ways: ['person', 'live'], evidence: ['screens', 'wire', 'papers'] },
    steps: 'Order, show the code; the customer scans it and enters the password.',
    seen: "The code on the customer's display; S of pay is not paid; paid by inquiry or notice; a receipt.",
    script: {
      moves: PAID,
      expect: [...PAID_ON_PAGE, { see: 'calls', api: 'pay', least: 1, most: 1 }, { see: 'all-verified' }],
    },
  },
  {
    ...{
      id: 'AO-02',
      kinds,
      needs,
      phase: 'sandbox',
      title: 'Order code, payment 2: asked in vain, cancelled',
    },
    ...{ sources: [read(8)], ways: ['person'], evidence: ['screens', 'wire', 'books'] },
    steps: 'The customer scans and waits.',
    seen: 'The code is taken off first, then it is cancelled, then it says not paid.',
    script: {
      moves: [
        ...shown(),
        { move: 'until', sale: 'A', state: 'cancelled' },
        { move: 'picture', name: 'cancelled' },
      ],
      expect: [
        { see: 'passes', sale: 'A', states: ['customerConfirming', 'cancelling', 'cancelled'] },
        { see: 'never', sale: 'A', state: 'paid' },
        { see: 'calls', api: 'cancelPayment', least: 1 },
        { see: 'screen', name: 'link', window: 'customer', scene: 'customer-pay' },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AO-03', kinds, needs, phase: 'sandbox', title: 'Order code, refund 1: whole' },
    ...{ sources: [sibling(8)], ways: ['person', 'live'], evidence: ['papers', 'wire'] },
    steps: 'As AU-05.',
    seen: 'As AU-05.',
    script: {
      moves: [...PAID, ...refunds('all'), { move: 'print', sale: 'A' }],
      expect: [
        { see: 'paper', sale: 'A', copy: 'refund', holds: ['refund'] },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AO-04', kinds, needs, phase: 'sandbox', title: 'Order code, refund 2: in several parts' },
    ...{ sources: [sibling(8)], ways: ['person', 'live'], evidence: ['papers', 'wire'] },
    steps: 'As AU-06.',
    seen: 'As AU-06.',
    script: {
      moves: [...PAID, ...refunds(200, 1000), { move: 'refund', sale: 'A', minor: 100 }],
      expect: [
        { see: 'calls', api: 'refund', least: 2, most: 2 },
        { see: 'refused', move: 'refund', slug: 'refund-exceeds-payment' },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'AO-05', kinds, needs, phase: 'sandbox', title: 'Order code, timing' },
    ...{ sources: [read(11)], ways: ['self'], evidence: ['wire'] },
    steps: 'Measured.',
    seen: 'First asked after 15 s (25 s on a slow line), then every three to five seconds, ten to twenty times; then the cancel.',
    script: {
      moves: [...shown(), { move: 'until', sale: 'A', state: 'cancelled' }],
      expect: [
        { see: 'first-inquiry', sale: 'A', after: { ms: 15_000 } },
        { see: 'calls', api: 'inquiryPayment', least: 10 },
        { see: 'calls', api: 'cancelPayment', least: 1 },
      ],
    },
  },
];

const BARCODE_KINDS = ['alipay-plus', 'antom-instore'] as const;

/** The six situations that every counter meets. The old gateway's; run against the present one. */
export const IVALIDATE_CASES: readonly AcceptanceCase[] = [
  barcode('AV-1', 'Direct payment, no password', 'Paid at once.', ['AP-202', 'AU-01']),
  barcode('AV-2', 'A code of 24 digits', 'Read and paid.', ['AP-202', 'AU-02']),
  barcode('AV-3', 'Password asked for', 'Waits, then paid.', ['AP-213', 'AU-03']),
  barcode('AV-4', 'The payment expires', 'Waits, cancelled, closed.', ['AP-208', 'AU-04']),
  barcode('AV-5', 'SYSTEM_ERROR', 'Unknown: asked about, cancelled if still unknown.', ['BY-01', 'AU-12']),
  barcode('AV-6', 'Time-out', 'As AV-5, by the clock.', ['AP-207', 'AU-12']),
];

function barcode(
  id: string,
  title: string,
  seen: string,
  shownBy: readonly [string, string],
): AcceptanceCase {
  const steps = `As ${shownBy.join(' or ')}, which shows it.`;
  return {
    ...{ id, kinds: BARCODE_KINDS, phase: 'sandbox', title, steps, seen },
    ...{ sources: [read(12)], ways: ['person'], evidence: ['wire'], shownBy },
  };
}
