/** A list of whole numbers that grows, in one block of memory. */
export class Numbers {
  #held = new Int32Array(1024);
  length = 0;

  /** Gives back the index of the value. */
  push(value: number): number {
    if (this.length === this.#held.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#held);
      this.#held = grown;
    }
    this.#held[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }

  at(index: number): number {
    return this.#held[index] ?? 0;
  }

  put(index: number, value: number): void {
    this.#held[index] = value;
  }
}

/**
 * Numbers hashes in the order in which they come first.
 *
 * Why not a Map: it takes several times as much memory, which is searched at each collection, and ends at 16.7 million.
 */
export class Hashes {
  /** Where a hash stands: at its low bits, or behind others that have the same. A place without a number is free. */
  #hashes = new Float64Array(65_536);
  #numbers = new Int32Array(65_536).fill(NO_NUMBER);
  length = 0;

  /** The number of a hash; undefined where it has not come yet. */
  numberOf(hash: number): number | undefined {
    const number = this.#numbers[this.#placeOf(hash)] ?? NO_NUMBER;
    return number === NO_NUMBER ? undefined : number;
  }

  /** Gives a hash that has not come yet its number. */
  add(hash: number): number {
    if (this.length * 2 >= this.#hashes.length) this.#grow();
    this.#put(hash, this.length);
    this.length += 1;
    return this.length - 1;
  }

  #put(hash: number, number: number): void {
    const place = this.#placeOf(hash);
    this.#hashes[place] = hash;
    this.#numbers[place] = number;
  }

  /** The place that holds a hash, or the free one where it belongs. */
  #placeOf(hash: number): number {
    const last = this.#hashes.length - 1;
    let place = hash & last;
    while (this.#numbers[place] !== NO_NUMBER && this.#hashes[place] !== hash) place = (place + 1) & last;
    return place;
  }

  #grow(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#numbers = new Int32Array(hashes.length * 2).fill(NO_NUMBER);
    for (const [place, number] of numbers.entries()) {
      if (number !== NO_NUMBER) this.#put(hashes[place] ?? 0, number);
    }
  }
}

const NO_NUMBER = -1;

/** Which nodes reach one of `goals` over the edges `from[i]` → `to[i]`, found backward from the goals. */
export function reaching(
  count: number,
  edges: { readonly from: Numbers; readonly to: Numbers },
  goals: (node: number) => boolean,
): Uint8Array {
  const starts = new Int32Array(count + 1);
  for (let edge = 0; edge < edges.to.length; edge += 1) {
    const at = edges.to.at(edge) + 1;
    starts[at] = (starts[at] ?? 0) + 1;
  }
  for (let node = 0; node < count; node += 1)
    starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const places = starts.slice();
  const sources = new Int32Array(edges.to.length);
  for (let edge = 0; edge < edges.to.length; edge += 1) {
    const node = edges.to.at(edge);
    sources[places[node] ?? 0] = edges.from.at(edge);
    places[node] = (places[node] ?? 0) + 1;
  }
  const reached = new Uint8Array(count);
  const open: number[] = [];
  const reach = (node: number): void => {
    if (reached[node] === 1) return;
    reached[node] = 1;
    open.push(node);
  };
  for (let node = 0; node < count; node += 1) if (goals(node)) reach(node);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let place = starts[node] ?? 0; place < (starts[node + 1] ?? 0); place += 1)
      reach(sources[place] ?? 0);
  }
  return reached;
}

/** Of groups of nodes that lead to each other and nowhere else, the node that was named first; alone, a node is a group. */
export function trapsAmong(steps: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const ahead = new Map([...steps.keys()].map((node) => [node, aheadOf(node, steps)]));
  const traps = new Set<string>();
  for (const [node, seen] of ahead) {
    const isClosed = [...seen].every((other) => ahead.get(other)?.has(node));
    if (isClosed && ![...seen].some((other) => traps.has(other))) traps.add(node);
  }
  return traps;
}

/** Every node that is come to from a node, and the node itself. */
function aheadOf(node: string, steps: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set([node]);
  for (const each of seen) for (const next of steps.get(each) ?? []) seen.add(next);
  return seen;
}
