import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  endAgents,
  givenAgent,
  order,
  problemOf,
  saleOf,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { firstAnswer, problem, rawCall, refusalOf, type RawAnswer } from './api-wire.ts';

let agent: AgentProcess;
beforeAll(async () => {
  ({ agent } = await givenAgent());
}, 60_000);
afterAll(endAgents);

const call = (
  method: string,
  path: string,
  body: string | Uint8Array = '',
  more: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> => {
  const headers = { Authorization: `Bearer ${agent.token}`, 'Content-Type': 'application/json', ...more };
  return rawCall(agent, method, path, headers, body);
};

/** The status, the slug and the field of a refusal. */
const refusal = ({ status, text }: RawAnswer): unknown[] => {
  const { type, field } = JSON.parse(text) as { type: string; field: string };
  return [status, type.split(':').at(-1), field];
};

describe('Local API (interface §3) › text from outside', () => {
  it('bytes that are not UTF-8 are refused by the part that they stand in, and change nothing', async () => {
    const body = Buffer.from(JSON.stringify(order('Köln-1')), 'latin1');

    expect(refusal(await call('POST', '/v1/sales', body))).toEqual([400, 'invalid-request', 'body']);
    expect(refusal(await call('GET', '/v1/sales?referenceOrderId=K%F6ln-1'))).toEqual([
      400,
      'invalid-request',
      'query',
    ]);
    const key = { 'Idempotency-Key': 'K\u00f6ln' };
    expect(refusal(await call('POST', '/v1/reports/z', '', key))).toEqual([
      400,
      'invalid-request',
      'Idempotency-Key',
    ]);
    expect((await agent.call('GET', '/v1/sales')).text).toBe('[]');
  });

  it('a byte order mark at the head of a body is passed over, one inside an id is refused by its field', async () => {
    const marked = await call('POST', '/v1/sales', `\ufeff${JSON.stringify(order('ORD-1'))}`);
    expect(marked.status).toBe(201);
    const { saleId } = saleOf(
      await agent.call('GET', `/v1/sales/${(JSON.parse(marked.text) as { saleId: string }).saleId}`),
    );
    await agent.call('POST', `/v1/sales/${saleId}/cancel`);

    const inside = await agent.call('POST', '/v1/sales', order('\ufeffORD-1'));

    expect([inside.status, problemOf(inside)['field']]).toEqual([400, 'referenceOrderId']);
  });

  it('a head that is not HTTP is refused with a problem too, and changes nothing', async () => {
    const head = `POST /v1/reports/z HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${agent.token}\r\n`;

    const answer = await firstAnswer(agent, `${head}Idempotency-Key: a\u0001b\r\n\r\n`);

    expect(refusalOf(answer)).toStrictEqual(problem(400, 'invalid-request', 'head'));
    expect((await agent.call('GET', '/v1/reports/z')).text).toBe('[]');
  });
});
