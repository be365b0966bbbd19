import { leadingPayment } from '../../src/payment/sale.ts';
import type { Ms } from '../../src/ground/time.ts';
import type { Choices } from './choices.ts';
import { captureByItself } from './hosted-antom-books.ts';
import type { HostedBooks, HostedPayment } from './hosted-books.ts';
import type { HostedNetwork } from './hosted-network.ts';
import type { Occasions } from './hosted-occasions.ts';
import type { HostedTeller } from './hosted-teller.ts';
import { PUBLIC_URL } from './hosted-shop.ts';
import type { Story } from './story.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

export interface CustomersParts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly books: HostedBooks;
  readonly network: HostedNetwork;
  readonly teller: HostedTeller;
  readonly occasions: Occasions;
  readonly run: () => TillRun | undefined;
  /** Goods may go once a phone came back, whether or not it has paid. */
  readonly isEarly?: boolean;
  /** Whether Computop's inquiries tell no amount. */
  readonly isMute: () => boolean;
  /** What of the schedule goes wrong is over. */
  readonly isCalm: () => boolean;
  /** How many in a hundred holds of a card the acquirer collects by itself. */
  readonly selfCapturePercent: () => number;
}

const SCAN_MS = [1000, 4000, 20_000, 80_000, 200_000, 290_000] as const;
const PHOTO_MS = [700, 30_000, 240_000, 800_000, 3_000_000] as const;
const THINK_MS = [800, 5000, 30_000, 100_000, 400_000, 1_000_000] as const;
/** From the page to the shop's own page that it leads back to. */
const BACK_MS = [400, 6000, 60_000] as const;
const AGAIN_MS = [3000, 60_000, 600_000] as const;

/**
 * How long after it was shown first a Computop link may be opened so that its page ends in the time that the till waits
 * for; who opens it later pays where the till cannot know of it. Source: hosted payments, section 7.
 */
const OPENED_IN_TIME_MS = 14 * 60_000;

/** How long after a cancel a charge may still come, and when the acquirer has given it back. Source: in-store dossier 6.3. */
const CANCEL_MOMENT_MS = [50, 2000, 15_000] as const;
const RETURNED_MS = [5000, 4 * 60_000, 20 * 60_000] as const;

const DISPUTED_MS = [50, 3000, 60_000, 600_000] as const;
const JUDGED_MS = [120_000, 3_600_000] as const;
const ENDS = ['ACCEPT_BY_CUSTOMER', 'ACCEPT_BY_MERCHANT', 'DISPUTE_CANCELLED'] as const;

/** Customers with their phones, and whoever has taken a picture of the screen. */
export class HostedCustomers {
  readonly #parts: CustomersParts;
  /** Which payment an acquirer's address is of. */
  readonly #links = new Map<string, HostedPayment>();
  /** When the link of an attempt was first to be had. */
  readonly #shown = new Map<string, Ms>();
  /** Attempts whose landing page was pressed. */
  readonly #tapped = new Set<string>();

  constructor(parts: CustomersParts) {
    this.#parts = parts;
  }

  linkMade(url: string, payment: HostedPayment): void {
    this.#links.set(url, payment);
  }

  /** The payment of an acquirer's address; null where there is none. Computop's begins so. */
  paymentOf(url: string): HostedPayment | null {
    return this.#links.get(url) ?? this.#parts.network.computop.opened(url);
  }

  /** Looks at the customer's screen after an event: what is shown for the first time is seen by somebody. */
  look(run: TillRun): void {
    const sale = run.terminal.book.latest();
    const payment = sale === undefined ? undefined : leadingPayment(sale);
    if (sale === undefined || payment?.facts.way.kind !== 'page') return;
    const { paymentRequestId } = payment.facts;
    if (this.#shown.has(paymentRequestId) || !run.alive) return;
    const isEnding = !('windowEndsAtMs' in payment.state);
    if (isEnding) return;
    void run.readLink(sale.saleId).then((url) => {
      if (url === null || this.#shown.has(paymentRequestId) || !run.alive) return;
      this.#shown.set(paymentRequestId, this.#parts.timeline.nowMs);
      this.#seen(paymentRequestId, url);
    });
  }

  #seen(id: string, url: string): void {
    const { choices, story, timeline } = this.#parts;
    const isLanding = url.startsWith(PUBLIC_URL);
    story.tell(() => `the screen shows a ${isLanding ? 'landing page' : 'link'} for …${id.slice(-6)}`);
    const isThere = choices.chance(88);
    if (isThere) timeline.after(choices.of(SCAN_MS, [40, 20, 15, 10, 8, 7]), () => this.#scan(id, url));
    if (choices.chance(12)) timeline.after(choices.of(PHOTO_MS), () => this.#scan(id, url));
  }

  #scan(id: string, url: string): void {
    const { run } = this.#parts;
    if (!url.startsWith(PUBLIC_URL)) return this.#open(id, url);
    const till = run();
    if (till?.lives() !== true) return;
    const phone = this.#tapped.has(id) && this.#parts.choices.chance(50) ? till.phoneOf(id) : null;
    void till.tap(url.slice(`${PUBLIC_URL}/p/`.length), phone).then((to) => {
      if (to === null) return;
      this.#tapped.add(id);
      this.#open(id, to);
    });
  }

  #open(id: string, url: string): void {
    const { books, choices, story, teller, timeline } = this.#parts;
    const shownMs = this.#shown.get(id) ?? timeline.nowMs;
    const payment = this.paymentOf(url);
    if (payment === null) return;
    const isLate = payment.kind === 'computop' && timeline.nowMs > shownMs + OPENED_IN_TIME_MS;
    if (isLate && payment.status === 'waiting') books.late.set(payment.paymentRequestId, false);
    const isOpen = books.open(payment);
    story.tell(() => `a phone opens the link of …${id.slice(-6)}: ${payment.status}`);
    if (choices.chance(10)) teller.lie(payment);
    if (!isOpen) return;
    if (choices.chance(12)) return this.#parts.isEarly === true ? this.#back(payment) : undefined;
    timeline.after(choices.of(THINK_MS, [40, 25, 15, 8, 6, 6]), () => this.#decide(payment));
  }

  #decide(payment: HostedPayment): void {
    const { books, choices, teller, timeline } = this.#parts;
    if (!choices.chance(22)) return this.#pay(payment);
    if (payment.kind === 'saferpay' && choices.chance(20)) {
      if (!books.hold(payment)) return;
      this.#told(payment, 'pays with a card for');
      return teller.decided(payment);
    }
    if (!books.end(payment)) return;
    this.#told(payment, 'says no to');
    teller.decided(payment);
    if (!this.#parts.isCalm() && choices.chance(35))
      timeline.after(choices.of(AGAIN_MS), () => this.#pay(payment));
  }

  #pay(payment: HostedPayment): void {
    const { books, choices, isMute, teller } = this.#parts;
    // What no answer tells cannot be compared.
    const isTold = payment.kind !== 'computop' || !isMute();
    const minor = choices.chance(6) && isTold ? payment.askedMinor + 1000 : payment.askedMinor;
    if (!books.pay(payment, minor)) return;
    this.#told(payment, 'pays');
    if (payment.hold !== null && choices.chance(this.#parts.selfCapturePercent())) {
      captureByItself(payment, books);
      this.collected(payment);
    }
    teller.decided(payment);
  }

  /** In the shop, a wallet may charge in the moment of the cancel: the acquirer gives that back by itself. */
  closedOpen(payment: HostedPayment): void {
    const { books, choices, story, timeline } = this.#parts;
    if (payment.kind !== 'antomInstore' || !choices.chance(40)) return;
    timeline.after(choices.of(CANCEL_MOMENT_MS), () => {
      books.payAfterCancel(payment, payment.askedMinor);
      story.tell(() => `a wallet pays …${payment.ref.slice(-6)} in the moment of its cancel`);
      if (choices.chance(50)) this.#parts.teller.decided(payment);
      timeline.after(choices.of(RETURNED_MS), () => books.undo(payment));
    });
  }

  /** A customer may go to the bank about what was collected, and the bank decides some time. */
  collected(payment: HostedPayment): void {
    const { choices, teller, timeline } = this.#parts;
    if (!choices.chance(45)) return;
    timeline.after(choices.of(DISPUTED_MS), () => {
      payment.dispute = { isOpen: true, refundIds: null };
      teller.disputed(payment, 'DISPUTE_CREATED');
      timeline.after(choices.of(JUDGED_MS), () => {
        payment.dispute = { ...payment.dispute, refundIds: null, isOpen: false };
        const end = choices.of(ENDS);
        if (end === 'ACCEPT_BY_MERCHANT') this.#parts.books.takenByBank.add(payment.paymentRequestId);
        teller.disputed(payment, end);
      });
    });
  }

  /** The phone comes back from the acquirer's page. */
  #back({ ref, paymentRequestId }: HostedPayment): void {
    const { choices, occasions, story, timeline } = this.#parts;
    timeline.after(choices.of(BACK_MS), () => {
      const run = this.#parts.run();
      if (run?.lives() !== true) return;
      story.tell(() => `a phone comes back of …${paymentRequestId.slice(-6)}`);
      occasions.give(ref);
      run.back(paymentRequestId);
    });
  }

  #told(payment: HostedPayment, does: string): void {
    const { paymentRequestId, chargedMinor } = payment;
    const { choices, isEarly, story } = this.#parts;
    if (choices.chance(isEarly === true ? 80 : 25)) this.#back(payment);
    story.tell(
      () =>
        `a customer ${does} …${paymentRequestId.slice(-6)}${chargedMinor === 0 ? '' : ` ${chargedMinor}`}`,
    );
  }
}
