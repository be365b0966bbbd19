import { decodedText } from '../../src/ground/outside-text.ts';

/** How the command ends. Everything that keeps it from comparing is `unreadable`. */
export const RECONCILE_EXIT = { match: 0, mismatch: 1, usage: 2, unreadable: 3 } as const;

/** Ends the command early, with an exit code and a sentence. */
export class Stop extends Error {
  readonly code: number;

  constructor(code: number, say: string) {
    super(say);
    this.code = code;
  }
}

/** The text of a file's bytes, or the end of the command. */
export function textOf(file: string, bytes: Uint8Array, code: number): string {
  const text = decodedText(bytes);
  if (!text.ok) throw new Stop(code, `${file} ${text.error}`);
  return text.value;
}
