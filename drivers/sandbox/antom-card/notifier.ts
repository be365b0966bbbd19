import type { Clock } from '../../../src/ground/ports.ts';
import { isLoopbackUrl, sendNotification } from '../notifier.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import { NoticeRounds } from '../pages/notices.ts';
import type { PageTimes } from '../pages/times.ts';
import type { Identity } from '../signed-call.ts';
import type { CardBooks, CardPayment, Moved } from './books.ts';
import { faulted } from './faults.ts';
import { notifyCapture, notifyDispute, notifyPayment, notifyRefund } from './words.ts';

/** Minutes between a notice that was not acknowledged and the next one. Source: dossier section 8. */
const AGAIN_AFTER_MIN: readonly number[] = [2, 10, 10, 60, 120, 360, 900];
/** How long the shop has to answer a dispute. Source: dossier section 9. */
const DEFENCE_MS = 7 * 24 * 3_600_000;

export interface CardNotifierParts {
  readonly clock: Clock;
  readonly board: PageFaultBoard;
  readonly books: CardBooks;
  readonly times: PageTimes;
  readonly identity: Identity;
  /** The shop's relay: the address at which a public one is reached. */
  readonly relayed: (url: string) => string;
}

/** Tells of payments, captures, refunds and disputes, each until it is acknowledged. */
export class CardNotifier {
  readonly #parts: CardNotifierParts;
  readonly #rounds: NoticeRounds;
  /** Whether decisions are told by themselves. */
  isOn = true;

  constructor(parts: CardNotifierParts) {
    this.#parts = parts;
    this.#rounds = new NoticeRounds(parts.clock);
  }

  /** Tells once, now: 200 where it was acknowledged, else the status that came, null without an answer. */
  async send(to: string, message: object, proof: 'right' | 'wrong' = 'right'): Promise<number | null> {
    const { clock, identity, relayed } = this.#parts;
    const url = relayed(to);
    if (!isLoopbackUrl(url)) return null;
    const told = await sendNotification(url, message, clock, identity, proof);
    if (!told.ok) return null;
    const { status, body } = told.value;
    return status !== 200 || body.includes('"resultStatus":"S"') ? status : 0;
  }

  /** The customer has decided: told until it is taken, as the fault of the payment says. */
  decided(payment: CardPayment): void {
    const { times, board, books } = this.#parts;
    const message = notifyPayment(payment);
    switch (board.of(faulted(payment))?.id) {
      case 'notice-never':
        return;
      case 'notice-late':
        return this.#rounds.later(times.noticeLateMs, () => this.#round(payment, message));
      case 'notice-thrice': {
        const pending = notifyPayment(payment, { isPending: true });
        for (const told of [message, pending, message]) this.#round(payment, told);
        return;
      }
      case 'notice-unproven':
        return this.#round(payment, message, 'wrong');
      case 'notice-of-another': {
        const other = books.payments.find((known) => known !== payment) ?? payment;
        return this.#round(payment, notifyPayment(other));
      }
      case 'notice-says-failed':
        return this.#round(payment, notifyPayment(payment, { code: 'PROCESS_FAIL' }));
      default:
        return this.#round(payment, message);
    }
  }

  /** A capture was tried; what is collected may be disputed. */
  captured(payment: CardPayment, capture: Moved): void {
    const { times, board } = this.#parts;
    this.#round(payment, notifyCapture(payment, capture));
    const id = board.of(faulted(payment))?.id;
    const isDisputed = id === 'disputed' || id === 'dispute-won' || id === 'dispute-lost';
    if (!isDisputed || !capture.isDone) return;
    this.#rounds.later(times.lateMs / 2, () => {
      this.dispute(payment);
      if (id === 'dispute-won') this.#rounds.later(times.lateMs, () => this.judge(payment, 'won'));
      if (id === 'dispute-lost') this.#rounds.later(times.lateMs, () => this.judge(payment, 'lost'));
    });
  }

  refunded(payment: CardPayment, refund: Moved): void {
    this.#round(payment, notifyRefund(refund));
  }

  /** The customer's bank asks for the money back. */
  dispute(payment: CardPayment): void {
    const dispute = this.#parts.books.disputed(payment, DEFENCE_MS);
    if (dispute !== null) this.#disputed(payment);
  }

  /** The bank has decided, or does not ask any more. */
  judge(payment: CardPayment, state: 'won' | 'lost' | 'withdrawn'): void {
    if (payment.dispute === null) return;
    payment.dispute.state = state;
    this.#disputed(payment);
  }

  stop(): void {
    this.#rounds.stop();
  }

  #disputed(payment: CardPayment): void {
    const { dispute } = payment;
    if (dispute !== null) this.#round(payment, notifyDispute(payment, dispute, this.#parts.clock.nowMs()));
  }

  #round({ notifyUrl }: CardPayment, message: object, proof: 'right' | 'wrong' = 'right'): void {
    if (!this.isOn || notifyUrl === null) return;
    const waitsMs = AGAIN_AFTER_MIN.map((min) => min * this.#parts.times.minuteMs);
    this.#rounds.tell(() => this.send(notifyUrl, message, proof), waitsMs);
  }
}
