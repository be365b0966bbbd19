/** What an acquirer wants to be seen as where it takes a payment. */
export interface Brand {
  /** Its mark, by the id in the folder of marks. A shop of this acquirer must show it. */
  readonly mark: string;
  /** Stand for the mark where there is no picture of it. */
  readonly words: string;
}

/** The brands of a till, by the name of the gateway; null where it has none. */
export type GatewayBrands = ReadonlyMap<string, Brand | null>;

/** All brands of a till, each once: of its health, and of papers that are of no payment. */
export function allBrands(brands: GatewayBrands): readonly Brand[] {
  const each = [...brands.values()].filter((brand) => brand !== null);
  return each.filter(({ mark }, at) => each.findIndex((other) => other.mark === mark) === at);
}

/**
 * The brand that a payment of this gateway was taken under.
 *
 * Of a gateway that the config does not name any more it is not known. It is then the till's, if that has only one.
 */
export function brandsOfPayment(brands: GatewayBrands, gateway: string): readonly Brand[] {
  const own = brands.get(gateway);
  if (own !== undefined) return own === null ? [] : [own];
  const all = allBrands(brands);
  return all.length === 1 ? all : [];
}
