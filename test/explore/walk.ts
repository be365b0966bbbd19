import { NO_BOOKS } from './acquirer.ts';
import { restartMoves, timeMoves } from './clock.ts';
import { Numbers, reaching, trapsAmong } from './graph.ts';
import { Met, NOBODY, type Visit } from './met.ts';
import { acquirerMoves, networkMoves, tell, withStale, type Parts } from './network.ts';
import { withoutIdleOccasions } from './occasions.ts';
import { peopleMoves } from './people.ts';
import type { Violation } from './rules.ts';
import { shapeOf } from './story.ts';
import { isSettled, paymentsOf, type Till } from './till.ts';
import { openingEvent } from './till-people.ts';
import { moveElsewhere } from './others.ts';
import { atEachTill, forgetful, turned } from './two-tills.ts';
import type { Bounds, Move, Request, Seat, World } from './world.ts';

/** A way to break a rule: in how many states, and the shortest way to the first of them. */
export interface Finding extends Violation {
  readonly states: number;
  readonly story: readonly string[];
}

export interface Walked {
  readonly states: number;
  readonly transitions: number;
  /** Every way, in words, in which payments and refunds stood. */
  readonly shapes: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  /** Why the walk ended before all was visited; null where all was. Without all, nothing is said of quiet ends. */
  readonly endedBy: 'aFinding' | 'tooManyStates' | null;
}

/** How a walk goes: all of it, where nothing else is said. */
export interface Going {
  readonly progress?: (say: string) => void;
  /** Ends with the first state or move that breaks a rule. */
  readonly isToFirst?: boolean;
  /** Ends when more states than these are known: a bug may make them endless. */
  readonly statesMax?: number;
}

const PROGRESS_EVERY = 500_000;

/**
 * Visits every state within the bounds and judges each; then looks from where no quiet end is reached.
 *
 * Order: fewest faults and restarts first, then fewest steps; so the story of a finding is a short one.
 * A world that breaks a rule is not walked on from: what follows it follows from that.
 */
export function walk(
  parts: Parts,
  bounds: Bounds,
  { progress = () => undefined, isToFirst = false, statesMax = Infinity }: Going = {},
): Walked {
  const met = new Met(bounds, parts.isPlain === true ? 'plain' : 'reduced');
  const free = { from: new Numbers(), to: new Numbers() };
  let transitions = 0;
  let endedBy: Walked['endedBy'] = null;
  const world = firstWorld(parts, bounds);
  const layers = Array.from({ length: bounds.faults + bounds.restarts + 1 }, () => new Layer());
  layers[0]?.push({ ...met.meet(world, NOBODY, '').visit, depth: 0, world });
  for (const [used, layer] of layers.entries()) {
    for (let from = endedBy === null ? layer.take() : null; from !== null; from = layer.take()) {
      const moves = movesOrThrown(parts, bounds, from.world);
      if (typeof moves === 'string') {
        met.note({ rule: 'throws', kind: moves }, from.node);
        continue;
      }
      for (const move of moves) {
        transitions += 1;
        if (transitions % PROGRESS_EVERY === 0) progress(`${met.states} states, ${transitions} transitions`);
        const { isToVisit, visit } = met.meet(move.world, from.number, move.say);
        if (move.broken !== null) met.noteMove(move.broken, from.number, move.say);
        if (move.isFree && from.isFirst && visit.node !== from.node) {
          free.from.push(from.node);
          free.to.push(visit.node);
        }
        const cost = used + leftOf(from.world) - leftOf(move.world);
        if (isToVisit) layers[cost]?.push({ ...visit, depth: from.depth + 1, world: move.world });
      }
      if (isToFirst && met.isBroken) endedBy = 'aFinding';
      else if (met.states > statesMax) endedBy = 'tooManyStates';
      if (endedBy !== null) break;
    }
    progress(`with ${used} faults and restarts: ${met.states} states, ${transitions} transitions`);
  }
  if (endedBy === null) {
    const reached = reaching(met.states, free, (node) => met.isGoal(node));
    for (const node of trapsOf(met, reached, free)) met.note({ rule: 'end', kind: met.shapeAt(node) }, node);
  }
  const findings = met.found().map(({ first, ...found }): Finding => {
    return { ...found, story: retold(parts, bounds, met.pathTo(first)) };
  });
  return { states: met.states, transitions, shapes: met.shapes(), findings, endedBy };
}

/**
 * The states without a quiet end, but for those that only lead to others of them.
 *
 * A state stands for all that look the same in words: where it is left for another look for ever, the other is the one
 * that a person must hear of. Looks that lead to each other are one trap, told by the one that was met first.
 */
function trapsOf(met: Met, reached: Uint8Array, free: { from: Numbers; to: Numbers }): number[] {
  const lost = [...reached.keys()].filter((node) => reached[node] === 0);
  const steps = new Map<string, Set<string>>(lost.map((node) => [met.shapeAt(node), new Set()]));
  for (let edge = 0; edge < free.from.length; edge += 1) {
    const from = free.from.at(edge);
    if (reached[from] === 0) steps.get(met.shapeAt(from))?.add(met.shapeAt(free.to.at(edge)));
  }
  const traps = trapsAmong(steps);
  return lost.filter((node) => traps.has(met.shapeAt(node)));
}

/** Worlds to go on from that cost equally many faults, the ones of fewest steps first. */
class Layer {
  /** Those that come from a cheaper layer, and those that come from this one; each in the order of their steps. */
  readonly #queues: [(Queued | null)[], (Queued | null)[]] = [[], []];
  readonly #heads: [number, number] = [0, 0];
  #isTaking = false;

  push(item: Queued): void {
    this.#queues[this.#isTaking ? 1 : 0].push(item);
  }

  take(): Queued | null {
    if (!this.#isTaking) this.#queues[0].sort((a, b) => (a?.depth ?? 0) - (b?.depth ?? 0));
    this.#isTaking = true;
    const [a, b] = [this.#next(0), this.#next(1)];
    const from = a === null || (b !== null && b.depth < a.depth) ? 1 : 0;
    const taken = from === 0 ? a : b;
    if (taken === null) return null;
    // What is taken is let go of, so that a long walk keeps no more worlds than are still to be gone on from.
    this.#queues[from][this.#heads[from]] = null;
    this.#heads[from] += 1;
    return taken;
  }

  #next(from: 0 | 1): Queued | null {
    return this.#queues[from][this.#heads[from]] ?? null;
  }
}

interface Queued extends Visit {
  readonly depth: number;
  readonly world: World;
}

function leftOf({ faultsLeft, restartsLeft }: World): number {
  return faultsLeft + restartsLeft;
}

/** The order is opened at each till, `laterMs` after some day's start, and nothing has happened. */
export function firstWorld(parts: Parts, bounds: Bounds, laterMs = 0): World {
  const empty: World = {
    ...seatOf('A'),
    nowMs: 1_800_000_000_000 + laterMs,
    books: NO_BOOKS,
    other: bounds.tills === 2 ? seatOf('B') : null,
    faultsLeft: bounds.faults,
    restartsLeft: bounds.restarts,
    voidsLeft: bounds.voids,
  };
  const opened = (world: World): World => tell(parts, world, openingEvent(world.till, world.nowMs)).world;
  return bounds.tills === 2 ? turned(opened(turned(opened(empty)))) : opened(empty);
}

function seatOf(name: Till['name']): Seat {
  return {
    till: {
      ...{ name, sales: [], rows: [], codes: [], occasions: [] },
      ...{ asked: [], denied: [], uncollectable: [], sentBack: [], reversed: [] },
    },
    isOff: false,
    flights: [],
    strays: [],
  };
}

/** All that may happen next, or what the program throws: it would end there, and start again, and throw again. */
function movesOrThrown(parts: Parts, bounds: Bounds, world: World): Move[] | string {
  try {
    return movesOf(parts, bounds, world);
  } catch (error) {
    return `the program throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** All that may happen next. */
export function movesOf(parts: Parts, bounds: Bounds, world: World): Move[] {
  const moves = [
    ...acquirerMoves(parts, world),
    ...timeMoves(parts, world),
    ...atEachTill(world, (seen) => [
      ...networkMoves(parts, seen),
      ...moveElsewhere(seen),
      ...peopleMoves(parts, bounds, seen),
      ...restartMoves(parts, seen),
    ]),
  ];
  return moves.flatMap((move) => {
    if (move.world.books === world.books || parts.isPlain === true) return [trimmed(parts, move)];
    return withStale(parts, world, move).map((each) => trimmed(parts, each));
  });
}

function trimmed(parts: Parts, move: Move): Move {
  const made = parts.isPlain === true || move.world.other === null ? move.world : forgetful(move.world);
  const here = withoutIdleOccasions(withoutIdle(parts, made));
  const there = here.other === null ? here : turned(here);
  const trimmedThere = here.other === null ? here : withoutIdle(parts, there);
  const world = trimmedThere === there ? here : turned(trimmedThere);
  return world === move.world ? move : { ...move, world };
}

/** The world without what is under way and can change nothing any more: it is as good as lost. */
function withoutIdle({ tender: { acquirer } }: Parts, world: World): World {
  const { books, nowMs, strays, till } = world;
  if (strays.length === 0 && world.flights.length === 0) return world;
  const waiting = strays.filter((request) => acquirer.matters(books, request, nowMs));
  const settled = paymentsOf(till).filter(({ payment }) => isSettled(payment, books));
  const isOver = ({ paymentRequestId }: Request): boolean =>
    settled.some(({ payment }) => payment.facts.paymentRequestId === paymentRequestId);
  const flights =
    settled.length === 0 ? world.flights : world.flights.filter(({ request }) => !isOver(request));
  const isSame = waiting.length === strays.length && flights.length === world.flights.length;
  return isSame ? world : { ...world, flights, strays: waiting };
}

/** The story of a path: each move, and how the payments then stand where that has changed. */
function retold(parts: Parts, bounds: Bounds, says: readonly string[]): string[] {
  let world = firstWorld(parts, bounds);
  return says.map((say) => {
    const before = shapeOf(world);
    const move = movesOf(parts, bounds, world).find((each) => each.say === say);
    if (move === undefined) throw new Error(`a story cannot be told again: ${say}`);
    world = move.world;
    const after = shapeOf(world);
    return after === before ? say : `${say} → ${after}`;
  });
}
