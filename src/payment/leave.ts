/**
 * Under what an attempt begins, where an order may be sold at several tills. Source: chain, section 3.
 *
 * `centre`: the centre gave leave; its token grows whenever leave is given anew, so that a stale one shows. `home`: the centre
 * could not be reached, and the order names this till as its home. `override`: a manager had it taken all the same.
 */
export type Leave =
  | { readonly by: 'centre'; readonly token: number }
  | { readonly by: 'home' }
  | { readonly by: 'override'; readonly approverId: string };

/** A manager's word that an order is taken although another till may hold it: good for the next attempt, and no later one. */
interface Override {
  readonly approverId: string;
  /** How many attempts the sale had then. */
  readonly attempts: number;
}

/** What a sale knows of its order in a chain. */
export interface OrderInChain {
  /** The till whose order it is; absent where it is this one. */
  readonly homeTerminalId?: string | undefined;
  /** Absent where no manager had the order taken although another till may hold it. */
  readonly override?: Override | undefined;
}

/** A sale whose order a manager has taken all the same. */
export function overridden<S extends OrderInChain & { readonly payments: readonly unknown[] }>(
  sale: S,
  approverId: string,
): S {
  return { ...sale, override: { approverId, attempts: sale.payments.length } };
}

/** Who opened a sale, and whose order it is, as far as a row tells it. */
export function whose({
  operatorId,
  homeTerminalId,
}: {
  readonly operatorId?: string | undefined;
  readonly homeTerminalId?: string | undefined;
}): { readonly operatorId?: string; readonly homeTerminalId?: string } {
  return {
    ...(operatorId === undefined ? {} : { operatorId }),
    ...(homeTerminalId === undefined ? {} : { homeTerminalId }),
  };
}
