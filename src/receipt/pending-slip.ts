import { formatAmount } from '../money/format.ts';
import type { Amount } from '../money/amount.ts';
import type { Ms } from '../time.ts';
import {
  BLANK,
  centred,
  framed,
  head,
  inBoth,
  origin,
  pair,
  RULE,
  type Place,
  type Receipt,
} from './document.ts';
import { localTime } from './local-time.ts';
import { paperLanguageOf, wordsOf } from './words/languages.ts';

/** All that a slip for a payment whose outcome is not known says. */
export interface PendingFacts extends Omit<Place, 'language'> {
  readonly referenceOrderId: string;
  readonly paymentRequestId: string;
  readonly code: string;
  readonly amount: Amount;
  readonly startedAtMs: Ms;
  readonly languages: readonly string[];
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
  const warning = inBoth(place, ({ notPaid }) => notPaid).map((text) => centred(text, 'tall', true));
  return framed(place, [
    ...warning,
    RULE,
    ...head(place)
      .filter(({ kind }) => kind !== 'mark')
      .slice(1),
    RULE,
    ...origin(place),
    RULE,
    ...pair(words.tillTime, localTime(facts.startedAtMs, facts.timeZone)),
    ...pair(words.order, facts.referenceOrderId),
    ...pair(words.code, facts.code),
    BLANK,
    centred(formatAmount(facts.amount, facts.languages[0] ?? 'en')),
    BLANK,
    { kind: 'barcode', text: facts.paymentRequestId },
    BLANK,
    centred(words.doNotHandOver),
    ...warning,
  ]);
}
