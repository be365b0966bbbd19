import { formatAmount } from '../ground/money/format.ts';
import type { Amount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';
import {
  BLANK,
  centred,
  framed,
  inBoth,
  origin,
  pair,
  RULE,
  shopLines,
  type Place,
  type Receipt,
  type ReceiptLine,
} from './document.ts';
import { localTime } from '../ground/local-time.ts';
import { leadingPayment, saleStateOf } from '../payment/sale.ts';
import type { Sale } from '../payment/state.ts';
import { paperLanguageOf, wordsOf } from './words/languages.ts';
import type { Words } from './words/words.ts';

/** All that a slip for a payment whose outcome is not known says. */
export interface PendingFacts extends Omit<Place, 'language'> {
  readonly referenceOrderId: string;
  readonly paymentRequestId: string;
  /** The code that was scanned, masked; undefined where the customer showed none. */
  readonly code: string | undefined;
  readonly amount: Amount;
  readonly startedAtMs: Ms;
  /** The shop lets goods go before it is paid. */
  readonly isAtShopsRisk: boolean;
  readonly languages: readonly string[];
}

/**
 * Whether it is not known what becomes of a sale, so that a slip may say so.
 *
 * Not where it was paid: a void of it is under way, or another attempt of it needs a person.
 */
export function isOutcomeUnknown(sale: Sale): boolean {
  const state = leadingPayment(sale)?.state;
  const isVoided = state?.kind === 'cancelling' && state.cause === 'void';
  if (isVoided || sale.payments.some((payment) => payment.state.kind === 'paid')) return false;
  return ['checking', 'capturing', 'cancelling', 'attention'].includes(saleStateOf(sale));
}

/**
 * A slip that tells staff which payment is still being found out.
 *
 * It takes no charge and no answer: it cannot say more than NOT PAID, RESULT UNKNOWN, whatever comes to be known.
 * It bears no brand line of acceptance and no copy label. Source: dossier section 7.3, last line.
 */
export function pendingSlipOf(facts: PendingFacts): Receipt {
  const language = paperLanguageOf(facts.languages[0]);
  const place: Place = { ...facts, language };
  const words = wordsOf(language);
  return warnedSlip(place, ({ notPaid }) => notPaid, {
    ...facts,
    atMs: facts.startedAtMs,
    references: [...pair(words.order, facts.referenceOrderId), ...pair(words.code, facts.code)],
    foot: [centred(facts.isAtShopsRisk ? words.shopsRisk : words.doNotHandOver)],
  });
}

/** What a slip says of money that has not moved yet. */
export interface WarnedFacts {
  readonly paymentRequestId: string;
  readonly amount: Amount;
  readonly atMs: Ms;
  readonly languages: readonly string[];
  readonly references: readonly ReceiptLine[];
  readonly foot: readonly ReceiptLine[];
}

/** A slip with its warning first and last, so that no torn piece of it can be taken for a receipt; it bears no mark. */
export function warnedSlip(
  place: Place,
  warningOf: (words: Words) => string,
  { paymentRequestId, amount, atMs, languages, references, foot }: WarnedFacts,
): Receipt {
  const words = wordsOf(place.language);
  const warning = inBoth(place, warningOf).map((text) => centred(text, 'tall', true));
  return framed(place, [
    ...warning,
    RULE,
    ...shopLines(place),
    RULE,
    ...origin(place),
    RULE,
    ...pair(words.tillTime, localTime(atMs, place.timeZone)),
    ...references,
    BLANK,
    centred(formatAmount(amount, languages[0] ?? 'en')),
    BLANK,
    { kind: 'barcode', text: paymentRequestId },
    BLANK,
    ...foot,
    ...warning,
  ]);
}
