import type { Payment, Sale } from '../../src/payment/state.ts';
import type { Refund } from '../../src/payment/refund-state.ts';
import { accountOf } from './acquirer.ts';
import { Memo } from './memo.ts';
import { ASK_GAP_MS } from './occasions.ts';
import { PAGE_LIFE_MS, PAGE_PAST_MS } from './tenders.ts';
import { countsFromStart, isSettled, type Till } from './till.ts';
import { turned } from './two-tills.ts';
import type { Seat, World } from './world.ts';

/** How a world is told: `reduced` leaves out what decides nothing, `plain` only what counts how often it was tried. */
export type Form = 'reduced' | 'plain';

/**
 * A world as a text that is the same for every world that goes on in the same way.
 *
 * Times count from now. A time that has passed counts as now, but for those in `PAST_MS`, to which waits are still added.
 * What decides nothing is left out: words, papers, and when and how often something was tried; and how many faults and
 * restarts may still come, which the walk itself keeps count of. Each part stands as the number of its own text.
 */
export function canonicalOf(world: World, form: Form = 'reduced'): string {
  const number = form === 'reduced' ? REDUCED : PLAIN;
  if (world.other === null) return viewText(world, number);
  // Two tills of one shop are alike: it makes no difference which of them is the first.
  const [here, there] = [viewText(world, number), viewText(turned(world), number)];
  return here < there ? here : there;
}

/** A world as one till sees it, its own side first. */
function viewText(world: World, number: Numbering): string {
  const { nowMs, books, other, voidsLeft } = world;
  const beside = other === null ? '' : `|${seatText(other, world, number)}`;
  const told = `${sorted(books.accounts, nowMs, number)}|${books.isDayOver ? 1 : 0}`;
  return `${seatText(world, world, number)}|${told}|${voidsLeft}${beside}`;
}

function seatText({ flights, isOff, strays, till }: Seat, world: World, number: Numbering): string {
  const { nowMs } = world;
  let text = isOff ? 'off,' : '';
  for (const sale of till.sales) text += `${saleNumbers(sale, world, number)},`;
  if (till.codes.length > 0) text += `c${till.codes.toSorted().join()}`;
  if (till.sentBack.length > 0) text += `b${till.sentBack.toSorted().join()}`;
  if (till.reversed.length > 0) text += `r${till.reversed.toSorted().join()}`;
  if (till.denied.length > 0) text += `d${till.denied.toSorted().join()}`;
  if (till.uncollectable.length > 0) text += `u${till.uncollectable.toSorted().join()}`;
  return `${text}|${askedText(till)}${occasionsText(till, world)}|${sorted(flights, nowMs, number)}|${sorted(strays, nowMs, number)}`;
}

/** Whether an inquiry was answered decides only whether a cancel without a known charge may follow. */
function askedText(till: Till): string {
  if (till.asked.length === 0) return '';
  const open = till.sales.flatMap(({ payments }) =>
    payments.filter(
      ({ state }) => 'sends' in state || (state.kind === 'cancelling' && state.charge === null),
    ),
  );
  const asked = open.filter(({ facts }) => till.asked.includes(facts.paymentRequestId));
  return asked.map(({ facts }) => facts.number).join();
}

/**
 * A question of long ago keeps none away, and a time that has come is as good as now. Of a page that the books do not
 * have, it tells for how long it may live at the most.
 */
function occasionsText({ occasions }: Till, { books, nowMs }: World): string {
  if (occasions.length === 0) return '';
  return occasions
    .map(({ askedAtMs, isSentBack, mayAskAtMs, paymentRequestId }) => {
      const forMs = accountOf(books, paymentRequestId) === undefined ? PAGE_LIFE_MS : ASK_GAP_MS;
      const gapMs = askedAtMs === null ? 0 : Math.max(0, askedAtMs + forMs - nowMs);
      return `o${paymentRequestId} ${isSentBack ? 1 : 0} ${gapMs} ${mayAskAtMs === null ? '' : Math.max(0, mayAskAtMs - nowMs)}`;
    })
    .sort()
    .join();
}

function sorted(values: readonly object[], nowMs: number, number: Numbering): string {
  const [first] = values;
  if (first === undefined) return '';
  if (values.length === 1) return String(number.of(first, nowMs, number.text));
  return values
    .map((value) => number.of(value, nowMs, number.text))
    .sort((a, b) => a - b)
    .join();
}

/** A sale as the numbers of its parts; of a settled payment only what its reason allows. */
function saleNumbers(sale: Sale, { nowMs, books }: World, number: Numbering): string {
  const { closed, payments, refunds, retriedAfter } = sale;
  let text = '';
  for (const payment of payments) {
    const isOver = isSettled(payment, books);
    text += isOver ? `${reasonText(payment)}+` : `${number.of(payment, nowMs, number.paymentText)}+`;
  }
  for (const refund of refunds) text += `/${number.of(refund, nowMs, number.refundText)}`;
  return `${text}${closed ? 1 : 0}${retriedAfter === payments.length ? 1 : 0}`;
}

function reasonText({ state }: Payment): string {
  return state.kind === 'failed' ? state.reason.class : state.kind;
}

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
  'restarted',
  'currency',
]);

/** Fields that the view shows, and that decide nothing. */
const SHOWN_ONLY: Readonly<Record<string, readonly string[]>> = {
  paid: ['cancelWanted'],
  cancelled: ['cause', 'charge', 'backMinor'],
  cancelling: ['cause'],
};

const START_MS = 60_000;
/**
 * How far back a time still counts: a code's life for the start of a payment, a pay's timeout for a request, the pace
 * of inquiries for a look. A request for an answer lasts no longer than its timeout.
 */
const PAST_MS: Readonly<Record<string, number>> = {
  startedAtMs: START_MS,
  sentAtMs: 35_000,
  lookedAtMs: 30_000,
  hintedAtMs: 30_000,
  askedAtMs: 5000,
  triedAtMs: 30_000,
  // For a page only: as long as questions, and refunds that may have been made, keep their distance.
  lastAskedAtMs: 30_000,
  refundSentAtMs: 30_000,
};
/** So long ago it is as if it had never been. */
const FORGOTTEN: ReadonlySet<string> = new Set(['lookedAtMs', 'hintedAtMs']);

/** Numbers the texts of the parts of worlds: each part once for each instant, as worlds share what did not change. */
class Numbering {
  readonly #isReduced: boolean;
  readonly #numbers = new Map<string, number>();
  readonly #known = new Memo<object, { readonly nowMs: number; readonly number: number }>();

  constructor(form: Form) {
    this.#isReduced = form === 'reduced';
  }

  of<T extends object>(value: T, nowMs: number, text: (value: T, nowMs: number) => string): number {
    const known = this.#known.get(value);
    if (known?.nowMs === nowMs) return known.number;
    const number = this.#numberOf(text(value, nowMs));
    this.#known.keep(value, { nowMs, number });
    return number;
  }

  readonly text = (value: object, nowMs: number): string => textOf(value, nowMs);

  readonly paymentText = (payment: Payment, nowMs: number): string => {
    if (!this.#isReduced) return textOf(payment, nowMs);
    const { facts, state } = payment;
    const isPage = facts.way.kind === 'page';
    const pastMs = isPage ? PAGE_PAST_MS : START_MS;
    const start = isPage || countsFromStart(payment) ? Math.max(facts.startedAtMs - nowMs, -pastMs) : '';
    const ofPage = isPage ? pageText(payment, nowMs) : '';
    return `${facts.number} ${start} ${state.kind} ${partsOf(state, nowMs, skippedOf(payment))}${ofPage}${dueLookText(payment, nowMs)}`;
  };

  readonly refundText = (refund: Refund, nowMs: number): string => {
    if (!this.#isReduced) return textOf(refund, nowMs);
    const { facts, state } = refund;
    const isUnderWay = state.kind === 'pending' && state.inFlight;
    const rest = partsOf(state, nowMs, isUnderWay ? ['nextTryAtMs'] : []);
    return `${facts.refundRequestId} ${facts.paymentRequestId} ${facts.amount.valueMinor} ${rest}`;
  };

  #numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

const REDUCED = new Numbering('reduced');
const PLAIN = new Numbering('plain');

/** What else decides of an attempt on a page: that it was made, that its order is free, and since when it is looked at. */
function pageText({ facts, state }: Payment, nowMs: number): string {
  const withinMs = facts.terms.returnsLateWithinMs;
  const sinceMs = state.kind === 'cancelled' && withinMs !== undefined ? state.recheck.sinceMs - nowMs : 0;
  return `${facts.payableForMs ?? ''} ${facts.heldForMs ?? ''} ${facts.freed ? 1 : 0} ${Math.max(sinceMs, -(withinMs ?? 0))}`;
}

/** When the look after a cancel is due, where an early one is made before it and does not take its place. */
function dueLookText({ facts, state }: Payment, nowMs: number): string {
  if (state.kind !== 'cancelled' || state.recheck.dueAtMs === null) return '';
  const dueAtMs = state.recheck.sinceMs + facts.timing.recheckAfterCancelMs;
  return dueAtMs > Math.max(state.recheck.dueAtMs, nowMs) ? ` ${dueAtMs - nowMs}` : '';
}

/** The fields of a payment's state that decide nothing as it stands. */
function skippedOf({ facts, state }: Payment): readonly string[] {
  const shown = SHOWN_ONLY[state.kind] ?? [];
  if (facts.way.kind === 'page') return shown;
  if ('sends' in state) {
    // The answer that is awaited sets the time of the next inquiry; beside a pay, the end of the window does.
    const isSet = state.askedAtMs !== null || (state.payInFlight && !state.cancelWanted);
    return isSet ? ['nextAskAtMs', 'lastAskedAtMs'] : [...shown, 'lastAskedAtMs'];
  }
  if (state.kind !== 'cancelling') return shown;
  // A try that is under way sets the next one by its answer, and each try is dated anew.
  return state.inFlight ? [...shown, 'nextTryAtMs'] : [...shown, 'triedAtMs'];
}

function textOf(value: unknown, nowMs: number): string {
  if (Array.isArray(value)) {
    let text = '[';
    for (const each of value) text += `${textOf(each, nowMs)},`;
    return `${text}]`;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  return partsOf(value, nowMs, []);
}

function partsOf(value: object, nowMs: number, skipped: readonly string[]): string {
  let text = '{';
  const fields = value as Readonly<Record<string, unknown>>;
  // A list of the entries would be made anew for each part of each world.
  for (const key in fields) {
    const held = fields[key];
    const how = HOW.get(key) ?? howToTell(key);
    if (how === 'not' || (skipped.length > 0 && skipped.includes(key))) continue;
    // The order of the fields is that of the kind of the value, so only what they hold is told.
    if (typeof held !== 'number') text += typeof held === 'string' ? `${held},` : `${textOf(held, nowMs)},`;
    else if (how === 'plain') text += `${held},`;
    else text += `${how === 'tries' ? Math.min(held, 1) : countOf(how, held, nowMs)},`;
  }
  return `${text}}`;
}

/** How a field is told: not at all, as it is, as whether it was tried at all, or as a time that counts from now. */
type How = 'not' | 'plain' | 'tries' | { readonly pastMs: number; readonly isForgotten: boolean };
const HOW = new Map<string, How>();

function howToTell(key: string): How {
  const time = { pastMs: PAST_MS[key] ?? 0, isForgotten: FORGOTTEN.has(key) };
  const isTime = key.endsWith('AtMs') || key === 'untilMs';
  const told = key === 'tries' ? 'tries' : isTime ? time : 'plain';
  const how = LEFT_OUT.has(key) ? 'not' : told;
  HOW.set(key, how);
  return how;
}

function countOf({ pastMs, isForgotten }: Exclude<How, string>, value: number, nowMs: number): number | null {
  if (isForgotten && value - nowMs <= -pastMs) return null;
  return Math.max(value - nowMs, -pastMs);
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
