import { describe, expect, it } from 'vitest';
import {
  TRUST_PAYMENTS_PACE,
  TRUST_PAYMENTS_TIMING,
  trustPaymentsTerms,
} from '../../src/acquirers/trust-payments/terms.ts';
import { PAID_ELSEWHERE } from '../../src/acquirers/twins.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenPage } from '../fakes/given-page.ts';
import { RM45_50 } from '../fakes/given-till.ts';

const QUESTIONED = { kind: 'questioned' } as const;
const DECLINED = { code: 'TRUST_70000', class: 'general', say: 'no' } as const;

/** An attempt that was refused because another till is being paid for its order; then something tells of that payment. */
function givenTold(): GivenPage {
  const page = new GivenPage(
    {
      terms: trustPaymentsTerms(),
      pace: TRUST_PAYMENTS_PACE,
      timing: TRUST_PAYMENTS_TIMING,
      payableForMs: TRUST_PAYMENTS_PACE.watchForMs,
    },
    { kind: 'refused', reason: PAID_ELSEWHERE },
  );
  expect(page.state.kind).toBe('failed');
  page.tell(QUESTIONED);
  return page;
}

describe('An order that another till is being paid for (hosted payments 3)', () => {
  it('a charge of it is the other till’s: nothing of it goes back without a person', () => {
    const page = givenTold();

    page.tell({
      kind: 'inquiryAnswered',
      ofQuestion: true,
      answer: { kind: 'charged', charge: givenCharge(RM45_50) },
    });

    expect(page.state).toMatchObject({ kind: 'attention', reason: { code: 'FOREIGN_CHARGE' } });
    expect(page.done).toEqual(['inquirePayment']);
  });

  it('money that is held for the other till is not let go of', () => {
    const page = givenTold();
    const hold = { kind: 'authorised', hold: givenCharge(RM45_50), heldForMs: 1000 } as const;

    page.tell({ kind: 'inquiryAnswered', ofQuestion: true, answer: hold });

    expect(page.state).toMatchObject({ kind: 'failed', reason: PAID_ELSEWHERE, question: null });
    expect(page.done).toEqual(['inquirePayment']);
  });

  it('it may be charged here once the other till’s payment is surely over', () => {
    const page = givenTold();

    page.tell({
      kind: 'inquiryAnswered',
      ofQuestion: true,
      answer: { kind: 'notCharged', reason: DECLINED },
    });

    expect(page.state).toMatchObject({ kind: 'failed', reason: DECLINED, question: null });
  });

  it.each([
    ['is not in the books now', { kind: 'notFound' }],
    ['was given back', { kind: 'notCharged', reason: DECLINED, refunded: true }],
  ] as const)('it stays closed here while that payment %s', (_, answer) => {
    const page = givenTold();

    page.tell({ kind: 'inquiryAnswered', ofQuestion: true, answer });

    expect(page.state).toMatchObject({ kind: 'failed', reason: PAID_ELSEWHERE, question: null });
  });

  it('while that payment is open it is asked about three times, and then not until somebody asks again', () => {
    const page = givenTold();
    const open = { kind: 'inquiryAnswered', ofQuestion: true, answer: { kind: 'confirming' } } as const;

    for (let asked = 1; asked <= 3; asked += 1) {
      page.tell(open);
      page.nowMs += 10_000;
      page.tell({ kind: 'woke' });
    }

    expect(page.asked).toHaveLength(3);
    expect(page.state).toMatchObject({ kind: 'failed', reason: PAID_ELSEWHERE, question: null });
  });

  it('silence answers nothing: it is asked again', () => {
    const page = givenTold();

    page.tell({ kind: 'inquiryAnswered', ofQuestion: true, answer: { kind: 'unknown', why: 'no answer' } });

    expect(page.state).toMatchObject({ kind: 'failed', question: { inFlight: false, tries: 1 } });
  });
});
