import { queueOf } from '../../src/till/queue.ts';
import { saleStateOf, leadingPayment } from '../../src/payment/sale.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { Ms } from '../../src/ground/time.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import { isGiveBack, shortId, type Acquirer, type Request } from './acquirer.ts';
import { Cashier, stageOf } from './cashier.ts';
import type { Choices } from './choices.ts';
import type { CodeShop } from './code-lines.ts';
import { Manager } from './manager.ts';
import type { Network } from './network.ts';
import type { Orders } from './orders.ts';
import { waysOffered } from './people.ts';
import { violationAfterStart, violationAtKill, type Shown, type TillScene, type Violation } from './rules.ts';
import { WILLING_MANAGER } from './shop.ts';
import { Staff } from './staff.ts';
import { StageMemory } from './stage-rules.ts';
import type { Story } from './story.ts';
import { TillRun, type KillPlan } from './till-run.ts';
import type { Timeline } from './timeline.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OFF_MS = [900, 4000, 20_000, 58_000, 75_000, 10 * MINUTE_MS, 5 * HOUR_MS, 49 * HOUR_MS] as const;
const CLOCK_ERRORS_MS = [
  0,
  2500,
  -2500,
  70_000,
  -70_000,
  HOUR_MS,
  -HOUR_MS,
  9 * HOUR_MS,
  -30 * HOUR_MS,
] as const;

export interface TillParts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly acquirer: Acquirer;
  readonly network: Network;
  readonly orders: Orders;
  /** The number of the till in its shop, from 0, and what the story calls it. */
  readonly index: number;
  readonly name: string;
  /** Whether people sign in to sell. */
  readonly isStaffed: boolean;
  /** Whom the codes of customers go to. */
  readonly codes: CodeShop;
  /** Goods may go before it is paid. */
  readonly isEarly: boolean;
  /** A pay leaves the till. */
  readonly paySent: (paymentRequestId: string) => void;
  /** The till was off, and has started again. */
  readonly started: () => void;
  /** Nobody will do anything at the till any more, but for the end. */
  readonly ended: () => void;
}

/** One till of the shop with its people: its disk, its runs and kills, and what they are seen to do. */
export class Till implements TillScene {
  readonly index: number;
  readonly name: string;
  readonly manager: Manager;
  readonly cashier: Cashier;
  readonly #staff: Staff | null;
  readonly saleIds: string[] = [];
  readonly rows: readonly string[];
  sales: readonly Sale[] = [];
  /** Payments that this till has ever shown as paid. */
  readonly shownPaid = new Set<string>();
  run: TillRun;
  violation: Violation | null = null;
  readonly #parts: TillParts;
  readonly #disk = new MemoryJournal();
  readonly #stage = new StageMemory();
  readonly #codesSent = new Map<string, { readonly id: string; readonly run: TillRun; readonly atMs: Ms }>();
  /** Payments of which this run was told something since it last sent a cancel of them. */
  readonly #told = new Set<string>();
  /** How often each sale that asks for a person was pressed in the end. */
  readonly #pressed = new Map<string, number>();
  readonly #jumps: boolean;
  #killsLeft: number;
  #refundCount = 0;
  #deedsLeft: number;
  #clockErrorMs: number;
  #deedWaits = false;
  #shown: Shown = { sales: [], rowCount: 0 };
  #stageBefore = '';

  constructor(parts: TillParts) {
    const { choices, index, name } = parts;
    this.#parts = parts;
    this.index = index;
    this.name = name;
    this.rows = this.#disk.rows;
    this.#killsLeft = choices.weighted([52, 32, 11, 5]);
    this.#jumps = choices.chance(30);
    this.#clockErrorMs = choices.of(CLOCK_ERRORS_MS, [75, 4, 4, 4, 4, 3, 3, 2, 1]);
    this.#deedsLeft = 2 + choices.weighted([24, 24, 17, 11, 7, 4, 3, 2, 2, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]);
    this.manager = new Manager(parts);
    this.#staff = parts.isStaffed ? new Staff(parts) : null;
    const { manager } = this;
    this.cashier = new Cashier({ ...parts, manager, staff: this.#staff, stage: this.#stage });
    this.run = this.#newRun();
  }

  /** Switches the till on for the first time, and lets its people begin. */
  start(): void {
    this.run.start();
    this.#parts.timeline.after(0, () => this.#deed());
  }

  /** Takes note of how the sales stand after an event. */
  look(): void {
    const { book } = this.run.terminal;
    this.sales = this.saleIds.flatMap((saleId) => book.sale(saleId) ?? []);
  }

  /** What follows from an event: what is on the screen now; or that the till is dead. */
  see(): void {
    if (this.run.alive) this.#show();
    else if (this.#shown.rowCount >= 0) this.#killed();
  }

  /** From here on the till is killed no more, but for this once. */
  calm(): void {
    this.#killsLeft = 0;
    const { choices, timeline } = this.#parts;
    if (choices.chance(40)) timeline.after(choices.of([500, 6000, 40_000, 70_000]), () => this.run.die());
  }

  /** Somebody willing comes by: has what is owed tried, and ends what asks for a person. */
  comeBy(): void {
    const { run } = this;
    if (!run.alive) return;
    this.#parts.acquirer.hosted?.touched();
    if (queueOf(run.terminal.book).length > 0)
      void run.handlers.tryNow({ params: {}, query: {}, body: null });
    for (const saleId of this.saleIds) {
      const sale = run.terminal.book.sale(saleId);
      if (sale === undefined || saleStateOf(sale) !== 'attention') continue;
      const ways = waysOffered(run, sale);
      const times = this.#pressed.get(saleId) ?? 0;
      const way = ways[times % Math.max(ways.length, 1)];
      if (way === undefined) continue;
      this.#pressed.set(saleId, times + 1);
      this.manager.end(run, sale, way, WILLING_MANAGER);
    }
  }

  /** The day's end. */
  closeDay(): void {
    this.#parts.acquirer.hosted?.touched();
    if (this.run.alive) this.manager.closeDay(this.run, false, true);
  }

  #show(): void {
    const { sales } = this;
    this.violation ??= this.cashier.fault ?? this.#staff?.fault ?? this.#stage.violation(this.run);
    this.#shown = { sales, rowCount: this.rows.length };
    for (const sale of sales) {
      const payment = leadingPayment(sale);
      if (payment?.state.kind === 'paid') this.shownPaid.add(payment.facts.paymentRequestId);
    }
    this.#parts.story.tell(() => {
      const stage = stageOf(this.run);
      const same = stage === this.#stageBefore;
      this.#stageBefore = stage;
      return same ? '' : `the screen${this.name === 'the till' ? '' : ` of ${this.name}`}: ${stage}`;
    });
  }

  #killed(): void {
    const shown = this.#shown;
    const { choices, story, timeline } = this.#parts;
    this.#shown = { ...shown, rowCount: -1 };
    this.violation ??= violationAtKill(this.rows, shown);
    const offMs = choices.of(OFF_MS, [26, 24, 14, 8, 10, 10, 5, 3]);
    story.tell(() => `${this.name} is killed; ${this.rows.length} records are on its disk`);
    if (this.#jumps) this.#clockErrorMs = choices.of(CLOCK_ERRORS_MS);
    timeline.after(offMs, () => this.#restart(shown));
  }

  #restart(shown: Shown): void {
    const { acquirer, choices, started, story, timeline } = this.#parts;
    started();
    acquirer.hosted?.touched();
    this.#told.clear();
    this.run = this.#newRun();
    const error = this.#clockErrorMs / 1000;
    story.tell(() => `${this.name} starts again; its clock is ${error} s off the gateway's`);
    const isEager = choices.chance(eagerPercent(shown));
    if (isEager) acquirer.hosted?.touched();
    this.run.start(isEager ? () => this.cashier.act(this.run) : undefined);
    if (this.#deedWaits) timeline.after(this.cashier.pauseMs(), () => this.#deed());
    this.#deedWaits = false;
    if (this.run.alive) this.violation ??= violationAfterStart(this, shown);
    this.#shown = { sales: shown.sales, rowCount: Math.min(shown.rowCount, this.rows.length) };
  }

  #newRun(): TillRun {
    const { acquirer, codes, index, isEarly, isStaffed, name, network, timeline } = this.#parts;
    const { hosted } = acquirer;
    return new TillRun({
      ...{ isStaffed, codes, isEarly },
      isOfCode: (call) => acquirer.isOfCode(call),
      timeline,
      name,
      disk: this.#disk,
      clockErrorMs: this.#clockErrorMs,
      http: (run) =>
        network.httpFor({
          name,
          index,
          alive: () => run.alive,
          lives: () => run.lives(),
          rows: this.rows,
          sent: (request) => this.#sent(request, run),
          heard: (paymentRequestId) => {
            if (run === this.run && run.alive) this.#told.add(paymentRequestId);
          },
        }),
      hostedHttp: hosted === null ? null : (run) => hosted.httpOf(run),
      newSaleId: () => {
        const saleId = `${index === 0 ? '' : `${name.slice(-1)} `}sale ${this.saleIds.length + 1}`;
        this.saleIds.push(saleId);
        return saleId;
      },
      newRefundRequestId: () => `R${index + 1}.${(this.#refundCount += 1)}`,
      kill: this.#killPlan(),
    });
  }

  #killPlan(): KillPlan {
    if (this.#killsLeft === 0) return { kind: 'never' };
    this.#killsLeft -= 1;
    const { choices } = this.#parts;
    switch (choices.below(3)) {
      case 0:
        return { kind: 'commit', count: 1 + choices.below(10), kept: false };
      case 1:
        return { kind: 'commit', count: 1 + choices.below(10), kept: true };
      default:
        return { kind: 'event', count: 1 + choices.below(20) };
    }
  }

  #deed(): void {
    if (this.#deedsLeft === 0) return this.#parts.ended();
    // Nobody can do anything at a till that is off; its next start calls again.
    this.#deedWaits = !this.run.alive;
    if (this.#deedWaits) return;
    this.#deedsLeft -= 1;
    this.#staff?.act(this.run);
    this.#parts.acquirer.hosted?.touched();
    this.cashier.act(this.run);
    this.#parts.timeline.after(this.cashier.pauseMs(), () => this.#deed());
  }

  /** A request leaves; answers whether it may take away what another till was paid. */
  #sent(request: Request, run: TillRun): boolean {
    const { endpoint, paymentRequestId, body } = request;
    if (endpoint === 'pay') this.#paySent(request, run);
    const isCancel = endpoint === 'cancelPayment';
    if (!isCancel && !(endpoint === 'refund' && isGiveBack(body.refundRequestId))) return true;
    const isKnown =
      this.shownPaid.has(paymentRequestId) ||
      this.manager.asked.has(paymentRequestId) ||
      this.#told.has(paymentRequestId) ||
      knowsCharge(run, paymentRequestId);
    if (isCancel) {
      this.#told.delete(paymentRequestId);
      if (!isKnown)
        this.violation ??= {
          rule: 'shared',
          say: `${shortId(paymentRequestId)} is cancelled, and nothing was heard of it since it was last sent`,
        };
    }
    return isKnown;
  }

  /** The rule `code`. */
  #paySent({ paymentRequestId, body }: Request, run: TillRun): void {
    this.#parts.paySent(paymentRequestId);
    const code = body.paymentMethod.paymentMethodId;
    const { nowMs } = this.#parts.timeline;
    const before = this.#codesSent.get(code);
    if (before?.run === run && before.id !== paymentRequestId && nowMs - before.atMs < MINUTE_MS) {
      const ids = `${shortId(before.id)} and for ${shortId(paymentRequestId)}`;
      this.violation ??= { rule: 'code', say: `one code was sent for ${ids}` };
    }
    if (before?.run === run && before.id === paymentRequestId) return;
    this.#codesSent.set(code, { id: paymentRequestId, run, atMs: nowMs });
  }
}

/** How many in a hundred do something before the till has asked for what was under way: most with a code in hand. */
function eagerPercent(shown: Shown): number {
  const sale = shown.sales.at(-1);
  return sale !== undefined && saleStateOf(sale) === 'awaitingCode' ? 60 : 12;
}

/** Whether the acquirer has told this till of the charge: a cancel of it that is repeated learns nothing more by asking. */
function knowsCharge(run: TillRun, paymentRequestId: string): boolean {
  const payments = run.terminal.book.ofPayment(paymentRequestId)?.payments ?? [];
  const state = payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId)?.state;
  return state !== undefined && 'charge' in state && state.charge !== null;
}
