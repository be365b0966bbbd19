import type { Ms } from '../ground/time.ts';

/** Until when a paid payment may be voided; both times by the acquirer's clock. */
export type VoidUntil =
  | { readonly kind: 'never' }
  /**
   * A grace after the end of the acquirer's calendar day. The till stops to offer it a margin earlier, so that what is
   * offered can still arrive.
   */
  | {
      readonly kind: 'dayEnd';
      readonly dayOffsetMs: Ms;
      readonly graceMs: Ms;
      readonly marginMs: Ms;
    };

/**
 * What may be done with an attempt at its acquirer, and how.
 *
 * The acquirer gives it as data, and the attempt keeps it when it begins: a program that comes later changes nothing of
 * what happened. The rules of `payment/` decide by this alone and know no acquirer.
 */
export interface Terms {
  /**
   * `freely`: the outcome is asked for at the pace of `timing`. `onTriggers`: only where a notice, a person, a start of
   * the till or the end of what the customer may pay gives the occasion.
   */
  readonly ask: 'freely' | 'onTriggers';
  /** Whether a pay that the acquirer says it has not may be sent once more, with the very same bytes. */
  readonly resend: 'same' | 'never';
  /**
   * How a charge that is not wanted is taken back, in this order. `cancel` undoes whatever is charged under the
   * attempt's id, may be repeated, and is sent before a charge is known of; `refund` gives back what the books have.
   * An acquirer that cannot cancel has no `cancel` here: `hasCancel` asks for it. Where such a one lets a charge be voided,
   * it reverses it: once, as a whole, and only what the books have just shown untouched; see `mayReverse`.
   */
  readonly undo: readonly UndoStep[];
  readonly voidUntil: VoidUntil;
  readonly refund: {
    readonly partial: boolean;
    readonly repeat: RefundRepeat;
  };
  /**
   * Within this, the acquirer itself gives back what was charged after a confirmed cancel: nothing is refunded meanwhile, and
   * a person looks where it is still there then. Absent where the till gives such a charge back.
   */
  readonly returnsLateWithinMs?: Ms | undefined;
  /**
   * Goods may go once the money is held, at the shop's risk; it is collected in the background. Absent where they go once
   * it is collected.
   */
  readonly releasesHeld?: true | undefined;
  /**
   * Goods may go once the customer's phone came back from the page and the acquirer has the payment on record, at the
   * shop's risk: it is no proof of money. The acquirer settles by itself, and is only asked. Absent where they go once it
   * is paid.
   */
  readonly releasesReturned?: true | undefined;
  /**
   * What the till showed to be paid by is not shown again after a start: the attempt is asked about once and then closed.
   * Absent where the customer goes on with the page on the own phone.
   */
  readonly closesAfterStart?: true | undefined;
}

/** Whether goods may go before it is paid, at the shop's risk. */
export function releasesEarly({ releasesHeld, releasesReturned }: Terms): boolean {
  return releasesHeld === true || releasesReturned === true;
}

/**
 * What follows a refund whose answer was lost: the same id is sent again; or the books decide. They show a refund at
 * the latest `afterMs` after it was sent: only then does its absence say that it was not made.
 */
export type RefundRepeat =
  { readonly kind: 'sameIdIsSafe' } | { readonly kind: 'lookFirst'; readonly afterMs: Ms };

export type UndoStep = 'cancel' | 'refund';

/**
 * Waits of an attempt on a page, or by an order code, that one by a scan has not; given by the acquirer as data, and
 * kept like the terms. Source: interface section 8, hosted payments section 7.
 */
export interface PagePace {
  /** From when the link may be in somebody's hands to the first question. */
  readonly firstInquiryMs: Ms;
  /** Between questions while an unwanted link may still be paid; for the first half hour, then `watchEveryMs`. */
  readonly closingEveryMs: Ms;
  /** Between questions after that, for a charge that comes late. */
  readonly watchEveryMs: Ms;
  /** How long after its begin an attempt may be paid at the most, where the acquirer names no end of its link. */
  readonly watchForMs: Ms;
}

/** What the acquirer keeps of an attempt and later calls need: opaque here, journaled by the event that brings it. */
export type AcquirerFacts = Readonly<Record<string, string>>;

/** The fact that the customer's phone came back from the page; kept only where the terms go by it. */
export const PHONE_RETURNED: AcquirerFacts = { phoneReturned: 'yes' };

/** What papers show of a card: every acquirer that knows it calls these facts so. */
export const CARD_SHOWN = { lastFour: 'cardLastFour', authorizationCode: 'authorizationCode' } as const;

const MINUTE_MS = 60_000;

/** The terms where the config has no such acquirer any more: those that every attempt had before terms were kept. */
export const FORMER_TERMS: Terms = {
  ask: 'freely',
  resend: 'same',
  undo: ['cancel', 'refund'],
  voidUntil: {
    kind: 'dayEnd',
    dayOffsetMs: 8 * 60 * MINUTE_MS,
    graceMs: 15 * MINUTE_MS,
    marginMs: 2 * MINUTE_MS,
  },
  refund: { partial: true, repeat: { kind: 'sameIdIsSafe' } },
};
