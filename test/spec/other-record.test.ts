import { describe, expect, it } from 'vitest';
import { inquiryAnswer } from '../../src/acquirers/trust-payments/outcome.ts';
import { assertAnswer } from '../../src/acquirers/saferpay/outcome.ts';

const OURS = { orderreference: 'REF', siteReference: 'site', live: false };
const AUTH = {
  ...{ requesttypedescription: 'AUTH', transactionreference: '1-2-3', orderreference: 'REF' },
  ...{ sitereference: 'site', baseamount: '1999', currencyiso3a: 'EUR', settlestatus: '100' },
  ...{ errorcode: '0', livestatus: '0' },
};
const told = (changes: object) => inquiryAnswer({ errorcode: '0', records: [{ ...AUTH, ...changes }] }, OURS);

describe('A record that is not this attempt’s (hosted payments 4, rule 7)', () => {
  it.each([
    ['of another name', { orderreference: 'REFX' }],
    ['of another site', { sitereference: 'other' }],
    ['of live in test', { livestatus: '1' }],
  ])('settled and %s is left to a person', (_, changes) => {
    expect(told(changes)).toMatchObject({ kind: 'unknown', contradicted: true, alarm: true });
  });

  it('without money in it proves nothing', () => {
    expect(told({ orderreference: 'REFX', settlestatus: '10' })).toEqual({ kind: 'notFound' });
    expect(told({ sitereference: 'other', settlestatus: '10' })).not.toHaveProperty('contradicted');
  });

  it('beside our own settled one changes nothing', () => {
    const records = [AUTH, { ...AUTH, transactionreference: '9', orderreference: 'REFX' }];

    const answer = inquiryAnswer({ errorcode: '0', records }, OURS);

    expect(answer).toMatchObject({ kind: 'charged', charge: { paymentId: '1-2-3' } });
  });

  it('captured at Saferpay under another name is left to a person; pending it is asked about again', () => {
    const waits = { pendingAskMs: 1, notStartedAskMs: null, isOver: false };
    const of = (Status: string) =>
      assertAnswer({ Transaction: { Type: 'PAYMENT', Status, OrderId: 'OTHER', Id: 'T' } }, 'REF', waits);

    expect(of('CAPTURED')).toMatchObject({ kind: 'unknown', contradicted: true });
    expect(of('PENDING')).not.toHaveProperty('contradicted');
  });
});
