import type { CommandName } from '../../src/contract/routes.ts';
import type { TillAnswer, TillCall } from '../api/till-line.ts';

/** How the command ends. */
export const OFFICE_EXIT = { done: 0, refused: 1, usage: 2, silent: 4 } as const;

/** Ends the command with a code and words. */
export class Said extends Error {
  readonly code: number;

  constructor(code: number, say: string) {
    super(say);
    this.code = code;
  }
}

/** The till that runs. */
export interface Till {
  /** Gives a command and answers its JSON; throws `Said` where the till refuses, or is silent. */
  give(name: CommandName, call: TillCall): Promise<unknown>;
  /** Reads what is no JSON; null where nobody answers. */
  read(name: CommandName, call: TillCall): Promise<TillAnswer | null>;
}

/** A text as JSON; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
