import { statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import {
  endAgents,
  givenAgent,
  order,
  problemOf,
  saleOf,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { APPROVAL, type AgentFolder, type Patch } from '../fakes/agent-folder.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';

afterEach(endAgents);

interface Till {
  readonly agent: AgentProcess;
  readonly sandbox: Sandbox;
  readonly folder: AgentFolder;
  readonly sale: SaleView;
}

/** A till with a sale that waits for a code. */
async function givenSale(patch: Patch = {}, value = '4550'): Promise<Till> {
  const till = await givenAgent(patch);
  return { ...till, sale: saleOf(await till.agent.call('POST', '/v1/sales', order('ORD-1', value))) };
}

/** A till with a sale that was scanned and came to a state. */
async function givenScanned(state: SaleView['state'], value?: string, fault?: string): Promise<Till> {
  const till = await givenSale({}, value);
  const events = till.agent.events();
  const text = fault === undefined ? till.sandbox.freshCode() : (till.sandbox.faultCode(fault) ?? '');
  await till.agent.call('POST', `/v1/sales/${till.sale.saleId}/code`, { text });
  const view = await events.until(({ sale }) => sale?.state === state);
  return { ...till, sale: view.sale! };
}

/** What the till answered, and whether it changed anything: sales, queue and journal. */
async function refused(
  { agent, folder }: Till,
  method: string,
  path: string,
  body?: unknown,
): Promise<{
  status: number;
  slug: string;
  detail: string;
  more: Record<string, unknown>;
  changed: boolean;
}> {
  const all = async () => [
    (await agent.call('GET', '/v1/sales')).text,
    (await agent.call('GET', '/v1/queue')).text,
    statSync(folder.file('journal.sqlite-wal')).size,
  ];
  const before = await all();
  const answer = await agent.call(method, path, body);
  const after = await all();
  const { type, detail, status, title, ...more } = problemOf(answer);
  if (status !== answer.status || title === '') throw new Error(answer.text);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const slug = type.replace('urn:paycode-till:problem:', '');
  return { status, slug, detail, more, changed: JSON.stringify(before) !== JSON.stringify(after) };
}

const unchanged = (status: number, slug: string): object => ({ status, slug, changed: false });

describe('Local API (interface §3) › a command that the state does not allow is refused with 409', () => {
  it('another sale while one waits for its code: till-busy', async () => {
    const till = await givenSale();

    const answer = await refused(till, 'POST', '/v1/sales', order('ORD-2'));

    expect(answer).toMatchObject({
      ...unchanged(409, 'till-busy'),
      more: { saleId: till.sale.saleId, why: 'sale' },
    });
  });

  it('another sale while the wallet asks its user: till-busy', async () => {
    const till = await givenScanned('customerConfirming', '4550', 'in-process-never');

    const { status, slug } = await refused(till, 'POST', '/v1/sales', order('ORD-2'));

    expect({ status, slug }).toStrictEqual({ status: 409, slug: 'till-busy' });
  });

  it('an order that is paid: order-already-paid', async () => {
    const till = await givenScanned('paid');

    const answer = await refused(till, 'POST', '/v1/sales', order('ORD-1'));

    expect(answer).toMatchObject(unchanged(409, 'order-already-paid'));
  });

  it('an order whose cancel is still owed: order-unresolved, while another order is taken', async () => {
    const till = await givenScanned('customerConfirming', '4550', 'in-process-never');
    till.sandbox.setFault({ id: 'cancel-unknown', api: 'cancelPayment', times: 1000 });
    await till.agent.call('POST', `/v1/sales/${till.sale.saleId}/cancel`);
    await till.agent.events().until(({ sale }) => sale?.state === 'cancelling');

    const { status, slug } = await refused(till, 'POST', '/v1/sales', order('ORD-1'));
    const other = await till.agent.call('POST', '/v1/sales', order('ORD-2'));

    expect({ status, slug }).toStrictEqual({ status: 409, slug: 'order-unresolved' });
    expect(other.status).toBe(201);
  });

  it('a failed sale is cancelled by the next one', async () => {
    const till = await givenScanned('failed', '4550', 'refuse-user-balance-not-enough');

    const next = await till.agent.call('POST', '/v1/sales', order('ORD-2'));

    expect(next.status).toBe(201);
    expect(saleOf(await till.agent.call('GET', `/v1/sales/${till.sale.saleId}`)).state).toBe('cancelled');
  });

  it('a code for a sale that is paid: not-awaiting-code', async () => {
    const till = await givenScanned('paid');

    const answer = await refused(till, 'POST', `/v1/sales/${till.sale.saleId}/code`, {
      text: till.sandbox.freshCode(),
    });

    expect(answer).toMatchObject(unchanged(409, 'not-awaiting-code'));
  });

  it('the same code again within a minute: code-repeated', async () => {
    const till = await givenSale();
    const text = till.sandbox.faultCode('refuse-expired-code') ?? '';
    const events = till.agent.events();
    await till.agent.call('POST', `/v1/sales/${till.sale.saleId}/code`, { text });
    await events.until(({ sale }) => sale?.state === 'awaitingCode' && sale.attempts.length === 1);

    const answer = await refused(till, 'POST', `/v1/sales/${till.sale.saleId}/code`, {
      text: ` ${text}\r\n`,
    });

    expect(answer).toMatchObject(unchanged(409, 'code-repeated'));
  });

  it('a sale that is cancelled, once more: nothing more happens, and that is said with 202', async () => {
    const till = await givenSale();
    const path = `/v1/sales/${till.sale.saleId}/cancel`;

    const first = await till.agent.call('POST', path);
    const again = await till.agent.call('POST', path);

    expect([first.status, again.status]).toStrictEqual([202, 202]);
    expect(saleOf(again)).toStrictEqual(saleOf(first));
    expect(saleOf(again).state).toBe('cancelled');
  });

  it('a void that nobody approves, or a wrong PIN: approver-required, approver-refused', async () => {
    const till = await givenScanned('paid');
    const path = `/v1/sales/${till.sale.saleId}/cancel`;
    const body = { ...APPROVAL, approver: { ...APPROVAL.approver, pin: '0000' } };

    const alone = await refused(till, 'POST', path);
    const wrong = await refused(till, 'POST', path, body);
    const approved = await till.agent.call('POST', path, APPROVAL);

    expect(alone).toMatchObject(unchanged(403, 'approver-required'));
    // Who was refused an approval stands in the journal.
    expect(wrong).toMatchObject({ ...unchanged(403, 'approver-refused'), changed: true });
    expect(approved.status).toBe(202);
  });

  it('a retry of a sale that did not fail, and after a refusal for risk: retry-refused', async () => {
    const risk = await givenScanned('failed', '4550', 'refuse-risk-reject');

    const afterRisk = await refused(risk, 'POST', `/v1/sales/${risk.sale.saleId}/retry`);
    const next = saleOf(await risk.agent.call('POST', '/v1/sales', order('ORD-2')));
    const beforeAny = await refused(risk, 'POST', `/v1/sales/${next.saleId}/retry`);

    expect(afterRisk).toMatchObject({ ...unchanged(409, 'retry-refused'), more: { why: 'declined' } });
    expect(beforeAny).toMatchObject({ ...unchanged(409, 'retry-refused'), more: { why: 'notFailed' } });
  });

  it('the receipt of a sale that is not paid: not-printable', async () => {
    const till = await givenSale();
    const path = `/v1/sales/${till.sale.saleId}/receipts/customer`;

    const notPaid = { ...unchanged(409, 'not-printable'), more: { why: 'notPaid' } };
    expect(await refused(till, 'GET', path)).toMatchObject(notPaid);
    expect(await refused(till, 'POST', `${path}/print`)).toMatchObject(notPaid);
  });
});

describe('Local API (interface §3) › a code that cannot be taken is refused with 422, family and words', () => {
  it.each([
    ['WECHAT', '134567890123456789', 'This is a WeChat Pay code', 'WECHAT'],
    ['UNIONPAY', '6212345678901234567', 'This is a UnionPay code', 'UNIONPAY'],
    ['EMV_CPM', 'hQVDUFYwMWETTwegAAAAVRABUApEQzEyMzQ1Njc4', 'This is a bank card code', 'EMV_CPM'],
    ['ALIPAY_RESERVED', '2812345678901234', 'This code is newer than this till', 'ALIPAY_RESERVED'],
    [
      'NOT_A_PAYMENT_CODE',
      '281001011234567890123456',
      'This wallet code is not for paying',
      'NOT_A_PAYMENT_CODE',
    ],
    ['UNKNOWN', '4006381333931', 'This is not a payment code', 'UNKNOWN'],
    ['UNKNOWN', 'a'.repeat(513), 'That is too long for a payment code', 'oversize'],
    ['UNKNOWN', '28100102\u00001234567890123456', 'The code could not be read', 'unprintable'],
    ['UNKNOWN', '２８1001021234567890123456', 'The code could not be read', 'unprintable'],
  ])('%s: %j', async (family, text, words, why) => {
    const till = await givenSale();

    const answer = await refused(till, 'POST', `/v1/sales/${till.sale.saleId}/code`, { text });

    expect(answer).toMatchObject({ ...unchanged(422, 'code-refused'), more: { family, why } });
    expect(answer.detail.startsWith(words)).toBe(true);
  });

  it('in the words of the shop, where a route has some; the screen says them too', async () => {
    const say = 'WeChat Pay is not accepted here';
    const till = await givenSale({ routes: [{ family: 'WECHAT', to: 'refuse', say }] });

    const answer = await refused(till, 'POST', `/v1/sales/${till.sale.saleId}/code`, {
      text: '134567890123456789',
    });
    const view = await till.agent.events().until(() => true);

    expect(answer).toMatchObject({ status: 422, detail: say, more: { family: 'WECHAT' } });
    expect(view.notice).toEqual({ kind: 'code-refused', say, at: view.notice?.at });
  });
});
