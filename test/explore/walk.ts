import { NO_BOOKS } from './acquirer.ts';
import { canonicalOf, hashOf } from './canonical.ts';
import { restartMoves, timeMoves } from './clock.ts';
import { Numbers, reaching } from './graph.ts';
import { networkMoves, tell, type Parts } from './network.ts';
import { peopleMoves } from './people.ts';
import { isQuietEnd, violationOf, type Violation } from './rules.ts';
import { shapeOf } from './story.ts';
import { openingEvent } from './till.ts';
import type { Bounds, Move, World } from './world.ts';

/** A way to break a rule: in how many states, and the shortest way to the first of them. */
export interface Finding extends Violation {
  readonly states: number;
  readonly story: readonly string[];
}

export interface Walked {
  readonly states: number;
  readonly transitions: number;
  readonly findings: readonly Finding[];
}

/** Every world that a walk has met, with the move that first led to it. */
interface Met {
  readonly byHash: Map<number, number>;
  readonly parents: Numbers;
  readonly says: Numbers;
  readonly shapes: Numbers;
  readonly isEnd: Numbers;
}

const NOBODY = -1;
/** What a world is at the end of its own story: not over, over and right, or breaking a rule. */
const [GOES_ON, IS_OVER, IS_BROKEN] = [0, 1, 2];

/**
 * Visits every world within the bounds, breadth first, and judges each; then looks from where no quiet end is reached.
 *
 * A world that breaks a rule is not walked on from: what follows it follows from that. `progress` hears of each round.
 */
export function walk(
  parts: Parts,
  bounds: Bounds,
  progress: (say: string) => void = () => undefined,
): Walked {
  const met: Met = {
    byHash: new Map(),
    parents: new Numbers(),
    says: new Numbers(),
    shapes: new Numbers(),
    isEnd: new Numbers(),
  };
  const words = new Words();
  const free = { from: new Numbers(), to: new Numbers() };
  const broken = new Map<string, Violation & { first: number; states: number }>();
  let transitions = 0;
  const note = (violation: Violation, node: number): void => {
    const key = `${violation.rule} ${violation.kind}`;
    const known = broken.get(key) ?? { ...violation, first: node, states: 0 };
    broken.set(key, { ...known, states: known.states + 1 });
  };
  const meet = (world: World, parent: number, move: Move | null): { node: number; isNew: boolean } => {
    const hash = hashOf(canonicalOf(world));
    const known = met.byHash.get(hash);
    if (known !== undefined) return { node: known, isNew: false };
    const node = met.byHash.size;
    met.byHash.set(hash, node);
    met.parents.push(parent);
    met.says.push(words.numberOf(move?.say ?? ''));
    met.shapes.push(words.numberOf(shapeOf(world)));
    const violation = violationOf(world);
    if (violation !== null) note(violation, node);
    met.isEnd.push(violation !== null ? IS_BROKEN : isQuietEnd(world) ? IS_OVER : GOES_ON);
    return { node, isNew: true };
  };
  const first = firstWorld(parts, bounds);
  let round: { readonly node: number; readonly world: World }[] = [
    { node: meet(first, NOBODY, null).node, world: first },
  ];
  for (let depth = 1; round.length > 0; depth += 1) {
    const next: typeof round = [];
    for (const { node, world } of round) {
      for (const move of movesOf(parts, bounds, world)) {
        transitions += 1;
        const { node: to, isNew } = meet(move.world, node, move);
        if (to === node) continue;
        if (move.isFree) {
          free.from.push(node);
          free.to.push(to);
        }
        if (isNew && move.broken !== null) note({ rule: 'move', kind: move.broken }, to);
        if (isNew && met.isEnd.at(to) !== IS_BROKEN) next.push({ node: to, world: move.world });
      }
    }
    progress(`step ${depth}: ${met.byHash.size} states, ${next.length} to go on from`);
    round = next;
  }
  const states = met.byHash.size;
  const reached = reaching(states, free, (node) => met.isEnd.at(node) !== GOES_ON);
  for (let node = 0; node < states; node += 1) {
    if (reached[node] === 0) note({ rule: 'end', kind: words.at(met.shapes.at(node)) }, node);
  }
  const findings = [...broken.values()].map(({ first: node, kind, rule, states: count }): Finding => {
    return { rule, kind, states: count, story: retold(parts, bounds, pathTo(met, words, node)) };
  });
  return { states, transitions, findings };
}

/** The order is opened, and nothing has happened. */
export function firstWorld(parts: Parts, bounds: Bounds): World {
  const empty: World = {
    nowMs: 1_800_000_000_000,
    till: { sales: [], codes: [] },
    books: NO_BOOKS,
    flights: [],
    strays: [],
    faultsLeft: bounds.faults,
    restartsLeft: bounds.restarts,
    voidsLeft: bounds.voids,
  };
  return tell(parts, empty, openingEvent(empty.till, empty.nowMs)).world;
}

/** All that may happen next. */
export function movesOf(parts: Parts, bounds: Bounds, world: World): Move[] {
  return [
    ...networkMoves(parts, world),
    ...timeMoves(parts, world),
    ...peopleMoves(parts, bounds, world),
    ...restartMoves(parts, world),
  ];
}

function pathTo(met: Met, words: Words, node: number): string[] {
  const says: string[] = [];
  for (let at = node; met.parents.at(at) !== NOBODY; at = met.parents.at(at))
    says.push(words.at(met.says.at(at)));
  return says.reverse();
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

/** Texts that occur often, each kept once. */
class Words {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  at(index: number): string {
    return this.#texts[index] ?? '';
  }
}
