import { tell, type Parts } from './network.ts';
import { WALK_TIMING } from './tenders.ts';
import { isSettled, paymentsOf, resumeOf, wakesOf } from './till.ts';
import { strayOf, type Call, type Move, type World } from './world.ts';

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

/** Time goes by to the next instant at which something is due; it never passes what is due already. */
export function timeMoves(parts: Parts, world: World): Move[] {
  const { books, nowMs, till } = world;
  // What is settled may be looked at again for a while: no answer changes it, so the walk sends none.
  const settled = paymentsOf(till).filter(({ payment }) => isSettled(payment, books));
  const wakes = wakesOf(till).filter(
    ({ who }) => !settled.some(({ payment }) => who === `attempt ${payment.facts.number}`),
  );
  const others = instantsOf(world).filter((atMs) => atMs > nowMs);
  if (wakes.length === 0 && others.length === 0) return [];
  const nextMs = Math.max(nowMs, Math.min(...wakes.map(({ atMs }) => atMs), ...others));
  const isTooLong = world.flights.some(({ request }) => nextMs - request.sentAtMs > TIMEOUT_MS[request.call]);
  if (nextMs > nowMs && isTooLong) return [];
  const then = { ...world, nowMs: nextMs };
  const due = wakes.filter(({ atMs }) => atMs <= nextMs);
  if (due.length === 0) return [{ say: 'Time goes by.', isFree: true, world: then, broken: null }];
  const goes = nextMs > nowMs ? 'Time goes by, and ' : '';
  return due.map(({ who, event }) => ({
    say: `${goes}${who} is due.`,
    isFree: true,
    ...tell(parts, then, event(nextMs)),
  }));
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
  if (world.restartsLeft === 0) return [];
  return [0, OFF_MS].map((offMs) => {
    const nowMs = world.nowMs + offMs;
    const underWay = world.flights.flatMap(({ request, answer }) =>
      answer === null && request.call !== 'inquire' && request.call !== 'lookUp' ? [strayOf(request)] : [],
    );
    const stopped: World = {
      ...world,
      nowMs,
      till: { ...world.till, codes: [], asked: [] },
      flights: [],
      strays: [...world.strays, ...underWay],
      restartsLeft: world.restartsLeft - 1,
    };
    const started = resumeOf(stopped.till, nowMs).reduce<Pick<Move, 'world' | 'broken'>>(
      (so, event) => {
        const step = tell(parts, so.world, event);
        return { world: step.world, broken: so.broken ?? step.broken };
      },
      { world: stopped, broken: null },
    );
    const say = offMs === 0 ? 'The till restarts.' : 'The till is off for five minutes, and starts.';
    return { say, isFree: false, ...started };
  });
}
