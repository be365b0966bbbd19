import type { PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';

/**
 * A printer in the hand of the test.
 *
 * Prints, unless it is switched off or `answers` says otherwise. What is on paper is `paper`, one entry for each job that
 * was printed or may have been.
 */
export class FakePrinter implements Printer {
  readonly name: string;
  readonly paper: Uint8Array[] = [];
  readonly #sinks: ((health: PartHealth) => void)[] = [];
  #script: PrintOutcome[] = [];
  #health: PartHealth = { status: 'ok' };
  #stopped = false;
  #line: Promise<unknown> = Promise.resolve();
  #gate: Promise<void> = Promise.resolve();
  #open = () => {};

  constructor(name = 'fake printer') {
    this.name = name;
  }

  print(bytes: Uint8Array): Promise<PrintOutcome> {
    const turn = this.#line.then(async () => {
      await this.#gate;
      return this.#printNow(bytes);
    });
    this.#line = turn;
    return turn;
  }

  watch(sink: (health: PartHealth) => void): void {
    this.#sinks.push(sink);
    sink(this.#health);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.goesOn();
    await this.#line;
  }

  /** The next jobs end so, in this order; after that it prints again. */
  answers(...outcomes: readonly PrintOutcome[]): void {
    this.#script.push(...outcomes);
  }

  /** Jobs wait from now on, until `goesOn`. */
  holds(): void {
    this.#gate = new Promise((open) => {
      this.#open = open;
    });
  }

  goesOn(): void {
    this.#open();
  }

  turnOff(): void {
    this.#say({ status: 'down', reason: 'unreachable', why: 'the fake printer is off: turn it on' });
  }

  turnOn(): void {
    this.#say({ status: 'ok' });
  }

  #printNow(bytes: Uint8Array): PrintOutcome {
    if (this.#stopped) return { kind: 'notPrinted', why: 'the till let go of the printer', again: true };
    if (this.#health.status === 'down') {
      return { kind: 'notPrinted', why: this.#health.why ?? 'down', again: true };
    }
    const outcome = this.#script.shift() ?? { kind: 'printed' };
    if (outcome.kind !== 'notPrinted') this.paper.push(Uint8Array.from(bytes));
    return outcome;
  }

  #say(health: PartHealth): void {
    this.#health = health;
    this.#sinks.forEach((sink) => sink(health));
  }
}
