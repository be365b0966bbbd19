import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Ms } from '../../src/ground/time.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { leadingPayment, saleStateOf } from '../../src/payment/sale.ts';
import { refundableMinor } from '../../src/payment/sale-refunds.ts';
import type { Sale } from '../../src/payment/state.ts';
import { nextAttempt } from '../../src/till/order.ts';
import { Terminal } from '../../src/till/terminal.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import { Choices } from './choices.ts';
import { MANNERS, OPPOSITE_PACE, OPPOSITE_TERMS, OppositeAcquirer } from './opposite-acquirer.ts';
import { CONFIG, CURRENCY } from './shop.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const GATEWAY = 'opposite';
const ORDER = 'ORD-1';
const AMOUNT: Amount = { currency: CURRENCY as Currency, valueMinor: 4550 as Minor };
const TIMING = { ...TIMING_DEFAULTS, windowMs: 45_000 };
/** Long enough for everything that is owed to be delivered once nothing goes wrong any more. */
const QUIET_MS = 2 * 60 * 60_000;
const STEPS = 24;
/** The acquirer's own link on the screen, or a landing page whose page is made with the sale or at the tap. */
const LANDINGS = [null, 'sale', 'tap'] as const;

/** What a schedule breaks: one sentence; null where it breaks nothing. */
export type Broken = string | null;

interface Timer {
  readonly atMs: Ms;
  readonly act: () => void;
}

/** A clock that goes only when it is told to; between two timers everything that is ready runs. */
class StepClock implements Clock {
  #nowMs: Ms = Date.UTC(2026, 0, 5, 9);
  #timers: Timer[] = [];

  nowMs(): Ms {
    return this.#nowMs;
  }

  after(waitMs: number, act: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, waitMs), act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await ready();
    for (;;) {
      const next = this.#timers.reduce<Timer | undefined>(
        (first, timer) => (first === undefined || timer.atMs < first.atMs ? timer : first),
        undefined,
      );
      if (next === undefined || next.atMs > untilMs) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.act();
      await ready();
    }
    this.#nowMs = untilMs;
  }
}

async function ready(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

/** One shop with one order, a customer and a till that is killed, over the opposite acquirer. */
class Play {
  readonly clock = new StepClock();
  readonly journal = new MemoryJournal();
  readonly choices: Choices;
  readonly acquirer: OppositeAcquirer;
  isCalm = false;
  terminal: Terminal;
  #run = 0;
  #sales = 0;
  #refunds = 0;
  #fault: string | null = null;
  readonly approved = new Map<string, number>();

  constructor(choices: Choices) {
    this.choices = choices;
    const weather = (): { lostPercent: number } => ({ lostPercent: this.isCalm ? 0 : 20 });
    this.acquirer = new OppositeAcquirer(choices.of(MANNERS, [50, 20, 10, 20]), this.clock, choices, weather);
    this.terminal = this.started();
  }

  /** A till over the journal as it is; what the one before it still gets told is lost with it. */
  started(): Terminal {
    const run = (this.#run += 1);
    const { clock, acquirer, journal } = this;
    const own: Clock = {
      nowMs: () => clock.nowMs(),
      after: (ms, act) => clock.after(ms, () => (run === this.#run ? act() : undefined)),
    };
    const terminal = new Terminal({
      config: CONFIG,
      clock: own,
      journal,
      gateways: new Map([[GATEWAY, acquirer]]),
      log: QUIET,
      print: () => undefined,
      notice: () => undefined,
      changed: () => undefined,
      heard: () => undefined,
    });
    terminal.replay();
    for (const sale of terminal.book.open()) {
      for (const { facts } of sale.payments) acquirer.occasion(facts.paymentRequestId);
    }
    terminal.resume();
    return terminal;
  }

  /** The cashier begins the order, or begins it again. */
  choose(): void {
    const { book } = this.terminal;
    const next = nextAttempt(book, 'M-1', ORDER, 0);
    if (next.refusal !== null || next.number > 9) return;
    const atMs = this.clock.nowMs();
    const latest = book.latest();
    const isOpen = latest !== undefined && ['awaitingCode', 'failed'].includes(saleStateOf(latest));
    const saleId = isOpen ? latest.saleId : `S${(this.#sales += 1)}`;
    if (!isOpen) {
      const order = { referenceOrderId: ORDER, orderDescription: 'Coffee', amount: AMOUNT };
      this.terminal.dispatch({ kind: 'saleOpened', saleId, atMs, ...order, copies: [] });
    }
    this.terminal.dispatch({
      ...{
        kind: 'pageStarted',
        saleId,
        atMs,
        number: next.number,
        gateway: GATEWAY,
        tender: 'qr',
        pace: OPPOSITE_PACE,
        landing: this.choices.of(LANDINGS, [70, 15, 15]),
      },
      ...{ paymentRequestId: next.paymentRequestId, clockOffsetMs: 0, toleranceMs: 300_000, asksAgain: true },
      ...{ timing: TIMING, terms: this.acquirer.terms },
    });
  }

  /** Whoever looks at the customer's screen has seen what it shows; behind a landing page, who pressed its button. */
  look(): void {
    for (const id of this.ids())
      if (!this.#isUntapped(id) && this.terminal.linkOf(id) !== null) this.acquirer.seen.add(id);
  }

  /** The customer presses the button of the landing page, once or again. */
  tap(): void {
    const id = leadingId(this.terminal.book.latest());
    if (id === null) return;
    const wasUntapped = this.#isUntapped(id);
    this.terminal.tell(id, { kind: 'tapped' });
    if (wasUntapped && this.#isUntapped(id)) this.#fault ??= `tap: nothing came of the tap of ${id}`;
  }

  /** A manager frees the order of whatever may still be paid. */
  free(): void {
    const id = leadingId(this.terminal.book.latest());
    if (id !== null) this.terminal.tell(id, { kind: 'freed', approverId: 'm1', reason: 'other way' });
  }

  ids(): string[] {
    return [...this.acquirer.entries.keys()];
  }

  anyId(): string | null {
    const ids = this.ids();
    return ids[this.choices.below(Math.max(ids.length, 1))] ?? null;
  }

  notice(id: string): void {
    this.acquirer.occasion(id);
    this.terminal.notified(GATEWAY, { by: 'id', paymentRequestId: id }, { kind: 'hint' });
  }

  person(kind: 'cancelRequested' | 'hurried'): void {
    const id = leadingId(this.terminal.book.latest());
    if (id === null) return;
    const state = this.terminal.book.ofPayment(id)?.payments.at(-1)?.state.kind;
    // A void needs a deadline that this acquirer does not have.
    if (kind === 'cancelRequested' && state === 'paid') return;
    this.acquirer.occasion(id);
    const wasUntapped = this.#isUntapped(id);
    this.terminal.tell(id, { kind });
    if (kind === 'cancelRequested' && wasUntapped && this.#paymentOf(id)?.state.kind !== 'cancelled')
      this.#fault ??= `landing: ${id}, which nobody could pay, is not closed at once`;
  }

  refund(): void {
    const sale = this.terminal.book.latest();
    const payment = sale?.payments.at(-1);
    if (sale === undefined || payment?.state.kind !== 'paid') return;
    const most = refundableMinor(sale, payment);
    if (most === 0) return;
    const amount = { ...AMOUNT, valueMinor: (this.choices.chance(50) ? most : Math.ceil(most / 3)) as Minor };
    const refundRequestId = `R${(this.#refunds += 1)}`;
    const { retryMs, backgroundRetryMs, throttledMs } = TIMING;
    this.approved.set(refundRequestId, amount.valueMinor);
    this.terminal.dispatch({
      ...{ kind: 'refundApproved', saleId: sale.saleId, atMs: this.clock.nowMs() },
      ...{ refundRequestId, paymentRequestId: payment.facts.paymentRequestId, amount, reason: 'size' },
      ...{ approverId: 'm1', idempotencyKey: null, timing: { retryMs, backgroundRetryMs, throttledMs } },
      ...{ isRetried: true, repeat: OPPOSITE_TERMS.refund.repeat },
    });
  }

  async step(): Promise<void> {
    const { choices } = this;
    const id = this.anyId();
    const isPaid = this.terminal.book.latest()?.payments.at(-1)?.state.kind === 'paid';
    switch (
      choices.weighted([8, isPaid ? 1 : 6, 2, 6, 4, 4, 3, isPaid ? 10 : 0, isPaid ? 0 : 6, isPaid ? 0 : 3])
    ) {
      case 0:
        return this.clock.advance([100, 1500, 9000, 9000, 30_000, 60_000, 130_000][choices.below(7)] ?? 100);
      case 1:
        return this.choose();
      case 2:
        if (id !== null && this.acquirer.decide(id, 'declined') && choices.chance(70)) this.notice(id);
        return;
      case 3:
        if (id !== null && this.acquirer.decide(id, 'paid') && choices.chance(70)) this.notice(id);
        return;
      case 4:
        if (id !== null) this.notice(id);
        return;
      case 5:
        return this.person(choices.chance(60) ? 'cancelRequested' : 'hurried');
      case 6:
        this.terminal.stop();
        this.terminal = this.started();
        return;
      case 7:
        return this.refund();
      case 8:
        return this.tap();
      default:
        return this.free();
    }
  }

  /** What the rules say of the order as it stands; `isQuiet`: nothing goes wrong any more, and all that is owed had time. */
  broken(isQuiet: boolean): Broken {
    const fault = this.acquirer.faults[0] ?? this.#fault ?? undefined;
    if (fault !== undefined) return fault;
    const kept = this.ids().filter((id) => this.acquirer.netMinor(id) > 0 && !this.#isOwedBack(id));
    if (kept.length > 1) return `one charge: ${kept.join(' and ')} are both kept`;
    for (const id of this.ids()) {
      const payment = this.#paymentOf(id);
      if (payment === undefined) return `lost: ${id} stands in no sale`;
      const isCharged = this.acquirer.entries.get(id)?.status === 'paid';
      if (payment.state.kind === 'paid' && !isCharged)
        return `paid: ${id} is shown as paid and is not charged`;
      if (!isQuiet) continue;
      const net = this.acquirer.netMinor(id);
      const approved = this.#approvedMinor(id);
      if (payment.state.kind === 'paid' && net !== AMOUNT.valueMinor - approved)
        return `refunds: of ${id} ${net} is left, and ${approved} was approved`;
      if (payment.state.kind !== 'paid' && net !== 0)
        return `end: ${id} ends as ${payment.state.kind} and ${net} stays charged`;
      if (!['paid', 'failed', 'cancelled'].includes(payment.state.kind))
        return `end: ${id} never ends: ${payment.state.kind}`;
    }
    return null;
  }

  #isUntapped(id: string): boolean {
    const state = this.#paymentOf(id)?.state;
    return state !== undefined && 'isUntapped' in state && state.isUntapped;
  }

  #paymentOf(id: string) {
    const sale = this.terminal.book.ofPayment(id);
    return sale?.payments.find(({ facts }) => facts.paymentRequestId === id);
  }

  #isOwedBack(id: string): boolean {
    const kind = this.#paymentOf(id)?.state.kind;
    return (
      kind === 'capturing' ||
      kind === 'cancelling' ||
      kind === 'checking' ||
      kind === 'customerConfirming' ||
      kind === 'cancelled' ||
      kind === 'failed'
    );
  }

  #approvedMinor(id: string): number {
    const { refunds = [] } = this.terminal.book.ofPayment(id) ?? {};
    return refunds
      .filter(({ facts }) => facts.paymentRequestId === id)
      .reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0);
  }
}

function leadingId(sale: Sale | undefined): string | null {
  const payment = sale === undefined ? undefined : leadingPayment(sale);
  return payment?.facts.paymentRequestId ?? null;
}

/** Plays one schedule; null where no rule is broken. `tell` is given the rows of the journal as they stand at the end. */
export async function playOpposite(seed: number, tell?: (rows: readonly string[]) => void): Promise<Broken> {
  const play = new Play(Choices.ofSeed(seed));
  const broken = await played(play).catch((error: unknown) => `thrown: ${String(error)}`);
  tell?.(play.journal.rows);
  return broken;
}

async function played(play: Play): Promise<Broken> {
  for (let step = 0; step < STEPS; step += 1) {
    await play.step();
    await play.clock.advance(0);
    play.look();
    const broken = play.broken(false);
    if (broken !== null) return broken;
  }
  play.isCalm = true;
  await play.clock.advance(QUIET_MS);
  return play.broken(true);
}
