/** Where lines of progress go. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  at(done: number, total?: number | null): void;
  step(now: string): void;
  end(): void;
}
export function progressOf(
  what: string,
  options?: { readonly out?: ProgressOutput; readonly nowMs?: () => number },
): Progress;
export function lineOf(what: string, done: number, total: number | null, passedMs: number): string;
