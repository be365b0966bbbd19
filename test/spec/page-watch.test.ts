import { describe, expect, it } from 'vitest';
import {
  COMPUTOP_TIMING,
  computopPace,
  computopTerms,
  payableForMs as computopPayableForMs,
} from '../../src/acquirers/computop/terms.ts';
import {
  TRUST_PAYMENTS_PACE,
  TRUST_PAYMENTS_TIMING,
  trustPaymentsTerms,
} from '../../src/acquirers/trust-payments/terms.ts';
import { mayBeFreed } from '../../src/payment/freed.ts';
import { isUnresolved, wakeAtOf } from '../../src/payment/transition.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenPage, START_MS } from '../fakes/given-page.ts';
import { RM45_50 } from '../fakes/given-till.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const OPEN = { kind: 'confirming' } as const;
const SILENT = { kind: 'unknown', why: 'no answer in time' } as const;
const PAID = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
const DECLINED = {
  kind: 'notCharged',
  reason: { code: 'TRUST_70000', class: 'general', say: 'no' },
} as const;

/** The cashier gave it up while its page is open. */
function givenUp(page: GivenPage): GivenPage {
  page.tell({ kind: 'cancelRequested' });
  page.answer(OPEN);
  page.answer(OPEN);
  expect(page.state.kind).toBe('cancelling');
  return page;
}

function givenTrust(): GivenPage {
  return new GivenPage({
    terms: trustPaymentsTerms(),
    pace: TRUST_PAYMENTS_PACE,
    timing: TRUST_PAYMENTS_TIMING,
    payableForMs: TRUST_PAYMENTS_PACE.watchForMs,
  });
}

function givenComputop(): GivenPage {
  const waits = { timing: COMPUTOP_TIMING };
  return new GivenPage({
    terms: computopTerms({ ...waits, reverseUntil: '23:50+08:00' }),
    pace: computopPace(waits),
    timing: COMPUTOP_TIMING,
    payableForMs: computopPayableForMs(waits),
  });
}

/** A payment that the customer's page refused. */
function failed(page: GivenPage): GivenPage {
  page.tell({ kind: 'hurried' });
  page.answer(DECLINED);
  expect(page.state.kind).toBe('failed');
  return page;
}

/** A payment that the cashier gave up while its page was open, and of which nothing was paid in its time. */
async function closed(page: GivenPage): Promise<GivenPage> {
  givenUp(page);
  await page.passes(2 * HOUR_MS, { kind: 'notFound' });
  expect(page.state.kind).toBe('cancelled');
  return page;
}

const minutesAfter = (page: GivenPage): number[] => page.asked.map((seconds) => Math.round(seconds / 60));

describe('A link that may be paid after the till gave it up (trust-payments dossier 3 and 7, computop dossier 8 and 9)', () => {
  it('a refusal that turns round within a day is found without a notice, and goes back', async () => {
    const page = failed(givenTrust());
    await page.passes(5 * HOUR_MS, DECLINED);

    await page.passes(16 * MINUTE_MS, PAID);
    page.answer(PAID);

    expect(page.state).toMatchObject({ kind: 'cancelling', cause: 'lateCharge' });
    expect(page.done).toContain('refundPayment');
  });

  it('a refusal is looked at 15 minutes later, and for a day', async () => {
    const page = failed(givenComputop());

    await page.passes(3 * DAY_MS, DECLINED);

    expect(minutesAfter(page).slice(0, 3)).toEqual([0, 15, 30]);
    expect(page.asked).toHaveLength(1 + 24 * 4);
    expect(page.state).toMatchObject({ watch: undefined });
  });

  it('a look holds up nothing: the order is free, and silence changes nothing', async () => {
    const page = failed(givenTrust());

    await page.passes(HOUR_MS, SILENT);

    expect(page.state.kind).toBe('failed');
    expect(isUnresolved({ facts: page.facts, state: page.state })).toBe(false);
  });

  it('a link that was given up is looked at for a day after its end, and what is paid then goes back', async () => {
    const page = await closed(givenComputop());
    const before = page.asked.length;

    await page.passes(3 * HOUR_MS, { kind: 'notFound' });
    const looks = page.asked.length - before;
    await page.passes(16 * MINUTE_MS, PAID);

    expect(looks).toBe(12);
    expect(page.state).toMatchObject({ kind: 'cancelling', cause: 'lateCharge' });
  });

  it('a till that starts again with its clock set back looks on, and no longer than it would have', async () => {
    const page = failed(givenTrust());
    page.nowMs -= 2 * DAY_MS;
    page.tell({ kind: 'resumed' });
    const before = page.asked.length;

    await page.passes(2 * DAY_MS, DECLINED);

    expect(page.asked.length - before).toBe(24 * 4);
  });

  it('what was cancelled elsewhere is looked at as a notice asks, and no later by a clock that was set back since', async () => {
    const page = givenTrust();
    page.tell({ kind: 'hurried' });
    page.answer(PAID);
    page.tell({ kind: 'questioned' });
    page.tell({ kind: 'inquiryAnswered', answer: DECLINED, ofQuestion: true });
    page.nowMs -= 2 * HOUR_MS;
    page.tell({ kind: 'questioned' });
    page.answer(DECLINED);
    page.tell({ kind: 'questioned' });
    const before = page.asked.length;

    await page.passes(MINUTE_MS, DECLINED);

    expect(page.state).toMatchObject({ kind: 'cancelled', cause: 'elsewhere' });
    expect(page.asked.length - before).toBe(2);
    expect(wakeAtOf({ facts: page.facts, state: page.state })).toBeNull();
  });

  it('a refusal that the books have no payment of is over as soon as it would be, where the clock was set back', () => {
    const page = failed(givenComputop());
    page.tell({ kind: 'questioned' });
    page.nowMs -= DAY_MS;
    page.tell({ kind: 'resumed' });

    for (let miss = 1; miss <= 3; miss += 1) {
      page.nowMs += HOUR_MS;
      page.tell({ kind: 'woke' });
      page.tell({ kind: 'inquiryAnswered', answer: { kind: 'notFound' }, ofQuestion: true });
    }

    expect(page.state).toMatchObject({ kind: 'failed', question: null });
  });

  it('an attempt that nobody ever had the link of is looked at by nobody', async () => {
    const page = givenTrust();
    page.facts = { ...page.facts, payableForMs: null };
    failed(page);

    await page.passes(2 * DAY_MS, DECLINED);

    expect(page.asked).toHaveLength(1);
  });
});

describe('A link that nobody wants paid any more (trust-payments dossier 7, saferpay dossier 6)', () => {
  it('is asked about at a notice, and not only when its time has come', async () => {
    const page = givenUp(givenTrust());
    await page.passes(3 * HOUR_MS, OPEN);
    page.nowMs += MINUTE_MS;

    page.tell({ kind: 'questioned' });
    page.answer(PAID);
    page.answer(PAID);

    expect(page.state).toMatchObject({ kind: 'cancelling', phase: 'refund' });
  });

  it('is asked about once for many notices', async () => {
    const page = givenUp(givenTrust());
    await page.passes(3 * HOUR_MS, OPEN);
    page.nowMs += MINUTE_MS;
    const before = page.asked.length;

    for (let times = 0; times < 5; times += 1) {
      page.tell({ kind: 'questioned' });
      page.answer(OPEN);
    }

    expect(page.asked.length - before).toBe(1);
  });
});

describe('A link of which nobody says that it has ended', () => {
  it('calls a person after 7 days at Trust Payments, and is asked about more and more seldom until then', async () => {
    const page = givenUp(givenTrust());

    await page.passes(6.9 * DAY_MS, OPEN);
    const before = page.state;
    await page.passes(DAY_MS, OPEN);

    expect(before).toMatchObject({ kind: 'cancelling', stuck: null });
    expect(page.state).toMatchObject({ kind: 'cancelling', stuck: { code: 'STILL_OPEN' } });
    const between = (fromMs: number, toMs: number): number =>
      page.asked.filter((at) => at * 1000 > fromMs && at * 1000 <= toMs).length;
    expect(between(HOUR_MS, 2 * HOUR_MS)).toBe(4);
    expect(between(2 * DAY_MS, 3 * DAY_MS)).toBe(24);
  });

  it('calls a person at Computop when the page should be over, and ends by itself when the acquirer says no', async () => {
    const page = givenUp(givenComputop());

    await page.passes(HOUR_MS, OPEN);
    const called = page.state;
    await page.passes(16 * MINUTE_MS, DECLINED);

    expect(called).toMatchObject({ kind: 'cancelling', stuck: { code: 'STILL_OPEN' } });
    expect(page.state.kind).toBe('cancelled');
  });

  it('what is paid after all goes back without that person', async () => {
    const page = givenUp(givenComputop());
    await page.passes(HOUR_MS, OPEN);

    await page.passes(16 * MINUTE_MS, PAID);

    expect(page.done.filter((kind) => kind === 'cancelPayment' || kind === 'refundPayment')).toHaveLength(1);
    expect(page.state).toMatchObject({ kind: 'cancelling', stuck: null });
  });

  it('silence calls nobody: it is the line that is down', async () => {
    const page = givenUp(givenComputop());

    await page.passes(DAY_MS, SILENT);

    expect(page.state).toMatchObject({ kind: 'cancelling', stuck: null });
  });

  it('a manager may free its order, and is called no more', async () => {
    const page = givenUp(givenComputop());
    await page.passes(HOUR_MS, OPEN);
    const may = mayBeFreed({ facts: page.facts, state: page.state });

    page.tell({ kind: 'freed', approverId: 'm1', reason: 'cash' });
    const freed = page.state;
    await page.passes(HOUR_MS, OPEN);

    expect(may).toBe(true);
    expect([freed, page.state]).toMatchObject([{ stuck: null }, { stuck: null }]);
    expect(page.nowMs).toBeGreaterThan(START_MS + HOUR_MS);
  });
});
