import type { CommandName } from '../src/contract/routes.ts';

// The names of the messages between a window and the main process. No page sees them: the preload exposes functions.

/** One channel for each command of the contract. */
export function commandChannel(name: CommandName): string {
  return `till:${name}`;
}

/** A window wants to see the till; and what it is shown, whole, at once and at every change. */
export const WATCH = 'till:watch';
export const SEEN = 'till:seen';

/** The main process looks whether a window still answers. */
export const PING = 'till:ping';
export const PONG = 'till:pong';

/** The argument of a preload that lists the commands that its window may use. */
export const COMMANDS_ARGUMENT = '--till-commands=';
