import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { Http } from '../../src/acquirers/port.ts';
import { giveBackRefundIdOf } from '../../src/payment/ids.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { MaskedCode } from '../../src/ground/payment-code.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { Choices } from './choices.ts';
import { AntomCalls } from './hosted-antom-calls.ts';
import type { DisputeTold } from './hosted-antom-notices.ts';
import { HostedBooks, isAntom, type Back, type HostedKind, type HostedPayment } from './hosted-books.ts';
import { HostedCustomers } from './hosted-customers.ts';
import { HostedNetwork } from './hosted-network.ts';
import { ASK_LOCK_MS } from '../../src/acquirers/saferpay/terms.ts';
import { Occasions } from './hosted-occasions.ts';
import { HostedTeller } from './hosted-teller.ts';
import { hostedHabitsOf, QUIET_HABITS, type HostedCall } from './hosted-wire.ts';
import type { Violation } from './rules.ts';
import type { Story } from './story.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

export interface HostedParts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  /** How many calls in a hundred go wrong. */
  readonly percent: () => number;
  /** The till as it runs now. */
  readonly run: () => TillRun | undefined;
  /** Goods may go once a phone came back: what it paid may be settled later, and it may not have paid. */
  readonly isEarly?: boolean;
}

/** When inquiries tell of what was given back: sooner than the till believes that they do not. */
const LAG_MS = {
  saferpay: [0, 200_000, 1_200_000],
  trustPayments: [0, 9000, 400_000],
  computop: [0, 9000, 400_000],
  antomCard: [0, 9000, 400_000],
  antomInstore: [0, 9000, 400_000],
} as const;

/** How long after the customer has paid Trust Payments calls it settled. */
const SETTLED_MS = [20_000, 0, 90_000, 600_000] as const;

/** How long a card's money is held: the usual seven days, or so short that a till may miss it. */
const HELD_FOR_MS = [7 * 24 * 60 * 60_000, 20 * 60_000] as const;

/** The hosted acquirers of one schedule, with their customers and notices, and what only the judge may know. */
export class Hosted {
  readonly books: HostedBooks;
  readonly network: HostedNetwork;
  readonly customers: HostedCustomers;
  readonly occasions = new Occasions();
  /** What a till did that it may not, with the rule. */
  fault: Violation | null = null;
  readonly #parts: HostedParts;
  readonly #teller: HostedTeller;
  readonly #signed: AntomCalls;
  #habits;
  #isCalm = false;
  #touchedAtMs = -Infinity;

  constructor(parts: HostedParts) {
    const { choices, timeline } = parts;
    this.#parts = parts;
    this.#signed = new AntomCalls(timeline);
    this.#habits = hostedHabitsOf(choices);
    const nowMs = (): number => timeline.nowMs;
    this.books = new HostedBooks({
      nowMs,
      lagMs: (kind) => choices.of(LAG_MS[kind], [60, 25, 15]),
      settlesMs: (kind) => (parts.isEarly === true && kind === 'trustPayments' ? choices.of(SETTLED_MS) : 0),
      heldForMs: () => choices.of(HELD_FOR_MS, [85, 15]),
      fault: (say) => (this.fault ??= { rule: '5', say }),
    });
    const { books, occasions } = this;
    this.network = new HostedNetwork({
      ...parts,
      ...{ nowMs, books, habits: () => this.#habits },
      linkMade: (url, payment) => this.#linkMade(url, payment),
      collected: (payment) => this.customers.collected(payment),
      closedOpen: (payment) => this.customers.closedOpen(payment),
      mayAskAgain: (ref) => occasions.give(ref),
    });
    const percent = choices.of([80, 0, 100], [60, 20, 20]);
    const isMute = (): boolean => this.#habits.isMute;
    const isEpoch = (): boolean => this.#habits.isEpoch;
    const unheard = (say: string): void => void (this.fault ??= { rule: 'heard', say });
    const teller = new HostedTeller({ ...parts, books, occasions, percent, isMute, isEpoch, unheard });
    this.#teller = teller;
    const { network } = this;
    this.customers = new HostedCustomers({
      ...parts,
      books,
      network,
      teller,
      occasions,
      isMute,
      isCalm: () => this.#isCalm,
      selfCapturePercent: () => this.#habits.selfCapturePercent,
    });
  }

  /** The lines as one run of the till has them. */
  httpOf(run: TillRun): Http {
    return this.network.httpFor({
      name: run.name,
      alive: () => run.alive,
      lives: () => run.lives(),
      sent: (kind, call) => this.#sent(kind, call, run),
    });
  }

  /** Tells the till now of how a payment stands. */
  tell(payment: HostedPayment): void {
    this.#teller.tell(payment);
  }

  /** A bank disputes a payment, or has judged; the till is told until it has taken that. */
  disputed(payment: HostedPayment, told: DisputeTold): void {
    const isOpen = told === 'DISPUTE_CREATED';
    payment.dispute = { refundIds: null, isOpen };
    this.#teller.disputed(payment, told);
  }

  /** Somebody does something at the till, or it starts. */
  touched(): void {
    this.#touchedAtMs = this.#parts.timeline.nowMs;
    this.occasions.giveAll(this.books.payments);
  }

  /** From here on nothing is odd any more. */
  calm(): void {
    this.#isCalm = true;
    const { isMute, isEpoch } = this.#habits;
    this.#habits = { ...QUIET_HABITS, isMute, isEpoch };
  }

  /** A hold that was neither collected nor let go of, and has not ended by itself; null where there is none. */
  heldLeft(): HostedPayment | null {
    const { nowMs } = this.#parts.timeline;
    const isLeft = ({ status, hold }: HostedPayment): boolean =>
      status === 'held' && hold !== null && nowMs < hold.endsAtMs;
    return this.books.ofNames.find(isLeft) ?? null;
  }

  /** Payments of which a cancel was confirmed: what is charged after it goes back by itself. */
  isCancelled(paymentRequestId: string): boolean {
    return this.books.payments.some(
      (known) => known.paymentRequestId === paymentRequestId && known.cancelledAtMs !== null,
    );
  }

  #linkMade(url: string, payment: HostedPayment): void {
    this.customers.linkMade(url, payment);
    // A person's question that came too soon after another is asked at the end of a while, when the link may be there.
    if (payment.madeAtMs - this.#touchedAtMs <= ASK_LOCK_MS) this.occasions.give(payment.ref);
  }

  #sent(kind: HostedKind, call: HostedCall, run: TillRun): void {
    const { name, ref, number } = call;
    const { clock, terminal } = run;
    if (isAntom(kind)) {
      this.fault ??= this.#signed.fault(call, run, this.books.ofRef(kind, ref));
      return;
    }
    if (name === 'REFUND' || name === 'Refund' || name === 'credit') {
      this.occasions.sentBack(ref);
      const payment = this.books.ofRef(kind, ref);
      const sale = payment === undefined ? undefined : terminal.book.ofPayment(payment.paymentRequestId);
      if (payment !== undefined && refundIdOf(payment, sale, { number: number ?? null, minor: 0 }) === null)
        this.fault ??= { rule: '5', say: `the refund -R${number} of …${ref.slice(-4)} was never approved` };
    }
    if (name !== 'Assert') return;
    const payment = this.books.ofRef(kind, ref);
    const nowMs = Math.max(clock.nowMs(), this.#parts.timeline.nowMs);
    const isEnded = payment !== undefined && nowMs >= payment.opensUntilMs;
    if (!this.occasions.asks(ref, isEnded))
      this.fault ??= { rule: 'asked', say: `…${ref.slice(-4)} was asked about without an occasion` };
  }

  /** The books in the form of the ledger's. */
  entries(): BookEntry[] {
    const book = this.#parts.run()?.terminal.book;
    return this.books.ofNames.map((payment) => entryOf(payment, book?.ofPayment(payment.paymentRequestId)));
  }
}

function entryOf(payment: HostedPayment, sale: Sale | undefined): BookEntry {
  const { backs, chargedMinor, currency, paymentRequestId } = payment;
  const refunds = backs
    .filter(({ number }) => number !== null)
    .map((back) => ({
      refundRequestId: back.refundRequestId ?? refundIdOf(payment, sale, back) ?? '',
      code: 'SUCCESS',
      amount: { currency, value: String(back.minor) },
    }));
  const refundedMinor = backs.reduce((sum, { minor }) => sum + minor, 0);
  return {
    paymentRequestId,
    paymentId: payment.id,
    pspId: '',
    referenceOrderId: sale?.referenceOrderId ?? paymentRequestId.slice(0, -2),
    amount: { currency, value: String(chargedMinor === 0 ? payment.askedMinor : chargedMinor) },
    state: payment.status === 'paid' ? 'paid' : 'failed',
    resultCode: null,
    chargedMinor,
    chargedAtMs: null,
    cancelled: backs.some(({ number }) => number === null),
    refunds: refunds as unknown as BookEntry['refunds'],
    refundedMinor,
    netMinor: chargedMinor - refundedMinor,
    ...{ pays: 1, debits: chargedMinor === 0 ? 0 : 1, code: '' as unknown as MaskedCode, notifyUrl: null },
    settlementCurrency: currency,
  };
}

/** Our id of a refund that the acquirer knows by its number; null where the till has none such. */
function refundIdOf(
  { paymentRequestId, currency, chargedMinor }: HostedPayment,
  sale: Sale | undefined,
  { number, minor }: Pick<Back, 'number' | 'minor'>,
): string | null {
  if (number === 0) {
    const amount = (valueMinor: number): Amount => ({
      currency: currency as Currency,
      valueMinor: valueMinor as Minor,
    });
    return giveBackRefundIdOf(paymentRequestId, amount(chargedMinor), amount(minor));
  }
  const own = sale?.refunds.filter(({ facts }) => facts.paymentRequestId === paymentRequestId) ?? [];
  return own[(number ?? 0) - 1]?.facts.refundRequestId ?? null;
}
