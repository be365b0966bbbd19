import type { TillEvent } from '../../src/payment/events.ts';
import { accountOf, silence, withAccount, type Account, type Reply } from './acquirer.ts';
import { wronglyTimed } from './asked.ts';
import { occasionsAfter } from './occasions.ts';
import { backsAfter, wronglyReversed } from './reverses.ts';
import { sentOrWaiting, withNextInquiry } from './single-inquiries.ts';
import type { Tender } from './tenders.ts';
import { answerEvent, isGivenAway, paymentEvent, paymentsOf, told, type Machine } from './till.ts';
import { knownToOther, turned } from './two-tills.ts';
import { strayOf, type Answer, type Flight, type Move, type Request, type World } from './world.ts';

/** What the till and the way to pay are, for every move. */
export interface Parts {
  readonly machine: Machine;
  readonly tender: Tender;
  /** Visits everything, also what is known to be alike: a test compares the two. */
  readonly isPlain?: boolean;
}

/** The world after the till was told of an event. */
export function tell(parts: Parts, world: World, event: TillEvent): Pick<Move, 'world' | 'broken'> {
  const step = told(parts.machine, world.till, event, world.restartsLeft > 0);
  const flights = step.requests.reduce(sentOrWaiting, world.flights);
  const { acquirer } = parts.tender;
  const { till } = world;
  const occasions = acquirer.isAskedOnOccasion
    ? occasionsAfter(till.occasions, event, step.requests)
    : till.occasions;
  const backs = acquirer.isReversing ? backsAfter(till, event, step.requests) : {};
  return {
    world: { ...world, till: { ...step.till, occasions, ...backs }, flights },
    broken:
      step.broken ??
      wronglyTimed(acquirer, world, event, step.requests) ??
      wronglyReversed(till, step.requests),
  };
}

/** All that may happen between one till and the acquirer. */
export function networkMoves(parts: Parts, world: World): Move[] {
  const moves: Move[] = [];
  world.flights.forEach((flight, index) => {
    if (flight.isWaiting === true) return;
    const rest = { ...world, flights: world.flights.toSpliced(index, 1) };
    if (flight.answer !== null) moves.push(...answered(parts, rest, flight, flight.answer));
    else if (isReading(flight.request) && parts.isPlain !== true) moves.push(...asked(parts, rest, flight));
    else moves.push(...departed(parts, rest, flight));
  });
  world.strays.forEach((request, index) => {
    const rest = { ...world, strays: world.strays.toSpliced(index, 1) };
    moves.push(move(`The late ${nameOf(request)} is lost for good.`, true, rest));
    for (const reply of repliesTo(parts, world, request)) {
      if (reply.isFault) continue;
      const after = { ...rest, books: reply.books };
      moves.push(move(`The late ${nameOf(request)} reaches the acquirer: ${reply.say}.`, true, after));
    }
  });
  return world.isOff ? moves : [...moves, ...notices(parts, world)];
}

/** All that happens at the acquirer by itself. */
export function acquirerMoves(parts: Parts, world: World): Move[] {
  return parts.tender.acquirer.stirs(world.books, world.nowMs).flatMap((stir): Move[] => {
    const after = spent(knownToOther(world, { ...world, books: stir.books }), stir.isFault);
    return after === null ? [] : [move(stir.say, !stir.isFault, after)];
  });
}

/**
 * What may become of a request.
 *
 * Where two tills are walked over, nobody but them charges the order: what else is charged under its id costs no fault.
 */
function repliesTo({ tender }: Parts, { books, nowMs, other }: World, request: Request): readonly Reply[] {
  const replies = tender.acquirer.replies(books, request, nowMs);
  const id = request.paymentRequestId;
  if (other === null || accountOf(books, id) !== undefined) return replies;
  return replies.filter((reply) => accountOf(reply.books, id)?.owner !== 'other');
}

/** Whether a request changes nothing at the acquirer. */
export function isReading({ call }: Request): boolean {
  return call === 'inquire' || call === 'lookUp';
}

/**
 * An inquiry arrives, and the till hears its answer in the same step; or nothing of it.
 *
 * Why one step is enough: until the books change, it makes no difference when an inquiry arrives. `withStale` sees to
 * those that arrive just before the books change, and are heard after that.
 */
function asked(parts: Parts, rest: World, { request }: Flight): Move[] {
  const name = nameOf(request);
  const replies = repliesTo(parts, rest, request);
  const moves = replies.flatMap(({ answer, isFault, say }): Move[] => {
    const after = spent(rest, isFault);
    if (after === null) return [];
    return [
      { ...heard(parts, after, request, answer, `The ${name} is answered: ${say}.`), isFree: !isFault },
    ];
  });
  const after = spent(rest, true);
  if (after === null) return moves;
  return [
    ...moves,
    heard(parts, after, request, silence(request.call), `The answer to the ${name} is lost.`),
  ];
}

/** A move, and where it changes the books: the same with the inquiries on their way answered just before it. */
export function withStale(parts: Parts, before: World, made: Move): Move[] {
  if (parts.isPlain === true || made.world.books === before.books) return [made];
  const here = staleHere(parts, before, made);
  if (before.other === null) return here;
  return here.flatMap((each) =>
    staleHere(parts, turned(before), { ...each, world: turned(each.world) }).map((there) => ({
      ...there,
      world: turned(there.world),
    })),
  );
}

function staleHere(parts: Parts, before: World, move: Move): Move[] {
  const whose = before.other === null ? 'the' : `till ${before.till.name}'s`;
  return move.world.flights.reduce<Move[]>(
    (moves, flight, index) => {
      const isUnderWay = flight.isWaiting !== true && before.flights.includes(flight);
      if (flight.answer !== null || !isReading(flight.request) || !isUnderWay) return moves;
      const { request } = flight;
      const answerAt = (books: World['books']): Answer | undefined =>
        parts.tender.acquirer.replies(books, request, before.nowMs).find(({ isFault }) => !isFault)?.answer;
      const [was, is] = [answerAt(before.books), answerAt(move.world.books)];
      if (was === undefined || JSON.stringify(was) === JSON.stringify(is)) return moves;
      const stale = moves.map((each): Move => ({
        ...each,
        say: `Just after ${whose} ${nameOf(request)} was answered: ${each.say}`,
        world: { ...each.world, flights: each.world.flights.with(index, { request, answer: was }) },
      }));
      return [...moves, ...stale];
    },
    [move],
  );
}

/** A request that has not arrived: it arrives, or is held up for longer than the till waits. */
function departed(parts: Parts, rest: World, { request }: Flight): Move[] {
  const name = nameOf(request);
  const arrivals = repliesTo(parts, rest, request).flatMap((reply) => {
    const flights = [...rest.flights, { request, answer: reply.answer }];
    const after = spent({ ...rest, books: reply.books, flights }, reply.isFault);
    return after === null
      ? []
      : [move(`The ${name} reaches the acquirer: ${reply.say}.`, !reply.isFault, after)];
  });
  const after = spent(rest, true);
  // An inquiry that is lost and one whose answer is lost are the same to both sides.
  if (after === null || isReading(request)) return arrivals;
  const late = { ...after, strays: [...after.strays, strayOf(request)] };
  const held = heard(
    parts,
    late,
    request,
    silence(request.call),
    `The ${name} is held up, and the till hears nothing.`,
  );
  if (request.call !== 'pay' && request.call !== 'open') return [...arrivals, held];
  const notSent: Answer = { call: request.call, answer: { kind: 'notSent', why: 'no line' } };
  return [...arrivals, held, heard(parts, after, request, notSent, `The ${name} cannot leave the till.`)];
}

function answered(parts: Parts, rest: World, { request }: Flight, answer: Answer): Move[] {
  const name = nameOf(request);
  const arrives = heard(
    parts,
    rest,
    request,
    answer,
    `The till hears of the ${name}: ${answer.answer.kind}.`,
  );
  const after = spent(rest, true);
  if (after === null) return [{ ...arrives, isFree: true }];
  const lost = heard(parts, after, request, silence(request.call), `The answer to the ${name} is lost.`);
  return [{ ...arrives, isFree: true }, lost];
}

function heard(parts: Parts, world: World, request: Request, answer: Answer, say: string): Move {
  const step = tell(parts, world, answerEvent(world.till, request, answer, world.nowMs));
  return { say, isFree: false, ...step, world: afterAnswer(step.world, request) };
}

function afterAnswer(world: World, { call, paymentRequestId }: Request): World {
  if (call === 'open') return givenAway(world, paymentRequestId);
  return call === 'inquire' ? withNextInquiry(world, paymentRequestId) : world;
}

/** The world once somebody may have the link of a page, where the till shows it now. */
export function givenAway(world: World, paymentRequestId: string): World {
  return isGivenAway(world.till, paymentRequestId) ? handedOut(world, paymentRequestId) : world;
}

/** The world once somebody may have the link of a page, if it was made. */
export function handedOut(world: World, paymentRequestId: string): World {
  const account = accountOf(world.books, paymentRequestId);
  if (account?.page == null || account.page.isGiven) return world;
  const page = { ...account.page, isGiven: true };
  return { ...world, books: withAccount(world.books, { ...account, page }) };
}

function notices(parts: Parts, world: World): Move[] {
  const numberOf = (id: string): number => Number(id.slice(-2));
  const told = parts.tender.acquirer
    .notices(world.books)
    .flatMap(({ answer, isStale, paymentRequestId }): Move[] => {
      const after = spent(isStale ? world : withTold(parts, world, paymentRequestId), isStale);
      if (after === null) return [];
      const change =
        answer === null ? ({ kind: 'questioned' } as const) : ({ kind: 'notified', answer } as const);
      const event = paymentEvent(world.till, paymentRequestId, change, world.nowMs);
      const said = answer === null ? 'ask' : answer.kind;
      const say = `A ${isStale ? 'late ' : ''}notice says of attempt ${numberOf(paymentRequestId)}: ${said}.`;
      return [{ say, isFree: !isStale, ...tell(parts, after, event) }];
    });
  const after = spent(world, true);
  if (after === null) return told;
  const hints = paymentsOf(world.till).map(({ payment: { facts } }): Move => {
    const say = `A notice that proves nothing names attempt ${facts.number}.`;
    return { say, isFree: false, ...questioned(parts, after, facts.paymentRequestId) };
  });
  return [...told, ...hints];
}

/** A payment is to be asked about: the till must not rest before it is answered. */
export function questioned(
  parts: Parts,
  world: World,
  paymentRequestId: string,
): Pick<Move, 'world' | 'broken'> {
  const event = paymentEvent(world.till, paymentRequestId, { kind: 'questioned' }, world.nowMs);
  return tell(parts, withTold(parts, world, paymentRequestId), event);
}

function withTold({ tender }: Parts, world: World, paymentRequestId: string): World {
  const account = accountOf(world.books, paymentRequestId);
  if (account === undefined || account.isTold || !isNews(account)) return world;
  if (account.isGone && !tender.acquirer.tellsPortal) return world;
  return { ...world, books: withAccount(world.books, { ...account, isTold: true }) };
}

/** Whether the acquirer did something by itself that the till cannot know without being told. */
function isNews({ isGone, isLate, owner }: Account): boolean {
  return isGone || isLate || owner === 'other';
}

/** The world with one fault less to come; null where none is left. */
export function spent(world: World, isFault: boolean): World | null {
  if (!isFault) return world;
  return world.faultsLeft === 0 ? null : { ...world, faultsLeft: world.faultsLeft - 1 };
}

function move(say: string, isFree: boolean, world: World): Move {
  return { say, isFree, world, broken: null };
}

function nameOf({ call, number, refundRequestId }: Request): string {
  const names = {
    open: `making of the page of attempt ${number}`,
    capture: `capture of attempt ${number}`,
    pay: `pay of attempt ${number}`,
    inquire: `inquiry of attempt ${number}`,
    cancel: `cancel of attempt ${number}`,
    giveBack: `refund in full of attempt ${number}`,
    refund: `refund ${refundRequestId ?? ''}`,
    lookUp: `look for refund ${refundRequestId ?? ''}`,
  };
  return names[call];
}
