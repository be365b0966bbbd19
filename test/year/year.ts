import { AlipayPlusGateway } from '../../src/acquirers/alipay-plus/gateway.ts';
import type { TillConfig } from '../../src/acquirers/kinds.ts';
import type { Problem } from '../../src/contract/problems.ts';
import type { ReportView } from '../../src/contract/manager-commands.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { invariant, type Result } from '../../src/ground/result.ts';
import type { Ms } from '../../src/ground/time.ts';
import { composedTill, type ComposedTill } from '../fakes/composed-till.ts';
import { givenConfig } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { Random } from '../torture/random.ts';
import { ForgetfulJournal } from './forgetful-journal.ts';
import { believing, YearAcquirer } from './year-acquirer.ts';
import { QUIET } from '../fakes/quiet-log.ts';

export interface YearOptions {
  /** IANA name of where the shop is. */
  readonly timeZone: string;
  readonly salesADay: number;
  readonly seed: string;
  /** After each day of the year. */
  readonly told: (day: number) => void;
}

/** What came of a year. Values in minor units of the shop's currency. */
export interface Year {
  readonly sales: number;
  readonly zs: readonly ReportView[];
  /** What the acquirer has kept, and how many payments it has charged. */
  readonly keptMinor: number;
  readonly charged: number;
  /** Instants at which the zone's clock changes, in the year. */
  readonly clockChanges: number;
}

const DAY_MS = 24 * 3600_000;
/** A leap year. */
const YEAR = 2028;
const DAYS = 366;
const APPROVER = { id: 'm1', pin: '471147' };
/** On this day the acquirer begins to sign with its next key; the till has known it for a month, and forgets the old one a month later. */
const KEY_DAY = 183;
/** Every so many days nobody closes the day. */
const FORGOTTEN_EVERY = 50;
/** Refunds are of sales of the last days. */
const REMEMBERED_MS = 3 * DAY_MS;
const NONE = { params: {}, query: {}, body: null } as const;

/** Sells for a year, round the clock, and closes each day after midnight of the shop. */
export function playYear(options: YearOptions): Promise<Year> {
  return new Player(options).play();
}

class Player {
  readonly #options: YearOptions;
  readonly #random: Random;
  readonly #clock: ManualClock;
  readonly #acquirer: YearAcquirer;
  readonly #journal = new ForgetfulJournal();
  readonly #config: TillConfig;
  readonly #zs: ReportView[] = [];
  #paid: { readonly saleId: string; readonly atMs: Ms }[] = [];
  #sales = 0;
  #till: ComposedTill;

  constructor(options: YearOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#clock = new ManualClock(midnightMs(options.timeZone, 0));
    this.#acquirer = new YearAcquirer(this.#clock, this.#random);
    const { timeZone } = options;
    this.#config = givenConfig({
      terminal: { storeTerminalId: 'T07', currency: 'MYR', settlementCurrency: 'USD', timeZone },
      // A sale whose paper waits is open, and no printer is played here.
      printers: [],
    });
    this.#till = this.#start([1]);
  }

  async play(): Promise<Year> {
    const { timeZone, told } = this.#options;
    for (let day = 0; day < DAYS; day += 1) {
      await this.#day(midnightMs(timeZone, day), midnightMs(timeZone, day + 1));
      if (day % FORGOTTEN_EVERY !== FORGOTTEN_EVERY - 1) await this.#close();
      this.#restart(day);
      told(day + 1);
    }
    // Whatever is still owed comes to its end; the last close takes it in.
    await this.#clock.advance(DAY_MS);
    await this.#close();
    this.#till.terminal.stop();
    const books = this.#acquirer.ledger.books(this.#clock.nowMs());
    return {
      sales: this.#sales,
      zs: this.#zs,
      keptMinor: books.reduce((sum, { netMinor }) => sum + netMinor, 0),
      charged: books.filter(({ debits }) => debits > 0).length,
      clockChanges: clockChangesOf(timeZone),
    };
  }

  async #day(fromMs: Ms, untilMs: Ms): Promise<void> {
    const meanMs = (untilMs - fromMs) / this.#options.salesADay;
    for (;;) {
      const waitMs = Math.round(meanMs * 2 * this.#random.next());
      if (this.#clock.nowMs() + waitMs >= untilMs) break;
      await this.#clock.advance(waitMs);
      await this.#customer();
    }
    // The manager comes some minutes after midnight.
    const closesAtMs = untilMs + (5 + this.#random.below(40)) * 60_000;
    await this.#clock.advance(Math.max(0, closesAtMs - this.#clock.nowMs()));
  }

  async #customer(): Promise<void> {
    this.#sales += 1;
    const amount = { currency: 'MYR', value: String(100 + this.#random.below(90_000)) };
    const body = { referenceOrderId: `Y-${this.#sales}`, orderDescription: 'Coffee', amount };
    const desk = this.#till.desk.handlers();
    const { saleId } = taken(await desk.openSale({ params: {}, query: {}, body }));
    const text = `28100102${String(this.#sales).padStart(16, '0')}`;
    taken(await desk.enterCode({ params: { saleId }, query: {}, body: { text } }));
    for (let looks = 0; looks < 20 && !isEnded(this.#sale(saleId)); looks += 1)
      await this.#clock.advance(6000);
    const { state } = this.#sale(saleId);
    if (state === 'failed') taken(await desk.cancelSale({ params: { saleId }, query: {}, body: null }));
    else if (state === 'paid') await this.#paidFor(saleId);
  }

  /** Some want their money back: at once, or one of the last days. */
  async #paidFor(saleId: string): Promise<void> {
    const approval = { approver: APPROVER, reason: 'Wrong size' };
    if (this.#random.chance(0.03)) {
      const desk = this.#till.desk.handlers();
      taken(await desk.cancelSale({ params: { saleId }, query: {}, body: approval }));
      await this.#clock.advance(6000);
      return;
    }
    this.#paid.push({ saleId, atMs: this.#clock.nowMs() });
    if (!this.#random.chance(0.05)) return;
    const of = this.#random.pick(this.#paid);
    const { paymentRequestId, refundable } = this.#sale(of.saleId);
    if (paymentRequestId === undefined || refundable === undefined || refundable.value === '0') return;
    const value = this.#random.chance(0.5)
      ? refundable.value
      : String(1 + this.#random.below(Number(refundable.value)));
    const body = { paymentRequestId, amount: { ...refundable, value }, ...approval };
    taken(await this.#till.manager.requestRefund({ params: {}, query: {}, body }));
    await this.#clock.advance(3000);
  }

  async #close(): Promise<void> {
    this.#zs.push(taken(await this.#till.manager.closeDay({ ...NONE, body: { again: true } })));
  }

  /** The shop turns its till off and on each night. */
  #restart(day: number): void {
    this.#till.terminal.stop();
    const rememberedMs = this.#clock.nowMs() - REMEMBERED_MS;
    this.#journal.forget(rememberedMs);
    this.#paid = this.#paid.filter(({ atMs }) => atMs > rememberedMs + DAY_MS);
    if (day === KEY_DAY) this.#acquirer.keyVersion = 2;
    this.#till = this.#start(day < KEY_DAY - 30 ? [1] : day < KEY_DAY + 30 ? [1, 2] : [2]);
  }

  #start(keyVersions: readonly number[]): ComposedTill {
    const { alipayPlus } = this.#config.gateways;
    invariant(alipayPlus?.kind === 'alipay-plus', 'the year is of Alipay+');
    const { terminal, merchant } = this.#config;
    const gateway = new AlipayPlusGateway({
      ...{ config: alipayPlus, terminal, merchant, signing: believing(keyVersions) },
      ...{ http: this.#acquirer, clock: this.#clock, log: QUIET },
    });
    let refunds = 0;
    const till = composedTill({
      ...{ config: this.#config, clock: this.#clock, journal: this.#journal, gateway },
      ids: () => ({
        saleId: () => `S-${this.#sales}`,
        refundRequestId: () => `R-${this.#sales}-${(refunds += 1)}`,
      }),
      print: () => undefined,
    });
    till.terminal.replay();
    till.terminal.resume();
    till.approver.resume();
    return till;
  }

  #sale(saleId: string): SaleView {
    const sale = this.#till.terminal.book.sale(saleId);
    invariant(sale !== undefined, `the sale ${saleId} is known`);
    return this.#till.screen.sale(sale);
  }
}

function isEnded({ state }: SaleView): boolean {
  return state === 'paid' || state === 'failed' || state === 'cancelled' || state === 'cancelling';
}

function taken<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** When a day of the year begins in a zone; the day after the last one is the next year's first. */
function midnightMs(timeZone: string, day: number): Ms {
  const utcMs = Date.UTC(YEAR, 0, 1 + day);
  // Twice: the offset before the change may not be the one after it.
  const guess = utcMs - offsetMs(timeZone, utcMs);
  return utcMs - offsetMs(timeZone, guess);
}

function offsetMs(timeZone: string, atMs: Ms): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(atMs);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const found = /([+-])(\d\d):(\d\d)/.exec(name);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === '-' ? -minutes : minutes) * 60_000;
}

function clockChangesOf(timeZone: string): number {
  let changes = 0;
  for (let day = 0; day < DAYS; day += 1)
    if (midnightMs(timeZone, day + 1) - midnightMs(timeZone, day) !== DAY_MS) changes += 1;
  return changes;
}
