import { GIVEN_OFFICE } from '../fakes/given-office.ts';
import { describe, expect, it } from 'vitest';
import { checkComputop } from '../../src/acquirers/computop/check.ts';
import { computopConfig } from '../../src/acquirers/computop/config.ts';
import { computop } from '../../src/acquirers/computop/kind.ts';
import { ComputopGateway } from '../../src/acquirers/computop/gateway.ts';
import { PAGES, plainOf, readForm, type Parameters } from '../../src/acquirers/computop/messages.ts';
import { hearing } from '../../src/acquirers/computop/notification.ts';
import { orderText } from '../../src/acquirers/computop/order-text.ts';
import {
  chargedAnswer,
  creditAnswer,
  judged,
  lookOf,
  reverseAnswer,
} from '../../src/acquirers/computop/outcome.ts';
import { computopTerms } from '../../src/acquirers/computop/terms.ts';
import { macOf, userDataOf } from '../../src/acquirers/computop/crypto.ts';
import type { AcquirerParts } from '../../src/acquirers/kind.ts';
import type { Exchange, HttpCall } from '../../src/acquirers/port.ts';
import { besideOthers, refOf, refundNumberOf } from '../../src/payment/ids.ts';
import type { AcquirerFacts } from '../../src/payment/terms.ts';
import { voidUntilMs } from '../../src/payment/void.ts';
import { agentConfig } from '../fakes/agent-folder.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';
import {
  computopSample as sample,
  EUR19_99,
  MERCHANT,
  PAY_ID,
  TRANS_ID,
} from '../vectors/computop/given-computop.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const ASKED: AcquirerFacts = { Amount: '1999', Currency: 'EUR' };
const EXPECTED = {
  ...{ merchantId: 'pos_demo_shop', transId: TRANS_ID, payId: PAY_ID, facts: ASKED },
  statusIsPayment: false,
};

function valuesOf(plain: string) {
  const { len, data } = MERCHANT.cipher.seal(plain);
  const read = readForm(MERCHANT.cipher, Buffer.from(`Len=${len}&Data=${data}`, 'latin1'));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const PAID = sample('inquire.answer.paid.plain.txt');
const SHORT = sample('inquire.answer.paid-short.plain.txt');
const FAILED = PAID.replace('Status=OK', 'Status=FAILED').replace('00000000', '22060203');
const judge = (plain: string, expected: Partial<typeof EXPECTED> = {}) =>
  judged(valuesOf(plain), { ...EXPECTED, ...expected });

describe('Computop › what an inquiry says (dossier 4.1)', () => {
  it('OK with the amount captured is paid, and what went back is told', () => {
    const part = judge(sample('inquire.answer.part-credited.plain.txt'));
    const whole = judge(PAID.replace('AmountCred=0', 'AmountCred=1999'));

    expect(judge(PAID)).toMatchObject({
      kind: 'charged',
      books: { charge: { amount: EUR19_99, paymentId: PAY_ID }, backMinor: 0 },
    });
    expect(part.kind === 'charged' && chargedAnswer(part.books, false)).toMatchObject({
      kind: 'charged',
      leftMinor: 1499,
      facts: { PayID: PAY_ID, AmountCap: '1999', CurrencyCap: 'EUR' },
    });
    expect(whole.kind === 'charged' && chargedAnswer(whole.books, false)).toMatchObject({
      kind: 'notCharged',
      refunded: true,
    });
  });

  it('without an amount, OK is paid only where a signed notice of this very payment agrees, or the config says so', () => {
    const agreed = { ...ASKED, [`NoticeOK:${PAY_ID}`]: '00000000' };

    expect(judge(SHORT)).toMatchObject({ kind: 'unknown', code: 'COMPUTOP_NO_AMOUNT' });
    expect(judge(SHORT, { facts: { ...ASKED, 'NoticeOK:another': '00000000' } }).kind).toBe('unknown');
    expect(judge(SHORT, { facts: agreed })).toMatchObject({
      kind: 'charged',
      books: { charge: { amount: EUR19_99 }, backMinor: null },
    });
    expect(judge(SHORT, { statusIsPayment: true }).kind).toBe('charged');
    expect(judge(`${SHORT}&Currency=USD`, { facts: agreed })).toMatchObject({ kind: 'unknown', alarm: true });
    expect(judge(SHORT, { facts: { [`NoticeOK:${PAY_ID}`]: '00000000' } }).kind).toBe('unknown');
  });

  it.each([
    ['another amount', PAID.replace('Cap=1999', 'Cap=2999'), givenAmount('EUR', '2999')],
    ['another currency', PAID.replace('Currency=EUR', 'Currency=USD'), givenAmount('USD', '1999')],
  ])('%s is told as it stands in the books', (_, plain, amount) => {
    expect(judge(plain)).toMatchObject({ kind: 'charged', books: { charge: { amount } } });
  });

  it.each([
    ['nothing captured', PAID.replace('Cap=1999', 'Cap=0'), 'confirming', undefined],
    ['an empty amount', PAID.replace('Cap=1999', 'Cap='), 'confirming', undefined],
    ['an amount that is none', PAID.replace('Cap=1999', 'Cap=19.99'), 'unknown', true],
    ['a sum given back that is none', PAID.replace('Cred=0', 'Cred=x'), 'unknown', true],
    ['not final', sample('inquire.answer.not-final.plain.txt'), 'confirming', undefined],
    ['FAILED that goes on', FAILED.replace('22060203', '62060203'), 'confirming', undefined],
    ['FAILED with a code of no end', FAILED.replace('22060203', '00000000'), 'unknown', undefined],
    ['OK with another code', PAID.replace('Code=00000000', 'Code=00000001'), 'unknown', undefined],
    ['a code with letters', FAILED.replace('22060203', '2206014H'), 'no', undefined],
    ['FAILED', FAILED, 'no', undefined],
    ['FAILED without a PayID', FAILED.replace(PAY_ID, ''), 'notFound', undefined],
    ['another merchant', PAID.replace('pos_demo_shop', 'other'), 'unknown', true],
    ['another TransID', PAID.replace(TRANS_ID, 'T2'), 'unknown', true],
    ['another PayID', PAID.replace(PAY_ID, '1'.repeat(32)), 'unknown', true],
    ['OK without a PayID', PAID.replace(PAY_ID, ''), 'unknown', true],
    ['a Status of no list', PAID.replace('=OK', '=MAYBE'), 'unknown', undefined],
    ['no Status', PAID.replace('Status=OK&', ''), 'unknown', undefined],
  ])('%s', (_, plain, kind, alarm) => {
    const answer = judge(plain);

    expect([answer.kind, 'alarm' in answer ? answer.alarm : undefined]).toEqual([kind, alarm]);
  });

  it('a payment that was found charged is not made uncharged by a FAILED: its last step may have failed', () => {
    const facts = { ...ASKED, PayID: PAY_ID, AmountCap: '1999', CurrencyCap: 'EUR' };

    expect(judge(FAILED, { facts })).toMatchObject({ kind: 'unknown', alarm: true });
    expect(judge(FAILED.replace(PAY_ID, ''), { facts }).kind).toBe('unknown');
  });

  it('books that do not tell what went back say nothing of refunds', () => {
    const untold = judge(PAID.replace('&AmountCred=0', ''));

    expect(untold.kind === 'charged' && chargedAnswer(untold.books, true)).toMatchObject({ settling: true });
    expect(untold.kind === 'charged' && chargedAnswer(untold.books, false)).not.toHaveProperty('settling');
    expect(lookOf(untold).kind).toBe('unknown');
    expect(lookOf(judge(PAID))).toMatchObject({ kind: 'summed', backMinor: 0 });
  });
});

describe('Computop › money back (dossier 5 and 6)', () => {
  const credit = (plain: string) => creditAnswer(valuesOf(plain), { ...EXPECTED, transId: `${TRANS_ID}-R1` });
  const reverse = (plain: string) => reverseAnswer(valuesOf(plain), EXPECTED);
  const CREDIT = sample('credit.answer.done.plain.txt');
  const REVERSE = sample('reverse.answer.done.plain.txt');

  it('OK and success is done, FAILED with a 2 is refused', () => {
    expect(credit(CREDIT)).toEqual({ kind: 'refunded', refundId: 'c3d4e5f60718293a4b5c6d7e8f90a1b2' });
    expect(reverse(REVERSE)).toEqual({ kind: 'confirmed' });
    expect(reverse(sample('reverse.answer.refused.plain.txt'))).toMatchObject({
      kind: 'refused',
      reason: { code: 'COMPUTOP_22060305' },
    });
    expect(credit(CREDIT.replace('=OK', '=FAILED').replace('00000000', '22060305'))).toMatchObject({
      kind: 'refused',
      reason: { class: 'general' },
    });
  });

  it.each([
    ['a fatal error', CREDIT.replace('=OK', '=FAILED').replace('00000000', '40000001')],
    ['one that goes on', CREDIT.replace('=OK', '=FAILED').replace('00000000', '60000001')],
    ['success with another code', CREDIT.replace('00000000', '00000001')],
    ['an answer about another credit', CREDIT.replace('-R1', '-R2')],
    ['an answer about another payment', CREDIT.replace(PAY_ID, 'f'.repeat(32))],
    ['an answer of another merchant', CREDIT.replace('pos_demo_shop', 'other')],
  ])('nobody knows what was done after %s', (_, plain) => {
    expect(credit(plain).kind).toBe('unknown');
  });

  it('a reverse is offered until 23:50 of the day in UTC+8, or as the config says', () => {
    const terms = (reverseUntil: string) => computopTerms({ timing: CONFIG.timing, reverseUntil }).voidUntil;
    const paidAtMs = Date.parse('2026-11-29T10:00:00Z');

    expect(voidUntilMs(terms('23:50+08:00'), paidAtMs)).toBe(Date.parse('2026-11-29T15:50:00Z'));
    expect(voidUntilMs(terms('20:00-05:00'), paidAtMs)).toBe(Date.parse('2026-11-30T01:00:00Z'));
    expect(CONFIG.reverseUntil).toBe('23:50+08:00');
  });
});

describe('Computop › the dangerous text (dossier 12)', () => {
  const words = { shop: 'Kopi Corner', till: 'T07', order: 'Test:0000', test: false };

  it('the shop comes first, so that no text of a register switches the simulation on', () => {
    expect(orderText(words)).toBe('Kopi Corner T07: Test:0000');
    expect(orderText({ ...words, shop: '珈琲' })).toBe('Shop T07: Test:0000');
    expect(orderText({ ...words, test: true })).toBe('Test:0000');
  });

  it.each(['Test: shop', ' TEST :0000', 'Ｔｅｓｔ：0305', 'test:'])('a shop named %s is refused', (shop) => {
    expect(orderText({ ...words, shop })).toBeNull();
    expect(orderText({ ...words, shop, test: true })).not.toBeNull();
  });
});

const CONFIG = computopConfig.parse({
  ...{ kind: 'computop', baseUrl: 'https://paygate.example', merchantId: 'pos_demo_shop', fxCurrency: 'EUR' },
  ...{ password: { file: 'p' }, hmacKey: { file: 'h' } },
});

const ID = '90123456789012345678901201';
const REF = refOf(ID);
const ORDER = {
  ...{
    paymentRequestId: ID,
    referenceOrderId: 'O',
    orderDescription: 'Two coffees & cake',
    amount: EUR19_99,
  },
  ...{ startedAtMs: 0, backUrl: null },
};

/** A gateway whose calls are answered one after the other; silence after the last. */
const SILENT: Exchange = { kind: 'silent', why: 'no answer' };

function givenGateway(
  answers: readonly (string | Exchange)[] = [],
  config = CONFIG,
  shopName = 'Kopi Corner',
) {
  const calls: HttpCall[] = [];
  const logged: unknown[] = [];
  const clock = { ms: 0, nowMs: () => clock.ms };
  const log = {
    info: (...all: unknown[]) => logged.push(all),
    warn: (...all: unknown[]) => logged.push(all),
  };
  const { terminal, merchant } = agentConfig('https://gateway.example') as never as {
    terminal: ConstructorParameters<typeof ComputopGateway>[0]['terminal'];
    merchant: ConstructorParameters<typeof ComputopGateway>[0]['shop'];
  };
  const http = {
    send: (call: HttpCall): Promise<Exchange> => {
      const answer = answers[calls.length] ?? { kind: 'silent', why: 'no answer' };
      calls.push(call);
      return Promise.resolve(typeof answer === 'string' ? answered(answer) : answer);
    },
  };
  const shop = { ...merchant, merchantDisplayName: shopName };
  const parts = { config, merchant: MERCHANT, http, clock };
  const gateway = new ComputopGateway({
    ...{ ...parts, name: 'ct', terminal, shop, log, publicUrl: 'https://pay.shop.example/t07' },
  });
  const sent = () => calls.map((call) => plainIn(Buffer.from(call.body!).toString('latin1')));
  return { gateway, calls, sent, logged, clock, parts };
}

function answered(plain: string): Exchange {
  const { len, data } = MERCHANT.cipher.seal(plain);
  return { kind: 'answered', status: 200, headers: {}, body: Buffer.from(`Len=${len}&Data=${data}`) };
}

function plainIn(form: string): string {
  const query = new URLSearchParams(form);
  const read = MERCHANT.cipher.read({ len: query.get('Len')!, data: query.get('Data')! });
  return read.ok ? read.value : 'unreadable';
}

const ours = (plain: string): string => plain.replaceAll(TRANS_ID, REF);

describe('Computop › the gateway', () => {
  it('makes the link itself; the same attempt has the same link', async () => {
    const { gateway, calls } = givenGateway();

    const { answer, link } = await gateway.open(ORDER);
    const again = await gateway.open(ORDER);

    const url = new URL(link!.reveal());
    expect(answer).toEqual({ kind: 'opened', payableForMs: 40 * 60_000, facts: { ...ASKED, Till: 'T07' } });
    // Asked by name, in case that another till has it; without an answer the link is shown all the same.
    expect(calls.map((call) => [call.url, call.timeoutMs])).toEqual([
      ['https://paygate.example/inquire24.aspx', 3000],
      ['https://paygate.example/inquire24.aspx', 3000],
    ]);
    expect(url.origin + url.pathname).toBe('https://paygate.example/alipayplus.aspx');
    expect(plainIn(url.search.slice(1))).toBe(
      `MerchantID=pos_demo_shop&TransID=${REF}&RefNr=${ID}&Amount=1999&Currency=EUR` +
        '&OrderDesc=Kopi Corner T07: Two coffees cake' +
        '&URLSuccess=https://paygate.example&URLFailure=https://paygate.example' +
        `&URLNotify=https://pay.shop.example/t07/n/ct&Response=encrypt&UserData=${userDataOf(MERCHANT.hmacKey, REF, 'T07')}` +
        `&ReqId=${REF}&terminalType=WEB&FxCurrency=EUR&MAC=${macOf(MERCHANT.hmacKey, ['', REF, 'pos_demo_shop', '1999', 'EUR'])}`,
    );
    expect(again.link!.reveal()).toBe(link!.reveal());
  });

  it.each([
    ['paid', PAID, 'PAID_AT_OTHER_TILL', 'risk'],
    ['paid, without an amount', SHORT, 'PAID_AT_OTHER_TILL', 'risk'],
    ['being paid', sample('inquire.answer.not-final.plain.txt'), 'PAID_AT_OTHER_TILL', 'risk'],
    ['declined', FAILED, 'TRIED_AT_OTHER_TILL', 'general'],
  ])('makes no link for an order that was %s at another till', async (_, plain, code, cls) => {
    const { answer, link } = await givenGateway([ours(plain)]).gateway.open(ORDER);

    expect(answer).toMatchObject({ kind: 'refused', reason: { code, class: cls } });
    expect(link).toBeUndefined();
  });

  it('what was paid by the link of another till of the same order is not ours, whatever else agrees', async () => {
    const facts = { ...ASKED, Till: 'T07' };
    const paidAt = async (till: string, known: AcquirerFacts): Promise<unknown> => {
      const plain = `${ours(PAID)}&UserData=${userDataOf(MERCHANT.hmacKey, REF, till)}`;
      const { answer } = await givenGateway([plain]).gateway.inquire({ paymentRequestId: ID, facts: known });
      return [answer.kind, answer.kind === 'unknown' && answer.contradicted];
    };

    expect(await paidAt('T07', facts)).toEqual(['charged', false]);
    expect(await paidAt('T08', facts)).toEqual(['unknown', true]);
    // Of a payment that is refunded at another till, the link is that one's.
    expect(await paidAt('T08', {})).toEqual(['charged', false]);
  });

  it('makes the link where the acquirer knows no such payment', async () => {
    const { answer } = await givenGateway([ours(FAILED.replace(PAY_ID, ''))]).gateway.open(ORDER);

    expect(answer.kind).toBe('opened');
  });

  it('refuses what would simulate, and what cannot be sent as it is', async () => {
    const test = await givenGateway([], CONFIG, 'Test: 0000').gateway.open(ORDER);
    const large = await givenGateway().gateway.open({ ...ORDER, amount: givenAmount('JPY', '10000000000') });

    expect([test.link, large.link]).toEqual([undefined, undefined]);
    expect(test.answer).toMatchObject({ kind: 'refused', reason: { code: 'COMPUTOP_TEST_TEXT' } });
    expect(large.answer).toMatchObject({ kind: 'refused', reason: { code: 'COMPUTOP_CANNOT_SEND_Amount' } });
  });

  it('asks by its own name, then by the id that a notice or a charge told', async () => {
    const { gateway, calls, sent } = givenGateway([ours(SHORT), ours(PAID), ours(PAID)]);

    await gateway.inquire({ paymentRequestId: ID, facts: ASKED });
    await gateway.inquire({ paymentRequestId: ID, facts: { ...ASKED, NoticePayID: PAY_ID } });
    const paid = await gateway.inquire({ paymentRequestId: ID, facts: { ...ASKED, PayID: PAY_ID } });

    expect(calls.map(({ url }) => new URL(url).pathname)).toEqual([
      '/inquire24.aspx',
      '/inquire.aspx',
      '/inquire.aspx',
    ]);
    expect(sent()[1]).toContain(`&PayID=${PAY_ID}&TransID=${REF}&`);
    expect(paid.answer.kind).toBe('charged');
  });

  it('a FAILED and a *not found* count when they were heard twice, five seconds apart', async () => {
    const no = ours(FAILED);
    const none = no.replace(PAY_ID, '');
    const { gateway, clock } = givenGateway([no, no, no, none, none]);
    const kinds: string[] = [];
    for (const atMs of [0, 4999, 5000, 6000, 12_000]) {
      clock.ms = atMs;
      kinds.push((await gateway.inquire({ paymentRequestId: ID, facts: ASKED })).answer.kind);
    }

    expect(kinds).toEqual(['confirming', 'confirming', 'notCharged', 'confirming', 'notFound']);
  });

  it('OK with an odd code is unknown, and an alarm the third time', async () => {
    const odd = ours(PAID.replace('Code=00000000', 'Code=00000001'));
    const { gateway } = givenGateway([odd, odd, odd]);
    const ask = async () => (await gateway.inquire({ paymentRequestId: ID, facts: ASKED })).answer;

    const answers = [await ask(), await ask(), await ask()];

    expect(answers.map((answer) => answer.kind === 'unknown' && answer.alarm === true)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each<[string, Exchange, string]>([
    ['silence', { kind: 'silent', why: 'no answer' }, 'unknown'],
    [
      'an error of the server',
      { kind: 'answered', status: 500, headers: {}, body: Buffer.from('') },
      'unknown',
    ],
    [
      'a request for patience',
      { kind: 'answered', status: 429, headers: {}, body: Buffer.from('') },
      'throttled',
    ],
    [
      'an answer that is not encrypted',
      { kind: 'answered', status: 200, headers: {}, body: Buffer.from(`mid=pos_demo_shop&${PAID}`) },
      'unknown',
    ],
  ])('%s proves nothing', async (_, exchange, kind) => {
    const { gateway } = givenGateway([exchange, exchange]);
    const facts = { ...ASKED, PayID: PAY_ID };

    const asked = await gateway.inquire({ paymentRequestId: ID, facts });
    const refunded = await gateway.refund({
      ...{ paymentRequestId: ID, facts, refundRequestId: 'r', number: 1, amount: givenAmount('EUR', '500') },
    });

    expect(asked.answer.kind).toBe(kind);
    // A call that moves money may have been done all the same.
    expect(refunded.answer.kind).toBe('unknown');
  });

  it('a credit has a name of its own, the same when it is repeated; a reverse the payment’s', async () => {
    const facts = { ...ASKED, PayID: PAY_ID, AmountCap: '1999', CurrencyCap: 'EUR', Untouched: 'yes' };
    const { gateway, sent, calls } = givenGateway();
    const credit = { paymentRequestId: ID, facts, refundRequestId: 'r', amount: givenAmount('EUR', '500') };

    await gateway.refund({ ...credit, number: 1, reason: 'Wrong size' });
    await gateway.refund({ ...credit, number: 1, reason: 'Wrong size' });
    await gateway.refund({ ...credit, number: null });
    await gateway.cancel({ paymentRequestId: ID, facts });

    const [first, second, back, reverse] = sent();
    expect(second).toBe(first);
    expect(first).toContain(
      `&TransID=${REF}-R1&RefNr=${ID}R1&Amount=500&Currency=EUR&Reason=Wrong size&ReqId=${REF}-R1&`,
    );
    expect(back).toContain(`&TransID=${REF}-R0&RefNr=${ID}R0&`);
    expect(reverse).toContain(
      `&PayID=${PAY_ID}&TransID=${REF}&RefNr=${ID}&Amount=1999&Currency=EUR&ReqId=${REF}-V&`,
    );
    expect(calls.at(-1)).toMatchObject({
      url: 'https://paygate.example/reverse.aspx',
      headers: { Connection: 'close' },
      timeoutMs: 20_000,
    });
  });

  it.each([
    ['whole', PAID, 1],
    ['whole, and not what went back', PAID.replace('&AmountCred=0', ''), 0],
    ['without an amount', SHORT, 0],
    ['a part', sample('inquire.answer.part-credited.plain.txt'), 0],
  ])('only a charge whose books have just told all of it is reversed (5): %s', async (_, plain, reverses) => {
    const known = { ...ASKED, PayID: PAY_ID, [`NoticeOK:${PAY_ID}`]: '00000000', Untouched: 'yes' };
    const { gateway, calls } = givenGateway([ours(plain)]);
    const { answer } = await gateway.inquire({ paymentRequestId: ID, facts: known });

    await gateway.cancel({
      paymentRequestId: ID,
      facts: { ...known, ...('facts' in answer ? answer.facts : {}) },
    });

    expect(answer.kind).toBe('charged');
    expect(calls.filter(({ url }) => url.endsWith(PAGES.reverse))).toHaveLength(reverses);
  });

  it('without the acquirer’s id nothing is reversed or credited', async () => {
    const { gateway, calls } = givenGateway();

    const reversed = await gateway.cancel({ paymentRequestId: ID, facts: ASKED });
    const refunded = await gateway.refund({
      ...{ paymentRequestId: ID, facts: ASKED, refundRequestId: 'r', number: 1, amount: EUR19_99 },
    });

    expect([reversed.answer.kind, refunded.answer.kind, calls.length]).toEqual(['refused', 'refused', 0]);
  });

  it('of two payments under one name the later goes back in full, once, and the second is told once the first went back', async () => {
    const other = '1'.repeat(32);
    const first = ours(PAID);
    const second = first.replace(PAY_ID, other);
    const facts = {
      ...{ ...ASKED, PayID: PAY_ID, AmountCap: '1999', CurrencyCap: 'EUR' },
      ...{ [`NoticeOK:${PAY_ID}`]: '00000000', [`NoticeOK:${other}`]: '00000000' },
    };
    const back = first.replace('Cred=0', 'Cred=1999');
    const { gateway, calls, clock } = givenGateway([first, second, first, second, SILENT, back, second]);
    const attempt = { paymentRequestId: ID, facts };

    const young = await gateway.inquire(attempt);
    clock.ms = 600_000;
    const lost = await gateway.inquire(attempt);
    const left = await gateway.inquire(attempt);

    const credits = calls.filter(({ url }) => url.endsWith(PAGES.credit));
    expect([young.answer, lost.answer]).toMatchObject([{ code: 'COMPUTOP_PAID_TWICE' }, { alarm: true }]);
    expect(credits).toHaveLength(1);
    expect(left.answer).toMatchObject({
      kind: 'charged',
      charge: { paymentId: other },
      facts: { PayID: other },
    });
  });

  it('a notice of a payment that failed does not hide one that a notice said is paid', async () => {
    const [paid, failed] = [PAY_ID, '2'.repeat(32)];
    const facts = { ...ASKED, [`NoticeOK:${paid}`]: '00000000', NoticePayID: failed };
    const { gateway, sent } = givenGateway([ours(PAID)]);

    const { answer } = await gateway.inquire({ paymentRequestId: ID, facts });

    expect(sent()[0]).toContain(`&PayID=${paid}&`);
    expect(answer).toMatchObject({ kind: 'charged', charge: { paymentId: paid } });
  });

  it('each payment that a notice said is paid is asked about, until one is', async () => {
    const [paid, failed] = [PAY_ID, '2'.repeat(32)];
    const facts = { ...ASKED, [`NoticeOK:${paid}`]: '00000000', [`NoticeOK:${failed}`]: '00000000' };
    const no = ours(FAILED).replace(PAY_ID, failed);
    const { gateway, clock } = givenGateway([no, no, ours(PAID)]);
    const attempt = { paymentRequestId: ID, facts };

    const young = await gateway.inquire(attempt);
    clock.ms = 5000;
    const { answer } = await gateway.inquire(attempt);

    expect(young.answer.kind).toBe('confirming');
    expect(answer).toMatchObject({ kind: 'charged', charge: { paymentId: paid } });
  });

  it('a payment that comes after the one before it went back has a credit of its own name', async () => {
    const other = '1'.repeat(32);
    const first = ours(PAID);
    const facts = { ...ASKED, PayID: PAY_ID, [`NoticeOK:${other}`]: '00000000' };
    const { gateway, sent } = givenGateway([
      first.replace('Cred=0', 'Cred=1999'),
      first.replace(PAY_ID, other),
    ]);
    const found = await gateway.inquire({ paymentRequestId: ID, facts });
    const after = { ...facts, ...('facts' in found.answer ? found.answer.facts : {}) };
    const back = { paymentRequestId: ID, refundRequestId: 'b', number: null, amount: EUR19_99 };

    await gateway.refund({ ...back, facts });
    await gateway.refund({ ...back, facts: after });

    const [firstId, secondId] = sent()
      .slice(2)
      .map((plain) => /&ReqId=([^&]+)/.exec(plain)?.[1] ?? '');
    // Under one name the gateway would answer with what the first one came to, and do nothing.
    expect(firstId).toBe(`${REF}-R0`);
    expect(secondId).toBe(`${REF}-R0-11111111`);
    expect(secondId!.length).toBeLessThanOrEqual(32);
  });

  it('a payment that no till of ours can have made is not there, and is not asked for', async () => {
    const { gateway, calls } = givenGateway();

    expect((await gateway.lookUp({ paymentRequestId: 'elsewhere', facts: {} })).answer.kind).toBe('notFound');
    expect(calls).toEqual([]);
  });

  it('a payment of another till is credited by the id of its charge, under a name that no count has', async () => {
    const { gateway, sent } = givenGateway();
    const number = refundNumberOf(besideOthers('R1'), 1);
    const order = { paymentRequestId: ID, facts: {}, refundRequestId: 'r', amount: EUR19_99, number };

    await gateway.refund({ ...order, paymentId: PAY_ID });
    await gateway.lookUp({ paymentRequestId: ID, facts: {}, paymentId: PAY_ID });

    const [credit, look] = sent();
    const [, transId = '', refNr = ''] = /&TransID=([^&]+)&RefNr=([^&]+)/.exec(credit!) ?? [];
    expect(credit).toContain(`&PayID=${PAY_ID}&`);
    expect(transId).toMatch(new RegExp(`^${REF}-R[0-9A-Z]{5}$`));
    expect(refNr.length).toBeLessThanOrEqual(30);
    expect(look).toContain(`&PayID=${PAY_ID}&`);
  });

  it('neither link nor password nor token is in the log or in an answer', async () => {
    const { gateway, logged } = givenGateway(['nonsense', 'nonsense', ours(PAID)]);
    const { link, answer } = await gateway.open(ORDER);
    const asked = [
      await gateway.inquire({ paymentRequestId: ID, facts: ASKED }),
      await gateway.inquire({ paymentRequestId: ID, facts: ASKED }),
    ];

    const text = JSON.stringify([logged, answer, asked, link]);
    for (const secret of [
      link!.reveal(),
      'Data=',
      MERCHANT.hmacKey,
      userDataOf(MERCHANT.hmacKey, REF, 'T07'),
    ])
      expect(text).not.toContain(secret);
    expect(logged.length).toBeGreaterThan(0);
  });

  it('is checked with a question for a payment that cannot exist', async () => {
    const none = FAILED.replace(PAY_ID, '').replace(TRANS_ID, 'CHECK-X');
    const notTaken = none.replace('22060203', '20110001');
    const check = async (answer: string | Exchange) =>
      (await checkComputop(givenGateway([answer]).parts, 'X')).found;

    expect(await check(none)).toBe('fine');
    expect(await check(notTaken)).toBe('refused');
    expect(await check(none.replace('pos_demo_shop', 'other'))).toBe('refused');
    expect(await check({ kind: 'silent', why: 'no answer' })).toBe('noAnswer');
    expect(await check({ kind: 'answered', status: 200, headers: {}, body: Buffer.from('<html>') })).toBe(
      'notTheirs',
    );
  });
});

describe('Computop › notices (dossier 13)', () => {
  const heard = (form: string) =>
    hearing(MERCHANT, 'T07')(
      { method: 'POST', uri: '/n/ct', headers: {}, body: Buffer.from(form, 'latin1') },
      0,
    );
  const notice = (changes: Readonly<Record<string, string>> = {}, key = MERCHANT.hmacKey): string => {
    const values: Record<string, string> = {
      ...{ mid: 'pos_demo_shop', PayID: PAY_ID, XID: 'x', TransID: REF, Status: 'OK', Code: '00000000' },
      UserData: userDataOf(MERCHANT.hmacKey, changes['TransID'] ?? REF, 'T07'),
      ...changes,
    };
    const signed = ['PayID', 'TransID', 'mid', 'Status', 'Code'].map((name) => values[name]!);
    const parameters: Parameters = Object.entries({ MAC: macOf(key, signed), ...values });
    const { len, data } = MERCHANT.cipher.seal(plainOf(parameters));
    return `Len=${len}&Data=${data}`;
  };
  const told = (form: string) => {
    const answer = heard(form);
    return answer.kind === 'told' ? answer.content : answer.kind;
  };

  it('a right one is a reason to ask, and says which payment it is of', () => {
    expect(heard(notice())).toMatchObject({ kind: 'told', payment: { by: 'id', paymentRequestId: ID } });
    expect(told(notice())).toEqual({
      kind: 'hint',
      facts: { NoticePayID: PAY_ID, [`NoticeOK:${PAY_ID}`]: '00000000' },
    });
  });

  it.each([
    ['FAILED', { Status: 'FAILED', Code: '22060203' }],
    ['not final', { Status: 'AUTHORIZE_REQUEST' }],
    ['OK with another code', { Code: '00000001' }],
  ])('%s is no witness of a success', (_, changes) => {
    expect(told(notice(changes))).toEqual({ kind: 'hint', facts: { NoticePayID: PAY_ID } });
  });

  it.each([
    ['a wrong MAC', notice({}, 'another key')],
    ['no MAC', notice({ MAC: '' })],
    ['another merchant', notice({ mid: 'other' })],
    ['a payment of no till', notice({ TransID: TRANS_ID })],
    ['the token of another payment', notice({ UserData: userDataOf(MERCHANT.hmacKey, 'T2', 'T07') })],
    ['the token of another till', notice({ UserData: userDataOf(MERCHANT.hmacKey, REF, 'T08') })],
    ['no encryption', 'mid=pos_demo_shop&Status=OK'],
    ['too long', `Len=9&Data=${'0'.repeat(9000)}`],
    ['nothing', ''],
  ])('%s has no effect, and is answered with 200', (_, form) => {
    const answer = heard(form);
    const reply = answer.reply(false);

    expect(answer.kind).toBe('refused');
    expect([reply.status, Buffer.from(reply.body).toString()]).toEqual([200, 'OK']);
  });

  it('the samples are signed as they should be, and of no payment of this till', () => {
    for (const name of ['notify.paid.form', 'notify.failed.form']) {
      const answer = heard(sample(name));

      expect('why' in answer && answer.why).toBe('it names no payment of this till');
    }
  });
});

describe('Computop › config (interface 2)', () => {
  const faultOf = (encryption: string, password: string) => {
    const [file] = computop.keyFiles({ encryption, password: { file: 'p' }, hmacKey: { file: 'h' } });
    const read = file!.check(password);
    return read.ok ? null : read.error.say;
  };

  it('a password of AES has 16, 24 or 32 characters, one of Blowfish any number', () => {
    expect(faultOf('blowfish', 'short')).toBeNull();
    expect(faultOf('aes', 'Till-AES-Key16-B\n')).toBeNull();
    expect(faultOf('aes', 'short')).toContain('16, 24 or 32');
    expect(faultOf('aes', '')).toContain('no password');
  });

  const parse = (changes: object) => computopConfig.safeParse({ ...CONFIG, timing: {}, ...changes });

  it.each([
    ['blowfish', /Data=[0-9A-F]+$/],
    ['aes', /Data=[0-9A-F]{32}-[0-9A-F]+$/],
  ])('opens with %s', async (encryption, form) => {
    const sent: string[] = [];
    const { terminal, merchant } = agentConfig('https://gateway.example') as never as AcquirerParts;
    const opened = computop.open(computopConfig.parse({ ...CONFIG, timing: {}, encryption }), {
      ...{ name: 'ct', terminal, merchant, publicUrl: null, office: GIVEN_OFFICE },
      keysNow: () => ({ part: {}, texts: new Map() }),
      keys: new Map([
        ['password', 'Till-AES-Key16-B\n'],
        ['hmacKey', 'h\n'],
      ]),
      http: {
        send: ({ body }) => {
          sent.push(Buffer.from(body!).toString('latin1'));
          return Promise.resolve({ kind: 'silent', why: 'no answer' });
        },
      },
      clock: { nowMs: () => 0, after: () => () => undefined },
      log: QUIET,
    });

    expect((await opened.check('X')).found).toBe('noAnswer');
    expect(opened.noticeMethods).toEqual(['POST']);
    expect(sent[0]).toMatch(form);
  });

  it('a gateway that may simulate is a test one', () => {
    expect(CONFIG.stage).toBe('live');
    expect(computopConfig.parse({ ...CONFIG, timing: {}, test: true }).stage).toBe('test');
  });

  it.each([
    ['merchantId', 'a b'],
    ['encryption', 'des'],
    ['fxCurrency', 'EURO'],
    ['terminalType', 'APP'],
    ['reverseUntil', '24:00+08:00'],
    ['reverseUntil', '23:50'],
    ['test', 'yes'],
    ['password', 'secret'],
    ['orderDesc', 'x'],
  ])('a bad %s is refused: %s', (key, value) => {
    expect(parse({ [key]: value }).success).toBe(false);
  });
});
