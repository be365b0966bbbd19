import { statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/server.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgent,
  order,
  problemOf,
  saleOf,
  startAgent,
  type AgentProcess,
  type Answer,
} from '../fakes/agent-process.ts';
import { firstLine, rawCall, type RawAnswer } from './api-wire.ts';

const BODY_BYTES_MAX = 64 * 1024;

let agent: AgentProcess;
let sandbox: Sandbox;
let folder: AgentFolder;
let number = 0;

beforeAll(async () => {
  ({ agent, sandbox, folder } = await givenAgent());
});
afterAll(endAgents);

/** Everything that a refused call must leave as it is. */
async function everything(): Promise<unknown> {
  const [sales, queue] = await Promise.all([
    agent.call('GET', '/v1/sales?limit=1000'),
    agent.call('GET', '/v1/queue'),
  ]);
  return [sales.json, queue.json, statSync(folder.file('journal.sqlite-wal')).size];
}

function refusalOf(answer: Answer | RawAnswer): unknown {
  const type = 'type' in answer ? answer.type : answer.headers.get('content-type');
  const body = JSON.parse(answer.text) as { type: string; status: number; field?: string };
  const { type: urn, status, field } = body;
  return {
    http: answer.status,
    type: type?.split(';')[0],
    urn,
    status,
    ...(field === undefined ? {} : { field }),
  };
}

function problem(status: number, slug: string, field?: string): unknown {
  const urn = `urn:paycode-till:problem:${slug}`;
  return {
    http: status,
    type: 'application/problem+json',
    urn,
    status,
    ...(field === undefined ? {} : { field }),
  };
}

const nextOrder = (): object => order(`API-${++number}`);

describe('Local API (interface §3) › who may call', () => {
  it.each([
    ['no token', undefined],
    ['a wrong token', 'Bearer 0123456789abcdef0123456789abcdef0123456789a'],
    ['an empty one', 'Bearer '],
    ['another scheme', 'Basic dGlsbDp0aWxs'],
  ])('%s is refused with 401', async (_, header) => {
    const before = await everything();

    const answer = await rawCall(
      agent,
      'POST',
      '/v1/sales',
      { Host: new URL(agent.api).host, ...(header === undefined ? {} : { Authorization: header }) },
      JSON.stringify(nextOrder()),
    );

    expect(refusalOf(answer)).toStrictEqual(problem(401, 'unauthorized'));
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(await everything()).toStrictEqual(before);
  });

  it.each([
    '/v1/sales',
    '/v1/sales/x',
    '/v1/events',
    '/v1/health',
    '/v1/queue',
    '/v1/openapi.json',
    '/v1/none',
    '/',
  ])('without a token nothing is to be had: %s', async (path) => {
    const answer = await rawCall(agent, 'GET', path, { Host: '127.0.0.1' });

    expect(refusalOf(answer)).toStrictEqual(problem(401, 'unauthorized'));
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '192.168.1.2', '0.0.0.0'])(
    'the Host %j, which is not loopback, is refused with 403, token or not',
    async (host) => {
      const before = await everything();
      const headers = { Host: host, Authorization: `Bearer ${agent.token}` };

      const answer = await rawCall(agent, 'POST', '/v1/sales', headers, JSON.stringify(nextOrder()));

      expect(refusalOf(answer)).toStrictEqual(problem(403, 'foreign-host'));
      expect(await everything()).toStrictEqual(before);
    },
  );

  it.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('the Host %s is loopback', async (host) => {
    const headers = { Host: `${host}:${new URL(agent.api).port}`, Authorization: `Bearer ${agent.token}` };

    expect((await rawCall(agent, 'GET', '/v1/health', headers)).status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'http://localhost'])(
    'the foreign Origin %s is refused with 403, token or not',
    async (origin) => {
      const before = await everything();

      const answer = await agent.call('POST', '/v1/sales', nextOrder(), { Origin: origin });

      expect(refusalOf(answer)).toStrictEqual(problem(403, 'foreign-origin'));
      expect(await everything()).toStrictEqual(before);
    },
  );

  it('the token file is for its owner alone, and is used again at the next start', async () => {
    const other = await givenAgent();
    const token = other.agent.token;
    await other.agent.stop();

    const again = await startAgent(other.folder);

    expect(statSync(other.folder.file('api.token')).mode & 0o777).toBe(0o600);
    expect(again.token).toBe(token);
    expect((await again.call('GET', '/v1/health')).status).toBe(200);
  });
});

describe('Local API (interface §3) › what does not fit is refused', () => {
  beforeEach(async () => {
    const { json } = await agent.call('GET', '/v1/sales?limit=1');
    const [latest] = json as { saleId: string; may: string[] }[];
    if (latest?.may.includes('cancel') === true)
      await agent.call('POST', `/v1/sales/${latest.saleId}/cancel`);
  });

  it('a body over 64 KiB with 413, by its Content-Length, before it is sent', async () => {
    const before = await everything();
    const head = [
      'POST /v1/sales HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: Bearer ${agent.token}`,
      `Content-Length: ${BODY_BYTES_MAX + 1}`,
    ];

    const line = await firstLine(agent, [`${head.join('\r\n')}\r\n\r\n`]);

    expect(line).toBe('HTTP/1.1 413 Payload Too Large');
    expect(await everything()).toStrictEqual(before);
  });

  it('a body over 64 KiB with 413, when it comes in chunks', async () => {
    const before = await everything();
    const head = [
      'POST /v1/sales HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: Bearer ${agent.token}`,
      'Transfer-Encoding: chunked',
    ];
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;

    const line = await firstLine(agent, [`${head.join('\r\n')}\r\n\r\n`, ...Array<string>(5).fill(chunk)]);

    expect(line).toBe('HTTP/1.1 413 Payload Too Large');
    expect(await everything()).toStrictEqual(before);
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
    const before = await everything();

    const answer = await agent.call('POST', '/v1/sales', body);

    expect(refusalOf(answer)).toStrictEqual(problem(400, 'invalid-request', field));
    expect(await everything()).toStrictEqual(before);
  });

  it.each<[method: string, path: string, field: string, body?: unknown]>([
    ['GET', '/v1/sales?limit=0', 'limit'],
    ['GET', '/v1/sales?limit=1001', 'limit'],
    ['GET', '/v1/sales?limit=x', 'limit'],
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
