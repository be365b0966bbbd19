import type { RefundView } from '../../src/payment/view.ts';
import type { Sale } from '../../src/payment/state.ts';
import { leadingPayment } from '../../src/payment/sale.ts';
import type { Problem } from '../../src/problems.ts';
import type { Result } from '../../src/result.ts';
import type { Choices } from './choices.ts';
import type { Story } from './story.ts';
import { MANAGER, type TillRun } from './till-run.ts';

/** One request as it was made, to be made again by a register that had no answer. */
interface Request {
  readonly paymentRequestId: string;
  readonly value: string;
  readonly key: string;
}

type Deed = 'part' | 'all' | 'again' | 'wrongPin' | 'tooMuch' | 'twice' | 'closeDay';
const DEEDS: readonly [Deed, ...Deed[]] = [
  'part',
  'all',
  'again',
  'wrongPin',
  'tooMuch',
  'twice',
  'closeDay',
];
const WEIGHTS = [34, 20, 14, 8, 8, 10, 6];

/** The shop's manager: refunds a part, all, the same again after a lost answer, side by side; and somebody who guesses PINs. */
export class Manager {
  readonly #choices: Choices;
  readonly #story: Story;
  readonly #requests: Request[] = [];
  /** Keys of the requests that were made with the right PIN. */
  readonly approved = new Set<string>();
  /** What a request with a wrong PIN got, where it got something. */
  wronglyApproved: string | null = null;

  constructor({ choices, story }: { readonly choices: Choices; readonly story: Story }) {
    this.#choices = choices;
    this.#story = story;
  }

  /** Does something to the payment of a sale at a till that is running. */
  act(run: TillRun, sale: Sale | undefined): void {
    const deed = this.#choices.of(DEEDS, WEIGHTS);
    if (deed === 'closeDay') {
      this.#story.tell(() => 'the manager closes the day');
      void run.handlers.closeDay({ params: {}, query: {}, body: null });
      return;
    }
    const paymentRequestId = sale === undefined ? '' : leadingPayment(sale)?.facts.paymentRequestId;
    const last = this.#requests.at(-1);
    if (deed === 'again' && last !== undefined) return this.#ask(run, last, MANAGER.pin);
    if (sale === undefined || paymentRequestId === undefined) return;
    const all = sale.amount.valueMinor;
    const minor = deed === 'tooMuch' ? all + 1 : deed === 'all' ? all : Math.ceil(all / 3);
    const value = String(minor);
    if (deed === 'wrongPin') {
      this.#ask(run, { paymentRequestId, value, key: this.#newKey() }, '0000');
      return;
    }
    for (let count = deed === 'twice' ? 2 : 1; count > 0; count -= 1) {
      const request = { paymentRequestId, value, key: this.#newKey() };
      this.#requests.push(request);
      this.approved.add(request.key);
      this.#ask(run, request, MANAGER.pin);
    }
  }

  #newKey(): string {
    return `key ${this.#requests.length + 1} ${this.#choices.taken.length}`.replaceAll(' ', '-');
  }

  #ask(run: TillRun, { paymentRequestId, value, key }: Request, pin: string): void {
    const isRight = pin === MANAGER.pin;
    this.#story.tell(() => `the manager asks for a refund of ${value}${isRight ? '' : ', with a wrong PIN'}`);
    const body = {
      paymentRequestId,
      amount: { currency: 'MYR', value },
      reason: 'Returned',
      approver: { id: MANAGER.id, pin },
    };
    const asked = run.handlers.requestRefund({ params: {}, query: {}, body, idempotencyKey: key });
    // The till may be killed meanwhile: then nobody hears of it, and the register asks again.
    void asked.then(
      (result) => this.#answered(run, result, isRight),
      (error: unknown) => {
        if (run.alive) throw error;
      },
    );
  }

  #answered(run: TillRun, result: Result<RefundView, Problem>, isRight: boolean): void {
    if (result.ok && !isRight) this.wronglyApproved = result.value.refundRequestId;
    if (run.alive && !result.ok) this.#story.tell(() => `the till refuses the refund: ${result.error.slug}`);
  }
}
