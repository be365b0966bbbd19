import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgent,
  order,
  problemOf,
  saleOf,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { everything, firstLine, problem, rawCall, refusalOf } from './api-wire.ts';

const BODY_BYTES_MAX = 64 * 1024;

let agent: AgentProcess;
let sandbox: Sandbox;
let folder: AgentFolder;
let number = 0;

beforeAll(async () => {
  ({ agent, sandbox, folder } = await givenAgent());
});
afterAll(endAgents);

const nextOrder = (): object => order(`API-${++number}`);

describe('Local API (interface §3) › what does not fit is refused', () => {
  beforeEach(async () => {
    const { json } = await agent.call('GET', '/v1/sales?limit=1');
    const [latest] = json as { saleId: string; may: string[] }[];
    if (latest?.may.includes('cancel') === true)
      await agent.call('POST', `/v1/sales/${latest.saleId}/cancel`);
  });

  it('a body over 64 KiB with 413, by its Content-Length, before it is sent', async () => {
    const before = await everything(agent, folder);
    const head = [
      'POST /v1/sales HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: Bearer ${agent.token}`,
      `Content-Length: ${BODY_BYTES_MAX + 1}`,
    ];

    const line = await firstLine(agent, [`${head.join('\r\n')}\r\n\r\n`]);

    expect(line).toBe('HTTP/1.1 413 Payload Too Large');
    expect(await everything(agent, folder)).toStrictEqual(before);
  });

  it('a body over 64 KiB with 413, when it comes in chunks', async () => {
    const before = await everything(agent, folder);
    const head = [
      'POST /v1/sales HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: Bearer ${agent.token}`,
      'Transfer-Encoding: chunked',
    ];
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;

    const line = await firstLine(agent, [`${head.join('\r\n')}\r\n\r\n`, ...Array<string>(5).fill(chunk)]);

    expect(line).toBe('HTTP/1.1 413 Payload Too Large');
    expect(await everything(agent, folder)).toStrictEqual(before);
  });

  it('a body of 64 KiB is read', async () => {
    const body = JSON.stringify(nextOrder()).padEnd(BODY_BYTES_MAX);

    expect((await agent.call('POST', '/v1/sales', body)).status).toBe(201);
    expect(refusalOf(await agent.call('POST', '/v1/sales', `${body} `))).toStrictEqual(
      problem(413, 'body-too-large'),
    );
  });

  const amount = { currency: 'MYR', value: '4550' };
  const whole = { referenceOrderId: 'MISFIT', orderDescription: 'Two coffees', amount };
  it.each<[field: string, body: unknown]>([
    ['body', '{"referenceOrderId":'],
    ['body', ''],
    ['body', 'null'],
    ['body', []],
    ['referenceOrderId', { ...whole, referenceOrderId: undefined }],
    ['referenceOrderId', { ...whole, referenceOrderId: '' }],
    ['referenceOrderId', { ...whole, referenceOrderId: 7 }],
    ['referenceOrderId', { ...whole, referenceOrderId: 'x'.repeat(65) }],
    ['referenceOrderId', { ...whole, referenceOrderId: 'A\u0000B' }],
    ['referenceOrderId', { ...whole, referenceOrderId: 'A\ud800' }],
    ['orderDescription', { ...whole, orderDescription: undefined }],
    ['orderDescription', { ...whole, orderDescription: '' }],
    ['orderDescription', { ...whole, orderDescription: 'x'.repeat(257) }],
    ['amount', { ...whole, amount: undefined }],
    ['amount', { ...whole, amount: '4550' }],
    ['amount.currency', { ...whole, amount: { value: '1' } }],
    ['amount.currency', { ...whole, amount: { ...amount, currency: 'myr' } }],
    ['amount.currency', { ...whole, amount: { ...amount, currency: 'XQX' } }],
    ['amount.currency', { ...whole, amount: { ...amount, currency: 'USD' } }],
    ['amount.value', { ...whole, amount: { currency: 'MYR' } }],
    ['amount.value', { ...whole, amount: { ...amount, value: 4550 } }],
    ['amount.value', { ...whole, amount: { ...amount, value: '0' } }],
    ['amount.value', { ...whole, amount: { ...amount, value: '-1' } }],
    ['amount.value', { ...whole, amount: { ...amount, value: '45.50' } }],
    ['amount.value', { ...whole, amount: { ...amount, value: '0100' } }],
    ['amount.value', { ...whole, amount: { ...amount, value: ' 1' } }],
    ['amount.value', { ...whole, amount: { ...amount, value: '9'.repeat(16) } }],
    ['amount.value', { ...whole, amount: { ...amount, value: '1'.repeat(17) } }],
    ['amount.tip', { ...whole, amount: { ...amount, tip: '1' } }],
    ['table', { ...whole, table: 4 }],
  ])('opening a sale names the field %s with 400: %j', async (field, body) => {
    const before = await everything(agent, folder);

    const answer = await agent.call('POST', '/v1/sales', body);

    expect(refusalOf(answer)).toStrictEqual(problem(400, 'invalid-request', field));
    expect(await everything(agent, folder)).toStrictEqual(before);
  });

  it.each<[method: string, path: string, field: string, body?: unknown]>([
    ['GET', '/v1/sales?limit=0', 'limit'],
    ['GET', '/v1/sales?limit=1001', 'limit'],
    ['GET', '/v1/sales?limit=x', 'limit'],
    ['GET', '/v1/sales?limit=1&limit=2', 'limit'],
    ['GET', '/v1/sales?referenceOrderId=A&referenceOrderId=B', 'referenceOrderId'],
    ['GET', '/v1/sales?order=1', 'order'],
    ['GET', '/v1/sales?referenceOrderId=', 'referenceOrderId'],
    ['GET', `/v1/sales/${'x'.repeat(65)}`, 'saleId'],
    ['GET', '/v1/health?deep=1', 'deep'],
    ['POST', '/v1/sales/x/code', 'text', {}],
    ['POST', '/v1/sales/x/code', 'text', { text: '' }],
    ['POST', '/v1/sales/x/code', 'text', { text: 'x'.repeat(4097) }],
    ['POST', '/v1/sales/x/gateway', 'gateway', {}],
    ['POST', '/v1/codes/identify', 'text', { text: 28 }],
    ['GET', '/v1/sales/x/receipts/auditor', 'copy'],
    ['GET', '/v1/sales/x/receipts/customer?format=docx', 'format'],
  ])('%s %s names the field %s with 400', async (method, path, field, body) => {
    const answer = await agent.call(method, path, body);

    expect(refusalOf(answer)).toStrictEqual(problem(400, 'invalid-request', field));
  });

  it.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v2/sales'],
    ['DELETE', '/v1/sales'],
    ['PUT', '/v1/sales/x/cancel'],
    ['POST', '/v1/health'],
    ['GET', '/v1/sales/'],
    ['GET', '/v1/sales/%zz'],
    ['GET', '//'],
  ])('an unknown address with 404: %s %s', async (method, path) => {
    const headers = { Host: '127.0.0.1', Authorization: `Bearer ${agent.token}` };

    const answer = await rawCall(agent, method, path, headers);

    expect(refusalOf(answer)).toStrictEqual(problem(404, 'not-found'));
  });

  it.each([
    ['GET', ''],
    ['POST', '/code', { text: '281001021234567890123456' }],
    ['POST', '/gateway', { gateway: 'alipayPlus' }],
    ['POST', '/retry'],
    ['POST', '/cancel'],
    ['GET', '/receipts/customer'],
    ['POST', '/receipts/customer/print'],
  ])('a sale that was never opened with 404: %s /v1/sales/none%s', async (method, rest, body?: unknown) => {
    const answer = await agent.call(method, `/v1/sales/none${rest}`, body);

    expect(refusalOf(answer)).toStrictEqual(problem(404, 'not-found'));
  });

  it('rupiah that do not end in 00: refused, never rounded', async () => {
    const { agent: jakarta } = await givenAgent({ terminal: { currency: 'IDR' } });

    const refused = await jakarta.call('POST', '/v1/sales', order('IDR-1', '1500050', 'IDR'));
    const taken = saleOf(await jakarta.call('POST', '/v1/sales', order('IDR-1', '1500000', 'IDR')));

    expect(refusalOf(refused)).toStrictEqual(problem(400, 'amount-not-payable', 'amount.value'));
    expect(problemOf(refused).detail).toBe(
      'an amount in IDR must end in 00: rupiah have no cents in payments',
    );
    expect(taken.amount).toStrictEqual({ currency: 'IDR', value: '1500000' });
  });

  it('a sale after all of that is paid as ever', async () => {
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', nextOrder()));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });

    const view = await agent.events().until(({ sale }) => sale?.state === 'paid');

    expect(view.sale?.saleId).toBe(saleId);
  });
});
