import { describe, expect, it } from 'vitest';
import type { Minor } from '../../src/ground/money/amount.ts';
import { besideOthers, refundNumberOf } from '../../src/payment/ids.ts';
import { approved } from '../../src/payment/refund.ts';
import type { Refund, RefundState } from '../../src/payment/refund-state.ts';
import type { Sale } from '../../src/payment/state.ts';
import { byOurIds } from '../../src/till/acquirer-orders.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { RM45_50 } from '../fakes/given-till.ts';

const charge = givenCharge(RM45_50);
const DONE: RefundState = { kind: 'refunded', refundId: 'X-1', atMs: 0 };
const WAITING = approved(0);
const SENT: RefundState = { ...approved(0), tries: 1 } as RefundState;
const FAILED: RefundState = { kind: 'failed', reason: { code: 'X', class: 'general', say: 'no' }, atMs: 0 };

const refund = (refundRequestId: string, valueMinor: number, state: RefundState): Refund => ({
  // What else is known of a refund is of no matter here.
  facts: {
    ...({ refundRequestId, paymentRequestId: 'PR-1' } as Refund['facts']),
    amount: { ...RM45_50, valueMinor: valueMinor as Minor },
  },
  state,
});

/** What the sum in the books is taken for, beside these refunds of ours. */
function taken(backMinor: number, ...refunds: readonly Refund[]): unknown {
  const look = byOurIds({ kind: 'summed', charge, backMinor }, { refunds } as Sale, 'PR-1');
  if (look.kind !== 'seen') return look.kind;
  return look.refunds.map(({ refundRequestId = 'elsewhere', amount, status }) => [
    refundRequestId,
    amount.valueMinor,
    status,
  ]);
}

describe('Books that know refunds by a number', () => {
  it('tell ours by the numbers of our ids: counted, or drawn where others refund the payment too', () => {
    const drawn = besideOthers('b');
    const own = [refund('a', 500, DONE), refund(drawn, 300, SENT), refund('c', 200, SENT)];
    const seen = (number: number) => ({ number, status: 'done', amount: RM45_50 }) as const;
    const numbers = [1, 2, 3, refundNumberOf(drawn, 2)];
    const look = { kind: 'seen', charge, reversed: false, refunds: numbers.map(seen) } as const;

    const told = byOurIds(look, { refunds: own } as unknown as Sale, 'PR-1');

    expect(told.kind === 'seen' && told.refunds.map(({ refundRequestId }) => refundRequestId)).toEqual([
      'a',
      // That is the second refund of another till.
      undefined,
      'c',
      drawn,
    ]);
  });
});

describe('Books that tell refunds as one sum (interface section 8, point 9)', () => {
  it('nothing went back', () => {
    expect(taken(0)).toEqual([]);
    expect(taken(0, refund('a', 500, WAITING), refund('b', 100, FAILED))).toEqual([]);
  });

  it('a refund whose answer was lost is made where the sum grew by exactly its amount, and else is not', () => {
    const own = [refund('a', 500, DONE), refund('b', 300, SENT), refund('c', 200, WAITING)];

    expect(taken(500, ...own)).toEqual([['a', 500, 'done']]);
    expect(taken(800, ...own)).toEqual([
      ['a', 500, 'done'],
      ['b', 300, 'done'],
    ]);
  });

  it.each([499, 501, 799, 801, 1000, 1100])('a sum of %i says nothing, and a person must look', (sum) => {
    expect(taken(sum, refund('a', 500, DONE), refund('b', 300, SENT), refund('c', 200, WAITING))).toBe(
      'unknown',
    );
  });

  it('less than was refunded says nothing', () => {
    expect(taken(499, refund('a', 500, DONE))).toBe('unknown');
  });

  it('what is more was refunded elsewhere, or by one that was believed to have failed', () => {
    expect(taken(700, refund('a', 500, DONE), refund('b', 200, FAILED))).toEqual([
      ['a', 500, 'done'],
      ['elsewhere', 200, 'done'],
    ]);
    const look = byOurIds({ kind: 'summed', charge, backMinor: 4550 }, undefined, 'PR-1');
    expect(look.kind === 'seen' && look.refunds).toEqual([{ status: 'done', amount: RM45_50 }]);
  });

  it('refunds of another payment of the sale are not counted', () => {
    const other = refund('a', 500, DONE);

    expect(taken(300, { ...other, facts: { ...other.facts, paymentRequestId: 'PR-2' } })).toEqual([
      ['elsewhere', 300, 'done'],
    ]);
  });
});
