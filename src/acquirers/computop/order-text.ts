import { sendable } from './messages.ts';

/** A text at whose begin the acquirer simulates instead of charging, on live accounts too. Source: dossier section 12. */
const SIMULATION = /^\s*test\s*:/i;

/** Ours: the acquirer's page shows it in a line or two. */
const LENGTH_MAX = 120;

/** What an order's text is made of. */
export interface OrderWords {
  readonly shop: string;
  readonly till: string;
  readonly order: string;
  /** Whether the config allows the simulation. */
  readonly test: boolean;
}

/**
 * The text of an order, which begins with the shop's name; null where it would switch the acquirer's simulation on.
 *
 * Why the shop comes first: a text of a cashier or a register that came first could give goods away.
 */
export function orderText({ shop, till, order, test }: OrderWords): string | null {
  const own = sendable(order, LENGTH_MAX);
  if (test && SIMULATION.test(own)) return own;
  const text = sendable(`${sendable(shop, LENGTH_MAX) || 'Shop'} ${till}: ${order}`, LENGTH_MAX);
  return SIMULATION.test(text) && !test ? null : text;
}
