import type { Log } from '../../ground/ports.ts';
import type { Ms } from '../../ground/time.ts';
import type { InquiryAnswer, Unknown } from '../../payment/answers.ts';
import { refOf } from '../../payment/ids.ts';
import type { AttemptName } from '../port.ts';
import type { CallsParts, ComputopCalls } from './calls.ts';
import { asSecond, secondNameOf } from './credit-names.ts';
import { creditParameters, PAGES } from './messages.ts';
import { chargedAnswer, creditAnswer, FACTS } from './outcome.ts';
import { creditRepeatMs } from './terms.ts';

/**
 * Payments that came beside the wanted one under its name: two phones had one link open, and both paid.
 *
 * The later one goes back in full, by its own id. Until the books show that, the attempt's question stays open: so it
 * is owed over restarts, although it is no charge of the attempt. Source: dossier section 8, two payments.
 */
export class SecondPayments {
  readonly #parts: CallsParts & { readonly log: Log };
  readonly #calls: ComputopCalls;
  /** When the last credit of one was sent; before that, when this run began: one before may have sent it. */
  readonly #sentAtMs = new Map<string, Ms>();
  readonly #startedMs: Ms;

  constructor(parts: CallsParts & { readonly log: Log }, calls: ComputopCalls) {
    this.#parts = parts;
    this.#calls = calls;
    this.#startedMs = parts.clock.nowMs();
  }

  /** What an inquiry comes to where a notice told of another payment: each is asked about by its own id. */
  async beside(
    first: InquiryAnswer,
    { paymentRequestId, facts, payId }: AttemptName & { readonly payId: string },
    isOwing: boolean,
  ): Promise<InquiryAnswer> {
    if (first.kind !== 'charged' && first.kind !== 'notCharged') return first;
    const transId = refOf(paymentRequestId);
    const other = Object.fromEntries(Object.entries(facts).filter(([name]) => name !== FACTS.captured));
    const found = await this.#calls.ask({ transId, facts: other, payId });
    if (found.kind !== 'charged') return first;
    const second = chargedAnswer(found.books, isOwing);
    if (second.kind !== 'charged') return first;
    if (first.kind !== 'charged') return { ...second, facts: { ...second.facts, ...asSecond(payId) } };
    const isWhole = second.leftMinor === undefined && second.settling !== true;
    const isBack = isWhole && (await this.#giveBack(payId, paymentRequestId, second));
    return isBack ? first : PAID_TWICE;
  }

  /** Whether it surely went back now. One whose answer was lost is looked for before it is sent again. */
  async #giveBack(
    payId: string,
    paymentRequestId: string,
    { charge: { amount } }: Extract<InquiryAnswer, { kind: 'charged' }>,
  ): Promise<boolean> {
    const { config, merchant, clock, log } = this.#parts;
    const sinceMs = this.#sentAtMs.get(payId) ?? this.#startedMs;
    if (clock.nowMs() < sinceMs + creditRepeatMs(config)) return false;
    this.#sentAtMs.set(payId, clock.nowMs());
    const name = secondNameOf(paymentRequestId, payId);
    const called = await this.#calls.call(
      PAGES.credit,
      config.timing.refundTimeoutMs,
      creditParameters(merchant, { payId, ...name, amount, reason: 'Paid twice' }),
    );
    if (called.kind !== 'read') return false;
    const { merchantId } = merchant;
    const isBack =
      creditAnswer(called.values, { merchantId, transId: name.transId, payId }).kind === 'refunded';
    if (isBack) log.warn('a second payment of one link was given back in full', { paymentRequestId, payId });
    return isBack;
  }
}

const PAID_TWICE: Unknown = {
  kind: 'unknown',
  why: 'Computop holds two payments of this order: the later one goes back',
  code: 'COMPUTOP_PAID_TWICE',
  alarm: true,
};
