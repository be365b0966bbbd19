import { generateKeyPairSync, sign } from 'node:crypto';
import type { Exchange, Http, HttpCall } from '../../src/acquirers/port.ts';
import { MONEY_HEADER, type LeaseAnswer } from '../../src/centre/wire.ts';
import { TillApi } from '../../drivers/centre/till-api.ts';
import { LEAVE_WAIT_MS } from '../../src/centre/order-leave.ts';
import { saleStateOf, leadingPayment } from '../../src/payment/sale.ts';
import type { Sale } from '../../src/payment/state.ts';
import { isUnresolved } from '../../src/payment/transition.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { ChainAcquirer } from './chain-acquirer.ts';
import { ChainCentre, idOf, type ChainSide } from './chain-centre.ts';
import { brokenAtEnd, leaveOfAttempt, storedChanged } from './chain-rules.ts';
import { ChainDisk, ChainTill, MANAGER, type ChainKey } from './chain-till.ts';
import type { Choices } from './choices.ts';

/** What was broken; null where nothing was. */
export type Broken = string | null;

const START_MS = Date.UTC(2026, 10, 20, 3);
const MINUTE_MS = 60_000;
const CLOCK_STEPS_MS = [0, 70_000, -70_000, 3_600_000, -3_600_000] as const;
const PAUSES_MS = [100, 1000, 10_000, 65_000, 3 * MINUTE_MS] as const;

/**
 * How often each thing happens, in four kinds of schedules: a bit of everything; databases that are put back; disks that are
 * copied or put back; refunds at many tills.
 *
 * Order: sale, refund, line, kill, restart, copy of a disk, disk put back, copy or return of the database, clone, lag, clock.
 */
const TROUBLES: readonly [readonly number[], ...(readonly number[])[]] = [
  [45, 14, 12, 8, 7, 3, 2, 4, 2, 2, 4],
  [60, 4, 6, 2, 3, 1, 1, 25, 1, 4, 1],
  [45, 5, 8, 4, 6, 12, 10, 2, 14, 1, 3],
  [25, 45, 10, 8, 8, 0, 0, 0, 0, 3, 3],
] as const;

interface Line {
  /** What is lost on the way: nothing, every call, or every answer. */
  lost: 'nothing' | 'calls' | 'answers';
  delayMs: number;
}

/** All that a schedule knows, for its rules. */
export interface ChainScene {
  readonly centre: ChainCentre;
  readonly acquirer: ChainAcquirer;
  readonly tills: readonly ChainTill[];
  /** A copy of a till's disk that runs beside it, by the till. */
  readonly clones: ReadonlyMap<ChainTill, ChainTill>;
  /** The centre was put back from a copy, and a person has it give leave and room before all tills have told. */
  readonly hasGoneOn: boolean;
  /** Refunds for which the centre gave room. */
  readonly roomed: ReadonlySet<string>;
}

/**
 * One schedule of a chain: two to ten tills, one acquirer, one centre; lines that are cut, restarts, clock steps, copies of
 * disks that run, journals and databases that are put back.
 */
export async function playChain(choices: Choices, side: ChainSide): Promise<Broken> {
  const world = await ChainWorld.begin(choices, side);
  const moves = 6 + choices.below(16);
  for (let move = 0; move < moves && world.broken === null; move += 1) await world.move();
  return world.end();
}

class ChainWorld implements ChainScene {
  readonly clock = new ManualClock(START_MS);
  readonly acquirer: ChainAcquirer;
  readonly tills: ChainTill[] = [];
  readonly clones = new Map<ChainTill, ChainTill>();
  readonly roomed = new Set<string>();
  hasGoneOn = false;
  broken: Broken = null;
  readonly centre: ChainCentre;
  readonly #choices: Choices;
  readonly #lines = new Map<ChainTill, Line>();
  readonly #copies = new Map<ChainTill, ChainDisk>();
  readonly #orders: { readonly id: string; readonly home: string }[] = [];
  readonly #weights: readonly number[];
  readonly #stored = new Map<string, string>();
  #refunds = 0;
  #lag = false;

  private constructor(choices: Choices, centre: ChainCentre, clock: ManualClock) {
    this.#choices = choices;
    this.centre = centre;
    this.clock = clock;
    this.acquirer = new ChainAcquirer(choices);
    this.#weights = choices.of(TROUBLES, [40, 25, 15, 20]);
    // Attempts that are over show whether tokens are looked at: no two of them are both under way.
    if (this.#weights === TROUBLES[1]) this.acquirer.refusedPercent = 75;
  }

  static async begin(choices: Choices, side: ChainSide): Promise<ChainWorld> {
    const clock = new ManualClock(START_MS);
    const world = new ChainWorld(choices, await ChainCentre.begin(side, clock), clock);
    const count = 2 + choices.weighted([60, 20, 8, 4, 2, 2, 1, 1, 1]);
    for (let index = 0; index < count; index += 1) {
      const terminal = `T${index + 1}`;
      world.tills.push(
        world.#till(terminal, terminal, new ChainDisk(), newKey(), await world.centre.newTill(terminal)),
      );
    }
    await world.#settle(1000);
    return world;
  }

  #till(terminal: string, name: string, disk: ChainDisk, key: ChainKey, code: string): ChainTill {
    const till = new ChainTill({
      ...{ terminal, name, disk, key, code, clock: this.clock, acquirer: this.acquirer },
      http: (of) => this.#lineOf(of),
      newRefundId: () => `R${(this.#refunds += 1)}`,
      roomed: (id, answer) => {
        if (answer?.outcome === 'reserved') this.roomed.add(id);
      },
    });
    return till;
  }

  /** Lets time go by, and the office follow what came. */
  async #settle(ms: number): Promise<void> {
    await this.clock.advance(ms);
    if (!this.#lag) await this.centre.follow();
    if (this.clones.size > 0) this.broken ??= storedChanged(await this.centre.books(), this.#stored);
    this.broken ??= this.centre.differs;
  }

  #lineOf(till: ChainTill): Http {
    return {
      send: async (call) => {
        const line = this.#lines.get(till) ?? { lost: 'nothing', delayMs: 0 };
        const silent = (): Promise<Exchange> =>
          new Promise((resolve) => {
            this.clock.after(call.timeoutMs, () => resolve({ kind: 'silent', why: 'no answer' }));
          });
        if (line.lost === 'calls') return silent();
        if (line.delayMs > 0) {
          const late = new Promise<void>((resolve) => void this.clock.after(line.delayMs, resolve));
          const answered = late.then(() => this.#answered(till, call));
          return Promise.race([answered, silent()]);
        }
        const answer = await this.#answered(till, call);
        return line.lost === 'answers' ? silent() : answer;
      },
    };
  }

  async #answered(till: ChainTill, { url, headers, body }: HttpCall): Promise<Exchange> {
    const path = new URL(url).pathname;
    const call = TillApi.callOf(path);
    if (call === null) throw new Error(`no such call: ${path}`);
    const text = Buffer.from(body ?? []).toString('utf8');
    const reply = await this.centre.api.answer(call, {
      path,
      authorization: headers['Authorization'],
      money: headers[MONEY_HEADER],
      body: text,
    });
    if (call === 'lease') this.#granted(till, text, reply.body as LeaseAnswer);
    return {
      kind: 'answered',
      status: reply.status,
      headers: {},
      body: Buffer.from(JSON.stringify(reply.body)),
    };
  }

  /** Rule `leave`: nobody is given an order that another till may begin, or has under way, by leave of the centre. */
  #granted(till: ChainTill, body: string, answer: LeaseAnswer): void {
    if (answer.outcome !== 'granted' || this.hasGoneOn) return;
    const { orderId } = JSON.parse(body) as { orderId: string };
    for (const other of this.tills) {
      if (other.parts.terminal === till.parts.terminal || other.wasRestored || this.clones.has(other))
        continue;
      const isUnderWay =
        other.leave().includes(orderId) ||
        other
          .sales()
          .some(
            (sale) =>
              sale.referenceOrderId === orderId &&
              sale.payments.some(
                (payment) =>
                  isUnresolved(payment) &&
                  leaveOfAttempt(other, payment.facts.paymentRequestId)?.by === 'centre',
              ),
          );
      if (isUnderWay)
        this.broken ??= `leave: ${till.parts.name} was given ${orderId}, which ${other.parts.name} has under way`;
    }
  }

  async move(): Promise<void> {
    const choices = this.#choices;
    const all = [...this.tills, ...this.clones.values()] as [ChainTill, ...ChainTill[]];
    const till = choices.of(all);
    switch (choices.weighted(this.#weights)) {
      case 0:
        await this.#sell(till);
        break;
      case 1:
        await this.#refund(till);
        break;
      case 2:
        this.#lines.set(till, {
          lost: choices.of(['nothing', 'calls', 'answers']),
          delayMs: choices.of([0, 200, 2000, 8000], [60, 15, 15, 10]),
        });
        break;
      case 3:
        if (till.isUp) till.kill = { left: 1 + choices.below(4), kept: choices.chance(50) };
        break;
      case 4:
        if (!till.isUp || choices.chance(40)) {
          till.clockErrorMs = choices.of(CLOCK_STEPS_MS, [60, 10, 10, 10, 10]);
          till.restart();
        }
        break;
      case 5:
        this.#copies.set(till, till.disk.copy());
        break;
      case 6:
        this.#putBack(till);
        break;
      case 7:
        if (this.centre.hasCopy && choices.chance(60)) {
          this.#stored.clear();
          await this.centre.putBack();
          if (choices.chance(30)) {
            this.hasGoneOn = true;
            await this.centre.goOn();
          }
          // Before the tills have told again what it has forgotten, somebody sells.
          const other = choices.of(this.tills as [ChainTill, ...ChainTill[]]);
          if (other.isUp && choices.chance(70)) await this.#open(other, true);
        } else await this.centre.keepCopy();
        break;
      case 8:
        this.#clone(till);
        break;
      case 9:
        this.#lag = !this.#lag;
        break;
      default:
        till.clockErrorMs = choices.of(CLOCK_STEPS_MS, [60, 10, 10, 10, 10]);
    }
    await this.#settle(choices.of(PAUSES_MS, [42, 27, 15, 11, 5]));
  }

  #putBack(till: ChainTill): void {
    const copy = this.#copies.get(till);
    if (copy === undefined || this.#isCloned(till)) return;
    till.die();
    till.wasRestored = true;
    till.disk = copy.copy();
    till.restart();
  }

  #clone(till: ChainTill): void {
    if (this.#isCloned(till) || till.wasRestored || this.clones.size > 0) return;
    const { terminal, name, key, code } = till.parts;
    this.clones.set(till, this.#till(terminal, `${name}'`, till.disk.copy(), key, code));
  }

  #isCloned(till: ChainTill): boolean {
    return this.clones.has(till) || [...this.clones.values()].includes(till);
  }

  async #sell(till: ChainTill): Promise<void> {
    if (!till.isUp) return;
    const { book } = till.till.terminal;
    const sale = book.latest();
    const state = sale === undefined ? 'none' : saleStateOf(sale);
    if (sale !== undefined && state === 'awaitingCode') return this.#scan(till, sale);
    if (sale !== undefined && state === 'failed' && this.#choices.chance(60)) return this.#scan(till, sale);
    if (sale !== undefined && !['paid', 'failed', 'cancelled'].includes(state)) {
      this.#do(till, () =>
        till.till.desk.handlers().cancelSale({ params: { saleId: sale.saleId }, query: {}, body: null }),
      );
      return;
    }
    if (sale !== undefined)
      this.#do(till, () =>
        till.till.desk.handlers().dismissSale({ params: { saleId: sale.saleId }, query: {}, body: null }),
      );
    await this.#settle(0);
    if (isRunning(till)) await this.#open(till);
  }

  /** Somebody does something at a till. What a process that is being killed says of it, nobody hears. */
  #do(till: ChainTill, act: () => Promise<unknown>): void {
    const { life } = till;
    const heard = (error: unknown): void => {
      if (till.life === life)
        this.broken ??= `alive: ${error instanceof Error ? (error.stack ?? '') : String(error)}`;
    };
    try {
      act().catch(heard);
    } catch (error) {
      heard(error);
    }
  }

  async #open(till: ChainTill, isLast = false): Promise<void> {
    const last = this.#orders.at(-1);
    const homes = [till.parts.terminal, ...this.tills.map(({ parts }) => parts.terminal)] as [
      string,
      ...string[],
    ];
    const order =
      last !== undefined && (isLast || this.#choices.chance(60))
        ? last
        : { id: `ORD-${this.#orders.length + 1}`, home: this.#choices.of(homes) };
    if (order !== last) this.#orders.push(order);
    this.#do(till, () =>
      till.till.desk.handlers().openSale({
        ...{ params: {}, query: {} },
        body: {
          ...{ referenceOrderId: order.id, orderDescription: 'Coffee', homeTerminalId: order.home },
          amount: { currency: 'MYR', value: '4550' },
        },
      }),
    );
    await this.#settle(this.#choices.of([50, 400]));
    const sale = till.isUp ? till.till.terminal.book.latest() : undefined;
    // Now and then the customer looks for the phone first: the till has leave, and has begun nothing.
    const isScanned = !this.#choices.chance(15);
    if (isScanned && sale !== undefined && saleStateOf(sale) === 'awaitingCode') await this.#scan(till, sale);
  }

  /** Scans a code; where the order is elsewhere, a manager may have it taken. */
  async #scan(till: ChainTill, { saleId }: Sale): Promise<void> {
    const handlers = till.till.desk.handlers();
    const about = { params: { saleId }, query: {} };
    const sale = till.till.terminal.book.sale(saleId);
    if (sale !== undefined && saleStateOf(sale) === 'failed')
      this.#do(till, () => handlers.retrySale({ ...about, body: null }));
    await this.#settle(0);
    const askedAtMs = this.clock.nowMs();
    let slug = '';
    this.#do(till, async () => {
      const answer = await handlers.enterCode({ ...about, body: { text: till.freshCode() } });
      if (this.clock.nowMs() - askedAtMs > LEAVE_WAIT_MS)
        this.broken ??= `wait: a scan at ${till.parts.name} waited ${this.clock.nowMs() - askedAtMs} ms`;
      slug = answer.ok ? '' : answer.error.slug;
    });
    await this.#settle(LEAVE_WAIT_MS + 100);
    if (slug !== 'order-elsewhere' || !till.isUp || !this.#choices.chance(50)) return;
    const now = till.till.terminal.book.sale(saleId);
    if (now === undefined) return;
    this.#do(till, () =>
      till.till.decisions.decideAsked(now, { approver: MANAGER, reason: 'Broken' }, 'override'),
    );
    await this.#settle(50);
    if (isRunning(till))
      this.#do(till, () => handlers.enterCode({ ...about, body: { text: till.freshCode() } }));
  }

  async #refund(till: ChainTill): Promise<void> {
    const paid = [...this.tills, ...this.clones.values()]
      .flatMap((each) => each.sales())
      .flatMap((sale) => leadingPayment(sale) ?? [])
      .filter(({ state }) => state.kind === 'paid')
      .map(({ facts }) => facts.paymentRequestId);
    const [first, ...rest] = paid;
    if (first === undefined || !till.isUp) return;
    const paymentRequestId = this.#choices.of([first, ...rest]);
    const times = 1 + this.#choices.weighted([70, 30]);
    for (let time = 0; time < times; time += 1) {
      const by = time === 0 ? till : this.#choices.of(this.tills as [ChainTill, ...ChainTill[]]);
      if (!by.isUp) continue;
      const amount = { currency: 'MYR', value: this.#choices.of(['2000', '4550', '1000']) };
      this.#do(by, () =>
        by.till.manager.requestRefund({
          ...{ params: {}, query: {}, idempotencyKey: undefined },
          body: { paymentRequestId, amount, reason: 'asked', approver: MANAGER },
        }),
      );
    }
    await this.#settle(this.#choices.of([0, 50, 4000]));
  }

  /** From here on nothing goes wrong: all are up, all lines too, and what is left to tell is told. */
  async end(): Promise<Broken> {
    this.acquirer.isQuiet = true;
    this.#lag = false;
    this.#lines.clear();
    for (const till of [...this.tills, ...this.clones.values()]) {
      till.kill = null;
      till.clockErrorMs = 0;
      // A till that starts asks at once, whatever it waited for.
      till.restart();
    }
    await this.#settle(20_000);
    // As every centre does now and then: an epoch may have begun without a row.
    for (const { parts } of this.tills) this.centre.behind.add(idOf(parts.terminal));
    await this.#settle(70_000);
    // Its word of leave and room counts once its rows were followed: it says it every minute in which it is quiet.
    await this.#settle(65_000);
    await this.#settle(65_000);
    // What was written at this very moment is told a moment later; nothing is due at such an odd one.
    await this.#settle(777);
    this.broken ??= await brokenAtEnd(this);
    for (const till of [...this.tills, ...this.clones.values()]) till.die();
    return this.broken;
  }
}

function newKey(): ChainKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
}

/** Asked anew: while time went by, the till may have been killed. */
function isRunning({ isUp }: ChainTill): boolean {
  return isUp;
}
