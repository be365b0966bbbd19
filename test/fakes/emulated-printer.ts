import type { Channel, ChannelSink } from '../../drivers/printer/talk.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** What goes wrong at a byte. */
export const PRINTER_FAULTS = [
  /** The roll ends; what comes after waits in the printer for paper that nobody brings. */
  'paperOut',
  /** The roll ends, and a new one is in 5 s later. */
  'paperChanged',
  /** The connection breaks; what was taken is printed. */
  'dropped',
  /** It takes no byte any more and says nothing; what was taken is printed. */
  'stalled',
  /** It goes dead, and says everything that could be taken for its word. */
  'lying',
  /** It prints everything and answers nothing any more. */
  'mute',
  /** It prints everything, 8 s later. */
  'slow',
] as const;
export type PrinterFault = (typeof PRINTER_FAULTS)[number];

/**
 * A printer without hardware, apart from the code that drives it: takes bytes one by one, answers what it is asked in
 * its own time, and breaks at a byte of the test's choice.
 *
 * `paper` is what came out, text only. Source of the commands: Epson ESC/POS reference (DLE EOT, GS r, GS ( H).
 */
export class EmulatedPrinter {
  paper = '';
  readonly #clock: Clock;
  readonly #answers: boolean;
  readonly #fault: PrinterFault;
  #at: number;
  #sink: ChannelSink | undefined;
  #buffer: number[] = [];
  #question: number[] = [];
  #halted: 'no' | 'paper' | 'dead' | 'busy' = 'no';
  #mute = false;
  #stalled = false;

  constructor(
    clock: Clock,
    how: { readonly answers: boolean; readonly fault: PrinterFault; readonly at: number },
  ) {
    this.#clock = clock;
    this.#answers = how.answers;
    this.#fault = how.fault;
    this.#at = how.at;
  }

  open = (sink: ChannelSink): Promise<Result<Channel, string>> => {
    if (this.#halted === 'dead') return Promise.resolve(err('the emulated printer is gone'));
    this.#sink = sink;
    this.#stalled = false;
    return Promise.resolve(
      ok({
        write: (bytes: Uint8Array) => this.#take(bytes),
        close: () => {
          this.#sink = undefined;
          return Promise.resolve();
        },
      }),
    );
  };

  /** A person puts in paper and switches it off and on; its buffer is kept, as by those that keep it. */
  mend(): void {
    this.#at = -1;
    [this.#halted, this.#mute, this.#stalled] = ['no', false, false];
    this.#work();
  }

  #take(bytes: Uint8Array): Promise<string | null> {
    for (const byte of bytes) {
      if (this.#stalled) return new Promise(() => undefined);
      if (this.#sink === undefined) return Promise.resolve('the connection broke');
      if (this.#at === 0) this.#breakNow();
      this.#at -= 1;
      if (this.#isStalled()) return new Promise(() => undefined);
      this.#byte(byte);
    }
    this.#work();
    return Promise.resolve(null);
  }

  #isStalled(): boolean {
    return this.#stalled;
  }

  #breakNow(): void {
    this.#work();
    switch (this.#fault) {
      case 'paperOut':
        this.#halted = 'paper';
        return;
      case 'paperChanged':
        this.#halted = 'paper';
        this.#clock.after(5000, () => this.mend());
        return;
      case 'dropped': {
        const sink = this.#sink;
        this.#sink = undefined;
        sink?.lost('the connection broke');
        return;
      }
      case 'stalled':
        this.#stalled = true;
        this.#mute = true;
        return;
      case 'lying':
        this.#halted = 'dead';
        this.#lie();
        return;
      case 'mute':
        this.#mute = true;
        return;
      case 'slow':
        this.#halted = 'busy';
        this.#clock.after(8000, () => this.mend());
        return;
    }
  }

  /** Another job's word, good status in every form, one answer of no name, and noise. */
  #lie(): void {
    this.#say(0x37, 0x22, 0x41, 0x41, 0x41, 0x41, 0x00);
    this.#say(0x16, 0x12, 0x12, 0x12, 0x14, 0x00, 0x00, 0x0f);
    this.#say(0x37, 0x22, 0x20, 0x99, 0x00, 0xff, 0x11, 0x13);
  }

  #byte(byte: number): void {
    // Real-time questions are answered as they come in, whatever is still to be printed.
    this.#question = [...this.#question, byte].slice(-3);
    if (this.#question.length === 3 && this.#question[0] === 0x10 && this.#question[1] === 0x04) {
      this.#buffer.splice(-2);
      this.#answerStatus(byte);
      this.#question = [];
      return;
    }
    if (this.#sink !== undefined || this.#fault === 'stalled') this.#buffer.push(byte);
  }

  #answerStatus(question: number): void {
    const empty = this.#halted === 'paper';
    const bits = { 1: empty ? 0x08 : 0, 2: empty ? 0x20 : 0, 3: 0, 4: empty ? 0x6c : 0 }[question] ?? 0;
    if (this.#answers && this.#halted !== 'dead') this.#say(0x12 | bits);
  }

  /** Does what is in the buffer, in order, as far as it may. */
  #work(): void {
    while (this.#halted === 'no' && this.#buffer.length > 0) {
      const [byte = 0, second = 0] = this.#buffer;
      // Half a real-time question is not print data.
      if (byte === 0x10 && this.#buffer.length < 3) return;
      if (byte !== 0x1d) {
        this.#buffer.shift();
        this.paper += String.fromCharCode(byte);
      } else if (second === 0x72) {
        if (this.#buffer.length < 3) return;
        this.#buffer.splice(0, 3);
        if (this.#answers) this.#say(0x00);
      } else {
        if (this.#buffer.length < 11) return;
        const id = this.#buffer.splice(0, 11).slice(7);
        if (this.#answers) this.#say(0x37, 0x22, ...id, 0x00);
      }
    }
  }

  #say(...bytes: number[]): void {
    if (!this.#mute) this.#sink?.heard(Uint8Array.from(bytes));
  }
}
