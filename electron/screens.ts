import type { Rectangle } from 'electron';
import type { Found } from '../src/set-up/question.ts';

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
  return others.find((screen) => isNamed(screen, wanted)) ?? null;
}

/** The screen for the cashier: the machine's first one, unless the customer has it and there is another. */
export function cashierScreen<S extends MachineScreen>(
  screens: readonly S[],
  primary: S,
  wanted: string | null,
): S {
  if (wanted === null || !isNamed(primary, wanted)) return primary;
  return screens.find(({ id }) => id !== primary.id) ?? primary;
}

/** A screen that a person may choose, with the number that it shows meanwhile. */
export type OfferedScreen = Found['screens'][number] & {
  readonly number: number;
  readonly screen: MachineScreen;
};

/** The screens as a person chooses among them: each by its name, or by its id where another one has the same name. */
export function offeredScreens(screens: readonly MachineScreen[]): OfferedScreen[] {
  return screens.map((screen, index) => {
    const { id, label, bounds } = screen;
    const isAlone = label !== '' && screens.filter((other) => other.label === label).length === 1;
    const number = index + 1;
    const name = label === '' ? '' : `${label} · `;
    const say = `${number} · ${name}${bounds.width} × ${bounds.height}`;
    return { number, screen, value: isAlone ? label : String(id), say };
  });
}

function isNamed({ id, label }: MachineScreen, name: string): boolean {
  return String(id) === name || label === name;
}
