/** The shop's relay: which address a public one is reached at. Without one it is itself. */
export class Relay {
  #way: { readonly from: string; readonly to: string } | null = null;

  /** From now on addresses that begin with `from` are reached at `to`. */
  set(from: string, to: string): void {
    this.#way = { from, to };
  }

  readonly reach = (address: string): string => {
    const way = this.#way;
    return way !== null && address.startsWith(way.from) ? way.to + address.slice(way.from.length) : address;
  };
}
