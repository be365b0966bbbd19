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
}

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
