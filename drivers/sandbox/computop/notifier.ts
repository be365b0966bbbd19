import type { Merchant } from '../../../src/acquirers/computop/messages.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import { NoticeRounds, postNotice } from '../pages/notices.ts';
import type { PageTimes } from '../pages/times.ts';
import type { ComputopBooks, PaymentInBooks } from './books.ts';
import { faulted } from './faulted.ts';
import { formOfAnswer, noticeParameters } from './wire.ts';

/** Minutes between a notice that was not answered and the next one. Source: dossier section 13. */
const AGAIN_AFTER_MIN: readonly number[] = [1, 8, 27, 64, 125, 216, 343, 512];
/** What a notice says of a payment that failed. */
const LIE = { status: 'FAILED', code: '22060203' } as const;

/** What a notice says otherwise than the books. */
export interface NoticeLie {
  readonly hmacKey?: string;
  readonly status?: string;
  readonly code?: string;
}

export interface ComputopNotifierParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly board: PageFaultBoard;
  readonly books: ComputopBooks;
  readonly times: PageTimes;
  readonly merchant: Merchant;
}

/** Tells of payments, encrypted and signed, until each notice is taken. */
export class ComputopNotifier {
  readonly #parts: ComputopNotifierParts;
  readonly #rounds: NoticeRounds;
  #to: string | null = null;

  constructor(parts: ComputopNotifierParts) {
    this.#parts = parts;
    this.#rounds = new NoticeRounds(parts.clock);
  }

  /** From now on decisions are told here; null tells nothing. */
  set to(address: string | null) {
    this.#to = address;
  }

  get to(): string | null {
    return this.#to;
  }

  /** Tells of a payment now; the status that came, null without an answer. */
  tell(to: string, payment: PaymentInBooks, lie: NoticeLie = {}): Promise<number | null> {
    const { merchant } = this.#parts;
    const { hmacKey = merchant.hmacKey, status = payment.status, code = payment.code } = lie;
    const parameters = noticeParameters({ ...merchant, hmacKey }, payment, { status, code });
    return postNotice(to, formOfAnswer(merchant, parameters));
  }

  /** The customer has decided: told until it is taken, as the fault of the payment says. */
  decided(payment: PaymentInBooks): void {
    const to = this.#to;
    if (to === null) return;
    const { times, board, books } = this.#parts;
    const round = (of: PaymentInBooks, lie: NoticeLie = {}): void => {
      const waitsMs = AGAIN_AFTER_MIN.map((min) => min * times.minuteMs);
      this.#rounds.tell(() => this.tell(to, of, lie), waitsMs);
    };
    switch (board.of(faulted(payment))?.id) {
      case 'notice-never':
        return;
      case 'notice-late':
        return this.#rounds.later(times.noticeLateMs, () => round(payment));
      case 'notice-thrice':
        for (const lie of [{}, { status: 'AUTHORIZE_REQUEST' }, {}]) round(payment, lie);
        return;
      case 'notice-unproven':
        return round(payment, { hmacKey: 'another' });
      case 'notice-of-another':
        return round(books.payments.find((known) => known !== payment) ?? { ...payment, transId: 'T-OTHER' });
      case 'notice-says-failed':
        return round(payment, LIE);
      default:
        return round(payment);
    }
  }

  stop(): void {
    this.#rounds.stop();
  }
}
