/** The bytes of a line, without what ended it. */
export type Line = readonly number[];

/**
 * Cuts a stream at one suffix. What stands between two suffixes is a line; what has no suffix yet is open.
 *
 * Why a port: a driver cuts the bytes of a serial line, and keys are cut here, without a stream.
 * It sets no limit: whoever gives it bytes keeps what is open short.
 */
export interface Lines {
  /** Takes bytes, and gives every line that ends with them before it returns. An empty line counts as one. */
  take(bytes: Uint8Array): Line[];
  /** What has come of the line that has not ended. */
  readonly open: Line | Uint8Array;
  /** Drops what is open, but for its last bytes: they may be the beginning of the suffix. */
  keepLast(bytes: number): void;
}

/** Lines of bytes that come one by one, as keys do. Without a suffix no line ever ends. */
export class HeldLines implements Lines {
  readonly #suffix: readonly number[];
  #open: number[] = [];

  constructor(suffix: readonly number[]) {
    this.#suffix = suffix;
  }

  get open(): Line {
    return this.#open;
  }

  take(bytes: Uint8Array): Line[] {
    const ended: Line[] = [];
    for (const byte of bytes) {
      this.#open.push(byte);
      if (!this.#endsWithSuffix()) continue;
      ended.push(this.#open.slice(0, -this.#suffix.length));
      this.#open = [];
    }
    return ended;
  }

  keepLast(bytes: number): void {
    this.#open = this.#open.slice(Math.max(0, this.#open.length - bytes));
  }

  #endsWithSuffix(): boolean {
    const from = this.#open.length - this.#suffix.length;
    return this.#suffix.length > 0 && from >= 0 && this.#suffix.every((b, i) => this.#open[from + i] === b);
  }
}

/** The bytes that a text of a config stands for: each character is one, U+0000 to U+00FF. */
export function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 1) bytes.push(text.charCodeAt(i));
  return bytes;
}
