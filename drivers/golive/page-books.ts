import { z } from 'zod';
import type { CaseKind } from '../../src/golive/case.ts';
import type { BookSeen } from '../../src/golive/record.ts';

/** A payment in the books of a page, with the amount by which a case knows its own. */
export interface PageBook extends BookSeen {
  readonly askedMinor: number;
}

const minor = z.union([z.string(), z.number()]).transform(Number);

const SAFERPAY = z.object({
  payments: z.array(
    z.object({
      ...{ name: z.string(), asked: z.object({ Value: minor }), left: minor },
      charged: z.object({ Value: minor }).nullable(),
    }),
  ),
});
const COMPUTOP = z.object({
  payments: z.array(z.object({ name: z.string(), asked: minor, captured: minor, credited: minor })),
});
const TRUST = z.object({
  entries: z.array(
    z.looseObject({
      ...{ requesttypedescription: z.string(), orderreference: z.string(), baseamount: minor },
      ...{ settlestatus: z.string(), transactionreference: z.string() },
      parenttransactionreference: z.string().optional(),
    }),
  ),
});
const moved = z.array(z.looseObject({ amount: z.object({ value: minor }), status: z.string().optional() }));
const CARD = z.object({
  payments: z.array(
    z.object({
      ...{ paymentRequestId: z.string(), amount: z.object({ value: minor }), state: z.string() },
      ...{ captures: moved, refunds: moved },
    }),
  ),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a sandbox of pages answers of its books, one payment each; throws where it is something else. */
export function pageBooks(kind: CaseKind, answered: unknown): readonly PageBook[] {
  switch (kind) {
    case 'saferpay':
      return SAFERPAY.parse(answered).payments.map(({ name, asked, charged, left }) =>
        book(name, asked.Value, charged?.Value ?? 0, left),
      );
    case 'computop':
      return COMPUTOP.parse(answered).payments.map(({ name, asked, captured, credited }) =>
        book(name, asked, captured, captured - credited),
      );
    case 'trust-payments': {
      const { entries } = TRUST.parse(answered);
      return entries
        .filter(({ requesttypedescription }) => requesttypedescription === 'AUTH')
        .map(({ orderreference, baseamount, settlestatus, transactionreference }) => {
          const back = entries.filter((entry) => entry.parenttransactionreference === transactionreference);
          const charged = settlestatus === '100' ? baseamount : 0;
          return book(
            orderreference,
            baseamount,
            charged,
            charged - sum(back.map((entry) => entry.baseamount)),
          );
        });
    }
    case 'antom-card':
      return CARD.parse(answered).payments.map(({ paymentRequestId, amount, captures, refunds }) => {
        const charged = sum(captures.map((capture) => capture.amount.value));
        const back = sum(refunds.map((refund) => refund.amount.value));
        return book(paymentRequestId, amount.value, charged, charged - back);
      });
    default:
      throw new Error(`${kind} has no page`);
  }
}

function book(
  paymentRequestId: string,
  askedMinor: number,
  chargedMinor: number,
  netMinor: number,
): PageBook {
  const debits = chargedMinor > 0 ? 1 : 0;
  return { paymentRequestId, referenceOrderId: '', askedMinor, chargedMinor, netMinor, debits };
}
