import type { Clock } from '../../../src/ground/ports.ts';
import type { FaultedPayment, PageFaultBoard } from './fault-board.ts';
import { customerOf, type Customer } from './faults.ts';
import { openLink, type OpenPage } from './phone.ts';
import type { PageTimes } from './times.ts';

export interface PayerParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly board: PageFaultBoard;
  readonly times: PageTimes;
  /** The payment that the acquirer's link or page is of; null where it is of none. */
  readonly paymentOf: (url: string) => FaultedPayment | null;
  /** What was declined is paid after all. */
  readonly overturn: (name: string) => void;
  /** The shop's relay: the address at which a public one is reached. */
  readonly relayed: (url: string) => string;
}

/** Plays the customer of a link: opens it, and decides as the fault of its amount says. */
export class PagePayer {
  readonly #parts: PayerParts;
  readonly #pending = new Set<() => void>();
  /** By the name of a payment: how often the till has asked, and what waits for that. */
  readonly #asked = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();
  readonly #listening = new Set<() => void>();

  constructor(parts: PayerParts) {
    this.#parts = parts;
  }

  /**
   * Settles once the link is open, or where nobody opens it; what is decided follows in its time.
   *
   * `value` says of a landing page, which has no payment yet, how much it asks for.
   */
  async play(link: string, value = ''): Promise<'opened' | 'notOpened'> {
    const { board, paymentOf, relayed } = this.#parts;
    const known = paymentOf(link);
    const first = customerOf(known === null ? board.forAmount(value) : board.of(known));
    if (first.phones === 0) return 'notOpened';
    const pages: OpenPage[] = [];
    for (let phone = 0; phone < first.phones; phone += 1) pages.push(await openLink(link, relayed));
    const payment = known ?? paymentOf(pages[0]?.url ?? '');
    if (payment === null) return 'notOpened';
    this.#decide(payment, customerOf(board.of(payment)), pages);
    return 'opened';
  }

  /** Settles when the till asks about any payment. */
  nextAsk(): Promise<void> {
    return new Promise((resolve) => void this.#listening.add(resolve));
  }

  /** The till has asked what became of a payment. */
  asked(name: string): void {
    for (const resolve of this.#listening) resolve();
    this.#listening.clear();
    const times = (this.#asked.get(name) ?? 0) + 1;
    this.#asked.set(name, times);
    if (times < 2) return;
    this.#waiting.get(name)?.();
    this.#waiting.delete(name);
  }

  /** Nothing is decided any more. */
  stop(): void {
    for (const callOff of this.#pending) callOff();
    this.#pending.clear();
  }

  #decide({ name }: FaultedPayment, customer: Customer, pages: readonly OpenPage[]): void {
    const { soonMs, lateMs, tillWindowMs, afterMs } = this.#parts.times;
    const act = (): void => void this.#press(name, customer, pages).catch(() => undefined);
    switch (customer.when) {
      case 'soon':
        return this.#later(soonMs, act);
      case 'late':
        return this.#later(lateMs, act);
      case 'lastMoment':
        return this.#later(tillWindowMs - soonMs / 2, act);
      case 'afterGivingUp':
        return this.#later(tillWindowMs + afterMs, act);
      case 'secondAsk':
        if ((this.#asked.get(name) ?? 0) >= 2) act();
        else this.#waiting.set(name, act);
    }
  }

  async #press(name: string, { does }: Customer, pages: readonly OpenPage[]): Promise<void> {
    for (const page of pages) {
      if (does === 'pay') await page.pay();
      if (does === 'abort') await page.leave();
      if (does === 'decline' || does === 'declineThenPay') await page.decline();
    }
    const { afterMs } = this.#parts.times;
    if (does === 'declineThenPay') this.#later(afterMs, () => this.#parts.overturn(name));
  }

  #later(waitMs: number, act: () => void): void {
    const callOff = this.#parts.clock.after(waitMs, () => {
      this.#pending.delete(callOff);
      act();
    });
    this.#pending.add(callOff);
  }
}
