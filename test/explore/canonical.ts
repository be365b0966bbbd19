import type { Sale } from '../../src/payment/state.ts';
import type { World } from './world.ts';

/**
 * A world as a text that is the same for every world that goes on in the same way.
 *
 * Times count from now. A time that has passed counts as now, but for those in `PAST_MS`, which the machine adds waits to.
 * What decides nothing is left out: words, papers, and when and how often something was tried; and how many faults and
 * restarts may still come, which the walk itself keeps count of.
 */
export function canonicalOf(world: World): string {
  const { nowMs, till, books, flights, strays, voidsLeft } = world;
  const sorted = (values: readonly object[]): string =>
    values
      .map((value) => textOnce(value, nowMs))
      .sort()
      .join(';');
  return [
    till.sales.map((sale) => saleText(sale, nowMs)).join('/'),
    [...till.codes].sort().join(),
    sorted(books.accounts),
    books.isDayOver ? 'over' : 'day',
    sorted(flights),
    sorted(strays),
    String(voidsLeft),
  ].join('|');
}

function saleText(sale: Sale, nowMs: number): string {
  const { payments, refunds, ...rest } = sale;
  const parts = [...payments, ...refunds].map((part) => textOnce(part, nowMs));
  return `${parts.join()}${textOf(rest, nowMs)}`;
}

/** Worlds share what did not change between them: the text of it is made once for each instant. */
function textOnce(value: object, nowMs: number): string {
  const known = TEXTS.get(value);
  if (known?.nowMs === nowMs) return known.text;
  const text = textOf(value, nowMs);
  TEXTS.set(value, { nowMs, text });
  return text;
}

const TEXTS = new WeakMap<object, { readonly nowMs: number; readonly text: string }>();

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
  'saleId',
]);

/** How far back a time still counts: a code's life for the start of a payment, the longest timeout for a request. */
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
    text += `${key}:${typeof held === 'number' ? numberOf(key, held, nowMs) : textOf(held, nowMs)},`;
  }
  return `${text}}`;
}

function numberOf(key: string, value: number, nowMs: number): number {
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
