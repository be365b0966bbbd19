import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { rawCall } from './api-wire.ts';

let agent: AgentProcess;
let launch: URL;
let cookie = '';

beforeAll(async () => {
  const sandbox = await givenAgentSandbox();
  agent = await startAgent(givenAgentFolder(sandbox.url), ['--screen']);
  launch = new URL((await agent.ready).launch ?? '');
});
afterAll(endAgents);

const get = (path: string, headers: Record<string, string> = {}) =>
  rawCall(agent, 'GET', path, { Host: launch.host, ...headers });

describe("The till's own page (interface §3) › session", () => {
  it('the page opens with the launch address alone', async () => {
    const none = await get('/');
    const wrong = await get(`/?launch=${'x'.repeat(43)}`);

    expect([none.status, wrong.status]).toStrictEqual([403, 403]);
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('the launch address works once, and gives a cookie that no script and no other site gets', async () => {
    const first = await get(launch.pathname + launch.search);
    const second = await get(launch.pathname + launch.search);

    cookie = first.headers['set-cookie']?.[0] ?? '';
    expect([first.status, first.headers['location']]).toStrictEqual([303, `/${launch.port}/`]);
    expect(cookie).toMatch(/^paycode-till-session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/\d+\/$/);
    expect(cookie).toContain(`Path=/${launch.port}/`);
    expect([second.status, second.headers['set-cookie']]).toStrictEqual([403, undefined]);
  });

  it('the cookie reads the state of the till; another value of it does not', async () => {
    const session = cookie.split(';')[0] ?? '';

    const mine = await get('/v1/health', { Cookie: `other=1; ${session}` });
    const forged = await get('/v1/health', {
      Cookie: `${session.slice(0, -1)}${session.endsWith('A') ? 'B' : 'A'}`,
    });
    const asToken = await get('/v1/health', { Authorization: `Bearer ${session.split('=')[1] ?? ''}` });

    expect([mine.status, forged.status, asToken.status]).toStrictEqual([200, 401, 401]);
  });

  it('a browser sends the cookie on the path of this port alone, where page and calls stand', async () => {
    const session = { Cookie: cookie.split(';')[0] ?? '' };

    const page = await get(`/${launch.port}/`, session);
    const call = await get(`/${launch.port}/v1/health`, session);
    const other = await get(`/${Number(launch.port) + 1}/v1/health`, session);

    expect([page.status, call.status, other.status]).toStrictEqual([200, 200, 404]);
  });

  it('a command by cookie needs the Origin of the page', async () => {
    const session = { Host: launch.host, Cookie: cookie.split(';')[0] ?? '' };
    const body = JSON.stringify(order('ORD-1'));
    const sent = (headers: Record<string, string>) =>
      rawCall(agent, 'POST', '/v1/sales', { ...session, ...headers }, body);

    const without = await sent({});
    const foreign = await sent({ Origin: 'http://evil.example' });
    const own = await sent({ Origin: launch.origin });

    expect([without.status, foreign.status, own.status]).toStrictEqual([401, 403, 201]);
  });

  it('every page forbids whatever is not its own: no inline script or style, no frame', async () => {
    const page = await get('/', { Cookie: cookie.split(';')[0] ?? '' });
    const refused = await get('/');

    for (const { headers } of [page, refused]) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("webrtc 'block'");
      expect(policy).not.toContain('unsafe');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/./../../package.json'])(
    'no file but the bundle is served: %s',
    async (path) => {
      const answer = await get(path, { Cookie: cookie.split(';')[0] ?? '' });

      expect(answer.status).toBe(404);
    },
  );
});
