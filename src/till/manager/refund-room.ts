import type { ReserveAnswer, ReserveCall } from '../../centre/wire.ts';
import { refuse, type Problem } from '../../contract/problems.ts';
import { wireAmount, type Amount, type Minor } from '../../ground/money/amount.ts';
import { ok, type Result } from '../../ground/result.ts';

type NoRoom = Problem<'refund-exceeds-payment' | 'refund-refused' | 'approver-refused'>;

/** A refund for which room is asked, over all tills of a chain. */
export interface RoomAsked {
  readonly refundRequestId: string;
  readonly paymentRequestId: string;
  readonly orderId: string;
  readonly approverId: string;
  readonly amount: Amount;
  /** What the payment charged, as far as this till or the acquirer's books know. */
  readonly chargedMinor: Minor;
  /** Whether this very till took the payment. */
  readonly isOwn: boolean;
  readonly atMs: number;
}

/** Where a refund gets its room, before it is approved. */
export interface RefundRoom {
  /** Null where the till belongs to no chain: there is nobody else who could refund. */
  reserve(asked: RoomAsked): Promise<Result<null, NoRoom>> | null;
  /** The refund is approved, or is not made after all: from here on its row tells, or nothing does. */
  decided(refundRequestId: string): void;
}

/** The room of a till that belongs to no chain. */
export const OPEN_ROOM: RefundRoom = { reserve: () => null, decided: () => undefined };

/** A call before the till's word is numbered. */
type UnnumberedCall = Omit<ReserveCall, 'saidAtMs'>;

/** The room of a till in a chain: the centre's, and without it the till's own journal for what it took itself. */
export class ChainRoom implements RefundRoom {
  readonly #ask: (call: UnnumberedCall) => Promise<ReserveAnswer | null>;
  /** What was asked for and is not decided: the centre must not give its room to others. */
  readonly #open = new Set<string>();
  readonly #letGo: () => void;

  /** `letGo`: room may have been had that is needed no more; the centre is told which is. */
  constructor(ask: (call: UnnumberedCall) => Promise<ReserveAnswer | null>, letGo: () => void) {
    this.#ask = ask;
    this.#letGo = letGo;
  }

  async reserve(asked: RoomAsked): Promise<Result<null, NoRoom>> {
    const { refundRequestId, paymentRequestId, approverId, amount, orderId, chargedMinor } = asked;
    this.#open.add(refundRequestId);
    const answer = await this.#ask({
      ...{ refundRequestId, paymentRequestId, approverId, orderId, chargedMinor },
      amountMinor: amount.valueMinor,
      currency: amount.currency,
      day: new Date(asked.atMs).toISOString().slice(0, 'yyyy-mm-dd'.length),
    });
    const room = answer === null ? whenSilent(asked.isOwn) : roomOf(answer, amount);
    if (!room.ok) this.decided(refundRequestId);
    return room;
  }

  decided(refundRequestId: string): void {
    if (this.#open.delete(refundRequestId)) this.#letGo();
  }

  /** The refunds that may still be approved. A till that starts has none: what it had approved its rows tell. */
  keeps(): string[] {
    return [...this.#open];
  }
}

function whenSilent(isOwn: boolean): Result<null, NoRoom> {
  return isOwn ? ok(null) : OTHERS_LATER;
}

function roomOf({ outcome, leftMinor }: ReserveAnswer, { currency }: Amount): Result<null, NoRoom> {
  switch (outcome) {
    case 'reserved':
      return ok(null);
    case 'exceeds':
      return refuse({
        slug: 'refund-exceeds-payment',
        detail: 'More would be refunded than was paid, over all tills. Refunds that are still pending count.',
        refundable: wireAmount({ currency, valueMinor: leftMinor as Minor }),
      });
    case 'overLimit':
      return refuse({
        slug: 'approver-refused',
        detail: 'This manager has given back as much today, over all tills, as one may. Ask another manager.',
        why: 'limit',
      });
    case 'mismatch':
    case 'unknownPayment':
    case 'fenced':
    case 'revoked':
      return SHUT_OUT;
  }
}

const OTHERS_LATER = refuse({
  slug: 'refund-refused',
  detail: 'The centre cannot be asked now, and this payment is of another till. Refund it there, or later.',
  why: 'notKnown',
});
const SHUT_OUT = refuse({
  slug: 'refund-refused',
  detail: 'The centre has shut this till out, so it may not refund. Call the office.',
  why: 'notKnown',
});
