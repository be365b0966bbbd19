import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { RefundSeen } from '../../src/payment/answers.ts';
import { REFUND_SEEN_TOLERANCE_MS, TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { approved } from '../../src/payment/refund.ts';
import type { Refund, RefundState } from '../../src/payment/refund-state.ts';
import { matchRefunds, uncountedMinor } from '../../src/payment/refunds-seen.ts';
import { isoWithOffset } from '../../src/ground/time.ts';
import { REFUNDED, SEEN, Shop, slugOf, UNKNOWN } from '../fakes/refund-shop.ts';

const APPROVED_MS = Date.UTC(2026, 0, 5, 9);
const SENT = { ...approved(APPROVED_MS), tries: 1 };
const FAILED = {
  kind: 'failed',
  reason: { code: 'X', class: 'general', say: 'no' },
  atMs: APPROVED_MS,
} as const;
const ringgit = (minor: number): Amount => ({ currency: 'MYR' as Currency, valueMinor: minor as Minor });
const at = (ms: number): string => isoWithOffset(ms, 'Asia/Kuala_Lumpur');
const refundedAs = (refundId?: string): RefundState => ({ kind: 'refunded', refundId, atMs: APPROVED_MS });

function ours(
  refundRequestId: string,
  minor: number,
  state: RefundState = SENT,
  approvedAtMs = APPROVED_MS,
): Refund {
  const { retryMs, backgroundRetryMs, throttledMs } = TIMING_DEFAULTS;
  const timing = { retryMs, backgroundRetryMs, throttledMs };
  const facts = { refundRequestId, paymentRequestId: 'PR-1', amount: ringgit(minor), reason: 'size', timing };
  return {
    facts: {
      ...{ ...facts, approverId: 'm1', approvedAtMs, idempotencyKey: null, isRetried: true },
      repeat: { kind: 'sameIdIsSafe' },
    },
    state,
  };
}

function listed(minor: number, more: Partial<RefundSeen> = {}): RefundSeen {
  return { status: 'done', amount: ringgit(minor), refundTime: at(APPROVED_MS + 1000), ...more };
}

const ownIds = (seen: readonly RefundSeen[], refunds: readonly Refund[]): string[] =>
  [...matchRefunds(seen, refunds).own.keys()].sort();

describe('The acquirer’s list beside the till’s refunds (interface section 7, rule 5)', () => {
  it('a refund of ours that is listed only under the acquirer’s own id is not counted twice', async () => {
    const shop = await Shop.withPaidSale();
    await shop.refund({ value: '1500' });
    const own = listed(1500, { refundId: REFUNDED.refundId });
    const elsewhere = listed(1000, { refundId: 'RF-other' });
    shop.till.gateway.answers({ lookUp: [{ ...SEEN, refunds: [own, elsewhere] }], refund: [REFUNDED] });

    const over = await shop.refund({ value: '2051' });
    const exactly = await shop.refund({ value: '2050' });

    expect(over).toMatchObject({ error: { refundable: { value: '2050' } } });
    expect(slugOf(exactly)).toBe('ok');
  });

  it('a refund of ours that is in doubt is found by amount and time', async () => {
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN] });
    await shop.refund({ value: '1500' });
    const refunds = [listed(1500, { refundId: 'RF-7' })];
    shop.till.gateway.answers({ lookUp: [{ ...SEEN, refunds }], refund: [UNKNOWN] });

    const over = await shop.refund({ value: '3051' });
    const exactly = await shop.refund({ value: '3050' });

    expect([over, exactly].map(slugOf)).toEqual(['refund-exceeds-payment', 'ok']);
  });

  it('one that is ours by its refundRequestId is, whatever its amount and time', () => {
    const seen = [listed(999, { refundRequestId: 'R1', refundTime: undefined })];

    expect(ownIds(seen, [ours('R1', 1500)])).toEqual(['R1']);
  });

  it('one with a foreign refundRequestId is never ours, whatever else fits', () => {
    const seen = [listed(1500, { refundRequestId: 'other', refundId: 'RF-1' })];

    expect(uncountedMinor(seen, [ours('R1', 1500, refundedAs('RF-1'))])).toBe(1500);
  });

  it.each([
    ['another amount', listed(1499)],
    ['no time', listed(1500, { refundTime: undefined })],
    [
      'a time before the approval',
      listed(1500, { refundTime: at(APPROVED_MS - REFUND_SEEN_TOLERANCE_MS - 1000) }),
    ],
    ['a failure', listed(1500, { status: 'failed' })],
  ])('one without ids and with %s is not taken for ours', (_, entry) => {
    expect(ownIds([entry], [ours('R1', 1500)])).toEqual([]);
  });

  it('one that is dated earlier by no more than clocks may differ is taken for ours', () => {
    const entry = listed(1500, { refundTime: at(APPROVED_MS - REFUND_SEEN_TOLERANCE_MS) });

    expect(ownIds([entry], [ours('R1', 1500)])).toEqual(['R1']);
  });

  it.each([
    ['was never sent', approved(APPROVED_MS)],
    ['surely failed', FAILED],
    ['is known by another refundId', refundedAs('RF-1')],
  ])('one of ours that %s is not found by amount and time', (_, state) => {
    expect(ownIds([listed(1500, { refundId: 'RF-7' })], [ours('R1', 1500, state)])).toEqual([]);
  });

  it('each of ours is found once: a second one of the same amount was made elsewhere', () => {
    const seen = [listed(1500, { refundId: 'RF-7' }), listed(1500, { refundId: 'RF-8' })];

    expect(uncountedMinor(seen, [ours('R1', 1500)])).toBe(1500);
  });

  it('one that fits two of ours leaves the earlier one to an entry that fits only that', () => {
    const minutes = (count: number): number => APPROVED_MS + count * 60_000;
    const refunds = [ours('R1', 1500), ours('R2', 1500, SENT, minutes(10))];
    const late = listed(1500, { refundId: 'RF-7', refundTime: at(minutes(11)) });
    const early = listed(1500, { refundId: 'RF-8', refundTime: at(minutes(1)) });

    const { own } = matchRefunds([late, early], refunds);

    expect([own.get('R1'), own.get('R2')]).toMatchObject([{ refundId: 'RF-8' }, { refundId: 'RF-7' }]);
  });

  it('one that is listed twice is one, and stands as the entry that gives back more', () => {
    const seen = [
      listed(1500, { refundRequestId: 'R1', status: 'failed' }),
      listed(1500, { refundRequestId: 'R1', refundId: 'RF-1' }),
      listed(1500, { refundId: 'RF-1', status: 'underWay' }),
      listed(700, { refundId: 'RF-9' }),
      listed(700, { refundId: 'RF-9' }),
    ];

    expect(matchRefunds(seen, [ours('R1', 1500)]).own.get('R1')?.status).toBe('done');
    expect(uncountedMinor(seen, [ours('R1', 1500)])).toBe(700);
  });

  it('one of ours that is believed to have failed counts where the list tells of it', () => {
    const seen = [listed(1500, { refundRequestId: 'R1' })];

    expect(uncountedMinor(seen, [ours('R1', 1500, FAILED)])).toBe(1500);
  });
});

/** One refund as it truly was, and how much of it the acquirer's list tells. */
const truth = fc.record({
  isOurs: fc.boolean(),
  minor: fc.constantFrom(100, 200, 300),
  approvedAtMs: fc.integer({ min: 0, max: 8 }).map((minutes) => APPROVED_MS + minutes * 60_000),
  tookSeconds: fc.integer({ min: -REFUND_SEEN_TOLERANCE_MS / 1000, max: 600 }),
  isListed: fc.boolean(),
  knowsRefundId: fc.constantFrom('pending', 'refunded', 'refundedWithId'),
  tells: fc.record({ refundRequestId: fc.boolean(), refundId: fc.boolean() }),
  status: fc.constantFrom('done', 'underWay'),
});
type Truth = typeof truth extends fc.Arbitrary<infer T> ? T : never;

function stateOf({ knowsRefundId }: Truth, index: number): RefundState {
  if (knowsRefundId === 'pending') return SENT;
  return refundedAs(knowsRefundId === 'refunded' ? undefined : `RF-${index}`);
}

function entryOf({ minor, approvedAtMs, tookSeconds, tells, status }: Truth, index: number): RefundSeen {
  return listed(minor, {
    status,
    refundRequestId: tells.refundRequestId ? `R${index}` : undefined,
    refundId: tells.refundId ? `RF-${index}` : undefined,
    refundTime: at(approvedAtMs + tookSeconds * 1000),
  });
}

const history = fc.array(truth, { maxLength: 8 }).chain((all) => {
  const refunds = all.flatMap((each, index) =>
    each.isOurs ? [ours(`R${index}`, each.minor, stateOf(each, index), each.approvedAtMs)] : [],
  );
  const told = all.flatMap((each, index) =>
    each.isListed ? [{ entry: entryOf(each, index), isOurs: each.isOurs }] : [],
  );
  return fc.record({
    refunds: fc.constant(refunds),
    told: fc.constant(told),
    shuffled: fc.shuffledSubarray(told, { minLength: told.length }),
  });
});
const sumOf = (entries: readonly RefundSeen[]): number =>
  entries.reduce((sum, { amount }) => sum + amount.valueMinor, 0);

describe('Whatever the acquirer’s list tells of each refund', () => {
  it('the order of its entries does not matter', () => {
    fc.assert(
      fc.property(history, ({ refunds, told, shuffled }) => {
        const one = matchRefunds(
          told.map(({ entry }) => entry),
          refunds,
        );
        const other = matchRefunds(
          shuffled.map(({ entry }) => entry),
          refunds,
        );

        expect(other).toEqual(one);
      }),
    );
  });

  it('every entry is ours or of elsewhere, never both and never two of ours', () => {
    fc.assert(
      fc.property(history, ({ refunds, told }) => {
        const entries = told.map(({ entry }) => entry);
        const { own, elsewhere } = matchRefunds(entries, refunds);

        expect(own.size + elsewhere.length).toBe(entries.length);
        expect(sumOf([...own.values(), ...elsewhere])).toBe(sumOf(entries));
      }),
    );
  });

  it('nothing of ours is counted as made elsewhere', () => {
    fc.assert(
      fc.property(history, ({ refunds, told }) => {
        const foreign = told.filter(({ isOurs }) => !isOurs).map(({ entry }) => entry);

        expect(
          uncountedMinor(
            told.map(({ entry }) => entry),
            refunds,
          ),
        ).toBeLessThanOrEqual(sumOf(foreign));
      }),
    );
  });

  it('what carries a foreign refundRequestId is always counted', () => {
    fc.assert(
      fc.property(history, ({ refunds, told }) => {
        const foreign = told.filter(({ isOurs, entry }) => !isOurs && entry.refundRequestId !== undefined);
        const { elsewhere } = matchRefunds(
          told.map(({ entry }) => entry),
          refunds,
        );

        expect(elsewhere).toEqual(expect.arrayContaining(foreign.map(({ entry }) => entry)));
      }),
    );
  });
});
