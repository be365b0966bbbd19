import { parseIso } from '../ground/time.ts';
import type { RefundSeen } from './answers.ts';
import { REFUND_SEEN_TOLERANCE_MS } from './policy.ts';
import type { Refund } from './refund-state.ts';

/** The acquirer's list of the refunds of one payment, beside the till's own refunds of it. */
export interface RefundMatch {
  /** What the list says of the till's own refunds, by `refundRequestId`; absent where it does not list one. */
  readonly own: ReadonlyMap<string, RefundSeen>;
  /** Those of them that an id names; the others are ours by amount and time, which is a guess. */
  readonly named: ReadonlyMap<string, RefundSeen>;
  /** The refunds that somebody else made, failed ones included. */
  readonly elsewhere: readonly RefundSeen[];
}

/**
 * Says which refunds of an acquirer's list are the till's own.
 *
 * Shape: an entry is ours by its refundRequestId, or by the refundId that our refund knows. An entry with neither is
 * ours by amount and time, each of ours at most once. An entry with a foreign refundRequestId is never ours.
 * The order of the list does not matter; one refund that is listed twice is still one.
 * Why: some books tell a refund without the till's own id. Counted as foreign, it would be counted twice.
 */
export function matchRefunds(seen: readonly RefundSeen[], ours: readonly Refund[]): RefundMatch {
  const entries = onceEach(seen.map((entry) => named(entry, ours)));
  const ids = new Set(ours.map(({ facts }) => facts.refundRequestId));
  const own = new Map<string, RefundSeen>();
  for (const entry of entries) {
    const { refundRequestId } = entry;
    if (refundRequestId !== undefined && ids.has(refundRequestId)) own.set(refundRequestId, entry);
  }
  const namedOwn = new Map(own);
  const unseen = ours.filter((refund) => !own.has(refund.facts.refundRequestId) && mayBeListed(refund));
  const unnamed = entries.filter((entry) => entry.refundRequestId === undefined && entry.status !== 'failed');
  for (const [refund, entry] of paired(unnamed, unseen)) own.set(refund.facts.refundRequestId, entry);
  const found = new Set(own.values());
  return { own, named: namedOwn, elsewhere: entries.filter((entry) => !found.has(entry)) };
}

/**
 * What the acquirer's list holds beyond what stands in the till's own books, in minor units.
 *
 * A refund that is under way counts. One of ours that is believed to have failed counts where the list tells of it.
 */
export function uncountedMinor(seen: readonly RefundSeen[], ours: readonly Refund[]): number {
  const { own, elsewhere } = matchRefunds(seen, ours);
  const failed = ours.filter(({ state }) => state.kind === 'failed');
  const ofFailed = failed.flatMap(({ facts }) => own.get(facts.refundRequestId) ?? []);
  return [...ofFailed, ...elsewhere]
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount.valueMinor, 0);
}

/** An entry that only has the refundId of one of our refunds is given our name for it. */
function named(entry: RefundSeen, ours: readonly Refund[]): RefundSeen {
  if (entry.refundRequestId !== undefined || entry.refundId === undefined) return entry;
  const refund = ours.find((each) => refundIdOf(each) === entry.refundId);
  return { ...entry, refundRequestId: refund?.facts.refundRequestId };
}

function refundIdOf({ state }: Refund): string | undefined {
  return state.kind === 'refunded' ? state.refundId : undefined;
}

/** A refund that never left is in nobody's books; one that surely failed is not guessed at. */
function mayBeListed({ state }: Refund): boolean {
  return state.kind === 'refunded' || (state.kind === 'pending' && state.tries > 0);
}

/** Whether an entry without our name may be this refund of ours. Without a time it is not known to be. */
function mayBe({ refundId, refundTime, amount }: RefundSeen, refund: Refund): boolean {
  const { facts } = refund;
  // Two known ids that differ are two refunds.
  if (refundId !== undefined && refundIdOf(refund) !== undefined) return false;
  const atMs = refundTime === undefined ? null : parseIso(refundTime);
  return (
    amount.currency === facts.amount.currency &&
    amount.valueMinor === facts.amount.valueMinor &&
    atMs !== null &&
    atMs >= facts.approvedAtMs - REFUND_SEEN_TOLERANCE_MS
  );
}

/**
 * Pairs as many entries with refunds as fit, each at most once.
 *
 * An entry may take a refund from an earlier one that fits another refund too (Kuhn's algorithm). Else an entry of ours
 * could be left over only because the list has a certain order.
 */
function paired(entries: readonly RefundSeen[], refunds: readonly Refund[]): Map<Refund, RefundSeen> {
  const pairs = new Map<Refund, RefundSeen>();
  const place = (entry: RefundSeen, tried: Set<Refund>): boolean =>
    refunds.some((refund) => {
      if (tried.has(refund) || !mayBe(entry, refund)) return false;
      tried.add(refund);
      const holder = pairs.get(refund);
      if (holder !== undefined && !place(holder, tried)) return false;
      pairs.set(refund, entry);
      return true;
    });
  for (const entry of entries) place(entry, new Set());
  return pairs;
}

const STATUS_RANK = { done: 0, underWay: 1, failed: 2 } as const satisfies Record<
  RefundSeen['status'],
  number
>;

/** The list in an order of its own, with every refund once: what is told of one refund under one id is put together. */
function onceEach(seen: readonly RefundSeen[]): RefundSeen[] {
  const once: RefundSeen[] = [];
  for (const entry of [...seen].sort(byContent)) {
    const index = once.findIndex((other) => isSame(other, entry));
    const before = once[index];
    if (before === undefined) once.push(entry);
    else once[index] = together(before, entry);
  }
  return once;
}

function isSame(a: RefundSeen, b: RefundSeen): boolean {
  if (a.refundRequestId !== undefined && b.refundRequestId !== undefined)
    return a.refundRequestId === b.refundRequestId;
  return a.refundId !== undefined && a.refundId === b.refundId;
}

/** The status that gives back the most counts. */
function together(a: RefundSeen, b: RefundSeen): RefundSeen {
  return {
    refundRequestId: a.refundRequestId ?? b.refundRequestId,
    refundId: a.refundId ?? b.refundId,
    refundTime: a.refundTime ?? b.refundTime,
    status: STATUS_RANK[a.status] <= STATUS_RANK[b.status] ? a.status : b.status,
    amount: a.amount.valueMinor >= b.amount.valueMinor ? a.amount : b.amount,
  };
}

/** Entries with a refundRequestId first, so that those with only a refundId find them; then any fixed order. */
function byContent(a: RefundSeen, b: RefundSeen): number {
  return (
    compare(a.refundRequestId ?? '\uffff', b.refundRequestId ?? '\uffff') ||
    STATUS_RANK[a.status] - STATUS_RANK[b.status] ||
    compare(a.refundId ?? '\uffff', b.refundId ?? '\uffff') ||
    compare(a.refundTime ?? '', b.refundTime ?? '') ||
    b.amount.valueMinor - a.amount.valueMinor
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
