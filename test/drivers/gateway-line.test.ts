import { createServer, type Server } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { httpsLine } from '../../drivers/gateway/https.ts';
import type { GatewayLine } from '../../src/acquirers/network-files.ts';
import type { HealthReason } from '../../src/ground/health-reasons.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  runAgent,
  saleOf,
  startAgent,
} from '../fakes/agent-process.ts';
import tls, { type TlsOptions } from 'node:tls';
import { givenCertificate, type Certified } from '../fakes/certificates.ts';
import { givenProxy } from '../fakes/proxy-server.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  await endAgents();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const STRAIGHT: GatewayLine = { proxy: null, authorities: [] };

async function proxied(verdict?: Parameters<typeof givenProxy>[0]) {
  const proxy = await givenProxy(verdict);
  cleanUps.push(() => proxy.close());
  const { hostname: host, port } = new URL(proxy.url);
  const line = (credentials: string | null = null): GatewayLine => ({
    proxy: { host, port: Number(port), credentials },
    authorities: [],
  });
  return { proxy, line };
}

/** A gateway with a certificate; `bytes`: how much of requests has reached it. */
async function givenTlsServer(
  certified: Certified,
  options: TlsOptions = {},
): Promise<{ port: number; bytes: () => number }> {
  let bytes = 0;
  const server: Server = createServer({ ...certified, ...options }, (request, response) => {
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => response.end('here'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, bytes: () => bytes };
}

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function posted(url: string, line = STRAIGHT) {
  const told: (HealthReason | null)[] = [];
  const way = httpsLine(line, (reason) => told.push(reason));
  const body = Buffer.from('{"a":1}');
  const exchange = await way.send({ method: 'POST', url, headers: {}, body, timeoutMs: 10_000 });
  return { exchange, reason: told.at(-1) };
}

describe('Network › a proxy', () => {
  it('is asked for the gateway, and the request goes through it', async () => {
    const own = givenCertificate({ name: 'Shop' });
    const gateway = await givenTlsServer(givenCertificate({ name: 'localhost', authority: own }));
    const { proxy, line } = await proxied();

    const { exchange } = await posted(`https://localhost:${gateway.port}/pay`, {
      ...line(),
      authorities: [own.cert],
    });

    expect(exchange).toMatchObject({ kind: 'answered', status: 200 });
    expect(proxy.asked).toEqual([`localhost:${gateway.port}`]);
  });

  it('takes its credentials from a file, and never sees the request', async () => {
    const heads: (string | undefined)[] = [];
    const { line } = await proxied((request) => {
      heads.push(request.headers['proxy-authorization']);
      return 200;
    });
    const own = givenCertificate({ name: 'Shop' });
    const gateway = await givenTlsServer(givenCertificate({ name: 'localhost', authority: own }));

    await posted(`https://localhost:${gateway.port}/`, { ...line('till:päss'), authorities: [own.cert] });

    expect(heads).toEqual([`Basic ${Buffer.from('till:päss').toString('base64')}`]);
  });

  it.each([
    [407, 'does not take its credentials'],
    [403, 'does not let the till through'],
    [502, 'does not let the till through'],
  ])('that answers %i: surely nothing was sent, and the words blame it', async (status, words) => {
    const { line } = await proxied(() => status);

    const { exchange, reason } = await posted('https://gateway.invalid/', line());

    expect(exchange).toEqual({ kind: 'notSent', why: expect.stringContaining(words) as string });
    expect(reason).toBe('proxyDown');
  });

  it('that is not there: surely nothing was sent, and the words blame it', async () => {
    const port = await closedPort();
    const proxy = { host: '127.0.0.1', port, credentials: null };

    const { exchange } = await posted('https://gateway.invalid/', { proxy, authorities: [] });

    const why = `the proxy 127.0.0.1:${port} cannot be reached (ECONNREFUSED)`;
    expect(exchange).toEqual({ kind: 'notSent', why });
  });

  it('in the config carries the sales of a till', async () => {
    const sandbox = await givenAgentSandbox();
    const { proxy } = await proxied((request) =>
      request.headers['proxy-authorization'] === `Basic ${Buffer.from('till:secret').toString('base64')}`
        ? 200
        : 407,
    );
    const folder = givenAgentFolder(sandbox.url, {
      gateways: { alipayPlus: { proxy: { url: proxy.url, credentials: { file: 'keys/proxy' } } } },
    });
    writeFileSync(folder.file('keys/proxy'), 'till:secret\n', { mode: 0o600 });
    const agent = await startAgent(folder);

    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await agent.events().until(({ sale }) => sale?.state === 'paid');

    expect(proxy.asked[0]).toBe(new URL(sandbox.url).host);
  });
});

describe('Network › certificates', () => {
  const own = givenCertificate({ name: 'Shop' });
  const trusting: GatewayLine = { proxy: null, authorities: [own.cert] };

  it('of an authority of the config are trusted', async () => {
    const { port } = await givenTlsServer(givenCertificate({ name: 'localhost', authority: own }));

    expect((await posted(`https://localhost:${port}/`, trusting)).exchange.kind).toBe('answered');
  });

  it.each([
    [
      'not valid yet: the clock',
      { name: 'localhost', from: '20980101000000Z', authority: own },
      'clockWrong',
      /clock is wrong/,
    ],
    [
      'expired: the clock or the acquirer',
      { name: 'localhost', until: '20210101000000Z', authority: own },
      'certificateExpired',
      /expired; look at the clock/,
    ],
    ['for another host name', { name: 'other.example', authority: own }, 'otherHost', /another host name/],
    ['of nobody known: a filter in between', { name: 'localhost' }, 'filterBetween', /a filter in between/],
    [
      'of an authority not known: a filter in between',
      { name: 'localhost', authority: givenCertificate({ name: 'Filter' }) },
      'filterBetween',
      /a filter in between/,
    ],
  ] as const)('%s, is said in words; nothing was sent', async (_what, made, reason, words) => {
    const { port, bytes } = await givenTlsServer(givenCertificate(made));

    const told = await posted(`https://localhost:${port}/`, trusting);

    expect(told).toMatchObject({ exchange: { kind: 'notSent' }, reason });
    expect(told.exchange).toMatchObject({ why: expect.stringMatching(words) as string });
    expect(bytes()).toBe(0);
  });

  it.each([
    ['TLSv1.1', 'silent'],
    ['TLSv1.2', 'answered'],
  ] as const)(
    'a gateway that speaks %s at the most: %s, whatever Node was told to be content with',
    async (most, kind) => {
      const before = { min: tls.DEFAULT_MIN_VERSION, ciphers: tls.DEFAULT_CIPHERS };
      cleanUps.push(() => {
        tls.DEFAULT_MIN_VERSION = before.min;
        tls.DEFAULT_CIPHERS = before.ciphers;
      });
      // As `NODE_OPTIONS=--tls-min-v1.0 --tls-cipher-list=…` would; OpenSSL takes no older version at its usual level.
      tls.DEFAULT_MIN_VERSION = 'TLSv1';
      tls.DEFAULT_CIPHERS = 'DEFAULT@SECLEVEL=0';
      const gateway = givenCertificate({ name: 'localhost', authority: own });
      const { port, bytes } = await givenTlsServer(gateway, { minVersion: 'TLSv1', maxVersion: most });

      const { exchange } = await posted(`https://localhost:${port}/`, trusting);

      expect(exchange.kind).toBe(kind);
      if (kind === 'silent') expect(bytes()).toBe(0);
    },
  );

  it('a gateway behind a filter that speaks no TLS is said in words', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end('HTTP/1.1 400 Log in first\r\n\r\n'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => new Promise((resolve) => server.close(resolve)));

    const told = await posted(`https://localhost:${(server.address() as AddressInfo).port}/`);

    expect(told).toMatchObject({ exchange: { kind: 'silent' }, reason: 'filterBetween' });
  });

  it('trouble with them stands in health, with its reason', async () => {
    const { port } = await givenTlsServer(givenCertificate({ name: 'localhost' }));
    const agent = await startAgent(givenAgentFolder(`https://localhost:${port}`));
    const sandbox = await givenAgentSandbox();

    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await agent.events().until(({ sale }) => sale?.state === 'failed');

    expect((await agent.call('GET', '/v1/health')).json).toMatchObject({
      gateway: { status: 'down', reason: 'filterBetween' },
    });
  });
});

describe('Network › in the config', () => {
  it.each([
    ['a proxy over https', { proxy: 'https://proxy.example:3128' }, 'gateways.alipayPlus.proxy'],
    [
      'a password in its address',
      { proxy: { url: 'http://till:secret@proxy.example:3128' } },
      'gateways.alipayPlus.proxy',
    ],
    ['a proxy without its port', { proxy: 'http://proxy.example/path' }, 'gateways.alipayPlus.proxy'],
    ['a proxy of another kind', { proxy: 'socks5://127.0.0.1:1080' }, 'gateways.alipayPlus.proxy'],
    [
      'a file that is no certificate',
      { certificateAuthorities: [{ file: 'keys/other' }] },
      'gateways.alipayPlus.certificateAuthorities.0.file',
    ],
    [
      'a file that is not there',
      { certificateAuthorities: [{ file: 'keys/none' }] },
      'gateways.alipayPlus.certificateAuthorities.0.file',
    ],
    [
      'credentials without a password',
      { proxy: { url: 'http://proxy.example:3128', credentials: { file: 'keys/other' } } },
      'gateways.alipayPlus.proxy.credentials.file',
    ],
  ])('%s is refused with its path, and nothing of it is said', async (_what, part, path) => {
    const folder = givenAgentFolder('http://127.0.0.1:9', { gateways: { alipayPlus: part } });
    writeFileSync(folder.file('keys/other'), 'secret', { mode: 0o600 });

    const { code, stderr } = await runAgent(['--config', folder.config], folder);

    const paths = stderr.map((line) => (JSON.parse(line) as { readonly path?: string }).path ?? '');
    expect(code).toBe(2);
    expect(paths.some((found) => found.startsWith(path))).toBe(true);
    expect(stderr.join('')).not.toContain('secret');
  });
});
