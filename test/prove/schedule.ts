import { saleStateOf } from '../../src/payment/sale.ts';
import type { Ms } from '../../src/time.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import { Acquirer, shortId, type Mood, type Request } from './acquirer.ts';
import { Cashier, stageOf } from './cashier.ts';
import { Choices } from './choices.ts';
import { Manager } from './manager.ts';
import { FAULTS, Network, type Weather } from './network.ts';
import { OtherTill, Teller } from './others.ts';
import {
  violationAfterStart,
  violationAtEnd,
  violationAtKill,
  violationNow,
  type Scene,
  type Shown,
  type Violation,
} from './rules.ts';
import { dayViolationAtEnd, refundViolation, refundViolationAtEnd } from './refund-rules.ts';
import { Story } from './story.ts';
import { TillRun, type KillPlan } from './till-run.ts';
import { Timeline } from './timeline.ts';

/** What came of one schedule. */
export interface Verdict {
  readonly violation: Violation | null;
  /** The choices that were taken: given back, they play the same schedule. */
  readonly taken: readonly number[];
  readonly story: readonly string[];
}

/** Errors that the core threw where nobody waits for it; whoever runs schedules fills it. */
export const thrown: unknown[] = [];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Noon in Kuala Lumpur, and some nights: the acquirer's day ends at 00:15 (UTC+8). */
const START_MS = Date.UTC(2026, 0, 5, 4);
const STARTS_MS = [0, 12 * HOUR_MS - 20_000, 12 * HOUR_MS + 14 * MINUTE_MS, 7 * HOUR_MS] as const;
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
/** How long the world stays quiet before the books are closed. */
const CALM_MS = 40 * MINUTE_MS;
const EVENTS_MAX = 20_000;
/** Enough for the longest chain of promises between an exchange and the till's next event. */
const TURNS = 10;
const TURN = Promise.resolve();

/** Plays one schedule to its end, or to the first rule that breaks. */
export async function playSchedule(choices: Choices, telling = false): Promise<Verdict> {
  const world = new World(choices, telling);
  const violation = await world.play();
  return { violation, taken: choices.taken, story: world.story.lines };
}

/** The schedule of a seed. */
export function playSeed(seed: number): Promise<Verdict> {
  return playSchedule(Choices.ofSeed(seed));
}

class World {
  readonly story: Story;
  readonly #choices: Choices;
  readonly #timeline: Timeline;
  readonly #acquirer: Acquirer;
  readonly #network: Network;
  readonly #cashier: Cashier;
  readonly #manager: Manager;
  readonly #teller: Teller;
  readonly #disk = new MemoryJournal();
  readonly #rows: readonly string[] = this.#disk.rows;
  readonly #saleIds: string[] = [];
  readonly #codesSent = new Map<string, { readonly id: string; readonly run: TillRun; readonly atMs: Ms }>();
  readonly #jumps: boolean;
  #killsLeft: number;
  #refundCount = 0;
  #deedsLeft: number;
  #clockErrorMs: number;
  #deedWaits = false;
  #calmFromMs: Ms | null = null;
  #run: TillRun;
  #shown: Shown = { sales: [], rowCount: 0 };
  #stageBefore = '';
  #violation: Violation | null = null;

  constructor(choices: Choices, telling: boolean) {
    this.#choices = choices;
    this.#timeline = new Timeline(START_MS + choices.of(STARTS_MS, [60, 15, 18, 7]));
    const timeline = this.#timeline;
    this.story = new Story(timeline, telling);
    const { story } = this;
    this.#acquirer = new Acquirer({ choices, timeline, story, mood: moodOf(choices) });
    const acquirer = this.#acquirer;
    this.#killsLeft = choices.weighted([52, 32, 11, 5]);
    this.#jumps = choices.chance(30);
    this.#clockErrorMs = choices.of(CLOCK_ERRORS_MS, [75, 4, 4, 4, 4, 3, 3, 2, 1]);
    this.#deedsLeft = 2 + choices.weighted([24, 24, 17, 11, 7, 4, 3, 2, 2, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]);
    const sent = (request: Request): void => this.#paySent(request);
    this.#network = new Network({ choices, timeline, acquirer, story, weather: weatherOf(choices), sent });
    this.#manager = new Manager({ choices, story });
    this.#cashier = new Cashier({ choices, timeline, story, acquirer, manager: this.#manager });
    const parts = { choices, timeline, story, acquirer };
    const notifiedPercent = choices.of([0, 40], [75, 25]);
    this.#teller = new Teller({ ...parts, percent: notifiedPercent, run: () => this.#run });
    if (choices.chance(8)) new OtherTill(parts).begin(() => this.#cashier.lastOrder);
    this.#run = this.#newRun();
  }

  async play(): Promise<Violation | null> {
    await this.#happen(() => this.#run.start());
    this.#timeline.after(0, () => this.#deed());
    for (let count = 0; count < EVENTS_MAX && this.#violation === null; count += 1) {
      const nextAtMs = this.#timeline.nextAtMs;
      if (nextAtMs === null) break;
      const isOver = this.#calmFromMs !== null && nextAtMs > this.#calmFromMs + CALM_MS;
      if (isOver && this.#run.alive) break;
      await this.#happen(() => this.#timeline.step());
    }
    this.#violation ??=
      violationAtEnd(this.#scene()) ??
      refundViolationAtEnd(this.#scene()) ??
      dayViolationAtEnd(this.#scene());
    await machineTurn();
    if (thrown.length > 0) this.#stopped(thrown.splice(0)[0]);
    return this.#violation;
  }

  /** One event, everything that follows from it at once, and the judge. */
  async #happen(act: () => void): Promise<void> {
    try {
      act();
    } catch (error) {
      this.#stopped(error);
      return;
    }
    for (let turn = 0; turn < TURNS; turn += 1) await TURN;
    const scene = this.#scene();
    this.#violation ??= violationNow(scene) ?? refundViolation(scene, this.#manager);
    if (this.#run.alive) this.#show();
    else if (this.#shown.rowCount >= 0) this.#killed();
  }

  #scene(): Scene {
    const { nowMs } = this.#timeline;
    return {
      acquirer: this.#acquirer,
      run: this.#run,
      rows: this.#rows,
      saleIds: this.#saleIds,
      nowMs,
    };
  }

  #show(): void {
    const { book } = this.#run.terminal;
    const sales = this.#saleIds.flatMap((saleId) => book.sale(saleId) ?? []);
    this.#shown = { sales, rowCount: this.#rows.length };
    this.story.tell(() => {
      const stage = stageOf(this.#run);
      const same = stage === this.#stageBefore;
      this.#stageBefore = stage;
      return same ? '' : `the screen: ${stage}`;
    });
  }

  #killed(): void {
    const shown = this.#shown;
    this.#shown = { ...shown, rowCount: -1 };
    this.#violation ??= violationAtKill(this.#rows, shown);
    const choices = this.#choices;
    const offMs = choices.of(OFF_MS, [26, 24, 14, 8, 10, 10, 5, 3]);
    this.story.tell(() => `the till is killed; ${this.#rows.length} records are on its disk`);
    if (this.#jumps) this.#clockErrorMs = choices.of(CLOCK_ERRORS_MS);
    this.#timeline.after(offMs, () => {
      if (this.#calmFromMs !== null) this.#calmFromMs = this.#timeline.nowMs;
      this.#run = this.#newRun();
      this.story.tell(
        () => `the till starts again; its clock is ${this.#clockErrorMs / 1000} s off the gateway's`,
      );
      this.#run.start(
        choices.chance(this.#eagerPercent(shown)) ? () => this.#cashier.act(this.#run) : undefined,
      );
      if (this.#deedWaits) this.#timeline.after(this.#cashier.pauseMs(), () => this.#deed());
      this.#deedWaits = false;
      if (this.#run.alive) this.#violation ??= violationAfterStart(this.#scene(), shown);
      this.#shown = { sales: shown.sales, rowCount: Math.min(shown.rowCount, this.#rows.length) };
    });
  }

  /** How many in a hundred do something before the till has asked for what was under way: most with a code in hand. */
  #eagerPercent(shown: Shown): number {
    const sale = shown.sales.at(-1);
    return sale !== undefined && saleStateOf(sale) === 'awaitingCode' ? 60 : 12;
  }

  #newRun(): TillRun {
    return new TillRun({
      timeline: this.#timeline,
      disk: this.#disk,
      clockErrorMs: this.#clockErrorMs,
      http: (run) =>
        this.#network.httpFor({ alive: () => run.alive, lives: () => run.lives(), rows: this.#rows }),
      newSaleId: () => {
        const saleId = `sale ${this.#saleIds.length + 1}`;
        this.#saleIds.push(saleId);
        return saleId;
      },
      newRefundRequestId: () => `R${(this.#refundCount += 1)}`,
      kill: this.#killPlan(),
    });
  }

  #killPlan(): KillPlan {
    if (this.#killsLeft === 0) return { kind: 'never' };
    this.#killsLeft -= 1;
    const choices = this.#choices;
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
    if (this.#deedsLeft === 0) return this.#calm();
    // Nobody can do anything at a till that is off; its next start calls again.
    this.#deedWaits = !this.#run.alive;
    if (this.#deedWaits) return;
    this.#deedsLeft -= 1;
    this.#cashier.act(this.#run);
    this.#timeline.after(this.#cashier.pauseMs(), () => this.#deed());
  }

  /** From here on nothing goes wrong any more; the till is stopped once more in half of the schedules. */
  #calm(): void {
    this.story.tell(() => 'from here on nothing goes wrong any more');
    this.#network.weather = { percent: 0, only: null };
    this.#acquirer.mood = { oddPercent: 0, refusePercent: 0 };
    this.#killsLeft = 0;
    this.#calmFromMs = this.#timeline.nowMs;
    if (this.#choices.chance(40)) {
      this.#timeline.after(this.#choices.of([500, 6000, 40_000, 70_000]), () => this.#run.die());
    }
    this.#decideAtLast();
  }

  /** What can no longer be cancelled is decided by its wallet in the end. */
  #decideAtLast(): void {
    this.#timeline.after(CALM_MS / 2, () => {
      for (const { paymentRequestId, state } of this.#acquirer.ledger.books(this.#timeline.nowMs)) {
        if (state !== 'undecided') continue;
        this.#acquirer.ledger.decide(paymentRequestId, 'F', 'ORDER_IS_CLOSED', this.#timeline.nowMs);
      }
    });
  }

  #paySent(request: Request): void {
    if (request.endpoint !== 'pay') return;
    const { paymentRequestId, body } = request;
    this.#teller.watch(paymentRequestId);
    const code = body.paymentMethod.paymentMethodId;
    const { nowMs } = this.#timeline;
    const before = this.#codesSent.get(code);
    if (before?.run === this.#run && before.id !== paymentRequestId && nowMs - before.atMs < MINUTE_MS) {
      const ids = `${shortId(before.id)} and for ${shortId(paymentRequestId)}`;
      this.#violation ??= { rule: 'code', say: `one code was sent for ${ids}` };
    }
    if (before?.run === this.#run && before.id === paymentRequestId) return;
    this.#codesSent.set(code, { id: paymentRequestId, run: this.#run, atMs: nowMs });
  }

  #stopped(error: unknown): void {
    this.#violation ??= { rule: 'alive', say: error instanceof Error ? error.message : String(error) };
  }
}

/** Lets the machine say which promises were broken with nobody waiting. */
function machineTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function moodOf(choices: Choices): Mood {
  return {
    oddPercent: choices.of([0, 50, 100], [50, 35, 15]),
    refusePercent: choices.of([0, 40], [85, 15]),
  };
}

function weatherOf(choices: Choices): Weather {
  const percent = choices.of([0, 15, 40, 85], [25, 35, 28, 12]);
  const only = percent > 0 && choices.chance(25) ? choices.of(FAULTS) : null;
  return { percent, only };
}
