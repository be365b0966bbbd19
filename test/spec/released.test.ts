import { describe, expect, it } from 'vitest';
import {
  TRUST_PAYMENTS_PACE,
  TRUST_PAYMENTS_TIMING,
  trustPaymentsTerms,
} from '../../src/acquirers/trust-payments/terms.ts';
import { mayHandOver } from '../../src/payment/capture.ts';
import { isGoodsGone, reasonOf } from '../../src/payment/reason-view.ts';
import { PHONE_RETURNED } from '../../src/payment/terms.ts';
import { isUnresolved } from '../../src/payment/transition.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenPage } from '../fakes/given-page.ts';
import { RM45_50 } from '../fakes/given-till.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const ON_RECORD = { kind: 'confirming', record: givenCharge(RM45_50) } as const;
const PAID = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
const ENDED = { kind: 'notCharged', reason: { code: 'TRUST_70000', class: 'general', say: 'no' } } as const;
const LESS = { ...RM45_50, valueMinor: 1 as typeof RM45_50.valueMinor };

function given(releaseOn: 'settled' | 'return'): GivenPage {
  return new GivenPage({
    terms: trustPaymentsTerms(releaseOn),
    pace: TRUST_PAYMENTS_PACE,
    timing: TRUST_PAYMENTS_TIMING,
    payableForMs: TRUST_PAYMENTS_PACE.watchForMs,
  });
}

/** The customer's phone came back from the page, and the acquirer was asked. */
function returned(page: GivenPage, answer: typeof ON_RECORD | typeof ENDED = ON_RECORD): GivenPage {
  page.tell({ kind: 'hinted', facts: PHONE_RETURNED });
  page.answer(answer);
  return page;
}

describe('A shop that lets goods go on the return of the phone (trust-payments dossier, section 4)', () => {
  it('says that it is accepted at the shop’s risk, and never that it is paid', () => {
    const page = returned(given('return'));

    expect(page.state.kind).toBe('capturing');
    expect(mayHandOver(page)).toBe(true);
    expect(reasonOf(page)?.say).toBe('Accepted at the shop’s risk. Settlement is not confirmed yet.');
  });

  it.each([
    ['the shop did not choose so', given('settled'), ON_RECORD, PHONE_RETURNED],
    ['the phone has not come back', given('return'), ON_RECORD, undefined],
    ['the acquirer has nothing on record', given('return'), { kind: 'confirming' } as const, PHONE_RETURNED],
    [
      'another amount is on record',
      given('return'),
      { ...ON_RECORD, record: givenCharge(LESS) },
      PHONE_RETURNED,
    ],
  ])('lets nothing go where %s', (_, page, answer, facts) => {
    page.tell({ kind: 'hinted', facts });

    page.answer(answer);

    expect(page.state.kind).toBe('customerConfirming');
    expect(mayHandOver(page)).toBe(false);
  });

  it('lets nothing go that the cashier gave up', () => {
    const page = given('return');
    page.tell({ kind: 'cancelRequested' });

    returned(page);

    expect(page.state.kind).toBe('cancelling');
  });

  it('keeps asking as often as a closing is asked about, and is paid once it is settled', async () => {
    const page = returned(given('return'));

    await page.passes(2 * 60 * MINUTE_MS, ON_RECORD);
    const asked = page.asked.length;
    await page.passes(60 * MINUTE_MS, PAID);

    expect(asked).toBeGreaterThan(60);
    expect(asked).toBeLessThan(110);
    expect(page.state.kind).toBe('paid');
    expect(new Set(page.done)).toEqual(new Set(['inquirePayment']));
  });

  it('asks first after a start of the till', () => {
    const page = returned(given('return'));
    const before = page.asked.length;

    page.tell({ kind: 'resumed' });
    page.answer(PAID);

    expect(page.asked).toHaveLength(before + 1);
    expect(page.state.kind).toBe('paid');
  });

  it('tells of goods that were not paid for where it ends without money', async () => {
    const page = returned(given('return'));

    await page.passes(10 * MINUTE_MS, ENDED);
    page.answer(ENDED);

    expect(page.state).toMatchObject({ kind: 'cancelled', cause: 'notCollected' });
    expect(isGoodsGone(page)).toBe(true);
    expect(reasonOf(page)?.code).toBe('GOODS_NOT_PAID');
  });

  it('calls a person where nothing is known after seven days', async () => {
    const page = returned(given('return'));

    await page.passes(7 * DAY_MS - MINUTE_MS, ON_RECORD);
    const before = page.state.kind;
    await page.passes(2 * 60 * MINUTE_MS, ON_RECORD);
    page.answer(ON_RECORD);

    expect(before).toBe('capturing');
    expect(page.state).toMatchObject({ kind: 'cancelling', stuck: { code: 'STILL_OPEN' } });
    expect(isUnresolved(page)).toBe(true);
  });

  it('calls that person no later, and asks no more often, where the clock was set back while the till was off', async () => {
    const page = returned(given('return'));
    page.nowMs -= 3 * DAY_MS;
    page.tell({ kind: 'resumed' });
    page.answer(ON_RECORD);
    const before = page.asked.length;

    await page.passes(DAY_MS, ON_RECORD);
    const askedOnFirstDay = page.asked.length - before;
    await page.passes(6 * DAY_MS + 2 * 60 * MINUTE_MS, ON_RECORD);
    page.answer(ON_RECORD);

    expect(askedOnFirstDay).toBeLessThan(300);
    expect(page.state).toMatchObject({ kind: 'cancelling', stuck: { code: 'STILL_OPEN' } });
  });
});
