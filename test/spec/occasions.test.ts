import { describe, expect, it } from 'vitest';
import { SAFERPAY_TIMING, saferpayPace, saferpayTerms } from '../../src/acquirers/saferpay/terms.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import { keptTiming } from '../../src/payment/policy.ts';
import type { PaymentFacts } from '../../src/payment/state.ts';
import { start, transition, wakeAtOf } from '../../src/payment/transition.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenPage, START_MS } from '../fakes/given-page.ts';
import { RM45_50 } from '../fakes/given-till.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const CONFIRMING = { kind: 'confirming' } as const;
const CHARGED = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
const DECLINED = {
  kind: 'notCharged',
  reason: { code: 'SAFERPAY_TRANSACTION_DECLINED', class: 'general', say: 'no' },
} as const;
const RM46_50 = { ...RM45_50, valueMinor: 4650 as Minor };
const SPENT = { kind: 'unknown', why: 'TOKEN_EXPIRED', code: 'TOKEN_EXPIRED' } as const;

/** One payment at Saferpay, which is asked on occasions only; its link opens for 30 min, and ends after 90. */
function givenPage(product: 'paymentPage' | 'spgLink' = 'paymentPage'): GivenPage {
  return new GivenPage({
    terms: saferpayTerms(undefined, product),
    pace: saferpayPace({}),
    timing: SAFERPAY_TIMING,
    payableForMs: 90 * MINUTE_MS,
    opensForMs: 30 * MINUTE_MS,
  });
}

/** One that was paid, and that the books deny when a notice makes the till ask a minute later. */
function givenCancelledElsewhere(): GivenPage {
  const page = givenPage();
  page.tell({ kind: 'questioned' });
  page.answer(CHARGED);
  page.nowMs += MINUTE_MS;
  page.tell({ kind: 'questioned' });
  page.tell({ kind: 'inquiryAnswered', answer: DECLINED, ofQuestion: true });
  return page;
}

describe('An acquirer that is asked on occasions only (Saferpay, dossier 6)', () => {
  it('is asked by no timer while the customer is waited for, and once at each end: of opening the link, and of paying', async () => {
    const page = givenPage();

    await page.passes(89 * MINUTE_MS, CONFIRMING);
    const before = [...page.asked];
    await page.passes(2 * MINUTE_MS, { kind: 'notFound' });

    expect([before, page.asked]).toEqual([[30 * 60], [30 * 60, 90 * 60]]);
    expect(page.state.kind).toBe('cancelled');
  });

  it('a payment that stays unknown is asked about 8 times a day at the most', async () => {
    const page = givenPage();

    await page.passes(24 * HOUR_MS, SPENT);

    expect(page.asked.length).toBeLessThanOrEqual(8);
    expect(page.asked.length).toBeGreaterThan(1);
    expect(page.state.kind).toBe('cancelling');
  });

  it('is asked as seldom by a till whose clock was set back two hours while it was off', async () => {
    const page = givenPage();
    page.nowMs += 6 * SECOND_MS - 2 * HOUR_MS;
    page.tell({ kind: 'resumed' });
    page.answer(SPENT);

    await page.passes(24 * HOUR_MS, SPENT);

    expect(page.asked.length).toBeLessThanOrEqual(9);
    expect(page.state.kind).toBe('cancelling');
  });

  it('what is told while it is being asked is asked about once more, 10 s later', async () => {
    const page = givenPage();
    page.tell({ kind: 'hurried' });
    page.tell({ kind: 'questioned' });
    page.answer(CONFIRMING);

    await page.passes(20 * SECOND_MS, CHARGED);

    expect(page.asked).toEqual([0, 10]);
    expect(page.state.kind).toBe('paid');
  });

  it('a link that was paid before it could be withdrawn is asked about until the books show the charge (8)', async () => {
    const page = givenPage('spgLink');
    page.tell({ kind: 'cancelRequested' });
    page.answer(CONFIRMING);
    page.tell({ kind: 'cancelAnswered', answer: { kind: 'tooLate' } });
    const code = 'TRANSACTION_NOT_FOUND';
    const notShown = { kind: 'unknown', why: code, code, againInMs: MINUTE_MS } as const;
    page.answer(notShown);

    await page.passes(9 * MINUTE_MS + SECOND_MS, notShown);

    expect(page.asked).toEqual([0, 0, 60, 120, 180, 240, 300, 360, 420, 480, 540]);
  });

  it('the same holds for what is being closed', async () => {
    const page = givenPage();
    page.tell({ kind: 'cancelRequested' });
    page.answer(CONFIRMING);
    page.nowMs += MINUTE_MS;
    page.tell({ kind: 'questioned' });
    page.tell({ kind: 'questioned' });
    page.answer(CONFIRMING);

    await page.passes(20 * SECOND_MS, CHARGED);

    expect(page.asked).toEqual([0, 60, 70]);
    expect(page.done.at(-1)).toBe('refundPayment');
  });

  it('a charge of another amount is no occasion: what the answer says is left of it goes back, and nobody asks again', () => {
    const page = givenPage();
    page.tell({ kind: 'questioned' });

    page.answer({ kind: 'charged', charge: givenCharge(RM46_50), leftMinor: 4000 as Minor });

    expect(page.asked).toEqual([0]);
    expect(page.state).toMatchObject({ kind: 'cancelling', phase: 'refund', refundMinor: 4000 });
  });

  it.each(['a charge of another amount', 'a late charge'])(
    '%s of which a refund is under way waits for that, and is asked about at the end of the link',
    async (which) => {
      const page = givenPage();
      page.tell({ kind: 'questioned' });
      const isLate = which === 'a late charge';
      if (isLate) page.answer(DECLINED);
      if (isLate) page.nowMs += MINUTE_MS;
      if (isLate) page.tell({ kind: 'questioned' });
      const charge = givenCharge(isLate ? RM45_50 : RM46_50);
      const answer = { kind: 'charged', charge, settling: true } as const;
      page.tell({ kind: 'inquiryAnswered', answer, ...(isLate ? { ofQuestion: true } : {}) });
      const before = page.asked.length;

      await page.passes(28 * MINUTE_MS, answer);
      const meanwhile = page.asked.length - before;
      await page.passes(6 * HOUR_MS, { kind: 'charged', charge });

      expect(meanwhile).toBe(0);
      expect(page.done.at(-1)).toBe('refundPayment');
    },
  );

  it('what was cancelled elsewhere is asked about once for a notice and for a person who asks before its turn', async () => {
    const page = givenCancelledElsewhere();
    page.tell({ kind: 'questioned' });
    page.tell({ kind: 'hurried' });
    page.answer(DECLINED);

    await page.passes(HOUR_MS, DECLINED);

    expect(page.asked).toEqual([0, 60, 60]);
    expect(page.state).toMatchObject({ kind: 'cancelled', cause: 'elsewhere' });
  });

  it('a look that tells nothing of it is no occasion either: the next one waits for the end of what can be paid', async () => {
    const page = givenCancelledElsewhere();
    page.nowMs += MINUTE_MS;
    page.tell({ kind: 'questioned' });
    page.answer({ kind: 'unknown', why: 'no answer in time' });

    await page.passes(2 * HOUR_MS, DECLINED);

    expect(page.asked).toEqual([0, 60, 120, 90 * 60]);
  });

  it('an occasion that comes within 10 s of the last question waits for its turn, and is not lost', async () => {
    const page = givenPage();
    page.tell({ kind: 'questioned' });
    page.answer(CONFIRMING);
    page.nowMs += 3 * SECOND_MS;
    page.tell({ kind: 'questioned' });
    page.tell({ kind: 'hurried' });

    await page.passes(20 * SECOND_MS, CHARGED);

    expect(page.asked).toEqual([0, 10]);
    expect(page.state.kind).toBe('paid');
  });

  it('an answer that allows one more question is followed once', async () => {
    const page = givenPage();
    page.tell({ kind: 'questioned' });
    page.answer({ kind: 'confirming', againInMs: 30 * SECOND_MS });

    await page.passes(4 * MINUTE_MS, CONFIRMING);

    expect(page.asked).toEqual([0, 30]);
  });

  it('answers that allow more and more questions are followed a few times only, once nobody wants to be paid', async () => {
    const page = givenPage();
    page.tell({ kind: 'cancelRequested' });
    page.answer({ kind: 'confirming', againInMs: MINUTE_MS });

    await page.passes(HOUR_MS, { kind: 'confirming', againInMs: MINUTE_MS });

    expect(page.asked).toEqual([0, 60, 120, 180, 240, 30 * 60]);
  });

  it('a link is shown no longer than it opens', async () => {
    const page = givenPage();
    page.facts = { ...page.facts, timing: { ...SAFERPAY_TIMING, windowMs: 2 * HOUR_MS } };
    page.state = start({ facts: page.facts, timing: page.facts.timing, nowMs: START_MS }).state;
    const opened = { kind: 'opened', payableForMs: 90 * MINUTE_MS, opensForMs: 30 * MINUTE_MS } as const;

    page.tell({ kind: 'pageOpened', answer: { ...opened, facts: {} } });
    await page.passes(29 * MINUTE_MS, CONFIRMING);
    const before = page.state.kind;
    await page.passes(2 * MINUTE_MS, CONFIRMING);

    expect([before, page.state.kind]).toEqual(['customerConfirming', 'cancelling']);
  });

  it('a charge that was just told of goes back without another question; its lost refund is looked for after 30 min', async () => {
    const page = givenPage();
    page.tell({ kind: 'cancelRequested' });
    page.answer(CONFIRMING);
    page.nowMs += MINUTE_MS;
    page.tell({ kind: 'questioned' });
    page.answer(CHARGED);
    const sent = [...page.done];
    page.tell({ kind: 'giveBackAnswered', answer: { kind: 'unknown', why: 'no answer' } });

    await page.passes(HOUR_MS, { ...CHARGED });

    expect(sent).toEqual(['inquirePayment', 'inquirePayment', 'refundPayment']);
    expect(page.asked).toEqual([0, 60, 60 + 30 * 60]);
    expect(page.done.at(-1)).toBe('refundPayment');
  });

  it.each([
    ['a charge of another amount', null, { ...CHARGED, charge: givenCharge(RM46_50) }],
    ['a charge after a refusal', DECLINED, CHARGED],
  ])('%s that was just told of goes back without another question', (_, before, charged) => {
    const page = givenPage();
    if (before !== null) {
      page.tell({ kind: 'hurried' });
      page.answer(before);
      page.nowMs += MINUTE_MS;
    }
    page.tell(before === null ? { kind: 'hurried' } : { kind: 'questioned' });

    page.tell({ kind: 'inquiryAnswered', answer: charged, ...(before === null ? {} : { ofQuestion: true }) });

    expect(page.done.slice(-2)).toEqual(['inquirePayment', 'refundPayment']);
  });

  it('an attempt that nobody ever had the link of is asked about by nobody, and frees its order at once', () => {
    const timing = { ...SAFERPAY_TIMING, askLockMs: 15_000 };
    const way = { kind: 'page', tender: 'qr', pace: saferpayPace({}), landing: 'tap' } as const;
    const facts: PaymentFacts = {
      ...givenPage().facts,
      way,
      payableForMs: null,
      timing: keptTiming(timing),
    };
    const at = { facts, timing: facts.timing, nowMs: START_MS };
    const given = transition(at, start(at).state, { kind: 'cancelRequested' });
    const pressed = transition(at, given.state, { kind: 'hurried' });

    expect(given.state).toMatchObject({ kind: 'cancelled', neverGiven: true });
    expect(pressed).toEqual({ state: given.state, effects: [] });
    expect(facts.timing).toEqual(SAFERPAY_TIMING);
  });

  it('a landing page that nobody pressed waits no longer, where the clock was set back while the till was off', () => {
    const way = { kind: 'page', tender: 'qr', pace: saferpayPace({}), landing: 'tap' } as const;
    const facts: PaymentFacts = { ...givenPage().facts, way, payableForMs: null };
    const at = { facts, timing: facts.timing, nowMs: START_MS };
    const startedAtMs = START_MS - 2 * HOUR_MS;
    const back = transition({ ...at, nowMs: startedAtMs }, start(at).state, { kind: 'resumed' });

    const wakeAtMs = wakeAtOf({ facts, state: back.state });

    expect(wakeAtMs).toBe(startedAtMs + facts.timing.windowMs);
  });
});
