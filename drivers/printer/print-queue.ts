import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';

/** How often a printer that is down is tried. Source: interface section 2. */
export const PROBE_EVERY_MS = 5000;

const OK: PartHealth = { status: 'ok' };

/** How many jobs may wait for one printer; a shop's till makes two a sale. */
export const JOBS_MAX = 64;

/** What became of a job, and when the way to the printer is free for the next one. */
export interface Delivery {
  readonly outcome: PrintOutcome;
  /** The printer's health, where it said so. */
  readonly health?: PartHealth;
  /** What is wrong with it, where the job was not surely printed. */
  readonly reason?: HealthReason;
  readonly free: Promise<void>;
}

/** The way to one printer; never more than one of its methods runs. */
export interface PrinterLink {
  deliver(bytes: Uint8Array): Promise<Delivery>;
  /** Looks whether the printer can be reached, without putting anything on paper. */
  probe(): Promise<PartHealth>;
  /** Settles `free` of a job that was delivered: nobody waits any more. */
  letGo(): void;
}

/**
 * A printer of a link: runs its jobs one after the other and keeps its health.
 *
 * A printer that is down is probed every PROBE_EVERY_MS, between jobs; one that is well is not, so that a printer
 * which is switched off is noticed at the next job.
 */
export class PrintQueue implements Printer {
  readonly name: string;
  readonly #clock: Clock;
  readonly #link: PrinterLink;
  readonly #sinks: ((health: PartHealth) => void)[] = [];
  #health: PartHealth;
  #tried = false;
  #stopped = false;
  #waiting = 0;
  #line: Promise<void> = Promise.resolve();
  #callOffProbe: (() => void) | undefined;

  constructor(name: string, clock: Clock, link: PrinterLink) {
    this.name = name;
    this.#clock = clock;
    this.#link = link;
    const why = `${name} is being tried for the first time`;
    this.#health = { status: 'down', reason: 'untried', why };
  }

  async print(bytes: Uint8Array): Promise<PrintOutcome> {
    if (this.#waiting >= JOBS_MAX) {
      return { kind: 'notPrinted', why: `${JOBS_MAX} jobs are waiting for ${this.name}`, again: true };
    }
    this.#waiting += 1;
    const turn = this.#line.then(() => this.#deliver(bytes));
    this.#line = turn.then((delivery) => delivery.free);
    return (await turn).outcome;
  }

  watch(sink: (health: PartHealth) => void): void {
    this.#sinks.push(sink);
    sink(this.#health);
    if (!this.#tried) this.#probe();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOffProbe?.();
    this.#link.letGo();
    await this.#line;
  }

  async #deliver(bytes: Uint8Array): Promise<Delivery> {
    this.#waiting -= 1;
    if (this.#stopped) {
      const why = `the till let go of ${this.name}`;
      return { outcome: { kind: 'notPrinted', why, again: true }, free: Promise.resolve() };
    }
    const delivery = await this.#link.deliver(bytes).catch((error: unknown): Delivery => ({
      outcome: { kind: 'unknown', why: whyBroken(this.name, error) },
      free: Promise.resolve(),
    }));
    const { outcome, health = OK, reason = 'brokeOff' } = delivery;
    this.#say(outcome.kind === 'printed' ? health : { status: 'down', reason, why: outcome.why });
    // A stop that came while the job ran found nothing to let go of yet.
    if (this.#isStopped()) this.#link.letGo();
    return delivery;
  }

  #probe(): void {
    this.#tried = true;
    this.#callOffProbe = undefined;
    this.#line = this.#line.then(async () => {
      if (this.#stopped) return;
      const broken = (error: unknown): PartHealth => ({ status: 'down', why: whyBroken(this.name, error) });
      this.#say(await this.#link.probe().catch(broken));
    });
  }

  #say(health: PartHealth): void {
    if (this.#isStopped()) return;
    const changed = health.status !== this.#health.status || health.why !== this.#health.why;
    this.#tried = true;
    this.#health = health;
    if (health.status === 'ok') {
      this.#callOffProbe?.();
      this.#callOffProbe = undefined;
    } else {
      this.#callOffProbe ??= this.#clock.after(PROBE_EVERY_MS, () => this.#probe());
    }
    if (changed) this.#sinks.forEach((sink) => sink(health));
  }

  /** Asked by a method, as the compiler takes a field to stay the same over an await. */
  #isStopped(): boolean {
    return this.#stopped;
  }
}

/** A fault of a driver itself: what it did with the job is not known, and money must not wait for it. */
function whyBroken(name: string, error: unknown): string {
  return `${name} failed inside the till (${error instanceof Error ? error.message : String(error)}): look at the paper`;
}
