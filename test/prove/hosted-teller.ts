import { Buffer } from 'node:buffer';
import { macOf } from '../../src/acquirers/computop/crypto.ts';
import { plainOf } from '../../src/acquirers/computop/messages.ts';
import { noticeHash } from '../../src/acquirers/trust-payments/notification.ts';
import type { ReceivedNotice } from '../../src/acquirers/notices.ts';
import type { Choices } from './choices.ts';
import { antomNotice, isBelieved } from './hosted-antom-notices.ts';
import { isAntom, type HostedBooks, type HostedPayment } from './hosted-books.ts';
import type { Occasions } from './hosted-occasions.ts';
import { MERCHANT, NOTICE_PASSWORD, PUBLIC_URL, SITE } from './hosted-shop.ts';
import type { Story } from './story.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

export interface HostedTellerParts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly books: HostedBooks;
  readonly occasions: Occasions;
  /** How many decisions in a hundred are told of. */
  readonly percent: number;
  /** Whether Computop's inquiries do not tell of a success by themselves. */
  readonly isMute: () => boolean;
  /** Whether Antom's times are milliseconds since 1970. */
  readonly isEpoch: () => boolean;
  /** A genuine notice was not acknowledged by a till that runs. */
  readonly unheard: (say: string) => void;
  readonly run: () => TillRun | undefined;
}

const LATER_MS = [20, 2000, 30_000, 600_000] as const;
/** Longer than any till is off. */
const AGAIN_MS_MAX = 72 * 60 * 60_000;

/** Whether the customer has paid; a card's money may only be held. */
function isCharged({ status }: HostedPayment): boolean {
  return status === 'paid' || status === 'held';
}

/** What a notice says; `isProven`: with the acquirer's own proof. */
export interface Said {
  readonly isPaid: boolean;
  readonly isProven: boolean;
}

/** Notices of the hosted acquirers: right ones, late, in bursts and out of order, lies, and a stranger's. */
export class HostedTeller {
  readonly #parts: HostedTellerParts;

  constructor(parts: HostedTellerParts) {
    this.#parts = parts;
  }

  /** Tells now of how a payment stands. */
  tell(payment: HostedPayment): void {
    this.#told(payment, { isPaid: isCharged(payment), isProven: true });
  }

  /** A customer has decided: perhaps it is told of. */
  decided(payment: HostedPayment): void {
    const { books, choices, isMute, percent } = this.#parts;
    // Where nothing but a notice tells of a success, it comes until it is taken.
    const isNeeded = isMute() && payment.kind === 'computop';
    if (isNeeded || books.late.has(payment.paymentRequestId)) this.#insist(payment);
    if (!choices.chance(percent)) return;
    const times = choices.of([1, 2, 3], [70, 18, 12]);
    for (let time = 0; time < times; time += 1)
      this.#later(payment, { isPaid: isCharged(payment), isProven: true });
    this.lie(payment);
  }

  /**
   * Perhaps something is told that is not so, by the acquirer or by a stranger; but where the acquirer's notice is the one
   * witness, it tells the truth.
   */
  lie(payment: HostedPayment): void {
    const { choices, isMute } = this.#parts;
    if (choices.chance(20))
      this.#later(payment, {
        isPaid: choices.chance(70),
        isProven: choices.chance(50) && !(isMute() && payment.kind === 'computop') && !isBelieved(payment),
      });
  }

  /** Tells of a decision until the till has taken it. */
  #insist(payment: HostedPayment, waitMs = 60_000): void {
    const { books, timeline } = this.#parts;
    timeline.after(2000, () => {
      const { paymentRequestId } = payment;
      const isTaken = this.#told(payment, { isPaid: isCharged(payment), isProven: true });
      if (isTaken && books.late.has(paymentRequestId)) books.late.set(paymentRequestId, true);
      if (!isTaken && waitMs < AGAIN_MS_MAX) timeline.after(waitMs, () => this.#insist(payment, waitMs * 2));
    });
  }

  #later(payment: HostedPayment, said: Said): void {
    const { choices, timeline } = this.#parts;
    timeline.after(choices.of(LATER_MS), () => void this.#told(payment, said));
  }

  /** Delivers; answers whether the till took it. */
  #told(payment: HostedPayment, said: Said): boolean {
    const { occasions, story } = this.#parts;
    const run = this.#parts.run();
    if (run?.lives() !== true) return false;
    const { ref } = payment;
    // A success that is told of allows a second question.
    const takeBack = said.isProven ? occasions.give(ref, said.isPaid ? 2 : 1) : null;
    const status = this.#answerOf(run, payment, said);
    const isTaken = said.isProven && status === 200 && run.alive;
    if (!isTaken) takeBack?.();
    story.tell(
      () =>
        `${run.name} is told${said.isProven ? '' : ' by a stranger'} that …${ref.slice(-4)} is ${said.isPaid ? '' : 'not '}paid: ${status}`,
    );
    return isTaken;
  }

  /** The status of the till's answer; of Antom's kinds, a body that does not acknowledge is as good as none. */
  #answerOf(run: TillRun, payment: HostedPayment, said: Said): number {
    const { choices, isEpoch, timeline, unheard } = this.#parts;
    if (!isAntom(payment.kind)) return run.noticed(noticeOf(payment, said));
    // A notice that is told again may bear the time of the first.
    const { paidAtMs } = payment;
    const atMs = paidAtMs !== null && choices.chance(30) ? paidAtMs : timeline.nowMs;
    const isAcknowledged = run.notified(antomNotice(payment, said, { atMs, isEpoch: isEpoch() }));
    if (said.isProven && run.alive && !isAcknowledged)
      unheard(`a genuine notice of …${payment.ref.slice(-6)} is not acknowledged`);
    return isAcknowledged ? 200 : 401;
  }
}

/** A notice as it comes over the wire. */
function noticeOf(payment: HostedPayment, said: Said): ReceivedNotice {
  switch (payment.kind) {
    case 'antomCard':
    case 'antomInstore':
      return antomNotice(payment, said, { atMs: 0, isEpoch: false });
    case 'saferpay': {
      const [, path = ''] = payment.noticeMark.split(PUBLIC_URL);
      const known = said.isProven ? path : '/n/saferpay/a-secret-that-nobody-gave-away/';
      return {
        method: 'GET',
        uri: `${known}${said.isPaid ? 's' : 'f'}`,
        headers: {},
        body: new Uint8Array(),
      };
    }
    case 'trustPayments': {
      const settlestatus = said.isPaid ? '100' : '3';
      const fields = new Map(
        Object.entries({ settlestatus, sitereference: SITE, transactionreference: payment.id }),
      );
      fields.set('notificationreference', '101-1');
      const hash = noticeHash(fields, said.isProven ? NOTICE_PASSWORD : 'another', 'sha256');
      fields.set('responsesitesecurity', hash);
      return posted('/n/trustPayments', new URLSearchParams([...fields]).toString());
    }
    case 'computop': {
      const { merchantId, hmacKey, cipher } = MERCHANT;
      const [status, code] = said.isPaid ? ['OK', '00000000'] : ['FAILED', '22060203'];
      const signed = [payment.id, payment.ref, merchantId, status, code];
      const { len, data } = cipher.seal(
        plainOf([
          ...([
            ['mid', merchantId],
            ['PayID', payment.id],
            ['TransID', payment.ref],
            ['Status', status],
            ['Code', code],
          ] as const),
          ['UserData', payment.noticeMark],
          ['MAC', macOf(said.isProven ? hmacKey : 'another', signed)],
        ]),
      );
      return posted('/n/computop', `Len=${len}&Data=${data}`);
    }
  }
}

function posted(uri: string, body: string): ReceivedNotice {
  return { method: 'POST', uri, headers: {}, body: Buffer.from(body, 'latin1') };
}
