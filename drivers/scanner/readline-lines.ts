import { ReadlineParser } from '@serialport/parser-readline';
import { invariant } from '../../src/ground/result.ts';
import { bytesOf, type Line, type Lines } from '../../src/scan/lines.ts';

/**
 * The lines of a serial scanner, cut by the readline parser.
 *
 * Shape: each character of the suffix is one byte (U+0000 to U+00FF); it has at least one.
 * Why no pipe from the port: the framer gives the parser no more bytes than a line may have, and the parser itself
 * holds a line without an end for ever.
 */
export class ReadlineLines implements Lines {
  readonly #suffix: string;
  #parser: ReadlineParser;
  #ended: string[] = [];

  constructor(suffix: string) {
    this.#suffix = suffix;
    this.#parser = this.#fresh();
  }

  get open(): Uint8Array {
    return this.#parser.buffer;
  }

  take(bytes: Uint8Array): Line[] {
    const before = this.open.length;
    this.#parser.write(bytes);
    const ended = this.#ended;
    this.#ended = [];
    const given = ended.reduce((sum, line) => sum + line.length, 0);
    // A line that came later would stand in front of the next customer's code.
    invariant(
      before + bytes.length === given + this.open.length,
      'the parser gives a line while it takes it',
    );
    return ended.map((line) => bytesOf(line.slice(0, -this.#suffix.length)));
  }

  /** A new parser with the bytes that are kept, as a parser cannot be told to forget. */
  keepLast(bytes: number): void {
    const { open } = this;
    if (open.length <= bytes) return;
    this.#parser = this.#fresh();
    if (bytes > 0) this.#parser.write(open.subarray(open.length - bytes));
  }

  /** Lines come with their suffix, as a stream of bytes passes no empty line on. */
  #fresh(): ReadlineParser {
    const parser = new ReadlineParser({
      delimiter: this.#suffix,
      encoding: 'latin1',
      includeDelimiter: true,
    });
    parser.on('data', (line: string) => this.#ended.push(line));
    return parser;
  }
}
