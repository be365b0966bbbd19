import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Lines that a person types at a terminal, or that a pipe brings; a secret one is not echoed. */
export class TypedLines {
  readonly #lines: Interface;
  readonly #waiting: ((line: string | null) => void)[] = [];
  readonly #come: string[] = [];
  #isHidden = false;
  #isOver = false;

  constructor() {
    const output = new Writable({
      write: (chunk: Buffer, _, done) => {
        if (!this.#isHidden) process.stdout.write(chunk);
        done();
      },
    });
    const terminal = process.stdin.isTTY;
    this.#lines = createInterface({ input: process.stdin, output, terminal, historySize: 0 });
    this.#lines.on('line', (line) => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#come.push(line);
      else next(line);
    });
    this.#lines.once('close', () => {
      this.#isOver = true;
      for (const next of this.#waiting.splice(0)) next(null);
    });
  }

  /** The next line; null where there are no more. */
  async next(prompt: string, isSecret: boolean): Promise<string | null> {
    process.stdout.write(prompt);
    const come = this.#come.shift();
    if (come !== undefined || this.#isOver) return come ?? null;
    this.#isHidden = isSecret;
    const line = await new Promise<string | null>((resolve) => this.#waiting.push(resolve));
    this.#isHidden = false;
    if (isSecret) process.stdout.write('\n');
    return line;
  }

  close(): void {
    this.#lines.close();
  }
}
