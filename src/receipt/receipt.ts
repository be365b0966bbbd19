import type { Copy } from '../ground/copies.ts';
import type { Amount } from '../ground/money/amount.ts';
import { formatAmount } from '../ground/money/format.ts';
import type { Charge } from '../payment/answers.ts';
import type { PaymentFacts, PaymentState } from '../payment/state.ts';
import { CARD_SHOWN } from '../payment/terms.ts';
import type { Ms } from '../ground/time.ts';
import {
  BLANK,
  centred,
  framed,
  head,
  inBoth,
  isText,
  origin,
  pair,
  RULE,
  type Place,
  type Receipt,
  type ReceiptLine,
} from './document.ts';
import type { Brand } from './brand.ts';
import { localTime } from '../ground/local-time.ts';
import { isolated } from './direction.ts';
import { paperLanguageOf, withWallet, wordsOf } from './words/languages.ts';

export type { Receipt, ReceiptLine, Size } from './document.ts';

/** A payment that is paid; no other payment can be given to a receipt of a sale. */
export interface PaidPayment {
  readonly facts: PaymentFacts;
  readonly state: Extract<PaymentState, { kind: 'paid' }>;
}

/** A payment that was paid and then voided in full. */
export interface VoidedPayment {
  readonly facts: PaymentFacts;
  readonly charge: Charge;
}

/** What happened to the money. */
type Deed =
  | { readonly type: 'SALE'; readonly payment: PaidPayment }
  | { readonly type: 'VOID'; readonly payment: VoidedPayment; readonly atMs: Ms }
  | { readonly type: 'REFUND'; readonly payment: VoidedPayment; readonly refund: DoneRefund };

/** A refund that the acquirer confirmed. `refundTime` as received, ISO 8601 with offset. */
export interface DoneRefund {
  readonly refundRequestId: string;
  readonly refundId?: string | undefined;
  readonly refundTime?: string | undefined;
  readonly amount: Amount;
  readonly startedAtMs: Ms;
}

/** All that a receipt says. */
export type ReceiptFacts = Omit<Place, 'language'> &
  Deed & {
    readonly copy: Copy;
    /** That of the acquirer that took the payment. */
    readonly brands: readonly Brand[];
    /** A print after the first. */
    readonly marked: boolean;
    readonly referenceOrderId: string;
    /** The first one is the paper's. */
    readonly languages: readonly string[];
    /** What the shop calls the way it was paid; absent where a code was scanned. Source: hosted payments, section 9. */
    readonly tender?: string | undefined;
  };

/**
 * The receipt of a payment, of its void, or of a refund of it.
 *
 * The wallet is named only from the acquirer's answer; masked code and the wallet's own payment id stand on the
 * merchant's copy only. Where the answer has no time, the till's time is given and called so. What a promotion took
 * off and what the wallet's currency came to is the wallet's to say: no line of it is ever made here.
 * Source: dossier sections 7.1, 7.3 and 7.4.
 */
export function receiptOf(facts: ReceiptFacts): Receipt {
  const paper = paperOf(facts);
  return framed(paper.place, [
    ...head(facts, facts.brands),
    RULE,
    ...origin(paper.place),
    RULE,
    ...deedLines(paper),
    RULE,
    ...references(paper),
    ...foot(paper),
  ]);
}

interface Paper {
  readonly facts: ReceiptFacts;
  readonly place: Place;
  readonly charge: Charge;
}

function paperOf(facts: ReceiptFacts): Paper {
  const charge = facts.type === 'SALE' ? facts.payment.state.charge : facts.payment.charge;
  return { facts, place: { ...facts, language: paperLanguageOf(facts.languages[0]) }, charge };
}

function deedLines(paper: Paper): ReceiptLine[] {
  const { facts, place, charge } = paper;
  const words = wordsOf(place.language);
  const amount = facts.type === 'REFUND' ? facts.refund.amount : charge.amount;
  const wallet = paidBy(paper);
  const sentence = facts.type === 'SALE' ? words.paidWith : words.refundedTo;
  return [
    { kind: 'pair', label: titleOf(paper), value: copyLabel(paper), strong: true },
    ...(facts.marked
      ? [centred(`*** ${inBoth(place, ({ duplicate }) => duplicate).join(' / ')} ***`, 'plain', true)]
      : []),
    ...timeLine(paper),
    BLANK,
    centred(formatAmount(amount, facts.languages[0] ?? 'en'), 'large', true),
    ...(isText(wallet) ? [centred(withWallet(sentence, isolated(wallet)))] : []),
    ...(isText(facts.tender) ? [centred(isolated(facts.tender))] : []),
    BLANK,
  ];
}

/** The wallet's name, or a card's brand with its last four digits. */
function paidBy({ facts, charge: { walletBrandName } }: Paper): string | undefined {
  const lastFour = facts.payment.facts.acquirer[CARD_SHOWN.lastFour];
  return walletBrandName === undefined || lastFour === undefined
    ? walletBrandName
    : `${walletBrandName} **** ${lastFour}`;
}

function titleOf({ facts, place }: Paper): string {
  const words = wordsOf(place.language);
  switch (facts.type) {
    case 'SALE':
      return words.sale;
    case 'VOID':
      return words.void;
    case 'REFUND':
      return words.refund;
  }
}

function copyLabel({ facts, place }: Paper): string {
  const words = wordsOf(place.language);
  return facts.copy === 'customer' ? words.customerCopy : words.merchantCopy;
}

/** The acquirer's time of the deed where it gave one, else the till's, called so. */
function timeLine({ facts, place, charge }: Paper): ReceiptLine[] {
  const words = wordsOf(place.language);
  const at = (label: string, time: Ms | string) => pair(label, localTime(time, place.timeZone));
  switch (facts.type) {
    case 'SALE':
      if (charge.paymentTime === undefined) return at(words.tillTime, facts.payment.facts.startedAtMs);
      return at(words.time, charge.paymentTime);
    case 'VOID':
      return at(words.tillTime, facts.atMs);
    case 'REFUND':
      if (facts.refund.refundTime === undefined) return at(words.tillTime, facts.refund.startedAtMs);
      return at(words.time, facts.refund.refundTime);
  }
}

function references({ facts, place, charge }: Paper): ReceiptLine[] {
  const words = wordsOf(place.language);
  const { way, paymentRequestId } = facts.payment.facts;
  const code = way.kind === 'code' ? way.code : undefined;
  const merchantOnly =
    facts.copy === 'merchant'
      ? [...pair(words.code, code), ...pair(words.walletId, charge.mppPaymentId)]
      : [];
  return [
    ...pair(words.order, facts.referenceOrderId),
    ...pair(words.payment, charge.paymentId),
    ...pair(words.code, facts.payment.facts.acquirer[CARD_SHOWN.authorizationCode]),
    ...(facts.type === 'REFUND'
      ? [
          ...pair(words.refundId, facts.refund.refundId ?? facts.refund.refundRequestId),
          ...pair(words.paidAmount, formatAmount(charge.amount, facts.languages[0] ?? 'en')),
        ]
      : []),
    ...merchantOnly,
    BLANK,
    { kind: 'barcode', text: paymentRequestId },
    BLANK,
  ];
}

function foot({ facts, place }: Paper): ReceiptLine[] {
  const words = wordsOf(place.language);
  const forRefund = facts.copy === 'customer' && facts.type === 'SALE';
  return [centred(forRefund ? words.keepForRefund : words.keepCopy)];
}
