import { describe, expect, it } from 'vitest';
import type { SaleTold } from '../../src/centre/following.ts';
import { emptyOrderTables, OrderBooks, type Room } from '../../src/centre/order-books.ts';
import type { Amount } from '../../src/ground/money/amount.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';

// Chain, section 3: a refund at another till may come to the centre before the sale does, whose till was cut off.

const WHOLE: Amount = givenAmount('EUR', '1000');
const PAYMENT = '90123456789012345678901201';

/** What the rows of a sale tell: of the till that sold it, or of one that only refunds its payment. */
function told(order: string, refund: string, isSold: boolean): SaleTold {
  const { currency, valueMinor } = WHOLE;
  const attempt = {
    paymentRequestId: PAYMENT,
    number: 1,
    leave: null,
    begunAtMs: 0,
    state: 'charged' as const,
  };
  return {
    sale: {
      ...{ saleId: `S-${order}`, referenceOrderId: order, open: false, state: 'paid', amount: WHOLE },
      ...{ openedAtMs: 0, wallet: null },
    },
    ...{ ids: [], movements: [], cases: [] },
    attempts: isSold ? [attempt] : [],
    charges: [{ paymentRequestId: PAYMENT, currency, chargedMinor: valueMinor }],
    refunds: [
      {
        ...{ refundRequestId: refund, paymentRequestId: PAYMENT, approverId: 'm1', approvedAtMs: 0 },
        ...{ amountMinor: valueMinor, currency, state: 'made' },
      },
    ],
  };
}

describe('A payment that a till refunds before the centre knows of its sale', () => {
  it('is of the order that the selling till tells, and too much that went back is a case', () => {
    const books = new OrderBooks(emptyOrderTables());
    // A till that only refunds knows no order: it names the payment in its place.
    books.keep('T2', told(PAYMENT, 'R2', false));
    const before = books.cases.length;

    books.keep('T1', told('ORD-1', 'R1', true));

    expect(before).toBe(0);
    expect(books.tables.payments.get(PAYMENT)).toMatchObject({ order: 'ORD-1', till: 'T1' });
    expect(books.cases).toMatchObject([{ kind: 'refundedOver', till: 'T1', order: 'ORD-1' }]);
  });

  it('stays of that order where the refunding till tells more of it', () => {
    const books = new OrderBooks(emptyOrderTables());
    books.keep('T1', told('ORD-1', 'R1', true));

    books.keep('T2', told(PAYMENT, 'R2', false));

    expect(books.tables.payments.get(PAYMENT)).toMatchObject({ order: 'ORD-1', till: 'T1' });
    expect(books.cases).toMatchObject([
      { kind: 'refundedOver', order: 'ORD-1', facts: { payment: PAYMENT } },
    ]);
    expect([...books.tables.rooms.values()].map(({ till }: Room) => till)).toEqual(['T1', 'T2']);
  });
});
