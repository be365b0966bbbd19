import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trustPaymentsConfig } from '../../src/acquirers/trust-payments/config.ts';
import { basic } from '../../src/acquirers/basic-login.ts';
import { TrustPaymentsGateway } from '../../src/acquirers/trust-payments/gateway.ts';
import {
  authRequest,
  queryRequest,
  readAnswer,
  refundRequest,
} from '../../src/acquirers/trust-payments/messages.ts';
import { hearing, noticeHash } from '../../src/acquirers/trust-payments/notification.ts';
import {
  inquiryAnswer,
  openAnswer,
  paymentLook,
  refundAnswer,
} from '../../src/acquirers/trust-payments/outcome.ts';
import type { HttpCall } from '../../src/acquirers/port.ts';
import {
  besideOthers,
  idOfRef,
  numberInRefundRef,
  refOf,
  refundNumberOf,
  refundRefOf,
} from '../../src/payment/ids.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const SITE = { user: 'webservices@pos-demo.example', siteReference: 'test_pos12345' };
const REF = 'T0007-261120-000042-1';
const EXPECTED = { orderreference: REF, siteReference: 'test_pos12345', live: false };
const EUR19_99 = givenAmount('EUR', '1999');
const DAY_MS = 86_400_000;
const ID = '90123456789012345678901201';
const ORDER = {
  ...{ paymentRequestId: ID, referenceOrderId: 'O', orderDescription: 'D' },
  ...{ amount: EUR19_99, startedAtMs: 0, backUrl: null },
};

const CONFIG = trustPaymentsConfig.parse({
  ...{ kind: 'trust-payments', baseUrl: 'https://webservices.example', siteReference: 'test_pos12345' },
  ...{ user: 'webservices@pos-demo.example', password: { file: 'p' }, billingCountry: 'DE', live: false },
});

function sample(name: string): string {
  return readFileSync(new URL(`../vectors/trust-payments/${name}`, import.meta.url), 'utf8');
}

/** The one element of a sample's answer, as if it answered our request. */
function element(name: string) {
  const text = sample(name);
  const { requestreference } = JSON.parse(text) as { requestreference: string };
  const read = readAnswer(requestreference, new TextEncoder().encode(text));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const parsed = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body));

describe('Trust Payments › requests (dossier 2, 3, 6)', () => {
  it('are those of the samples', () => {
    const order = {
      ...{ orderreference: REF, amount: EUR19_99, billingCountry: 'DE' },
      returnUrl: 'https://pay.shop.example/b/9fK2vQ7xPmT4sWcL8dRbEg',
    };
    const refund = { parent: '23-86-113', orderreference: `${REF}-R1`, amount: givenAmount('EUR', '500') };

    expect(parsed(authRequest(SITE, 'Ab3k9x2qz', { ...order, wap: false }))).toEqual(
      JSON.parse(sample('auth.request.json')),
    );
    expect(parsed(authRequest(SITE, 'Ab3k9x2qz', { ...order, wap: true }))).toEqual(
      JSON.parse(sample('auth.wap.request.json')),
    );
    expect(parsed(queryRequest(SITE, 'Ac4m1y3ra', [REF]))).toEqual(
      JSON.parse(sample('query.by-orderreference.request.json')),
    );
    expect(parsed(refundRequest(SITE, 'Ad5n2z4sb', refund))).toEqual(
      JSON.parse(sample('refund.request.json')),
    );
  });

  it('carry the login of the vectors', () => {
    const { Authorization } = (
      JSON.parse(sample('headers.example.json')) as Record<string, Record<string, string>>
    )['POST /json/']!;

    expect(basic('webservices@pos-demo.example', 'Passw0rd^')).toBe(Authorization);
  });

  it('name an attempt in 18 characters, both ways, and a refund in 25 at most', () => {
    const id = '90123456789012345678901299';

    expect(refOf(id)).toMatch(/^[0-9A-Z]{18}$/);
    expect(idOfRef(refOf(id))).toBe(id);
    expect(refundRefOf(id, 99).length).toBeLessThanOrEqual(25);
    expect(idOfRef('T0007-261120-00004')).toBeNull();
  });

  it('a refund beside those of others has a number of its own, which stands in its name', () => {
    const id = '90123456789012345678901299';
    const drawn = refundNumberOf(besideOthers('R1'), 1);
    const numbers = [0, 1, 20, 99, 100, drawn];
    const refs = numbers.map((number) => refundRefOf(id, number));

    expect(refundNumberOf('R1', 7)).toBe(7);
    expect(refundNumberOf(besideOthers('R1'), 2)).toBe(drawn);
    expect(refundNumberOf(besideOthers('R2'), 1)).not.toBe(drawn);
    expect(refs.map(numberInRefundRef)).toEqual(numbers);
    expect(Math.max(...refs.map(({ length }) => length))).toBe(25);
    expect(numberInRefundRef(refOf(id))).toBeUndefined();
  });
});

describe('Trust Payments › answers', () => {
  it('settlestatus 10 with a link is a link, and nothing is paid', () => {
    const { answer, url } = openAnswer(element('auth.response.link.json'), EXPECTED, EUR19_99, DAY_MS);

    expect(url).toBe('https://wallet.example/cashier?session=5f0c1a7e9b');
    expect(answer).toEqual({
      kind: 'opened',
      payableForMs: DAY_MS,
      facts: { transactionreference: '23-86-113' },
    });
    expect(inquiryAnswer(element('query.response.pending.json'), EXPECTED)).toEqual({ kind: 'confirming' });
  });

  it.each([
    ['auth.response.declined.json', 'refused', 'TRUST_70000'],
    ['auth.response.invalid-field.json', 'refused', 'TRUST_30000'],
    ['auth.response.uncertain.json', 'unknown', undefined],
  ])('%s is %s', (name, kind, code) => {
    // An error of the whole request has no reference: read it as it stands.
    const { response } = JSON.parse(sample(name)) as { response: [object] };
    const { answer } = openAnswer(response[0], EXPECTED, EUR19_99, DAY_MS);

    expect(answer.kind).toBe(kind);
    expect('reason' in answer ? answer.reason.code : undefined).toBe(code);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'an errorcode that is a word of the language (%s) is a refusal like any that nobody listed',
    (errorcode) => {
      const { answer } = openAnswer({ errorcode }, EXPECTED, EUR19_99, DAY_MS);

      expect(answer).toMatchObject({ kind: 'refused', reason: { class: 'technical' } });
    },
  );

  it('a link over another amount, or on the other side of test and live, is never shown', () => {
    const link = element('auth.response.link.json');
    const other = openAnswer(link, EXPECTED, givenAmount('EUR', '2000'), DAY_MS);
    const live = openAnswer(link, { ...EXPECTED, live: true }, EUR19_99, DAY_MS);
    const plain = openAnswer({ ...link, redirecturl: 'http://wallet.example/x' }, EXPECTED, EUR19_99, DAY_MS);

    expect([other, live, plain].map(({ answer, url }) => [answer.kind, url])).toEqual([
      ['unknown', undefined],
      ['unknown', undefined],
      ['unknown', undefined],
    ]);
  });

  it('settlestatus 100 is paid and nothing else is', () => {
    expect(inquiryAnswer(element('query.response.settled.json'), EXPECTED)).toMatchObject({
      kind: 'charged',
      charge: { amount: EUR19_99, paymentId: '23-86-113' },
    });
    expect(inquiryAnswer(element('query.response.cancelled.json'), EXPECTED)).toMatchObject({
      kind: 'notCharged',
    });
    expect(inquiryAnswer(element('query.response.none.json'), EXPECTED)).toEqual({ kind: 'notFound' });
    expect(inquiryAnswer(element('query.response.two-auths.json'), EXPECTED)).toEqual({ kind: 'confirming' });
  });

  it('what the books hold is told with the amount that they hold, and what refunds have left', () => {
    const other = inquiryAnswer(element('query.response.other-amount.json'), EXPECTED);
    const left = inquiryAnswer(element('query.response.settled-with-refund.json'), EXPECTED);
    const look = paymentLook(element('query.response.settled-with-refund.json'), EXPECTED);

    expect(other).toMatchObject({ kind: 'charged' });
    expect(other.kind === 'charged' && other.charge.amount).not.toEqual(EUR19_99);
    expect(left).toMatchObject({ kind: 'charged', leftMinor: 1499 });
    expect(look).toMatchObject({
      kind: 'seen',
      refunds: [{ refundId: '23-86-201', status: 'done', amount: { valueMinor: 500 } }],
    });
  });

  it('a record on the other side of test and live is an alarm, and no charge', () => {
    const answer = inquiryAnswer(element('query.response.settled.json'), { ...EXPECTED, live: true });

    expect(answer).toMatchObject({ kind: 'unknown', alarm: true });
  });

  it.each([
    ['refund.response.settled.json', { kind: 'refunded', refundId: '23-86-201' }],
    ['refund.response.parent-not-settled.json', { kind: 'refused', reason: { class: 'technical' } }],
    ['refund.response.too-much.json', { kind: 'refused', reason: { code: 'TRUST_20007' } }],
  ])('%s', (name, expected) => {
    expect(refundAnswer(element(name))).toMatchObject(expected);
  });

  it('an answer to another request is believed in nothing', () => {
    const body = new TextEncoder().encode(sample('query.response.settled.json'));

    expect(readAnswer('Aother123', body)).toEqual({ ok: false, error: 'the answer is of another request' });
  });
});

interface Vector {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly password: string;
  readonly sha256: string;
}
const { notification: VECTORS } = JSON.parse(sample('vectors.json')) as {
  readonly notification: readonly Vector[];
};

describe('Trust Payments › notices (dossier 8)', () => {
  // The published string has no fields: it only shows what is hashed.
  const WITH_FIELDS = VECTORS.filter(({ fields }) => (fields as unknown) !== undefined);

  it.each(WITH_FIELDS.map((vector) => [vector.name, vector] as const))('the hash of: %s', (_, vector) => {
    const { fields, password, sha256 } = vector;

    expect(noticeHash(new Map(Object.entries(fields)), password, 'sha256')).toBe(sha256);
  });

  const heard = (text: string) =>
    hearing(CONFIG, 'NotifyPassword1')(
      { method: 'POST', uri: '/n/trust', headers: {}, body: new TextEncoder().encode(text.trimEnd()) },
      0,
    );

  it('a right one is a reason to ask, whatever it says; it is found by the reference of the acquirer', () => {
    expect(heard(sample('notify.settled.form'))).toMatchObject({
      kind: 'told',
      payment: { by: 'fact', name: 'transactionreference', value: '23-86-113' },
      content: { kind: 'hint' },
    });
  });

  it('one with a wrong hash is answered with 200 and has no effect', () => {
    const answer = heard(sample('notify.settled.form').replace('settlestatus=100', 'settlestatus=3'));

    expect(answer.kind).toBe('refused');
    expect(answer.reply(false).status).toBe(200);
  });

  it('calls wait for what the dossier says, and hold no keep-alive', async () => {
    const calls: HttpCall[] = [];
    const gateway = new TrustPaymentsGateway({
      config: CONFIG,
      password: 'Passw0rd^',
      http: {
        send: (call) => {
          calls.push(call);
          return Promise.resolve({ kind: 'silent', why: 'no answer' });
        },
      },
      log: QUIET,
    });

    const opened = await gateway.open(ORDER);

    expect(opened).toEqual({ answer: { kind: 'unknown', why: 'no answer' } });
    // Asked by name, in case that another till has it; without an answer the link is made all the same.
    expect(calls.map(({ body }) => asked(body!))).toEqual(['TRANSACTIONQUERY', 'AUTH']);
    expect(calls.map(({ timeoutMs }) => timeoutMs)).toEqual([3000, 60_000]);
    expect(calls[1]).toMatchObject({
      url: 'https://webservices.example/json/',
      headers: { Connection: 'close' },
    });
  });

  it.each([
    ['being paid', '10', 'PAID_AT_OTHER_TILL'],
    ['paid', '100', 'PAID_AT_OTHER_TILL'],
    ['suspended', '2', 'PAID_AT_OTHER_TILL'],
    ['declined', '3', 'TRIED_AT_OTHER_TILL'],
  ])('makes no link for an order that was %s at another till', async (_, settlestatus, code) => {
    const calls: HttpCall[] = [];
    const record = {
      ...{ requesttypedescription: 'AUTH', orderreference: refOf(ID), settlestatus, errorcode: '0' },
      ...{ transactionreference: '23-86-113', baseamount: '1999', currencyiso3a: 'EUR' },
    };
    const gateway = new TrustPaymentsGateway({
      config: CONFIG,
      password: 'Passw0rd^',
      http: {
        send: (call) => {
          calls.push(call);
          const { requestreference } = parsed(call.body!) as { requestreference: string };
          const response = [{ errorcode: '0', records: [record] }];
          const body = new TextEncoder().encode(JSON.stringify({ requestreference, response }));
          return Promise.resolve({ kind: 'answered', status: 200, headers: {}, body });
        },
      },
      log: QUIET,
    });

    const opened = await gateway.open(ORDER);

    expect(opened).toMatchObject({ answer: { kind: 'refused', reason: { code } } });
    expect(calls).toHaveLength(1);
  });
});

describe('Trust Payments › money back (dossier 3 and 6)', () => {
  const OWN = '23-86-113';
  const auth = (transactionreference: string, settlestatus: string) => ({
    ...{ requesttypedescription: 'AUTH', orderreference: refOf(ID), settlestatus, errorcode: '0' },
    ...{ transactionreference, baseamount: '1999', currencyiso3a: 'EUR' },
  });

  function givenGateway(...records: readonly object[]) {
    const requests: Record<string, unknown>[] = [];
    const gateway = new TrustPaymentsGateway({
      config: CONFIG,
      password: 'Passw0rd^',
      http: {
        send: (call) => {
          const { requestreference, request } = parsed(call.body!) as {
            requestreference: string;
            request: [Record<string, unknown>];
          };
          requests.push(request[0]);
          const response = [{ errorcode: '0', records }];
          const body = new TextEncoder().encode(JSON.stringify({ requestreference, response }));
          return Promise.resolve({ kind: 'answered', status: 200, headers: {}, body });
        },
      },
      log: { info: () => undefined, warn: () => undefined },
    });
    return { gateway, requests };
  }

  it('of two links of one name the paid one counts, and of two paid ones the till’s own', async () => {
    const attempt = { paymentRequestId: ID, facts: { transactionreference: OWN } };
    const inquired = async (...records: readonly object[]) =>
      (await givenGateway(...records).gateway.inquire(attempt)).answer;

    expect(await inquired(auth('9-9-9', '100'), auth(OWN, '10'))).toMatchObject({
      charge: { paymentId: '9-9-9' },
    });
    expect(await inquired(auth('9-9-9', '100'), auth(OWN, '100'))).toMatchObject({
      charge: { paymentId: OWN },
    });
  });

  it('two links of one name that were paid, or one that another till made, are for a person to look into', async () => {
    const attempt = { paymentRequestId: ID, facts: { transactionreference: OWN } };
    const alarmOf = async (...records: readonly object[]) =>
      (await givenGateway(...records).gateway.inquire(attempt)).alarm;

    expect(await alarmOf(auth('9-9-9', '100'), auth(OWN, '100'))).toContain('9-9-9 and 23-86-113 were paid');
    expect(await alarmOf(auth('9-9-9', '100'), auth(OWN, '10'))).toContain(
      'may be shown as paid at another till',
    );
    for (const records of [[auth(OWN, '100')], [auth(OWN, '100'), auth('9-9-9', '10')], [auth('9-9-9', '3')]])
      expect(await alarmOf(...records)).toBeUndefined();
  });

  it('the charge that is known of is refunded, whichever link it was paid by', async () => {
    const { gateway, requests } = givenGateway();
    const order = { refundRequestId: 'r', number: 1, amount: EUR19_99, paymentRequestId: ID };

    await gateway.refund({ ...order, facts: { transactionreference: OWN }, paymentId: '9-9-9' });
    await gateway.refund({ ...order, facts: {}, paymentId: '9-9-9' });
    await gateway.refund({ ...order, facts: { transactionreference: OWN } });

    expect(requests.map(({ parenttransactionreference }) => parenttransactionreference)).toEqual([
      '9-9-9',
      '9-9-9',
      OWN,
    ]);
  });

  it('every refund that may have been made is asked for by its name, however many there were', async () => {
    const { gateway, requests } = givenGateway();

    await gateway.lookUp({ paymentRequestId: ID, facts: {}, refundNumbers: [3, 20, 41] });

    const { orderreference } = requests[0]!['filter'] as { orderreference: readonly { value: string }[] };
    const names = orderreference.map(({ value }) => value);
    expect(names).toEqual(expect.arrayContaining([3, 19, 20, 41].map((number) => refundRefOf(ID, number))));
    expect(new Set(names).size).toBe(names.length);
  });

  it('a payment that no till of ours can have made is not there, and is not asked for', async () => {
    const { gateway, requests } = givenGateway();

    expect((await gateway.lookUp({ paymentRequestId: 'elsewhere', facts: {} })).answer.kind).toBe('notFound');
    expect(requests).toEqual([]);
  });
});

function asked(body: Uint8Array): string | undefined {
  const { request } = parsed(body) as { request: readonly { requesttypedescriptions: readonly string[] }[] };
  return request[0]?.requesttypedescriptions[0];
}
