import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CENTRE_BODY_BYTES_MAX, MONEY_HEADER } from '../../src/centre/wire.ts';
import { decodedText } from '../../src/ground/outside-text.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { SetUpTrouble } from '../../src/ground/result.ts';
import { readBody, SERVER_WAITS } from '../request-body.ts';
import type { OfficePages } from './office/office-pages.ts';
import { TillApi } from './till-api.ts';

export interface CentreServerParts {
  readonly host: string;
  readonly port: number;
  readonly tills: TillApi;
  readonly office: OfficePages | null;
  readonly openApi: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The centre, listening. */
export interface CentreServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves tills and the office's pages. TLS ends at the proxy in front of it. Rejects, in words, where the port cannot be had. */
export async function serveCentre(parts: CentreServerParts): Promise<CentreServer> {
  const server = createServer({ ...SERVER_WAITS, keepAliveTimeout: 75_000 }, (request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      parts.log.warn('A call was not answered.', { why: String(error) });
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new SetUpTrouble(
          `The port ${parts.port} of the centre cannot be had (${cause.code ?? cause.message}).`,
        ),
      ),
    );
    server.listen(parts.port, parts.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : parts.port;
  return {
    url: `http://${parts.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  parts: CentreServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? '/', 'http://centre.invalid');
  if (url === null) return answer(response, 400, { detail: 'The address cannot be read.' });
  const call = TillApi.callOf(url.pathname);
  if (call === null) {
    if (url.pathname === '/v1/openapi.json') return sendJson(response, 200, parts.openApi());
    if (parts.office !== null && !url.pathname.startsWith('/v1/'))
      return parts.office.serve(request, response, url);
    return answer(response, 404, { detail: 'See /v1/openapi.json for what there is.' });
  }
  if (request.method !== 'POST') return answer(response, 405, { detail: 'Tills ask by POST.' });
  const body = await readBody(request, response, CENTRE_BODY_BYTES_MAX, parts.clock);
  if (body.kind === 'gone') return;
  if (body.kind === 'tooLarge') {
    response.setHeader('Connection', 'close');
    return answer(response, 413, { detail: 'The body is larger than a batch may be.' });
  }
  const text = decodedText(body.bytes);
  if (!text.ok) return answer(response, 400, { detail: `body: ${text.error}` });
  const reply = await parts.tills.answer(call, {
    path: url.pathname,
    authorization: request.headers.authorization,
    money: request.headers[MONEY_HEADER]?.toString(),
    body: text.value,
  });
  if (reply.retryAfterS !== undefined) response.setHeader('Retry-After', String(reply.retryAfterS));
  answer(response, reply.status, reply.body);
}

function answer(response: ServerResponse, status: number, body: object): void {
  sendJson(response, status, JSON.stringify(body));
}

function sendJson(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(text);
}
