import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { declareCall } from '../../src/acquirers/alipay-plus/office/customs.ts';
import { disputeAnswer } from '../../src/acquirers/alipay-plus/office/dispute-answer.ts';
import type { DisputeAnswerOrder, OfficeCall } from '../../src/acquirers/office.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import { readOfficeBody } from '../../drivers/sandbox/office/requests.ts';
import { GIVEN_OFFICE } from '../fakes/given-office.ts';
import { givenConfig, RM45_50 } from '../fakes/given-till.ts';

// What the acquirer's pages leave open of the office's messages stands in the config (office dossier §10).

const { terminal, merchant } = givenConfig({});
const ANSWER: DisputeAnswerOrder = {
  ...{ id: 'D-1', asks: 'papers', answer: '0001', amount: null, remarks: null, plannedRefundAtMs: null },
  receipt: { referenceOrderId: 'ORD-1', amount: RM45_50, refundedMinor: 0 },
  papers: ['receipt', 'story'].map((name) => ({
    ...{ type: 'TRANSACTION_RECEIPT', name, contentType: 'application/pdf', bytes: Buffer.from('%PDF') },
  })),
};
const EXAMPLE = JSON.parse(readFileSync(new URL('../vectors/till.json', import.meta.url), 'utf8')) as object;
const CUSTOMS = { customsCode: 'ZONGSHU', merchantCustomsCode: 'C-1', merchantCustomsName: 'Kopi' };
const textOf = ({ body }: OfficeCall): string => Buffer.from(body).toString('utf8');

describe('What the config says of the office’s messages (office dossier §10)', () => {
  it.each([
    [0, 'BEZAHLT'],
    [1, 'TEILS ZURÜCK'],
    [4550, 'ZURÜCK'],
  ])('row 6: with %i given back an order is called %s', (refundedMinor, word) => {
    const orderStatus = { paid: 'BEZAHLT', partiallyRefunded: 'TEILS ZURÜCK', refunded: 'ZURÜCK' };
    const words = { ...GIVEN_OFFICE.words, orderStatus };
    const receipt = { referenceOrderId: 'ORD-1', amount: RM45_50, refundedMinor };

    const call = disputeAnswer({ ...ANSWER, receipt }, { terminal, merchant, words });

    expect(JSON.parse(textOf(call))).toMatchObject({ transactionReceipt: { orderStatus: word } });
    expect(readOfficeBody('responseRetrieval', textOf(call)).ok).toBe(true);
  });

  it.each([
    ['list', '[{"attachmentType":"TRANSACTION_RECEIPT"'],
    ['one', '{"attachmentType":"TRANSACTION_RECEIPT"'],
  ] as const)('papers about money go as %s', (documents, begins) => {
    const words = { ...GIVEN_OFFICE.words, documents };
    const papers = ANSWER.papers.slice(0, 1);
    const order: DisputeAnswerOrder = { ...ANSWER, asks: 'money', answer: 'REFUSE_REFUND', papers };

    const text = textOf(disputeAnswer(order, { terminal, merchant, words }));

    expect(text).toContain(`"otherDocumentation":${begins}`);
    expect(readOfficeBody('responseEscalation', text).ok).toBe(true);
  });

  it.each(['buyerCertificate', 'buyer'] as const)('row 8: the buyer’s paper is called %s', (buyerField) => {
    const buyerCertificate = { certificateType: 'ID_CARD', certificateNo: '110101199003070000' };

    const text = textOf(
      declareCall(
        {
          ...{ paymentRequestId: 'P-1', referenceOrderId: null, declaredMinor: 500, buyerCertificate },
          customs: CUSTOMS,
          merchantCustomsInfo: CUSTOMS,
        },
        { buyerField },
      ),
    );

    const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
    expect(Object.keys(body).filter((name) => name.startsWith('buyer'))).toEqual([buyerField]);
    expect(body[buyerField]).toEqual(buyerCertificate);
    expect(readOfficeBody('declare', text).ok).toBe(true);
  });

  it('the config has them all, and what it leaves out is what the dossier assumes', () => {
    const text = JSON.stringify({
      ...EXAMPLE,
      disputes: { orderStatus: { paid: 'OK' }, documents: 'one', papers: { eachBytesMax: 100_000 } },
      customs: { ...CUSTOMS, buyerField: 'buyer' },
    });

    const config = parseConfig(text);

    expect(config).toMatchObject({
      ok: true,
      value: {
        disputes: {
          orderStatus: { paid: 'OK', partiallyRefunded: 'PARTIALLY_REFUNDED', refunded: 'REFUNDED' },
          ...{ documents: 'one', papers: { eachBytesMax: 100_000, allBytesMax: 8 * 1024 * 1024 } },
        },
        customs: { buyerField: 'buyer' },
      },
    });
  });
});
