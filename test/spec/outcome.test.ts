import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { inquiryPaymentResponse, payResponse } from '../../src/acquirers/alipay-plus/messages.ts';
import { inquiryAnswer, payAnswer } from '../../src/acquirers/alipay-plus/outcome.ts';
import { reasonOf, REFUSALS } from '../../src/acquirers/alipay-plus/result-codes.ts';
import {
  cancelAnswerOf,
  cancelResponse,
  refundAnswerOf,
  refundResponse,
} from '../../src/acquirers/signed-wire/give-back-answers.ts';
import { readResponse } from '../../src/acquirers/signed-wire/values.ts';
import { givenAmount, givenSample } from '../vectors/alipay-plus/given-messages.ts';

const ID = 'T07-20261120-000481-01';
const REFUND_ID = 'T07-20261121-R00012-01';
type Fields = Record<string, unknown>;

function read<S extends z.ZodType>(schema: S, message: unknown): z.infer<S> {
  const response = readResponse(schema, new TextEncoder().encode(JSON.stringify(message)));
  if (!response.ok) throw new Error(response.error.say);
  return response.value;
}
const result = (resultStatus: string, resultCode: string) => ({ resultStatus, resultCode });
const sample = (name: string) => givenSample(name) as Fields;
const pay = (message: unknown) => payAnswer(ID, read(payResponse, message));
const inquiry = (message: unknown) => inquiryAnswer(ID, read(inquiryPaymentResponse, message));
const cancel = (message: unknown) => cancelAnswerOf(reasonOf, ID, read(cancelResponse, message));
const refund = (message: unknown) =>
  refundAnswerOf(
    reasonOf,
    { paymentRequestId: ID, refundRequestId: REFUND_ID, amount: givenAmount('MYR', '1500') },
    read(refundResponse, message),
  );

const paid = {
  amount: givenAmount('MYR', '4550'),
  paymentId: '202611201030500012345678',
  paymentTime: '2026-11-20T18:31:07+08:00',
  acquirerId: '1022188000000009999',
  pspId: '1022171000000000001',
  walletBrandName: 'TNG eWallet',
  mppPaymentId: 'TNG20261120A0001',
  settlement: { amount: { currency: 'USD', valueMinor: 1011 }, pair: 'USD/MYR', price: '4.5' },
};

describe('After pay (dossier 5.1)', () => {
  it('S is charged, with what the gateway says of the charge', () => {
    expect(pay(sample('pay.response.success.json'))).toEqual({ kind: 'charged', charge: paid });
  });

  it('U PAYMENT_IN_PROCESS is the user confirming', () => {
    expect(pay(sample('pay.response.in-process.json'))).toEqual({ kind: 'confirming' });
  });

  it('U UNKNOWN_EXCEPTION is unknown, with its code', () => {
    expect(pay(sample('pay.response.unknown.json'))).toMatchObject({
      kind: 'unknown',
      code: 'UNKNOWN_EXCEPTION',
    });
  });

  it('U REQUEST_TRAFFIC_EXCEED_LIMIT is throttled', () => {
    expect(pay({ result: result('U', 'REQUEST_TRAFFIC_EXCEED_LIMIT') })).toEqual({ kind: 'throttled' });
  });

  it.each(['A', 's', 'SUCCESS', ''])('any other letter, such as "%s", is U (dossier 5)', (letter) => {
    const message = { ...sample('pay.response.success.json'), result: result(letter, 'SUCCESS') };

    expect(pay(message)).toMatchObject({ kind: 'unknown' });
  });

  it('F is refused, with the reason', () => {
    expect(pay(sample('pay.response.failure.balance.json'))).toMatchObject({
      kind: 'refused',
      reason: { code: 'USER_BALANCE_NOT_ENOUGH', class: 'user' },
    });
  });

  it('F with a code that is usual for U is refused: the status decides', () => {
    expect(pay({ result: result('F', 'UNKNOWN_EXCEPTION') })).toMatchObject({
      kind: 'refused',
      reason: { code: 'UNKNOWN_EXCEPTION', class: 'general' },
    });
  });

  it('F REPEAT_REQ_INCONSISTENT is unknown and alarms: something may be charged under the id (dossier 5.2)', () => {
    expect(pay(sample('pay.response.failure.repeat-inconsistent.json'))).toMatchObject({
      kind: 'unknown',
      code: 'REPEAT_REQ_INCONSISTENT',
      alarm: true,
    });
  });

  it.each([
    ['no amount', { paymentAmount: null }],
    ['an amount with a fraction', { paymentAmount: { currency: 'MYR', value: '45.50' } }],
    ['an amount in no currency', { paymentAmount: { currency: 'XYZ', value: '4550' } }],
    ['no paymentId', { paymentId: null }],
    ['a paymentId that is too long', { paymentId: '1'.repeat(65) }],
  ])('S with %s is unknown', (_what, change) => {
    const answer = pay({ ...sample('pay.response.success.json'), ...change });

    expect(answer).toMatchObject({ kind: 'unknown', code: 'SUCCESS' });
  });

  it('an answer that names another payment is unknown and alarms', () => {
    const answer = pay({ ...sample('pay.response.success.json'), paymentRequestId: 'T07-OTHER' });

    expect(answer).toMatchObject({ kind: 'unknown', alarm: true });
  });
});

describe('After inquiry (dossier 5.1)', () => {
  const success = sample('inquiryPayment.response.success.json');
  const transaction = (
    transactionType: string,
    transactionStatus: string,
    value = '4550',
    transactionId = '1',
  ) => ({
    transactionType,
    transactionStatus,
    transactionAmount: { currency: 'MYR', value },
    transactionId,
  });

  it('result S and paymentResult S is charged', () => {
    expect(inquiry(success)).toEqual({ kind: 'charged', charge: paid });
  });

  it('result S and paymentResult F is not charged, with the reason', () => {
    expect(inquiry(sample('inquiryPayment.response.payment-failed.json'))).toMatchObject({
      kind: 'notCharged',
      reason: { code: 'USER_PAYMENT_VERIFICATION_FAILED', class: 'user' },
    });
  });

  it('result S and paymentResult F ORDER_IS_CLOSED is not charged, and closed', () => {
    expect(inquiry(sample('inquiryPayment.response.order-closed.json'))).toMatchObject({
      kind: 'notCharged',
      reason: { code: 'ORDER_IS_CLOSED', class: 'closed' },
    });
  });

  it('result S and paymentResult U PAYMENT_IN_PROCESS is the user confirming', () => {
    expect(inquiry(sample('inquiryPayment.response.in-process.json'))).toEqual({ kind: 'confirming' });
  });

  it('result S and another paymentResult U is unknown, without alarm', () => {
    const answer = inquiry({ ...success, paymentResult: result('U', 'UNKNOWN_EXCEPTION') });

    expect(answer).toEqual({
      kind: 'unknown',
      why: 'the outcome of the payment is not known yet',
      code: 'UNKNOWN_EXCEPTION',
    });
  });

  it.each([undefined, null, 'S', {}])('result S with paymentResult %j is unknown', (paymentResult) => {
    expect(inquiry({ ...success, paymentResult })).toMatchObject({ kind: 'unknown' });
  });

  it('result F ORDER_NOT_EXIST is not found', () => {
    expect(inquiry(sample('inquiryPayment.response.failure.order-not-exist.json'))).toEqual({
      kind: 'notFound',
    });
  });

  it('result F with any other code is unknown and alarms, whatever paymentResult says', () => {
    expect(inquiry({ ...success, result: result('F', 'ACCESS_DENIED') })).toMatchObject({
      kind: 'unknown',
      code: 'ACCESS_DENIED',
      alarm: true,
    });
  });

  it('result U is unknown, whatever paymentResult says', () => {
    expect(inquiry({ ...success, result: result('U', 'UNKNOWN_EXCEPTION') })).toMatchObject({
      kind: 'unknown',
      code: 'UNKNOWN_EXCEPTION',
    });
  });

  it('result U REQUEST_TRAFFIC_EXCEED_LIMIT is throttled', () => {
    expect(inquiry({ result: result('U', 'REQUEST_TRAFFIC_EXCEED_LIMIT') })).toEqual({ kind: 'throttled' });
  });

  it('an answer that names another payment is unknown and alarms (interface 4)', () => {
    expect(inquiry({ ...success, paymentRequestId: 'T07-OTHER' })).toMatchObject({
      kind: 'unknown',
      alarm: true,
    });
  });

  it('a charge that is refunded in part stands, with what is left of it', () => {
    expect(inquiry(sample('inquiryPayment.response.success-with-refund.json'))).toEqual({
      kind: 'charged',
      charge: paid,
      leftMinor: 3050,
    });
  });

  it.each([
    ['cancelled', [transaction('CANCEL', 'SUCCESS')]],
    ['voided', [transaction('VOID', 'SUCCESS')]],
    ['refunded at once', [transaction('REFUND', 'SUCCESS')]],
    [
      'refunded in two parts',
      [transaction('REFUND', 'SUCCESS', '4000'), transaction('REFUND', 'SUCCESS', '550', '2')],
    ],
  ])('a charge that was %s is not charged any more', (_how, transactions) => {
    expect(inquiry({ ...success, transactions })).toMatchObject({
      kind: 'notCharged',
      reason: { code: 'GIVEN_BACK' },
    });
  });

  it.each([
    ['no transactions', null],
    ['only its own payment', [transaction('PAYMENT', 'SUCCESS')]],
    ['a cancel under way', [transaction('CANCEL', 'PROCESSING')]],
    ['a cancel that failed', [transaction('CANCEL', 'FAIL')]],
    ['a refund that failed', [transaction('REFUND', 'FAIL')]],
    [
      'a refund of half, listed twice',
      [transaction('REFUND', 'SUCCESS', '2275'), transaction('REFUND', 'SUCCESS', '2275')],
    ],
  ])('a charge with %s stands', (_what, transactions) => {
    expect(inquiry({ ...success, transactions })).toMatchObject({ kind: 'charged' });
  });

  it.each([
    ['transactions that are no list', 'none'],
    ['a transaction without type', [{ transactionStatus: 'SUCCESS' }]],
    ['a transaction without status', [{ transactionType: 'CANCEL' }]],
    ['a refund without amount', [{ transactionType: 'REFUND', transactionStatus: 'SUCCESS' }]],
  ])('a charge with %s is unknown: it may have been given back', (_what, transactions) => {
    expect(inquiry({ ...success, transactions })).toMatchObject({ kind: 'unknown' });
  });
});

describe('After cancel (dossier 4.3, 5.2)', () => {
  it.each([
    ['S is confirmed', 'cancelPayment.response.success.json', { kind: 'confirmed' }],
    [
      'F CANCEL_WINDOW_EXCEED is too late',
      'cancelPayment.response.failure.window-exceed.json',
      { kind: 'tooLate' },
    ],
    [
      'U is unknown',
      'cancelPayment.response.in-process.json',
      { kind: 'unknown', code: 'UNKNOWN_EXCEPTION' },
    ],
  ])('%s', (_title, name, answer) => {
    expect(cancel(sample(name))).toMatchObject(answer);
  });

  it.each([
    ['F ORDER_NOT_EXIST is not found', 'F', 'ORDER_NOT_EXIST', { kind: 'notFound' }],
    [
      'F with another code is refused',
      'F',
      'PROCESS_FAIL',
      {
        kind: 'refused',
        reason: {
          code: 'PROCESS_FAIL',
          say: 'The payment service refused to give the money back (PROCESS_FAIL).',
        },
      },
    ],
    ['U by traffic is throttled', 'U', 'REQUEST_TRAFFIC_EXCEED_LIMIT', { kind: 'throttled' }],
    ['another letter is unknown', 'A', 'SUCCESS', { kind: 'unknown' }],
  ])('%s', (_title, status, code, answer) => {
    expect(cancel({ result: result(status, code) })).toMatchObject(answer);
  });
});

describe('After refund (dossier 4.4, 5.2)', () => {
  const success = sample('refund.response.success.json');

  it('S is refunded, with its id and time', () => {
    expect(refund(success)).toEqual({
      kind: 'refunded',
      refundId: '202611211130500098765432',
      refundTime: '2026-11-21T11:02:10+08:00',
      settlement: { amount: { currency: 'USD', valueMinor: 333 }, pair: 'USD/MYR', price: '4.5' },
    });
  });

  it('S without amount is refunded', () => {
    expect(refund({ result: result('S', 'SUCCESS') })).toMatchObject({ kind: 'refunded' });
  });

  it.each([
    ['another amount', { currency: 'MYR', value: '1501' }],
    ['another currency', { currency: 'USD', value: '1500' }],
    ['an amount that cannot be read', { currency: 'MYR', value: '15.00' }],
  ])('S over %s is unknown and alarms', (_what, refundAmount) => {
    expect(refund({ ...success, refundAmount })).toMatchObject({ kind: 'unknown', alarm: true });
  });

  it('an S that names another refund is unknown: Antom says which it is of', () => {
    const named = (refundRequestId: string) => refund({ ...success, refundRequestId });

    expect(named(REFUND_ID)).toMatchObject({ kind: 'refunded' });
    expect(named(`${REFUND_ID}2`)).toMatchObject({ kind: 'unknown', alarm: true });
  });

  it('F is refused, with the reason', () => {
    expect(refund(sample('refund.response.failure.amount-exceed.json'))).toMatchObject({
      kind: 'refused',
      reason: { code: 'REFUND_AMOUNT_EXCEED', class: 'general' },
    });
  });

  it('U is unknown', () => {
    expect(refund(sample('refund.response.in-process.json'))).toMatchObject({ kind: 'unknown' });
  });

  it('U by traffic is throttled', () => {
    expect(refund({ result: result('U', 'REQUEST_TRAFFIC_EXCEED_LIMIT') })).toEqual({ kind: 'throttled' });
  });
});

describe('Result codes (dossier 5.2)', () => {
  it.each([
    ['rescan', 'EXPIRED_CODE INVALID_CODE'],
    ['otherTender', 'INVALID_PAYMENT_CODE'],
    [
      'user',
      'USER_BALANCE_NOT_ENOUGH USER_AMOUNT_EXCEED_LIMIT PAYMENT_AMOUNT_EXCEED_LIMIT PAYMENT_COUNT_EXCEED_LIMIT USER_KYC_NOT_QUALIFIED USER_NOT_EXIST USER_STATUS_ABNORMAL USER_PAYMENT_VERIFICATION_FAILED UNAVAILABLE_PAYMENT_METHOD',
    ],
    ['risk', 'RISK_REJECT FRAUD_REJECT REGULATION_RESTRICTION'],
    [
      'general',
      'PROCESS_FAIL ORDER_NOT_EXIST CANCEL_WINDOW_EXCEED REFUND_AMOUNT_EXCEED REFUND_WINDOW_EXCEED',
    ],
    ['closed', 'ORDER_IS_CLOSED ORDER_IS_CANCELED'],
    ['contradiction', 'REPEAT_REQ_INCONSISTENT'],
    [
      'setUp',
      'CURRENCY_NOT_SUPPORT BUSINESS_NOT_SUPPORT INVALID_CONTRACT SETTLE_CONTRACT_NOT_MATCH INVALID_MERCHANT_STATUS MERCHANT_NOT_REGISTERED MERCHANT_KYB_NOT_QUALIFIED',
    ],
    [
      'technical',
      'ACCESS_DENIED INVALID_API NO_INTERFACE_DEF INVALID_CLIENT INVALID_SIGNATURE KEY_NOT_FOUND METHOD_NOT_SUPPORTED MEDIA_TYPE_NOT_ACCEPTABLE PARAM_ILLEGAL INVALID_TOKEN INVALID_ACCESS_TOKEN',
    ],
  ])('of class %s are %s', (reasonClass, codes) => {
    const listed = Object.keys(REFUSALS).filter((code) => reasonOf(code).class === reasonClass);

    expect(listed.sort()).toEqual(codes.split(' ').sort());
  });

  it.each(Object.keys(REFUSALS))(
    '%s is told to the cashier in two sentences or more, without the code',
    (code) => {
      const { say } = reasonOf(code);

      expect(say).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
      expect(say).not.toMatch(/[A-Z]_|_[A-Z]/);
    },
  );

  it.each(['SOMETHING_NEW', 'toString', '__proto__'])(
    'that nobody listed, such as %s, are kept and general',
    (code) => {
      expect(reasonOf(code)).toMatchObject({ code, class: 'general' });
    },
  );

  it.each([
    ['', 'NO_RESULT_CODE'],
    ['A'.repeat(100), 'A'.repeat(64)],
    ['BAD CODE\n"<b>', 'BAD_CODE___b_'],
    ['INVALID_CODE:251001020000111122223333', 'INVALID_CODE_'],
  ])('that are odd are cleaned: %j', (code, clean) => {
    expect(reasonOf(code).code).toBe(clean);
  });
});
