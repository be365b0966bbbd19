import type { Rectangle } from 'electron';

/** A screen of the machine as the system names it. */
export interface MachineScreen {
  readonly id: number;
  readonly label: string;
  readonly bounds: Rectangle;
}

/**
 * The screen for the customer; null where there is none to be had.
 *
 * `wanted` is the name or the id of a screen, which stay when screens are plugged in another order; null takes the
 * first one that is not the cashier's. Never the cashier's: a customer's window over it would stop the shop.
 */
export function customerScreen(
  screens: readonly MachineScreen[],
  cashierId: number,
  wanted: string | null,
): MachineScreen | null {
  const others = screens.filter(({ id }) => id !== cashierId);
  if (wanted === null) return others[0] ?? null;
  return others.find(({ id, label }) => String(id) === wanted || label === wanted) ?? null;
}
