import type { PaymentState, Sale } from './state.ts';
import type { Tally } from './events.ts';
import { isUnbegun } from './refund.ts';
import type { Watched } from './watched.ts';

/**
 * What of a state only says how often something owed was tried, and when next.
 *
 * A step that changes nothing else needs no row of its own: after a restart everything owed is tried anew. So a
 * start costs what is open, not how often it was tried. Before the next row of the same payment or refund the tally
 * is kept by a row `tallied`, so that a fold of the rows is exact.
 */
type TallyField = keyof Tally;

const OF_QUESTION: readonly TallyField[] = ['sinceMs', 'tries', 'inFlight', 'nextTryAtMs', 'lastAnswer'];
const OF_REFUND = OF_QUESTION;
const OF_CAPTURE: readonly TallyField[] = [...OF_QUESTION, 'asks'];
/** Beside the tries: what every start works out anew, by the clock as it is then. */
const OF_GIVE_BACK: readonly TallyField[] = [
  ...OF_QUESTION,
  ...(['phase', 'triedAtMs', 'payInFlight', 'codeDeadAtMs'] as const),
];
const OF_WATCH: readonly TallyField[] = ['tries', 'dueAtMs'];
const OF_RECHECK: readonly TallyField[] = [
  ...(['sinceMs', 'tries', 'inFlight', 'dueAtMs', 'lookedAtMs'] as const),
  'codeDeadAtMs',
];

/** Something with a tally: the fields are where they are read, the rest decides. */
interface Tallied {
  readonly tally: Tally;
  readonly tries: number;
  readonly rest: object;
}

function split(owed: { readonly tries: number }, fields: readonly TallyField[]): Tallied {
  const tally: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(owed))
    (fields.includes(name as TallyField) ? tally : rest)[name] = value;
  return { tally, tries: owed.tries, rest };
}

/** The tally of what is owed of a payment; null where nothing is, or only for the span of the window. */
function ofPayment(state: PaymentState): Tallied | null {
  switch (state.kind) {
    case 'capturing':
      return split(state, OF_CAPTURE);
    case 'cancelling':
      return split(state, OF_GIVE_BACK);
    case 'cancelled': {
      const { recheck, ...rest } = state;
      if (recheck.dueAtMs === null) return ofWatch(state);
      const of = split(recheck, OF_RECHECK);
      return { ...of, rest: { ...rest, recheck: of.rest } };
    }
    case 'paid':
    case 'failed':
    case 'attention': {
      const { question, ...rest } = state;
      if (question === null) return state.kind === 'failed' ? ofWatch(state) : null;
      const of = split(question, OF_QUESTION);
      return { ...of, rest: { ...rest, question: of.rest } };
    }
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
      return null;
  }
}

type Ended = Extract<PaymentState, { kind: 'paid' | 'failed' | 'attention' | 'cancelled' }>;

function ofWatch({ watch, ...rest }: Ended & Watched): Tallied | null {
  if (watch === undefined) return null;
  const of = split(watch, OF_WATCH);
  return { ...of, rest: { ...rest, watch: of.rest } };
}

/** An ended payment with a tally that a row kept: of its recheck or its question; else of its watch. */
export function withTally<S extends Ended>(state: S, tally: Tally): S {
  if (state.kind === 'cancelled' && state.recheck.dueAtMs !== null)
    return { ...state, recheck: { ...state.recheck, ...tally } };
  if (state.kind !== 'cancelled' && state.question !== null)
    return { ...state, question: { ...state.question, ...tally } };
  const watch = 'watch' in state ? state.watch : undefined;
  return watch === undefined ? state : { ...state, watch: { ...watch, ...tally } };
}

/** One payment or refund of a sale with its tally; null where it has none. */
function talliedIn({ payments, refunds }: Sale, id: string): Tallied | null {
  const payment = payments.find(({ facts }) => facts.paymentRequestId === id);
  if (payment !== undefined) return ofPayment(payment.state);
  const state = refunds.find(({ facts }) => facts.refundRequestId === id)?.state;
  return state?.kind === 'pending' ? split(state, OF_REFUND) : null;
}

/** The tally of one payment or refund of a sale, as a row keeps it; null where it has none, or its turn has not come. */
export function tallyOf(sale: Sale, id: string): Tally | null {
  const refund = sale.refunds.find(({ facts }) => facts.refundRequestId === id);
  if (refund !== undefined && isUnbegun(refund.state)) return null;
  return talliedIn(sale, id)?.tally ?? null;
}

/** A sale without its tallies: what must outlive every crash. */
export function durableOf(sale: Sale): unknown {
  return {
    ...sale,
    payments: sale.payments.map(({ facts, state }) => [facts, ofPayment(state)?.rest ?? state]),
    refunds: sale.refunds.map(({ facts, state }) => [
      facts,
      state.kind === 'pending' ? split(state, OF_REFUND).rest : state,
    ]),
  };
}

/**
 * Whether a step of `id` changed nothing but its tally, and is not worth a row.
 *
 * Why the powers of two: a restart forgets less than half of the tries, and a day of them costs a dozen rows.
 */
export function isOnlyTally(before: Sale, after: Sale, id: string): boolean {
  const was = talliedIn(before, id);
  const is = was === null ? null : talliedIn(after, id);
  if (was === null || is === null) return false;
  const isKept = is.tries !== was.tries && (is.tries & (is.tries - 1)) === 0;
  return !isKept && isSame(durableOf(before), durableOf(after));
}

/** Whether two values hold the same; what is undefined is absent. A step keeps what it does not change as it is. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const isIn = (name: string): boolean => isSame(one[name], other[name]);
  return Object.keys(one).every(isIn) && Object.keys(other).every((name) => name in one || isIn(name));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
