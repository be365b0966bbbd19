import type { Handlers, View } from '../src/contract/contract.ts';
import type { Problem } from '../src/contract/problems.ts';
import type { CommandName } from '../src/contract/routes.ts';
import type { Result } from '../src/ground/result.ts';
import type { Found } from '../src/set-up/question.ts';

/** What a command is given, by name; checked against its row before it is handled. */
export interface Asked {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey?: string | undefined;
}

/** A command that the kiosk asks its terminal for. */
export interface AskMessage {
  readonly kind: 'ask';
  readonly id: number;
  readonly name: CommandName;
  readonly input: Asked;
}

/** What the kiosk hears of the machine's power; `say` goes into the terminal's log, the only one there is. */
export interface PowerMessage {
  readonly kind: 'power';
  readonly woke: boolean;
  readonly say: string;
}

/** The screens of the machine: the kiosk alone sees them. */
export interface ScreensMessage {
  readonly kind: 'screens';
  readonly screens: Found['screens'];
}

/** A person touched this screen while the set-up asked which one is the customer's. */
export interface ScreenPickedMessage {
  readonly kind: 'screenPicked';
  readonly screen: string;
}

/** What the kiosk says to its terminal. */
export type ToTerminal = AskMessage | PowerMessage | ScreensMessage | ScreenPickedMessage;

/** Where the windows of the till stand and how they look: what the main process needs of the config. */
export interface Windows {
  /** The screen of the customer, by its name or id; null for the first one that is not the cashier's. */
  readonly customerScreen: string | null;
}

/** A key of the config that is refused, and what it must be. */
export interface RefusedKey {
  readonly path: string;
  readonly why: string;
}

/** What the terminal says to its kiosk. */
export type FromTerminal =
  | { readonly kind: 'ready'; readonly windows: Windows }
  | { readonly kind: 'view'; readonly view: View }
  /** The till was set up: it is to be started with this config. */
  | { readonly kind: 'setUp'; readonly config: string }
  /** It ends: its config is refused, for each of these. */
  | { readonly kind: 'refused'; readonly faults: readonly RefusedKey[] }
  /** Whether the set-up asks which screen is the customer's. */
  | { readonly kind: 'pickScreen'; readonly asks: boolean }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown, Problem> };

/** The terminal as its kiosk may use it. */
export interface ServedTerminal {
  readonly handlers: Handlers;
  readonly view: () => View;
  readonly watch: (see: () => void) => () => void;
  /** Something was heard of the machine's sleep; where it woke, time has jumped. */
  readonly power: (say: string, woke: boolean) => void;
}
