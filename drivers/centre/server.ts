import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { refusal } from '../../src/centre/refusal.ts';
import { CENTRE_BODY_BYTES_MAX, MONEY_HEADER } from '../../src/centre/wire.ts';
import { decodedText } from '../../src/ground/outside-text.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { SetUpTrouble } from '../../src/ground/result.ts';
import { readBody, SERVER_WAITS } from '../request-body.ts';
import type { OfficePages } from './office/office-pages.ts';
import { TillApi, type TillReply } from './till-api.ts';

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
  if (url === null) return answer(response, refusal('invalid-request', 'The address cannot be read.'));
  const call = TillApi.callOf(url.pathname);
  if (call === null) {
    if (url.pathname === '/v1/openapi.json')
      return sendJson(response, 200, 'application/json', parts.openApi());
    if (parts.office !== null && !url.pathname.startsWith('/v1/'))
      return parts.office.serve(request, response, url);
    return answer(response, refusal('not-found', 'See /v1/openapi.json for what there is.'));
  }
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'POST');
    return answer(response, refusal('method-not-allowed', 'Tills ask by POST.'));
  }
  const body = await readBody(request, response, CENTRE_BODY_BYTES_MAX, parts.clock);
  if (body.kind === 'gone') return;
  if (body.kind === 'tooLarge') {
    response.setHeader('Connection', 'close');
    return answer(response, refusal('body-too-large', 'Send a smaller batch.'));
  }
  const text = decodedText(body.bytes);
  if (!text.ok) return answer(response, refusal('invalid-request', `body: ${text.error}`));
  const reply = await parts.tills.answer(call, {
    path: url.pathname,
    authorization: request.headers.authorization,
    money: request.headers[MONEY_HEADER]?.toString(),
    body: text.value,
  });
  if (reply.retryAfterS !== undefined) response.setHeader('Retry-After', String(reply.retryAfterS));
  answer(response, reply);
}

function answer(response: ServerResponse, { status, body }: TillReply): void {
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  sendJson(response, status, type, JSON.stringify(body));
}

function sendJson(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(text);
}
