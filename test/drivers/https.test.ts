import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { failedExchange, httpsLine } from '../../drivers/gateway/https.ts';

const BODY = new Uint8Array([0x7b, 0xff, 0x00, 0x0d, 0x0a, 0x20, 0x7d]);
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** A server on loopback that keeps what it received. */
async function givenServer(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const received: { headers: IncomingMessage['headers']; body: Buffer; port: number | undefined }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        headers: request.headers,
        body: Buffer.concat(chunks),
        port: request.socket.remotePort,
      });
      answer(response, request);
    });
  });
  const port = await portOf(server);
  cleanups.push(() => {
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}/aps/api/v1/payments/pay`, received };
}

function call(url: string, timeoutMs = 10_000) {
  return {
    method: 'POST' as const,
    url,
    headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    body: BODY,
    timeoutMs,
  };
}

describe('HTTPS to the acquirer', () => {
  it('sends the bytes as they are, and gives back status, headers and bytes as they came', async () => {
    const answer = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x00, 0xff, 0x7d]);
    const { url, received } = await givenServer((response) =>
      response.writeHead(200, { 'Response-Time': 'now', Signature: 'a=b' }).end(answer),
    );

    const exchange = await httpsLine().send(call(url));

    expect(received[0]?.body).toEqual(Buffer.from(BODY));
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=UTF-8',
      'content-length': '7',
      'accept-encoding': 'identity',
    });
    expect(exchange).toMatchObject({
      kind: 'answered',
      status: 200,
      headers: { 'response-time': 'now', signature: 'a=b' },
      body: new Uint8Array(answer),
    });
  });

  it.each([204, 400, 500])('takes HTTP %i for an answer', async (status) => {
    const { url } = await givenServer((response) => response.writeHead(status).end());

    expect(await httpsLine().send(call(url))).toMatchObject({ kind: 'answered', status });
  });

  it('follows no redirect', async () => {
    const { url, received } = await givenServer((response) =>
      response.writeHead(307, { location: '/elsewhere' }).end(),
    );

    const exchange = await httpsLine().send(call(url));

    expect(exchange).toMatchObject({ kind: 'answered', status: 307 });
    expect(received).toHaveLength(1);
  });

  it('uses the same connection again', async () => {
    const { url, received } = await givenServer((response) => response.end('{}'));
    const http = httpsLine();

    await http.send(call(url));
    await http.send(call(url));

    expect(received[1]?.port).toBe(received[0]?.port);
  });

  it('is silent on an answer of more than 256 KiB', async () => {
    const { url } = await givenServer((response) => response.end(Buffer.alloc(300 * 1024)));

    expect(await httpsLine().send(call(url))).toMatchObject({ kind: 'silent' });
  });

  it('is silent on an answer that is longer than the call takes, and answered by one that just fits', async () => {
    const { url } = await givenServer((response) => response.end(Buffer.alloc(1024)));
    const http = httpsLine();

    expect(await http.send({ ...call(url), answerBytesMax: 1023 })).toMatchObject({ kind: 'silent' });
    expect(await http.send({ ...call(url), answerBytesMax: 1024 })).toMatchObject({ kind: 'answered' });
  });

  it('is silent on an answer that drips in beyond the limit of the call', async () => {
    const { url } = await givenServer((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => {
        clearInterval(drip);
      });
    });

    expect(await httpsLine().send(call(url, 300))).toMatchObject({ kind: 'silent' });
  });

  it('is silent on a server that takes the request and says nothing', async () => {
    const { url, received } = await givenServer(() => undefined);

    const exchange = await httpsLine().send(call(url, 300));

    expect(exchange).toMatchObject({ kind: 'silent' });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['after the request', (response: ServerResponse) => response.destroy()],
    [
      'in the middle of the answer',
      (response: ServerResponse) =>
        response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    ],
  ])('is silent on a connection that is cut %s, and sends nothing twice', async (_when, cut) => {
    const { url, received } = await givenServer(cut);

    const exchange = await httpsLine().send(call(url));

    expect(exchange).toMatchObject({ kind: 'silent' });
    expect(received).toHaveLength(1);
  });

  it('is silent on a kept connection that is cut at its second request, and sends that only once', async () => {
    let answers = 0;
    const { url, received } = await givenServer((response) => {
      answers += 1;
      if (answers === 1) response.end('{}');
      else response.destroy();
    });
    const http = httpsLine();

    await http.send(call(url));
    const exchange = await http.send(call(url));

    expect(exchange).toMatchObject({ kind: 'silent' });
    expect(received).toHaveLength(2);
  });
});

describe('Surely nothing sent', () => {
  it('a port that nobody listens on', async () => {
    const server = createTcpServer();
    const port = await portOf(server);
    await cleanups.pop()?.();

    expect(await httpsLine().send(call(`http://127.0.0.1:${port}/`))).toEqual({
      kind: 'notSent',
      why: 'the gateway cannot be reached (ECONNREFUSED)',
    });
  });

  it('a port that nobody listens on, at a name with several addresses', async () => {
    const server = createTcpServer();
    const port = await portOf(server);
    await cleanups.pop()?.();

    expect(await httpsLine().send(call(`http://localhost:${port}/`))).toMatchObject({ kind: 'notSent' });
  });

  it('a name that does not exist', async () => {
    const exchange = await httpsLine().send(call('https://gateway.invalid/'));

    expect(exchange).toMatchObject({ kind: 'notSent' });
  });

  it('a certificate that is not trusted: not even a byte of the request reaches the server', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'https-'));
    cleanups.push(() => {
      rmSync(folder, { recursive: true });
    });
    const key = join(folder, 'key.pem');
    const cert = join(folder, 'cert.pem');
    const request = '-x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost';
    execFileSync('openssl', ['req', ...request.split(' '), '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    let bytes = 0;
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
    server.on('secureConnection', (socket) => socket.on('data', (chunk: Buffer) => (bytes += chunk.length)));
    const port = await portOf(server);

    const exchange = await httpsLine().send(call(`https://localhost:${port}/`));

    expect(exchange).toEqual({
      kind: 'notSent',
      why: expect.stringMatching(
        /^the gateway cannot be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\): /,
      ) as string,
    });
    expect(bytes).toBe(0);
  });
});

describe('Several addresses of one name', () => {
  const connect = (code: string) => Object.assign(new Error(code), { code, syscall: 'connect' });
  const wrapped = (...errors: Error[]) =>
    new Error('of the library', { cause: new AggregateError(errors, 'of the platform') });

  it('are not sent to, where none of them took the connection', () => {
    const exchange = failedExchange(wrapped(connect('ENETUNREACH'), connect('ECONNREFUSED')));

    expect(exchange).toEqual({ kind: 'notSent', why: 'the gateway cannot be reached (ENETUNREACH)' });
  });

  it.each([
    ['one of them failed in another way', wrapped(connect('ECONNREFUSED'), connect('ECONNRESET'))],
    ['there is no word of any of them', wrapped()],
    [
      'the same error came from a connection that stood',
      Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    ],
    ['what was thrown is no error', 'ECONNREFUSED'],
  ])('leave it open what was sent, where %s', (_what, error) => {
    expect(failedExchange(error)).toMatchObject({ kind: 'silent' });
  });
});

describe('Words of a failure', () => {
  it('hold nothing of the request', async () => {
    const { url } = await givenServer((response) => response.destroy());

    const exchange = await httpsLine().send({ ...call(url), body: Buffer.from('251001020000111122223333') });

    expect(JSON.stringify(exchange)).not.toContain('2510010200');
  });
});
