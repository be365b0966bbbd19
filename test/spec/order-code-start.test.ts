import { describe, expect, it } from 'vitest';
import {
  ANTOM_INSTORE_TERMS,
  ANTOM_INSTORE_TIMING,
  orderCodePace,
  orderCodeWindowMs,
} from '../../src/acquirers/antom-instore/terms.ts';
import type { InquiryAnswer } from '../../src/payment/answers.ts';
import { CHARGED, CONFIRMED, CONFIRMING, SILENT } from '../fakes/answers.ts';
import { GivenPage } from '../fakes/given-page.ts';

/** An order code that was shown ten seconds ago, when the till was killed; its first question after the start is answered. */
function givenStart(answer: InquiryAnswer): GivenPage {
  const windowMs = orderCodeWindowMs({});
  const page = new GivenPage({
    terms: ANTOM_INSTORE_TERMS,
    pace: orderCodePace({}, false),
    timing: { ...ANTOM_INSTORE_TIMING, windowMs },
    payableForMs: 150_000,
  });
  page.nowMs += 10_000;
  page.tell({ kind: 'resumed' });
  page.answer(answer);
  return page;
}

describe('An order code that was shown when the till was killed (antom-instore dossier 6.5)', () => {
  it('is not shown again: it is asked about, and closed', () => {
    const page = givenStart(CONFIRMING);
    page.tell({ kind: 'cancelAnswered', answer: CONFIRMED });

    expect(page.done).toEqual(['inquirePayment', 'cancelPayment']);
    expect(page.state.kind).toBe('cancelled');
  });

  it('is paid where the customer has paid it meanwhile', () => {
    expect(givenStart(CHARGED).state.kind).toBe('paid');
  });

  it('is asked about once more before it is closed, where nobody answers', () => {
    const page = givenStart(SILENT);
    page.answer(CONFIRMING);

    expect(page.done).toEqual(['inquirePayment', 'inquirePayment', 'cancelPayment']);
  });
});
