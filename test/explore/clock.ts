import { spent, tell, type Parts } from './network.ts';
import { occasionsMoved } from './occasions.ts';
import { WALK_TIMING } from './tenders.ts';
import { isSettled, paymentsOf, resumeOf, wakesOf, type Till, type Wake } from './till.ts';
import { turned, viewsOf } from './two-tills.ts';
import { strayOf, type Call, type Move, type Request, type World } from './world.ts';

const TIMEOUT_MS: Readonly<Record<Call, number>> = {
  open: WALK_TIMING.inquiryTimeoutMs,
  capture: WALK_TIMING.inquiryTimeoutMs,
  pay: WALK_TIMING.payTimeoutMs,
  inquire: WALK_TIMING.inquiryTimeoutMs,
  cancel: WALK_TIMING.cancelTimeoutMs,
  giveBack: WALK_TIMING.refundTimeoutMs,
  refund: WALK_TIMING.refundTimeoutMs,
  lookUp: WALK_TIMING.inquiryTimeoutMs,
};
/** How long the till is off in the longer of its two restarts: longer than every wait. */
const OFF_MS = 300_000;
/** By how much its clock may be set meanwhile: longer still. */
const SET_MS = 600_000;

/** Time goes by to the next instant at which something is due at some till; it never passes what is due already. */
export function timeMoves(parts: Parts, world: World): Move[] {
  const { nowMs } = world;
  const views = viewsOf(world);
  const wakes = views.map(wakesAt);
  const others = views.flatMap(instantsOf).filter((atMs) => atMs > nowMs);
  const all = [...wakes.flat().map(({ atMs }) => atMs), ...others];
  if (all.length === 0) return [];
  const nextMs = Math.max(nowMs, Math.min(...all));
  const isTooLong = views
    .flatMap(({ flights }) => flights)
    .some(({ request }) => nextMs - request.sentAtMs > TIMEOUT_MS[request.call]);
  if (nextMs > nowMs && isTooLong) return [];
  const goes = nextMs > nowMs ? 'Time goes by, and ' : '';
  const due = views.flatMap((seen, index): Move[] => {
    const then = { ...seen, nowMs: nextMs };
    const whose = world.other === null ? '' : ` of till ${seen.till.name}`;
    return (wakes[index] ?? [])
      .filter(({ atMs }) => atMs <= nextMs)
      .map(({ who, event }): Move => {
        const step = tell(parts, then, event(nextMs));
        const after = index === 0 ? step.world : turned(step.world);
        const isIdle = step.world.till.sales === seen.till.sales;
        const broken = step.broken ?? (isIdle ? 'what is due is not done' : null);
        return { say: `${goes}${who}${whose} is due.`, isFree: true, world: after, broken };
      });
  });
  if (due.length > 0) return due;
  return [{ say: 'Time goes by.', isFree: true, world: { ...world, nowMs: nextMs }, broken: null }];
}

/** What waits for a time at one till. What is settled may be looked at again for a while: no answer changes it. */
function wakesAt({ books, isOff, till }: World): readonly Wake[] {
  if (isOff) return [];
  const settled = paymentsOf(till).filter(({ payment }) => isSettled(payment, books));
  if (settled.length === 0) return wakesOf(till);
  return wakesOf(till).filter(
    ({ who }) => !settled.some(({ payment }) => who === `attempt ${payment.facts.number}`),
  );
}

/** Instants that change what may come, though nobody waits for them. */
function instantsOf({ books, strays, till }: World): number[] {
  return [
    ...books.accounts.flatMap(({ lateUntilAtMs }) => lateUntilAtMs ?? []),
    ...books.accounts.flatMap(endsOf),
    ...strays.flatMap(({ deadAtMs }) => (deadAtMs > 0 ? [deadAtMs] : [])),
    ...paymentsOf(till).flatMap(({ payment: { facts, state } }) =>
      state.kind === 'paid' ? [facts.startedAtMs + facts.timing.codeLifeMs] : [],
    ),
  ];
}

/** When a page, and what is held for it, ends. */
function endsOf({ page, state }: World['books']['accounts'][number]): number[] {
  if (page === null) return [];
  return state === 'undecided' ? [page.paidUntilAtMs] : state === 'held' ? [page.heldUntilAtMs] : [];
}

/** The till stops and starts: the fold is kept; what was under way may or may not reach the acquirer. */
export function restartMoves(parts: Parts, world: World): Move[] {
  if (world.other !== null) return besideAnother(parts, world);
  if (world.restartsLeft === 0) return [];
  const starts = (say: string, before: World, offMs: number): Move[] =>
    stopped(before).map(({ off, which }) => {
      return { say: `${say}${which}.`, isFree: false, ...started(parts, off, offMs) };
    });
  const moves = [
    ...starts('The till restarts', world, 0),
    ...starts('The till is off for five minutes, and starts', world, OFF_MS),
  ];
  const after = spent(world, true);
  if (after === null) return moves;
  const set = (byMs: number): World => ({ ...after, ...withClockSet(after, byMs) });
  return [
    ...moves,
    ...starts('The till restarts with its clock set back by ten minutes', set(-SET_MS), 0),
    ...starts('The till restarts with its clock set ahead by ten minutes', set(SET_MS), 0),
  ];
}

/**
 * The world by the till's clock once that is set: what the till has noted stays, and all else happens at other times of it.
 *
 * Why everything is told by the till's clock: only how far times are from now decides what goes on.
 */
function withClockSet(
  { books, flights, nowMs, strays, till }: World,
  byMs: number,
): Pick<World, 'books' | 'flights' | 'nowMs' | 'strays' | 'till'> {
  const accounts = books.accounts.map((account) => {
    const { lateUntilAtMs, page } = account;
    return {
      ...account,
      lateUntilAtMs: lateUntilAtMs === null ? null : lateUntilAtMs + byMs,
      page:
        page === null
          ? null
          : {
              ...page,
              comesBackByAtMs: 0,
              paidUntilAtMs: page.paidUntilAtMs + byMs,
              heldUntilAtMs: page.heldUntilAtMs + byMs,
            },
    };
  });
  return {
    books: { ...books, accounts },
    nowMs: nowMs + byMs,
    flights: flights.map((flight) => ({ ...flight, request: withDeathSet(flight.request, byMs) })),
    strays: strays.map((request) => withDeathSet(request, byMs)),
    till: { ...till, occasions: occasionsMoved(till.occasions, byMs) },
  };
}

function withDeathSet(request: Request, byMs: number): Request {
  return request.deadAtMs === 0 ? request : { ...request, deadAtMs: request.deadAtMs + byMs };
}

/** Beside another till, a till that stops is off for as long as the other one goes on, or longer than all that it waits for. */
function besideAnother(parts: Parts, world: World): Move[] {
  if (!world.isOff) {
    if (world.restartsLeft === 0) return [];
    return stopped(world).map(({ off, which }) => {
      return { say: `it stops${which}.`, isFree: false, world: { ...off, isOff: true }, broken: null };
    });
  }
  const there = turned(world);
  const isIdle = there.flights.length === 0 && wakesAt(there).length === 0;
  const begun = { ...world, isOff: false };
  const soon = { say: 'it starts.', isFree: true, ...started(parts, begun, 0) };
  return isIdle
    ? [soon, { say: 'it starts, five minutes later.', isFree: true, ...started(parts, begun, OFF_MS) }]
    : [soon];
}

/**
 * The till stops with its last step in the journal, or with the tries since its last row lost.
 *
 * Of two ways to one state, the one that the walk came by first may have lost fewer tries: a start tries everything anew.
 */
function stopped(world: World): { readonly off: World; readonly which: string }[] {
  const { till } = world;
  const lost = till.rows.some((sale, index) => sale !== till.sales[index]);
  return [
    { off: stoppedWith(world, till.sales), which: '' },
    ...(lost ? [{ off: stoppedWith(world, till.rows), which: ', and its last tries are forgotten' }] : []),
  ];
}

function stoppedWith(world: World, sales: Till['sales']): World {
  const underWay = world.flights.flatMap(({ request, answer }) =>
    answer === null && request.call !== 'inquire' && request.call !== 'lookUp' ? [strayOf(request)] : [],
  );
  return {
    ...world,
    till: { ...world.till, sales, rows: sales, codes: [], asked: [] },
    flights: [],
    strays: [...world.strays, ...underWay],
    restartsLeft: world.restartsLeft - 1,
  };
}

function started(parts: Parts, off: World, offMs: number): Pick<Move, 'world' | 'broken'> {
  const nowMs = off.nowMs + offMs;
  return resumeOf(off.till, nowMs).reduce<Pick<Move, 'world' | 'broken'>>(
    (so, event) => {
      const step = tell(parts, so.world, event);
      return { world: step.world, broken: so.broken ?? step.broken };
    },
    { world: { ...off, nowMs }, broken: null },
  );
}
