import type { TillEvent } from '../../src/payment/events.ts';
import type { PaymentFacts } from '../../src/payment/state.ts';
import { accountOf } from './acquirer.ts';
import { PAGE_LIFE_MS } from './tenders.ts';
import { attemptIn, wakesOf, type Till } from './till.ts';
import type { Request, World } from './world.ts';

// When an acquirer may be asked that must not be asked by a timer: judged by what came in, and never by the till's terms.

/** What a till may ask about one payment. Kept only where the acquirer must not be asked by a timer. */
export interface Occasion {
  readonly paymentRequestId: string;
  /** When it was asked about last. */
  readonly askedAtMs: number | null;
  /** From when on one question more is allowed; null where nothing allows one. */
  readonly mayAskAtMs: number | null;
  /** The till has sent money of it back: what became of that may be looked for. */
  readonly isSentBack: boolean;
}

/** Questions that no person and no start brings are so far apart at the least: the acquirer's 10 seconds, as the walk's. */
export const ASK_GAP_MS = 30_000;

/** What an event allows, and what the questions that left with it use up. */
export function occasionsAfter(
  before: readonly Occasion[],
  event: TillEvent,
  requests: readonly Request[],
): readonly Occasion[] {
  const allowed = allowedBy(event);
  const idsOf = (wanted: Request['call']): string[] =>
    requests.flatMap(({ call, paymentRequestId }) => (call === wanted ? [paymentRequestId] : []));
  const [asked, sentBack] = [idsOf('inquire'), idsOf('giveBack')];
  const ids = new Set([...(allowed === null ? [] : [allowed.paymentRequestId]), ...asked, ...sentBack]);
  return [...ids].reduce((occasions, id) => {
    const known = occasionOf(occasions, id);
    const { mayAskAtMs } = known;
    const given = allowed?.paymentRequestId === id ? earlier(mayAskAtMs, allowed.fromMs) : mayAskAtMs;
    const isSentBack = known.isSentBack || sentBack.includes(id);
    const next = asked.includes(id)
      ? { ...known, isSentBack, askedAtMs: event.atMs, mayAskAtMs: null }
      : { ...known, isSentBack, mayAskAtMs: given };
    return [...occasions.filter(({ paymentRequestId }) => paymentRequestId !== id), next];
  }, before);
}

function occasionOf(occasions: readonly Occasion[], paymentRequestId: string): Occasion {
  const none = { paymentRequestId, askedAtMs: null, mayAskAtMs: null, isSentBack: false };
  return occasions.find((each) => each.paymentRequestId === paymentRequestId) ?? none;
}

function earlier(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}

/** What a till may ask because of an event; null where nothing. Source: saferpay dossier, sections 4, 6 and 8. */
function allowedBy(event: TillEvent): { readonly paymentRequestId: string; readonly fromMs: number } | null {
  if (event.kind === 'giveBackApproved')
    return { paymentRequestId: event.paymentRequestId, fromMs: event.atMs };
  if (event.kind !== 'paymentChanged') return null;
  const { atMs, change, paymentRequestId } = event;
  switch (change.kind) {
    // A notice or the back page; a person; a start.
    case 'notified':
    case 'hinted':
    case 'questioned':
    case 'cancelRequested':
    case 'hurried':
    case 'accepted':
    case 'freed':
    case 'resumed':
      return { paymentRequestId, fromMs: atMs };
    // What the acquirer says to a link that is withdrawn may be told by its books only.
    case 'cancelAnswered':
      return change.answer.kind === 'unknown' || change.answer.kind === 'throttled'
        ? null
        : { paymentRequestId, fromMs: atMs };
    // The acquirer's own answer may name a time.
    case 'inquiryAnswered': {
      const againInMs = 'againInMs' in change.answer ? change.answer.againInMs : undefined;
      return againInMs === undefined ? null : { paymentRequestId, fromMs: atMs + againInMs };
    }
    case 'captureAnswered':
    case 'giveBackAnswered':
    case 'pageOpened':
    case 'payAnswered':
    case 'tallied':
    case 'tapped':
    case 'woke':
      return null;
  }
}

/** What of a question by an event is not allowed where no timer may ask, in words; null where all is right. */
export function wronglyAskedAt(
  world: World,
  event: TillEvent,
  { paymentRequestId: id }: Request,
): string | null {
  const { nowMs, till } = world;
  const isTimed = event.kind === 'paymentChanged' && event.change.kind === 'woke';
  const { askedAtMs, isSentBack, mayAskAtMs } = occasionOf(till.occasions, id);
  if (isTimed && askedAtMs !== null && nowMs < askedAtMs + ASK_GAP_MS)
    return 'a timer asks an acquirer again that was asked just now';
  const allowed = allowedBy(event);
  const isNow = allowed?.paymentRequestId === id && allowed.fromMs <= nowMs;
  const isAllowed = isNow || (mayAskAtMs !== null && mayAskAtMs <= nowMs);
  return isAllowed || isSentBack || isOver(world, id)
    ? null
    : 'an acquirer that must not be asked by a timer is asked without an occasion';
}

/** The same occasions by a clock that was set. */
export function occasionsMoved(occasions: readonly Occasion[], byMs: number): readonly Occasion[] {
  const moved = (atMs: number | null): number | null => (atMs === null ? null : atMs + byMs);
  return occasions.map(({ askedAtMs, mayAskAtMs, ...rest }) => {
    return { ...rest, askedAtMs: moved(askedAtMs), mayAskAtMs: moved(mayAskAtMs) };
  });
}

/** The world without what decides nothing any more: who may ask though nobody waits to, or who may ask all the same. */
export function withoutIdleOccasions(world: World): World {
  const { nowMs, till } = world;
  if (till.occasions.length === 0) return world;
  const occasions = till.occasions.flatMap((each): Occasion[] => {
    const { askedAtMs, isSentBack, paymentRequestId } = each;
    const isIdle = isSentBack || isOver(world, paymentRequestId) || !isAwaited(world, paymentRequestId);
    const isFar = askedAtMs === null || nowMs >= askedAtMs + ASK_GAP_MS;
    if (isFar && isIdle && !isSentBack) return [];
    return isIdle && each.mayAskAtMs !== null ? [{ ...each, mayAskAtMs: null }] : [each];
  });
  const isSame =
    occasions.length === till.occasions.length && occasions.every((each, at) => each === till.occasions[at]);
  return isSame ? world : { ...world, till: { ...till, occasions } };
}

/** Whether a time or an answer is waited for, of one payment. */
function isAwaited({ flights, till }: World, id: string): boolean {
  if (flights.some(({ request }) => request.paymentRequestId === id)) return true;
  const number = factsOf(till, id)?.number ?? 0;
  return wakesOf(till).some(({ who }) => who === `attempt ${number}`);
}

/**
 * Nobody can pay by the page any more: its end is an occasion, and what comes after it.
 *
 * By the till's clock, as it has no other: where that was set ahead, it takes the end for passed. A page that the books do
 * not have was begun before it was asked about, also by a clock that was set back since.
 */
function isOver({ books, nowMs, till }: World, id: string): boolean {
  const begunAtMs = factsOf(till, id)?.startedAtMs ?? Infinity;
  const askedAtMs = occasionOf(till.occasions, id).askedAtMs ?? Infinity;
  const untilMs = accountOf(books, id)?.page?.paidUntilAtMs ?? askedAtMs + PAGE_LIFE_MS;
  return nowMs >= Math.min(untilMs, begunAtMs + PAGE_LIFE_MS);
}

function factsOf(till: Till, id: string): PaymentFacts | undefined {
  return attemptIn(till, id)?.payment.facts;
}
