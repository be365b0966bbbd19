import { Acquirer } from './acquirer.ts';
import { Choices } from './choices.ts';
import type { CodeShop } from './code-lines.ts';
import { Portal } from './elsewhere.ts';
import { violationAtEnd } from './end-rules.ts';
import { violationNow } from './money-rules.ts';
import { habitsOf } from './habits.ts';
import { Hosted } from './hosted.ts';
import { FAULTS, Network, type Weather } from './network.ts';
import { Orders } from './orders.ts';
import { OtherTill, Teller } from './others.ts';
import { CLOSE_MIN, LATE_ROUNDS_MIN, ROUNDS_MIN } from './people.ts';
import type { Rule, Scene, Violation } from './rules.ts';
import { dayViolationAtEnd, refundViolation } from './refund-rules.ts';
import { Story } from './story.ts';
import { Till } from './tills.ts';
import { Timeline } from './timeline.ts';
import { moodOf, QUIET_MOOD } from './wallet-moods.ts';

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
const STARTS = [
  { atMs: 0, isStaffed: false },
  // People sign in to sell.
  { atMs: 0, isStaffed: true },
  { atMs: 12 * HOUR_MS - 20_000, isStaffed: false },
  { atMs: 12 * HOUR_MS + 14 * MINUTE_MS, isStaffed: false },
  { atMs: 7 * HOUR_MS, isStaffed: false },
] as const;
interface Shop {
  readonly count: number;
  readonly isHosted: boolean;
  readonly codes: CodeShop;
  readonly isEarly?: true;
}
/**
 * One till with codes alone, or one with acquirers that are paid on a page beside them; or several tills with codes. The
 * tills of a shop share their orders, and two acquirers share no ids: one order's codes all go to one of them.
 */
const SHOPS: readonly [Shop, ...Shop[]] = [
  { count: 1, isHosted: false, codes: 'alipayPlus' },
  { count: 1, isHosted: false, codes: 'antomInstore' },
  { count: 1, isHosted: false, codes: 'both' },
  { count: 1, isHosted: true, codes: 'alipayPlus' },
  { count: 1, isHosted: true, codes: 'alipayPlus', isEarly: true },
  { count: 1, isHosted: true, codes: 'antomInstore' },
  { count: 1, isHosted: true, codes: 'both' },
  { count: 2, isHosted: false, codes: 'alipayPlus' },
  { count: 2, isHosted: false, codes: 'antomInstore' },
  { count: 3, isHosted: false, codes: 'alipayPlus' },
];
const SHOP_WEIGHTS = [28, 10, 5, 16, 6, 8, 12, 9, 4, 2];
/** How long the world stays quiet before the books are closed. */
const CALM_MS = 48 * MINUTE_MS;
/** Links that nobody closes, and refunds that only a list of yesterday can prove, take longer: so long at the most. */
const HOSTED_CALM_MS = 5 * 24 * HOUR_MS;
/** When somebody comes by in that time. */
const HOSTED_ROUNDS_MIN = [75, 150, 180, 720, 2000, 3600, 5200, 6600] as const;
/** When every wallet has decided, in the calm. */
const DECIDED_MS = 20 * MINUTE_MS;
/** No acquirer keeps an order open for longer; a till beside one that is off for days would ask for ever. */
const OPEN_MS_MAX = 12 * HOUR_MS;
const EVENTS_MAX = 20_000;
/** Enough for the longest chain of promises between an exchange and the till's next event. */
const TURNS = 10;
const TURN = Promise.resolve();
/** Rules that are not looked at: none, but where somebody asks for what stands behind the first violation. */
const NO_RULES: ReadonlySet<Rule> = new Set();

/**
 * Plays one schedule to its end, or to the first rule that breaks and is not among `without`. `tell` is given the rows of
 * every till's journal as they stand at the end.
 */
export async function playSchedule(
  choices: Choices,
  telling = false,
  without: ReadonlySet<Rule> = NO_RULES,
  tell?: (rows: readonly string[]) => void,
): Promise<Verdict> {
  const world = new World(choices, telling, without);
  const violation = await world.play();
  for (const { rows } of world.tills) tell?.(rows);
  return { violation, taken: choices.taken, story: world.story.lines };
}

/** The schedule of a seed. */
export function playSeed(seed: number, without: ReadonlySet<Rule> = NO_RULES): Promise<Verdict> {
  return playSchedule(Choices.ofSeed(seed), false, without);
}

class World {
  readonly story: Story;
  readonly #timeline: Timeline;
  readonly #acquirer: Acquirer;
  readonly #network: Network;
  readonly #teller: Teller;
  readonly #portal: Portal;
  readonly tills: readonly Till[];
  /** The till that has made each payment. */
  readonly #makers = new Map<string, Till>();
  readonly #scene: { -readonly [K in keyof Scene]: Scene[K] };
  readonly #without: ReadonlySet<Rule>;
  #busyTills: number;
  #calmFromMs: number | null = null;
  #violation: Violation | null = null;

  constructor(choices: Choices, telling: boolean, without: ReadonlySet<Rule>) {
    this.#without = without;
    const { atMs, isStaffed } = choices.of(STARTS, [50, 10, 15, 18, 7]);
    this.#timeline = new Timeline(START_MS + atMs);
    const timeline = this.#timeline;
    this.story = new Story(timeline, telling);
    const { story } = this;
    const broke = (id: string): unknown => timeline.after(700, () => this.#teller.insist(id));
    const [mood, habits] = [moodOf(choices), habitsOf(choices)];
    let isEpoch = false;
    this.#acquirer = new Acquirer({ choices, timeline, story, mood, habits, isEpoch: () => isEpoch, broke });
    const acquirer = this.#acquirer;
    const parts = { choices, timeline, story, acquirer };
    this.#network = new Network({ ...parts, weather: weatherOf(choices) });
    const network = this.#network;
    this.#teller = new Teller({
      ...parts,
      percent: choices.of([0, 40], [75, 25]),
      run: (id) => this.#makers.get(id)?.run,
      loseInquiryOf: (id) => network.loseInquiryOf(id),
    });
    this.#portal = new Portal({ ...parts, tell: (id) => this.#teller.tell(id) });
    const { count, isHosted, codes, isEarly = false } = choices.of(SHOPS, SHOP_WEIGHTS);
    isEpoch = codes === 'antomInstore';
    this.#busyTills = count;
    if (isHosted)
      acquirer.hosted = new Hosted({
        ...{ choices, timeline, story, percent: () => network.weather.percent },
        run: () => this.tills[0]?.run,
        isEarly,
      });
    const orders = new Orders();
    this.tills = Array.from({ length: count }, (_, index) => {
      const name = count === 1 ? 'the till' : `till ${'ABC'.charAt(index)}`;
      const hooks = { started: () => this.#started(), ended: () => this.#ended() };
      const paySent = (id: string): void => this.#paySent(id, index);
      return new Till({
        ...parts,
        network,
        orders,
        index,
        name,
        isStaffed,
        codes,
        isEarly,
        paySent,
        ...hooks,
      });
    });
    // An order that another till charges too meets no idempotency check at an acquirer that is paid on a page.
    if (!isHosted && choices.chance(8) && codes !== 'both')
      new OtherTill(parts, acquirer.lines[codes]).begin(() => this.tills[0]?.cashier.lastOrder ?? '');
    this.#scene = { acquirer, tills: this.tills, nowMs: timeline.nowMs };
  }

  async play(): Promise<Violation | null> {
    await this.#happen(() => this.tills.forEach((till) => till.start()));
    for (let count = 0; count < EVENTS_MAX && this.#violation === null; count += 1) {
      const nextAtMs = this.#timeline.nextAtMs;
      if (nextAtMs === null) break;
      if (this.#isOver(nextAtMs)) break;
      await this.#happen(() => this.#timeline.step());
    }
    this.#broken(violationAtEnd(this.#scene));
    for (const till of this.tills) this.#broken(dayViolationAtEnd(till));
    await machineTurn();
    if (thrown.length > 0) this.#stopped(thrown.splice(0)[0]);
    return this.#violation;
  }

  #isOver(nextAtMs: number): boolean {
    if (this.#calmFromMs === null || nextAtMs <= this.#calmFromMs + CALM_MS) return false;
    if (this.tills.some(({ run }) => !run.alive)) return false;
    const isSettled = this.#acquirer.hosted === null || violationAtEnd(this.#scene) === null;
    return isSettled || nextAtMs > this.#calmFromMs + HOSTED_CALM_MS;
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
    this.#scene.nowMs = this.#timeline.nowMs;
    for (const till of this.tills) {
      till.look();
      this.#acquirer.hosted?.customers.look(till.run);
    }
    if (this.#acquirer.hosted !== null) await TURN;
    this.#broken(violationNow(this.#scene) ?? refundViolation(this.#scene));
    for (const till of this.tills) {
      till.see();
      this.#broken(till.violation);
    }
  }

  #broken(violation: Violation | null): void {
    if (violation === null || this.#without.has(violation.rule)) return;
    this.#violation ??= violation;
  }

  #stopped(error: unknown): void {
    this.#broken({ rule: 'alive', say: error instanceof Error ? error.message : String(error) });
  }

  #paySent(paymentRequestId: string, index: number): void {
    const till = this.tills[index];
    if (till !== undefined && !this.#makers.has(paymentRequestId)) {
      this.#makers.set(paymentRequestId, till);
      this.#timeline.after(OPEN_MS_MAX, () => this.#decide(paymentRequestId));
    }
    this.#teller.watch(paymentRequestId);
    this.#portal.watch(paymentRequestId);
  }

  #ended(): void {
    this.#busyTills -= 1;
    if (this.#busyTills === 0) this.#calm();
  }

  /** A till that was off makes the calm begin anew. */
  #started(): void {
    if (this.#calmFromMs !== null) this.#comeBy();
  }

  /** From here on nothing goes wrong any more; a till is stopped once more in many of the schedules. */
  #calm(): void {
    this.story.tell(() => 'from here on nothing goes wrong any more');
    this.#network.weather = { percent: 0, only: null };
    this.#acquirer.mood = QUIET_MOOD;
    this.#acquirer.hosted?.calm();
    this.#portal.close();
    for (const till of this.tills) till.calm();
    this.#comeBy();
    this.#decideAtLast();
  }

  /** Willing people come by at every till, and close the day; a till that starts again has them come anew. */
  #comeBy(): void {
    const fromMs = this.#timeline.nowMs;
    this.#calmFromMs = fromMs;
    const at = (minutes: number, act: (till: Till) => void): void => {
      this.#timeline.after(minutes * MINUTE_MS, () => {
        if (this.#calmFromMs === fromMs) this.tills.forEach(act);
      });
    };
    for (const minutes of [...ROUNDS_MIN, ...LATE_ROUNDS_MIN]) at(minutes, (till) => till.comeBy());
    if (this.#acquirer.hosted !== null)
      for (const minutes of HOSTED_ROUNDS_MIN) at(minutes, (till) => till.comeBy());
    at(CLOSE_MIN, (till) => till.closeDay());
  }

  /** What can no longer be cancelled is decided by its wallet in the end. */
  #decideAtLast(): void {
    this.#timeline.after(DECIDED_MS, () => {
      for (const { paymentRequestId, state } of this.#acquirer.ledger.books(this.#timeline.nowMs)) {
        if (state === 'undecided') this.#decide(paymentRequestId);
      }
    });
  }

  #decide(paymentRequestId: string): void {
    this.#acquirer.ledger.decide(paymentRequestId, 'F', 'ORDER_IS_CLOSED', this.#timeline.nowMs);
  }
}

/** Lets the machine say which promises were broken with nobody waiting. */
function machineTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function weatherOf(choices: Choices): Weather {
  const percent = choices.of([0, 15, 40, 85], [25, 35, 28, 12]);
  const only = percent > 0 && choices.chance(25) ? choices.of(FAULTS) : null;
  return { percent, only };
}
