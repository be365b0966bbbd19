import { leadingPayment, saleStateOf } from '../../src/payment/sale.ts';
import { refundableMinor } from '../../src/payment/sale-refunds.ts';
import type { Sale } from '../../src/payment/state.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import { captureRequestIdOf } from '../../src/acquirers/antom-card/outcome.ts';
import type { Http } from '../../src/acquirers/port.ts';
import { Acquirer } from './acquirer.ts';
import { Choices } from './choices.ts';
import { violationAtEnd } from './end-rules.ts';
import { habitsOf } from './habits.ts';
import { Hosted } from './hosted.ts';
import { captureByItself } from './hosted-antom-books.ts';
import type { HostedKind, HostedPayment } from './hosted-books.ts';
import { PUBLIC_URL } from './hosted-shop.ts';
import { Manager } from './manager.ts';
import { Network } from './network.ts';
import { violationNow } from './money-rules.ts';
import {
  violationAfterStart,
  violationAtKill,
  type Scene,
  type Shown,
  type TillScene,
  type Violation,
} from './rules.ts';
import { CURRENCY, MANAGER } from './shop.ts';
import { Story } from './story.ts';
import { TillRun, type KillPlan } from './till-run.ts';
import { Timeline } from './timeline.ts';
import { QUIET_MOOD } from './wallet-moods.ts';

/** What a customer and the people of the till do; each ends in another way. */
export const FLOWS = ['paid', 'declined', 'tooLate', 'freed', 'voided', 'noAnswer'] as const;
/** Of a card, which is held first: what becomes of the capture, and of what a bank wants back. */
export const CARD_FLOWS = ['captureLost', 'captureRefused', 'collectedByItself', 'disputed'] as const;
/** Of a code that the customer shows. */
export const CODE_FLOWS = ['paid', 'voided', 'payLost', 'givenUp'] as const;
export type Flow = (typeof FLOWS | typeof CARD_FLOWS | typeof CODE_FLOWS)[number];

/** The one answer that a flow loses, by the end of the call's address. */
const LOST: Partial<Readonly<Record<Flow, string>>> = {
  captureLost: '/capture',
  payLost: '/pay',
  givenUp: '/pay',
};

const ORDER = 'ORD-1';
const START_MS = Date.UTC(2026, 0, 5, 4);
const OFF_MS = 2000;
/** Until everything is over that anybody still waits for: links, and refunds that a list of yesterday proves. */
const QUIET_MS = 5 * 24 * 60 * 60_000;

/** One flow at one acquirer, with the till killed at one record. */
export class KilledFlow implements TillScene {
  readonly index = 0;
  readonly rows: readonly string[];
  readonly manager: Manager;
  run: TillRun;
  violation: Violation | null = null;
  readonly #disk = new MemoryJournal();
  readonly #timeline = new Timeline(START_MS);
  readonly #acquirer: Acquirer;
  readonly #hosted: Hosted;
  readonly #scene: Scene;
  readonly #tender: string;
  readonly #flow: Flow;
  readonly #saleIds: string[] = [];
  readonly #payments: HostedPayment[] = [];
  readonly #network: Network;
  readonly #isByCode: boolean;
  #isLost = false;
  #codes = 0;
  #wasKilled = false;
  #refunds = 0;
  #shown: Shown = { sales: [], rowCount: 0 };

  constructor(kind: HostedKind, mode: string, flow: Flow, kill: KillPlan) {
    const choices = Choices.replayed([]);
    const timeline = this.#timeline;
    const story = new Story(timeline, false);
    const parts = { choices, timeline, story };
    const broke = (): void => undefined;
    this.rows = this.#disk.rows;
    this.#acquirer = new Acquirer({ ...parts, mood: QUIET_MOOD, habits: habitsOf(choices), broke });
    this.#hosted = new Hosted({ ...parts, percent: () => 0, run: () => this.run });
    this.#acquirer.hosted = this.#hosted;
    this.manager = new Manager({ ...parts, acquirer: this.#acquirer });
    const weather = { percent: 0, only: null };
    this.#network = new Network({ ...parts, acquirer: this.#acquirer, weather });
    this.#isByCode = mode === 'code';
    this.#tender = `${kind}-${mode}`;
    this.#flow = flow;
    this.run = this.#newRun(kill);
    this.#scene = { acquirer: this.#acquirer, tills: [this], nowMs: START_MS };
  }

  get sales(): readonly Sale[] {
    return this.#saleIds.flatMap((saleId) => this.run.terminal.book.sale(saleId) ?? []);
  }

  /** Plays to the end; what was broken, or null. `commits`: how many records the first run has written. */
  async play(): Promise<{ readonly broken: Violation | null; readonly rows: number }> {
    this.run.start();
    for (const [atMs, act] of SCRIPTS[this.#flow]) this.#timeline.after(atMs, () => this.#act(act));
    while (this.violation === null) {
      const { nextAtMs } = this.#timeline;
      if (nextAtMs === null || nextAtMs > START_MS + QUIET_MS) break;
      this.#timeline.step();
      await this.#settled();
      const isScriptOver = this.#timeline.nowMs > START_MS + SCRIPT_MS;
      if (isScriptOver && this.run.alive && violationAtEnd(this.#scene) === null) break;
    }
    return { broken: this.violation ?? violationAtEnd(this.#scene), rows: this.rows.length };
  }

  /** What a flow must have come to: what is kept of the order, in minor units. */
  get keptMinor(): number {
    return this.#acquirer.entries().reduce((sum, { netMinor }) => sum + netMinor, 0);
  }

  async #settled(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    if (!this.run.alive && !this.#wasKilled) this.#killed();
    this.violation ??= violationNow({ ...this.#scene, nowMs: this.#timeline.nowMs });
    if (this.run.alive) this.#shown = { sales: this.sales, rowCount: this.rows.length };
  }

  #killed(): void {
    this.#wasKilled = true;
    const shown = this.#shown;
    this.violation ??= violationAtKill(this.rows, shown);
    this.#timeline.after(OFF_MS, () => {
      this.run = this.#newRun({ kind: 'never' });
      this.#hosted.touched();
      this.run.start();
      this.violation ??= violationAfterStart(this, shown);
    });
  }

  #act(act: Act): void {
    if (!this.run.alive) return;
    this.#hosted.touched();
    act(this);
  }

  #newRun(kill: KillPlan): TillRun {
    return new TillRun({
      ...{ timeline: this.#timeline, name: 'the till', disk: this.#disk, clockErrorMs: 0, kill },
      ...{ isStaffed: false, isEarly: false, codes: this.#isByCode ? 'antomInstore' : 'alipayPlus' },
      isOfCode: (call) => this.#acquirer.isOfCode(call),
      http: (run) => this.#losing(this.#codeHttp(run)),
      hostedHttp: (run) => this.#losing(this.#hosted.httpOf(run)),
      newSaleId: () => {
        const saleId = `sale ${this.#saleIds.length + 1}`;
        this.#saleIds.push(saleId);
        return saleId;
      },
      newRefundRequestId: () => `R1.${(this.#refunds += 1)}`,
    });
  }

  #codeHttp(run: TillRun): Http {
    return this.#network.httpFor({
      ...{ name: run.name, index: this.index, rows: this.rows },
      ...{ alive: () => run.alive, lives: () => run.lives() },
      ...{ sent: () => true, heard: () => undefined },
    });
  }

  /** The line, on which the one answer of the flow is lost that is to be lost. */
  #losing(http: Http): Http {
    const end = LOST[this.#flow];
    if (end === undefined) return http;
    return {
      send: (call) => {
        if (this.#isLost || !call.url.endsWith(end)) return http.send(call);
        this.#isLost = true;
        void http.send(call);
        return new Promise((resolve) => {
          this.#timeline.after(call.timeoutMs, () => resolve({ kind: 'silent', why: 'the answer was lost' }));
        });
      },
    };
  }

  // What people do, in the scripts below.

  /** Opens the order, unless it is open, and chooses the way to pay; `tender` where it is another one. */
  choose(tender = this.#tender): void {
    const { book } = this.run.terminal;
    const latest = book.latest();
    const state = latest === undefined ? 'none' : saleStateOf(latest);
    if (BUSY.includes(state) || state === 'paid') return;
    const isOpen = latest !== undefined && (state === 'awaitingCode' || state === 'failed');
    const amount = { currency: CURRENCY, value: '4550' };
    const body = { referenceOrderId: ORDER, orderDescription: 'Coffee', amount };
    const opened = isOpen ? null : this.run.handlers.openSale({ params: {}, query: {}, body });
    void Promise.resolve(opened).then(() => {
      const saleId = this.run.terminal.book.latest()?.saleId ?? '';
      if (this.#isByCode) return this.#enterCode(saleId);
      return this.run.handlers.chooseTender({ params: { saleId }, query: {}, body: { tender } });
    });
  }

  /** The customer shows a new code, which is scanned. */
  #enterCode(saleId: string): Promise<unknown> {
    const text = `28100102${String((this.#codes += 1)).padStart(16, '0')}`;
    return this.run.handlers.enterCode({ params: { saleId }, query: {}, body: { text } });
  }

  /** A customer scans what the screen shows and opens it. */
  scan(): void {
    const saleId = this.run.terminal.book.latest()?.saleId ?? '';
    void this.run.readLink(saleId).then(async (url) => {
      if (url === null) return;
      const isLanding = url.startsWith(PUBLIC_URL);
      const to = isLanding ? await this.run.tap(url.slice(`${PUBLIC_URL}/p/`.length), null) : url;
      const payment = to === null ? null : this.#hosted.customers.paymentOf(to);
      if (payment === null) return;
      this.#hosted.books.open(payment);
      if (!this.#payments.includes(payment)) this.#payments.push(payment);
    });
  }

  /** The customer of the first or the last link decides, and the acquirer tells of it. */
  decide(does: 'pay' | 'end', which: 'first' | 'last' = 'last'): void {
    const payment = which === 'first' ? this.#payments[0] : this.#payments.at(-1);
    if (payment === undefined) return;
    const { books } = this.#hosted;
    if (does === 'pay' && payment.status === 'open') books.pay(payment, payment.askedMinor);
    if (does === 'end') books.end(payment);
    this.#hosted.tell(payment);
  }

  /** The customer pays, and at once this becomes of what is held. */
  payAnd(into: 'refused' | 'collected'): void {
    this.decide('pay');
    this.turn(into);
  }

  /** Something becomes of what is held, or of what was collected. */
  turn(into: 'refused' | 'collected' | 'disputed' | 'judged'): void {
    const payment = this.#payments.findLast(({ status }) => status === 'held' || status === 'paid');
    if (payment?.hold == null) return;
    const name = captureRequestIdOf(payment.paymentRequestId);
    if (into === 'collected' && payment.status === 'held') captureByItself(payment, this.#hosted.books);
    if (into === 'refused') payment.hold.captures.push({ name, id: `no-${payment.id}`, isDone: false });
    if (into === 'disputed') this.#hosted.disputed(payment, 'DISPUTE_CREATED');
    if (into === 'judged') this.#hosted.disputed(payment, 'ACCEPT_BY_CUSTOMER');
  }

  press(command: 'cancelSale' | 'freeSale'): void {
    const saleId = this.run.terminal.book.latest()?.saleId ?? '';
    const body = { approver: MANAGER };
    void this.run.handlers[command]({ params: { saleId }, query: {}, body });
  }

  /** A manager refunds a third, or the rest, of what is shown as paid. */
  refund(part: 'third' | 'rest'): void {
    const sale = this.run.terminal.book.latest();
    const payment = sale === undefined ? undefined : leadingPayment(sale);
    if (sale === undefined || payment?.state.kind !== 'paid') return;
    const left = refundableMinor(sale, payment);
    const isDone = part === 'third' && sale.refunds.length > 0;
    if (left === 0 || isDone) return;
    const value = String(part === 'third' ? Math.ceil(left / 3) : left);
    void this.run.handlers.requestRefund({
      ...{ params: {}, query: {}, idempotencyKey: `key ${part}` },
      body: {
        paymentRequestId: payment.facts.paymentRequestId,
        amount: { currency: CURRENCY, value },
        reason: 'Returned',
        approver: MANAGER,
      },
    });
  }
}

type Act = (play: KilledFlow) => void;
type Script = readonly (readonly [atMs: number, act: Act])[];

const BUSY: readonly string[] = ['submitting', 'customerConfirming', 'checking'];
const MINUTE_MS = 60_000;
/** When every script is over, with time for a till that was killed meanwhile. */
const SCRIPT_MS = 30 * MINUTE_MS;

const CHOICE: Script = [
  [0, (play) => play.choose()],
  [3000, (play) => play.scan()],
];
/** Once more, where a kill has lost the page. */
const AGAIN: Script = [
  [20_000, (play) => play.choose()],
  [24_000, (play) => play.scan()],
];

const SCRIPTS: Readonly<Record<Flow, Script>> = {
  paid: [
    ...CHOICE,
    [6000, (play) => play.decide('pay')],
    ...AGAIN,
    [28_000, (play) => play.decide('pay')],
    [2 * MINUTE_MS, (play) => play.refund('third')],
    [3 * MINUTE_MS, (play) => play.refund('third')],
    [14 * MINUTE_MS, (play) => play.refund('rest')],
    [15 * MINUTE_MS, (play) => play.refund('rest')],
  ],
  declined: [
    ...CHOICE,
    [6000, (play) => play.decide('end')],
    ...AGAIN,
    [28_000, (play) => play.decide('pay')],
    [40_000, (play) => play.choose()],
    [44_000, (play) => play.scan()],
    [48_000, (play) => play.decide('pay')],
  ],
  tooLate: [
    ...CHOICE,
    [5000, (play) => play.press('cancelSale')],
    [9000, (play) => play.press('cancelSale')],
    [15_000, (play) => play.decide('pay', 'first')],
  ],
  freed: [
    ...CHOICE,
    [5000, (play) => play.press('freeSale')],
    [9000, (play) => play.press('freeSale')],
    [12_000, (play) => play.choose('trustPayments-direct')],
    [16_000, (play) => play.choose('trustPayments-direct')],
    [20_000, (play) => play.scan()],
    [24_000, (play) => play.decide('pay', 'last')],
    [60_000, (play) => play.decide('pay', 'first')],
  ],
  voided: [
    ...CHOICE,
    [6000, (play) => play.decide('pay')],
    ...AGAIN,
    [28_000, (play) => play.decide('pay')],
    [2 * MINUTE_MS, (play) => play.press('cancelSale')],
    [3 * MINUTE_MS, (play) => play.press('cancelSale')],
  ],
  noAnswer: [...CHOICE],
  captureLost: [
    ...CHOICE,
    [6000, (play) => play.decide('pay')],
    ...AGAIN,
    [28_000, (play) => play.decide('pay')],
  ],
  captureRefused: [
    ...CHOICE,
    [6000, (play) => play.payAnd('refused')],
    ...AGAIN,
    [28_000, (play) => play.payAnd('refused')],
  ],
  collectedByItself: [
    ...CHOICE,
    [6000, (play) => play.payAnd('collected')],
    ...AGAIN,
    [28_000, (play) => play.payAnd('collected')],
  ],
  disputed: [
    ...CHOICE,
    [6000, (play) => play.decide('pay')],
    ...AGAIN,
    [28_000, (play) => play.decide('pay')],
    [MINUTE_MS, (play) => play.turn('disputed')],
    [3 * MINUTE_MS, (play) => play.refund('rest')],
    [9 * MINUTE_MS, (play) => play.turn('judged')],
    [14 * MINUTE_MS, (play) => play.refund('rest')],
    [15 * MINUTE_MS, (play) => play.refund('rest')],
  ],
  payLost: [
    [0, (play) => play.choose()],
    [40_000, (play) => play.choose()],
  ],
  givenUp: [
    [0, (play) => play.choose()],
    [3000, (play) => play.press('cancelSale')],
    [9000, (play) => play.press('cancelSale')],
  ],
};
