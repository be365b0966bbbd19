import { idOfRef } from '../../src/payment/ids.ts';
import type { Ms } from '../../src/ground/time.ts';

/** The acquirers that are paid on a page. */
export const HOSTED_KINDS = ['saferpay', 'trustPayments', 'computop', 'antomCard', 'antomInstore'] as const;
export type HostedKind = (typeof HOSTED_KINDS)[number];

/** What was given back: by a refund with a number, 0 being the till's own; or by the one reverse, which has none. */
export interface Back {
  readonly number: number | null;
  readonly id: string;
  /** Our id of it, where the acquirer knows refunds by that and by no number. */
  readonly refundRequestId?: string;
  readonly minor: number;
  readonly atMs: Ms;
  /** From when on inquiries tell of it. */
  readonly seenAtMs: Ms;
}

/** Money of a card that is held until it is collected or let go of. */
export interface Hold {
  readonly minor: number;
  readonly endsAtMs: Ms;
  readonly captures: { readonly name: string; readonly id: string; readonly isDone: boolean }[];
}

/** A payment as its acquirer has it; all values in minor units. */
export interface HostedPayment {
  readonly kind: HostedKind;
  readonly ref: string;
  readonly paymentRequestId: string;
  readonly id: string;
  readonly currency: string;
  readonly askedMinor: number;
  readonly madeAtMs: Ms;
  /** Until when its link opens, and how long a page that was opened can be paid. */
  readonly opensUntilMs: Ms;
  readonly sessionMs: Ms;
  /** What the acquirer gives back with its notices, such as an address or a token; as the till has sent it. */
  readonly noticeMark: string;
  status: 'waiting' | 'open' | 'held' | 'paid' | 'ended';
  openedAtMs: Ms | null;
  chargedMinor: number;
  paidAtMs: Ms | null;
  /** From when on its acquirer calls it settled. */
  settledAtMs: Ms;
  /** Until when money of another brand than the one asked for is held, which nobody collects. */
  heldUntilMs: Ms | null;
  /** What a card holds; of a card alone. */
  hold: Hold | null;
  /** When it was cancelled: it was closed, let go of or given back. */
  cancelledAtMs: Ms | null;
  /** What the customer's bank wants back. `refundIds`: what was approved before the till was told of it; null before that. */
  dispute: { isOpen: boolean; refundIds: ReadonlySet<string> | null } | null;
  readonly backs: Back[];
}

/** Why a refund or a reverse is not made. */
export type NotMade = 'unknown' | 'notPaid' | 'tooMuch';

export interface HostedBooksParts {
  readonly nowMs: () => Ms;
  /** How long inquiries do not tell of what was given back. */
  readonly lagMs: (kind: HostedKind) => number;
  /** How long a card's money is held. */
  readonly heldForMs: () => number;
  /** How long after it was paid an acquirer calls it settled. */
  readonly settlesMs: (kind: HostedKind) => number;
  /** Something that no till may do was done. */
  readonly fault: (say: string) => void;
}

/** How long links open, and how long their pages can be paid; `null`: as long as anybody likes. */
export const LIVES: Readonly<
  Record<HostedKind, { readonly linkMs: number | null; readonly sessionMs: number }>
> = {
  saferpay: { linkMs: 15 * 60_000, sessionMs: 18 * 60_000 },
  trustPayments: { linkMs: 120 * 60_000, sessionMs: 120 * 60_000 },
  computop: { linkMs: null, sessionMs: 25 * 60_000 },
  // The till names the end of the link.
  antomCard: { linkMs: 10 * 60_000, sessionMs: 10 * 60_000 },
  antomInstore: { linkMs: 2 * 60_000, sessionMs: 2 * 60_000 },
};

/** Whether an acquirer is one of Antom's: signed, asked by the till's own id, and cancelled for certain. */
export function isAntom(kind: HostedKind): kind is 'antomCard' | 'antomInstore' {
  return kind === 'antomCard' || kind === 'antomInstore';
}

/** How long money is held that nobody collects. */
const HELD_MS = 8 * 60_000;

/** True books of the hosted acquirers: pure, and of one shop. */
export class HostedBooks {
  readonly payments: HostedPayment[] = [];
  /** Payments that were charged where a till could not keep it from being so; true once the till was told. */
  readonly late = new Map<string, boolean>();
  /** Charges that a bank took back for its customer: the acquirer's own books go on telling of them. */
  readonly takenByBank = new Set<string>();
  readonly #parts: HostedBooksParts;
  #count = 0;

  constructor(parts: HostedBooksParts) {
    this.#parts = parts;
  }

  /** A payment begins: its link is made, or, where the till makes that itself, opened. */
  made(
    begun: Pick<HostedPayment, 'kind' | 'ref' | 'currency' | 'askedMinor' | 'noticeMark'>,
    endsAtMs?: Ms,
  ): HostedPayment {
    const madeAtMs = this.#parts.nowMs();
    const { linkMs, sessionMs } = LIVES[begun.kind];
    const opensUntilMs = endsAtMs ?? (linkMs === null ? Infinity : madeAtMs + linkMs);
    const payment: HostedPayment = {
      ...begun,
      paymentRequestId: idOfRef(begun.ref) ?? begun.ref,
      id: this.newId(begun.kind),
      ...{ madeAtMs, opensUntilMs, sessionMs, status: 'waiting', openedAtMs: null },
      ...{ chargedMinor: 0, paidAtMs: null, settledAtMs: 0, heldUntilMs: null, backs: [] },
      ...{ hold: null, cancelledAtMs: null, dispute: null },
    };
    this.payments.push(payment);
    return payment;
  }

  newId(kind: HostedKind): string {
    return `${kind}-${(this.#count += 1)}`;
  }

  /** A phone opens the link; Saferpay's opens once, and a second opening ends the payment. */
  open(payment: HostedPayment): boolean {
    const nowMs = this.#parts.nowMs();
    if (payment.status === 'open' && payment.kind === 'saferpay') {
      payment.status = 'ended';
      return false;
    }
    if (payment.status !== 'waiting' || nowMs >= payment.opensUntilMs) return payment.status === 'open';
    payment.status = 'open';
    payment.openedAtMs = nowMs;
    return true;
  }

  /** Whether somebody can still pay on a page that is open, whatever it said before. */
  isPayable({ status, openedAtMs, sessionMs, opensUntilMs, kind, heldUntilMs }: HostedPayment): boolean {
    if (openedAtMs === null || heldUntilMs !== null || (status !== 'open' && status !== 'ended'))
      return false;
    const nowMs = this.#parts.nowMs();
    // What Antom calls failed or cancelled nobody can pay any more.
    if (isAntom(kind)) return status === 'open' && nowMs < opensUntilMs;
    return nowMs < openedAtMs + sessionMs && (kind !== 'trustPayments' || nowMs < opensUntilMs);
  }

  /** The customer pays; a page that had said no before makes the charge one that the till could not expect. */
  pay(payment: HostedPayment, minor: number): boolean {
    if (!this.isPayable(payment)) return false;
    if (payment.status === 'ended') this.late.set(payment.paymentRequestId, false);
    payment.paidAtMs = this.#parts.nowMs();
    if (payment.kind === 'antomCard') {
      payment.status = 'held';
      payment.hold = { minor, endsAtMs: payment.paidAtMs + this.#parts.heldForMs(), captures: [] };
      return true;
    }
    payment.status = 'paid';
    payment.chargedMinor = minor;
    payment.settledAtMs = payment.paidAtMs + this.#parts.settlesMs(payment.kind);
    return true;
  }

  /** A charge that comes in the very moment of a cancel that was confirmed: the acquirer gives it back by itself. */
  payAfterCancel(payment: HostedPayment, minor: number): void {
    payment.status = 'paid';
    payment.chargedMinor = minor;
    payment.paidAtMs = this.#parts.nowMs();
  }

  /** The acquirer gives back all that is left, by itself or because it was asked to. */
  undo(payment: HostedPayment): void {
    const left = this.netMinor(payment);
    if (left > 0) this.back(payment, null, left);
  }

  /** The customer pays with a card, which a terminal without the one brand offers too: the money is only held. */
  hold(payment: HostedPayment): boolean {
    if (!this.end(payment)) return false;
    payment.heldUntilMs = this.#parts.nowMs() + HELD_MS;
    return true;
  }

  /** The customer declines or goes back to the shop; whether that was possible. */
  end(payment: HostedPayment): boolean {
    if (payment.status !== 'open' || !this.isPayable(payment)) return false;
    payment.status = 'ended';
    return true;
  }

  /** Whether a payment was opened and its page is over; one that nobody pays ends so. */
  isExpired(payment: HostedPayment): boolean {
    return payment.status === 'open' && !this.isPayable(payment);
  }

  /** Gives back a part or all; `isCapped`: the acquirer itself lets no refunds exceed the charge. */
  refund(
    payment: HostedPayment | undefined,
    number: number,
    minor: number,
    isCapped: boolean,
  ): Back | NotMade {
    if (payment === undefined) return 'unknown';
    if (payment.status !== 'paid') return 'notPaid';
    if (isCapped && minor > this.netMinor(payment)) return 'tooMuch';
    const again = payment.backs.some((back) => back.number === number);
    const back = this.back(payment, number, minor);
    const name = `${payment.ref.slice(-4)}-R${number}`;
    if (again) this.#parts.fault(`the refund ${name} was made twice`);
    if (this.netMinor(payment) < 0) this.#parts.fault(`the refund ${name} gives back more than was charged`);
    return back;
  }

  /** Undoes the last step of a payment, whatever that was. */
  reverse(payment: HostedPayment | undefined): Back | NotMade {
    if (payment === undefined) return 'unknown';
    if (payment.status !== 'paid') return 'notPaid';
    if (payment.backs.length > 0) this.#parts.fault(`not the payment …${payment.ref.slice(-4)} is reversed`);
    return this.back(payment, null, payment.chargedMinor);
  }

  /** Something goes back. */
  back(payment: HostedPayment, number: number | null, minor: number, refundRequestId?: string): Back {
    const atMs = this.#parts.nowMs();
    const id = this.newId(payment.kind);
    const back = {
      ...{ number, id, minor, atMs, seenAtMs: atMs + this.#parts.lagMs(payment.kind) },
      ...(refundRequestId === undefined ? {} : { refundRequestId }),
    };
    payment.backs.push(back);
    return back;
  }

  /** What of a payment went back, as inquiries tell of it now. */
  seenBacks({ backs }: HostedPayment): readonly Back[] {
    return backs.filter(({ seenAtMs }) => seenAtMs <= this.#parts.nowMs());
  }

  netMinor({ chargedMinor, backs }: HostedPayment): number {
    return backs.reduce((left, { minor }) => left - minor, chargedMinor);
  }

  /** The payment of a name; of two links under one name that which somebody has opened, or the last. */
  ofRef(kind: HostedKind, ref: string): HostedPayment | undefined {
    const named = this.payments.filter((payment) => payment.kind === kind && payment.ref === ref);
    return named.find(({ status }) => status !== 'waiting') ?? named.at(-1);
  }

  /** One payment of each name. */
  get ofNames(): readonly HostedPayment[] {
    return this.payments.filter((payment) => this.ofRef(payment.kind, payment.ref) === payment);
  }

  ofId(id: string): HostedPayment | undefined {
    return this.payments.find((payment) => payment.id === id);
  }
}

/** The number of a refund in its name on the wire; null for what names none. */
export function numberIn(name: string): { readonly ref: string; readonly number: number } | null {
  const [, ref, number] = /^([0-9A-Z]{18})-R(\d{1,2})$/.exec(name) ?? [];
  return ref === undefined ? null : { ref, number: Number(number) };
}
