import type { Payment, Sale } from '../../src/payment/state.ts';
import { countsFromStart, isSettled } from './till.ts';
import type { World } from './world.ts';

/**
 * A world as a text that is the same for every world that goes on in the same way.
 *
 * Times count from now. A time that has passed counts as now, but for those in `PAST_MS`, to which waits are still added.
 * What decides nothing is left out: words, papers, and when and how often something was tried; and how many faults and
 * restarts may still come, which the walk itself keeps count of. Each part stands as the number of its own text.
 */
export function canonicalOf({ nowMs, till, books, flights, strays, voidsLeft }: World): string {
  const settled = till.sales.map(({ payments }) =>
    payments.map(({ facts }) => (isSettled(till, books, facts.paymentRequestId) ? 1 : 0)).join(''),
  );
  const sales = till.sales
    .map((sale, index) => `${settled[index] ?? ''}:${saleNumbers(sale, nowMs, settled[index] ?? '')}`)
    .join();
  const codes = till.codes.length === 0 ? '' : numberOfText(till.codes.toSorted().join());
  const account = sorted(books.accounts, nowMs);
  const between = `${sorted(flights, nowMs)}|${sorted(strays, nowMs)}`;
  return `${sales}|${codes}|${account}|${books.isDayOver ? 1 : 0}|${between}|${voidsLeft}`;
}

function sorted(values: readonly object[], nowMs: number): string {
  if (values.length === 0) return '';
  const [first] = values;
  if (values.length === 1 && first !== undefined) return String(numberOnce(first, nowMs, textOf));
  return values
    .map((value) => numberOnce(value, nowMs, textOf))
    .sort((a, b) => a - b)
    .join();
}

/** A sale as the numbers of its parts; of a settled payment only what its reason allows. */
function saleNumbers(sale: Sale, nowMs: number, settled: string): string {
  const { closed, payments, refunds, retriedAfter } = sale;
  const ofPayments = payments.map((payment, index) =>
    settled[index] === '1' ? reasonText(payment) : numberOnce(payment, nowMs, paymentText),
  );
  const ofRefunds = refunds.map((refund) => numberOnce(refund, nowMs, textOf));
  const isRetried = retriedAfter === payments.length;
  return `${ofPayments.join('+')}/${ofRefunds.join('+')}/${closed ? 1 : 0}${isRetried ? 1 : 0}`;
}

function reasonText({ state }: Payment): string {
  return state.kind === 'failed' ? state.reason.class : state.kind;
}

function paymentText(payment: Payment, nowMs: number): string {
  if (countsFromStart(payment)) return textOf(payment, nowMs);
  return textOf({ ...payment, facts: { ...payment.facts, startedAtMs: 0 } }, nowMs);
}

/** The number of a part's text. Worlds share what did not change between them: it is made once for each instant. */
function numberOnce<T extends object>(
  value: T,
  nowMs: number,
  text: (value: T, nowMs: number) => string,
): number {
  const known = NUMBERED.get(value);
  if (known?.nowMs === nowMs) return known.number;
  const number = numberOfText(text(value, nowMs));
  NUMBERED.set(value, { nowMs, number });
  return number;
}

function numberOfText(text: string): number {
  const known = NUMBERS.get(text);
  if (known !== undefined) return known;
  NUMBERS.set(text, NUMBERS.size);
  return NUMBERS.size - 1;
}

const NUMBERED = new WeakMap<object, { readonly nowMs: number; readonly number: number }>();
const NUMBERS = new Map<string, number>();

const LEFT_OUT: ReadonlySet<string> = new Set([
  'lastAnswer',
  'sinceMs',
  'openedAtMs',
  'approvedAtMs',
  'atMs',
  'receipts',
  'timing',
  'copies',
  'say',
  'why',
  'orderDescription',
  'referenceOrderId',
  'family',
  'gateway',
  'clockOffsetMs',
  'currency',
]);

/** How far back a time still counts: a code's life for the start of a payment, a pay's timeout for a request. */
const PAST_MS: Readonly<Record<string, number>> = { startedAtMs: 60_000, sentAtMs: 30_000 };

function textOf(value: unknown, nowMs: number): string {
  if (Array.isArray(value)) {
    let text = '[';
    for (const each of value) text += `${textOf(each, nowMs)},`;
    return `${text}]`;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  let text = '{';
  for (const [key, held] of Object.entries(value)) {
    if (LEFT_OUT.has(key)) continue;
    text += `${key}:${typeof held === 'number' ? countOf(key, held, nowMs) : textOf(held, nowMs)},`;
  }
  return `${text}}`;
}

function countOf(key: string, value: number, nowMs: number): number {
  // Only whether it was tried at all decides something.
  if (key === 'tries') return Math.min(value, 1);
  return key.endsWith('AtMs') ? Math.max(value - nowMs, -(PAST_MS[key] ?? 0)) : value;
}

/** A number of 53 bits that stands for a text: two of a million texts share one about once in ten thousand walks. */
export function hashOf(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (b & 2097151) + (a >>> 0);
}
