import { canonicalOf, hashOf, type Form } from './canonical.ts';
import { Hashes, Numbers } from './graph.ts';
import { isQuietEnd, violationOf, type Violation } from './rules.ts';
import { shapeOf } from './story.ts';
import type { Bounds, World } from './world.ts';

/** One coming to a state. `isFirst`: nobody had come to it before. */
export interface Visit {
  readonly node: number;
  readonly number: number;
  readonly isFirst: boolean;
}

/** A rule that was broken, in how many states or by how many moves, and the visit of the first state that breaks it. */
interface Broken extends Violation {
  readonly first: number;
  readonly states: number;
}

export const NOBODY = -1;
/** In how many ways faults and restarts may be left, for the bits of one number. */
export const BUDGETS_MAX = 31;
/** What a state is at the end of its own story: not over, over and right, or breaking a rule. */
const [GOES_ON, IS_OVER, IS_BROKEN] = [0, 1, 2];

/**
 * Every state that a walk has come to, remembered by the hash of its canonical form, and every visit that led there.
 *
 * A state is known without the faults and restarts that may still come: it is visited again only with more of one of
 * them than ever before. Where it can be gone to without a fault does not depend on them.
 */
export class Met {
  readonly #nodes = new Hashes();
  /** By state: what it is, how it stands in words, its first visit, and with what it was visited (a bit each). */
  readonly #ends = new Numbers();
  readonly #shapes = new Numbers();
  readonly #firsts = new Numbers();
  readonly #budgets = new Numbers();
  /** By visit: the visit before it, and the move that led from there. */
  readonly #parents = new Numbers();
  readonly #says = new Numbers();
  readonly #words = new Words();
  readonly #broken = new Map<string, Broken>();
  readonly #restarts: number;
  readonly #form: Form;

  constructor({ restarts }: Bounds, form: Form) {
    this.#restarts = restarts;
    this.#form = form;
  }

  get states(): number {
    return this.#nodes.length;
  }

  /** Comes to a world by a move. `isToVisit`: it breaks no rule, and may lead to what was not seen yet. */
  meet(world: World, parent: number, say: string): { visit: Visit; isToVisit: boolean } {
    const hash = hashOf(canonicalOf(world, this.#form));
    const known = this.#nodes.numberOf(hash);
    const node = known ?? this.#remember(hash, world);
    const isNew = known === undefined;
    const isToVisit = this.#ends.at(node) !== IS_BROKEN && this.#isRicher(node, world);
    if (!isNew && !isToVisit) return { visit: { node, number: NOBODY, isFirst: false }, isToVisit };
    const number = this.#keep(parent, say);
    if (isNew) this.#firsts.push(number);
    return { visit: { node, number, isFirst: isNew }, isToVisit };
  }

  note(violation: Violation, node: number): void {
    this.#noteAt(violation, this.#firsts.at(node));
  }

  /** A move that breaks a rule, wherever it leads to: that state may be known from a move that breaks none. */
  noteMove(kind: string, parent: number, say: string): void {
    const number = this.#broken.has(keyOf({ rule: 'move', kind })) ? NOBODY : this.#keep(parent, say);
    this.#noteAt({ rule: 'move', kind }, number);
  }

  get isBroken(): boolean {
    return this.#broken.size > 0;
  }

  found(): readonly Broken[] {
    return [...this.#broken.values()];
  }

  /** Whether a state is a quiet end, or breaks a rule and is reported for that already. */
  isGoal(node: number): boolean {
    return this.#ends.at(node) !== GOES_ON;
  }

  /** How a state stands, in words. */
  shapeAt(node: number): string {
    return this.#words.at(this.#shapes.at(node));
  }

  shapes(): ReadonlySet<string> {
    return new Set(Array.from({ length: this.states }, (_, node) => this.shapeAt(node)));
  }

  /** The moves that lead to a visit. */
  pathTo(visit: number): string[] {
    const says: string[] = [];
    for (let at = visit; this.#parents.at(at) !== NOBODY; at = this.#parents.at(at)) {
      says.push(this.#words.at(this.#says.at(at)));
    }
    return says.reverse();
  }

  #remember(hash: number, world: World): number {
    const node = this.#nodes.add(hash);
    this.#shapes.push(this.#words.numberOf(shapeOf(world)));
    this.#budgets.push(0);
    const violation = violationOf(world);
    this.#ends.push(violation !== null ? IS_BROKEN : isQuietEnd(world) ? IS_OVER : GOES_ON);
    // Its first visit is about to be kept under the next number.
    if (violation !== null) this.#noteAt(violation, this.#parents.length);
    return node;
  }

  #keep(parent: number, say: string): number {
    this.#says.push(this.#words.numberOf(say));
    return this.#parents.push(parent);
  }

  #noteAt(violation: Violation, first: number): void {
    const key = keyOf(violation);
    const known = this.#broken.get(key) ?? { ...violation, first, states: 0 };
    this.#broken.set(key, { ...known, states: known.states + 1 });
  }

  /** Whether a state was never visited with as many faults and restarts left; from now on it was. */
  #isRicher(node: number, { faultsLeft, restartsLeft }: World): boolean {
    const width = this.#restarts + 1;
    const before = this.#budgets.at(node);
    if ((before & (1 << (faultsLeft * width + restartsLeft))) !== 0) return false;
    let row = 0;
    for (let restarts = 0; restarts <= restartsLeft; restarts += 1) row |= 1 << restarts;
    let all = before;
    for (let faults = 0; faults <= faultsLeft; faults += 1) all |= row << (faults * width);
    this.#budgets.put(node, all);
    return true;
  }
}

function keyOf({ rule, kind }: Violation): string {
  return `${rule} ${kind}`;
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
