import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, givenAgent, order, startAgent, type AgentProcess } from '../fakes/agent-process.ts';
import { everything, problem, rawCall, refusalOf } from './api-wire.ts';

let agent: AgentProcess;
let folder: AgentFolder;
let number = 0;

beforeAll(async () => {
  ({ agent, folder } = await givenAgent());
});
afterAll(endAgents);

const nextOrder = (): object => order(`WHO-${++number}`);

describe('Local API (interface §3) › who may call', () => {
  it.each([
    ['no token', undefined],
    ['a wrong token', 'Bearer 0123456789abcdef0123456789abcdef0123456789a'],
    ['an empty one', 'Bearer '],
    ['another scheme', 'Basic dGlsbDp0aWxs'],
  ])('%s is refused with 401', async (_, header) => {
    const before = await everything(agent, folder);

    const answer = await rawCall(
      agent,
      'POST',
      '/v1/sales',
      { Host: new URL(agent.api).host, ...(header === undefined ? {} : { Authorization: header }) },
      JSON.stringify(nextOrder()),
    );

    expect(refusalOf(answer)).toStrictEqual(problem(401, 'unauthorized'));
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(await everything(agent, folder)).toStrictEqual(before);
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
      const before = await everything(agent, folder);
      const headers = { Host: host, Authorization: `Bearer ${agent.token}` };

      const answer = await rawCall(agent, 'POST', '/v1/sales', headers, JSON.stringify(nextOrder()));

      expect(refusalOf(answer)).toStrictEqual(problem(403, 'foreign-host'));
      expect(await everything(agent, folder)).toStrictEqual(before);
    },
  );

  it.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('the Host %s is loopback', async (host) => {
    const headers = { Host: `${host}:${new URL(agent.api).port}`, Authorization: `Bearer ${agent.token}` };

    expect((await rawCall(agent, 'GET', '/v1/health', headers)).status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'http://localhost'])(
    'the foreign Origin %s is refused with 403, token or not',
    async (origin) => {
      const before = await everything(agent, folder);

      const answer = await agent.call('POST', '/v1/sales', nextOrder(), { Origin: origin });

      expect(refusalOf(answer)).toStrictEqual(problem(403, 'foreign-origin'));
      expect(await everything(agent, folder)).toStrictEqual(before);
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
