import type { RefundView } from '../../src/contract/sale-view.ts';
import type { Sale } from '../../src/payment/state.ts';
import { leadingPayment } from '../../src/payment/sale.ts';
import type { Problem } from '../../src/contract/problems.ts';
import type { Result } from '../../src/ground/result.ts';
import type { Ms } from '../../src/ground/time.ts';
import { WRONG_PINS_MAX } from '../../src/staff/policy.ts';
import type { Acquirer } from './acquirer.ts';
import type { Choices } from './choices.ts';
import { Guesser } from './guesser.ts';
import { at, closeDay, press, refundableOf, type Approver, type Way } from './people.ts';
import type { Violation } from './rules.ts';
import type { Story } from './story.ts';
import { CURRENCY, MANAGER } from './shop.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

/** One request as it was made, to be made again by a register that had no answer. */
interface Request {
  readonly paymentRequestId: string;
  readonly value: string;
  readonly key: string;
  readonly approver: Approver;
}

type Deed =
  | 'part'
  | 'all'
  | 'again'
  | 'wrongPin'
  | 'tooMuch'
  | 'twice'
  | 'ofAnother'
  | 'closeDay'
  | 'void'
  | 'voidWrongPin'
  | 'guess';
const DEEDS: readonly [Deed, ...Deed[]] = [
  'part',
  'all',
  'again',
  'wrongPin',
  'tooMuch',
  'twice',
  'closeDay',
  'ofAnother',
  'void',
  'voidWrongPin',
  'guess',
];
const WEIGHTS = [34, 20, 14, 8, 8, 10, 8, 8, 40, 6, 6];

interface Parts {
  readonly choices: Choices;
  readonly story: Story;
  readonly acquirer: Acquirer;
  readonly timeline: Timeline;
}

/** How it stood when a refund was asked for; `isIn`: the till knew the payment already. */
interface Asking {
  readonly isRight: boolean;
  readonly leftMinor: number;
  readonly isIn: boolean;
  readonly askedAtMs: Ms;
  readonly wasLocked: boolean;
  readonly approver: Approver;
}

/** From the guesses to the plug: the till has answered them by then, unless it asks the acquirer meanwhile. */
const PLUG_MS = 250;

/** The shop's manager: voids, refunds a part, all, the same again after a lost answer, side by side; and somebody who guesses PINs. */
export class Manager {
  readonly #parts: Parts;
  readonly #requests: Request[] = [];
  readonly #guesser = new Guesser();
  #isEager = false;
  #keys = 0;
  #lastClose = '';
  /** Keys of the requests that were made with the right PIN. */
  readonly approved = new Set<string>();
  /** Keys of the requests to close the day. */
  readonly closes = new Set<string>();
  /** Payments that a manager has asked to give back. */
  readonly asked = new Set<string>();
  /** Payments that a manager has asked to void, with the right PIN. */
  readonly voids = new Set<string>();
  /** A rule that an answer to a request has broken. */
  fault: Violation | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Does something to the payment of a sale at a till that is running. */
  act(run: TillRun, sale: Sale | undefined): void {
    const { choices } = this.#parts;
    // Who has guessed a PIN soon tries the right one.
    const deed = this.#isEager && choices.chance(70) ? 'part' : choices.of(DEEDS, WEIGHTS);
    this.#isEager &&= deed !== 'part';
    if (deed === 'closeDay') return this.closeDay(run, choices.chance(45));
    const last = this.#requests.at(-1);
    if (deed === 'again' && last !== undefined) return this.#ask(run, last, last.approver.pin);
    if (deed === 'ofAnother') return this.#refundOfAnother(run);
    const paymentRequestId = sale === undefined ? '' : leadingPayment(sale)?.facts.paymentRequestId;
    if (sale === undefined || paymentRequestId === undefined) return;
    if (deed === 'void' || deed === 'voidWrongPin')
      return this.#void(run, sale, paymentRequestId, deed === 'void');
    const all = sale.amount.valueMinor;
    const minor = deed === 'tooMuch' ? all + 1 : deed === 'all' ? all : Math.ceil(all / 3);
    const value = String(minor);
    if (deed === 'wrongPin' || deed === 'guess') {
      const request = { paymentRequestId, value, key: this.#newKey(), approver: MANAGER };
      this.#isEager ||= deed === 'guess';
      for (let tries = deed === 'guess' ? WRONG_PINS_MAX : 1; tries > 0; tries -= 1)
        this.#ask(run, request, '000000');
      // Pulling the plug is the next idea of whoever guesses, once the answers are there.
      if (deed === 'guess' && choices.chance(50)) this.#parts.timeline.after(PLUG_MS, () => run.die());
      return;
    }
    for (let count = deed === 'twice' ? 2 : 1; count > 0; count -= 1)
      this.#refund(run, paymentRequestId, value, MANAGER);
  }

  /** Closes the day; `again` repeats the request before, as a register does that had no answer; `sure` closes it empty too. */
  closeDay(run: TillRun, again: boolean, sure = false): void {
    const isAgain = again && this.#lastClose !== '';
    if (!isAgain) this.#lastClose = this.#newKey();
    const idempotencyKey = this.#lastClose;
    this.closes.add(idempotencyKey);
    this.#parts.story.tell(
      () => `the manager${at(run)} closes the day${isAgain ? ', by the same request again' : ''}`,
    );
    void closeDay(run, idempotencyKey, sure).catch(unless(run));
  }

  /** Ends a sale that asks for a person, in a way that the screen offers. */
  end(run: TillRun, sale: Sale, way: Way, approver: Approver = MANAGER): void {
    const paymentRequestId = leadingPayment(sale)?.facts.paymentRequestId ?? '';
    if (way === 'refund') {
      const value = refundableOf(run, sale);
      if (value !== null) this.#refund(run, paymentRequestId, value, approver);
      return;
    }
    const what = way === 'cancel' ? 'gives back the charge of' : 'accepts the charge of';
    this.#parts.story.tell(() => `the manager${at(run)} ${what} ${sale.saleId}`);
    this.#guesser.rightPin();
    if (way === 'cancel') this.asked.add(paymentRequestId);
    void press(run, way, sale.saleId, approver)?.then((result) => {
      if (run.alive && !result.ok)
        this.#parts.story.tell(() => `${run.name} refuses it: ${result.error.slug}`);
    }, unless(run));
  }

  #void(run: TillRun, { saleId }: Sale, paymentRequestId: string, isRight: boolean): void {
    const { story } = this.#parts;
    story.tell(
      () => `the manager${at(run)} voids the payment of ${saleId}${isRight ? '' : ', with a wrong PIN'}`,
    );
    if (isRight) {
      this.#guesser.rightPin();
      this.asked.add(paymentRequestId);
      this.voids.add(paymentRequestId);
    }
    const approver = isRight ? MANAGER : { ...MANAGER, pin: '000000' };
    void press(run, 'cancel', saleId, approver)?.then((result) => {
      if (run.alive && !result.ok) story.tell(() => `${run.name} refuses it: ${result.error.slug}`);
    }, unless(run));
  }

  /** Somebody brings the receipt of a payment that this till does not know. */
  #refundOfAnother(run: TillRun): void {
    const { acquirer, choices, timeline } = this.#parts;
    const { book } = run.terminal;
    const entry = acquirer.ledger
      .books(timeline.nowMs)
      .find(
        ({ chargedMinor, paymentRequestId }) =>
          chargedMinor > 0 && book.ofPayment(paymentRequestId) === undefined,
      );
    if (entry === undefined) return;
    const minor = choices.of([Math.ceil(entry.chargedMinor / 3), entry.chargedMinor, entry.chargedMinor + 1]);
    this.#refund(run, entry.paymentRequestId, String(minor), MANAGER);
  }

  #refund(run: TillRun, paymentRequestId: string, value: string, approver: Approver): void {
    const request = { paymentRequestId, value, key: this.#newKey(), approver };
    this.#requests.push(request);
    this.approved.add(request.key);
    this.asked.add(paymentRequestId);
    this.#ask(run, request, approver.pin);
  }

  #newKey(): string {
    this.#keys += 1;
    return `key-${this.#keys}`;
  }

  #ask(run: TillRun, request: Request, pin: string): void {
    const { paymentRequestId, value, key, approver } = request;
    const isRight = pin === approver.pin;
    this.#parts.story.tell(
      () => `the manager${at(run)} asks for a refund of ${value}${isRight ? '' : ', with a wrong PIN'}`,
    );
    const body = {
      paymentRequestId,
      amount: { currency: CURRENCY, value },
      reason: 'Returned',
      approver: { id: approver.id, pin },
    };
    const leftMinor = this.#leftMinor(run, paymentRequestId);
    const askedAtMs = this.#parts.timeline.nowMs;
    const wasLocked = this.#guesser.isLockedOut(askedAtMs);
    if (isRight) this.#guesser.rightPin();
    // A request that was killed may have taken in the sale before: nobody refused that one.
    const isIn = run.terminal.book.ofPayment(paymentRequestId) !== undefined;
    const asked = run.handlers.requestRefund({ params: {}, query: {}, body, idempotencyKey: key });
    // The till may be killed meanwhile: then nobody hears of it, and the register asks again.
    void asked.then(
      (result) =>
        this.#answered(run, request, result, { isRight, leftMinor, isIn, askedAtMs, wasLocked, approver }),
      unless(run),
    );
  }

  #answered(
    run: TillRun,
    { paymentRequestId, value }: Request,
    result: Result<RefundView, Problem>,
    asking: Asking,
  ): void {
    const { isRight, leftMinor, isIn } = asking;
    if (run.alive) this.#guessed(asking, result);
    if (result.ok) {
      if (!isRight)
        this.fault = {
          rule: 'approval',
          say: `${result.value.refundRequestId} was approved with a wrong PIN`,
        };
      return;
    }
    if (!run.alive) return;
    const { slug } = result.error;
    this.#parts.story.tell(() => `${run.name} refuses the refund: ${slug}`);
    const sale = run.terminal.book.ofPayment(paymentRequestId);
    if (!isIn && sale?.adopted === true && sale.refunds.length === 0)
      this.fault = { rule: 'refused', say: `a request that was refused (${slug}) has taken in a sale` };
    const surelyLeftMinor = Math.min(leftMinor, this.#leftMinor(run, paymentRequestId));
    if (slug === 'refund-exceeds-payment' && Number(value) <= surelyLeftMinor)
      this.fault = {
        rule: 'refused',
        say: `a refund of ${value} was refused as too much, but ${surelyLeftMinor} is left`,
      };
  }

  /** Nobody approves who was locked out when asked, and is still. */
  #guessed({ approver, askedAtMs, isRight, wasLocked }: Asking, result: Result<RefundView, Problem>): void {
    if (approver.id !== MANAGER.id) return;
    // A right PIN ends the row of wrong ones when it is found right, and in a lock-out it is not looked at.
    const isLooked = result.ok || result.error.slug !== 'approver-locked';
    if (isRight && isLooked) this.#guesser.rightPin();
    if (!isRight && !result.ok && result.error.slug === 'approver-refused')
      this.#guesser.wrongHeard(askedAtMs);
    if (isRight && result.ok && wasLocked && this.#guesser.isLockedOut(this.#parts.timeline.nowMs))
      this.fault = { rule: 'approval', say: `${result.value.refundRequestId} was approved in a lock-out` };
  }

  /** What is left of a charge in truth, less what this till still owes; 0 where the till cannot know it. */
  #leftMinor(run: TillRun, paymentRequestId: string): number {
    const { acquirer } = this.#parts;
    const entry = acquirer.entry(paymentRequestId);
    if (entry === undefined) return 0;
    const pending = (run.terminal.book.ofPayment(paymentRequestId)?.refunds ?? []).filter(
      ({ facts, state }) => facts.paymentRequestId === paymentRequestId && state.kind === 'pending',
    );
    // A refund that may be made or not, in books that do not name it, may count twice.
    if (pending.length > 0 && acquirer.anonymousRefunds) return 0;
    const made = entry.refunds
      .filter(({ code }) => code === 'SUCCESS')
      .map(({ refundRequestId }) => refundRequestId);
    const owedMinor = pending
      .filter(({ facts }) => !made.includes(facts.refundRequestId))
      .reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0);
    return entry.netMinor - owedMinor;
  }
}

/** A promise of a till that was killed meanwhile may break. */
function unless(run: TillRun): (error: unknown) => void {
  return (error) => {
    if (run.alive) throw error;
  };
}
