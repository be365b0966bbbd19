import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Handlers, View } from '../../src/contract/contract.ts';
import { customerView } from '../../src/contract/customer-view.ts';
import { PROBLEMS, problemBody, type Problem } from '../../src/contract/problems.ts';
import { CUSTOMER_EVENTS_PATH, EVENTS_PATH, OPENAPI_PATH } from '../../src/contract/routes.ts';
import { mayAsk, type TokenHolder } from '../../src/contract/token-roles.ts';
import { decodedText } from '../../src/ground/outside-text.ts';
import { SetUpTrouble } from '../../src/ground/result.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { readBody, SERVER_WAITS } from '../request-body.ts';
import { pagePath, type Access } from './access.ts';
import { EventStreams, type Streamed } from './event-streams.ts';
import type { Occurrences } from '../../src/till/occurrences.ts';
import { API_LIMITS } from './limits.ts';
import type { Pages } from './pages.ts';
import { isPieces, sendPieces } from './pieces.ts';
import { routeOf } from './routes.ts';
import { answerUnreadHead } from './unread-head.ts';

const NO_SUCH_ADDRESS: Problem = { slug: 'not-found', detail: 'See /v1/openapi.json for what there is.' };

export interface ApiParts {
  readonly port: number;
  readonly clock: Clock;
  readonly access: Access;
  /** Commands as the till's own page may ask for them. */
  readonly handlers: Handlers;
  /** Commands as a program with the token may ask for them. */
  readonly register: Handlers;
  readonly view: () => View;
  readonly watch: (see: () => void) => () => void;
  /** What happens in the office. */
  readonly occurrences: Pick<Occurrences, 'watch'>;
  /** The till's own page, where it has a screen. */
  readonly pages: Pages | null;
}

/** The local API, listening. */
export interface Api {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the contract over HTTP on loopback. Rejects, in words, where the port cannot be had. Source: interface section 3. */
export async function serveApi(parts: ApiParts): Promise<Api> {
  const streams = new EventStreams(parts);
  const views: StreamedViews = {
    [EVENTS_PATH]: { view: parts.view, tellsEvents: true },
    [CUSTOMER_EVENTS_PATH]: { view: () => customerView(parts.view()), tellsEvents: false },
  };
  const server = createServer(SERVER_WAITS, (request, response) => {
    void serve({ ...parts, streams, views }, request, response);
  });
  server.maxConnections = API_LIMITS.connections;
  server.on('clientError', answerUnreadHead);
  await listening(server, parts.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : parts.port;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE'
          ? 'is in use: end the program that holds it, or set api.port to another one'
          : `cannot be had (${cause.code ?? cause.message})`;
      reject(new SetUpTrouble(`The port ${port} of the local API ${why}.`, { cause }));
    });
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

/** Calls that bring files. */
const PAPER_CALLS: readonly string[] = ['addDisputePaper', 'requestRegistration'];

/** What an address streams. */
type StreamedViews = Readonly<Record<string, Streamed>>;

interface ServedParts extends ApiParts {
  readonly streams: EventStreams;
  readonly views: StreamedViews;
}

async function serve(parts: ServedParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const foreign = parts.access.refusalOfOrigin(request);
  if (foreign !== null) return refuse(response, foreign);
  const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
  if (url === null) return refuse(response, NO_SUCH_ADDRESS);
  // The page has a path of its own, to which its cookie is bound; behind it stands what stands without it.
  const own = pagePath(request.socket.localPort ?? 0);
  if (url.pathname.startsWith(own)) url.pathname = url.pathname.slice(own.length - 1);
  if (parts.pages?.serve(request, response, url) === true) return;
  const admitted = parts.access.admit(request);
  if (!admitted.ok) return refuse(response, admitted.error);
  const { kind, over } = admitted.value;
  const view = request.method === 'GET' ? parts.views[url.pathname] : undefined;
  if (view !== undefined) {
    const refusal = parts.streams.begin(response, view, over);
    return refusal === null ? undefined : refuse(response, refusal);
  }
  if (request.method === 'GET' && url.pathname === OPENAPI_PATH) {
    const { openApi } = await import('./openapi.ts');
    return send(response, 200, 'application/json', openApi());
  }
  const asked = routeOf(request.method ?? '', url.pathname);
  if (asked === null) return refuse(response, NO_SUCH_ADDRESS);
  if (admitted.value.kind === 'program' && !mayAsk(admitted.value.holder, asked.name))
    return refuse(response, otherToken(admitted.value.holder));
  const bringsPapers = PAPER_CALLS.includes(asked.name);
  const bytesMax = bringsPapers ? API_LIMITS.papersBytes : API_LIMITS.bodyBytes;
  const body = await readBody(request, response, bytesMax, parts.clock);
  if (body.kind === 'gone') return;
  if (body.kind === 'tooLarge') {
    response.setHeader('Connection', 'close');
    return refuse(response, {
      slug: 'body-too-large',
      detail: `A body may have ${bringsPapers ? '12 MiB' : '64 KiB'} at most.`,
    });
  }
  const handlers = kind === 'page' ? parts.handlers : parts.register;
  const text = decodedText(body.bytes);
  if (!text.ok) return refuse(response, unreadable('body', text.error));
  if (!isReadable(url.search)) return refuse(response, unreadable('query', 'is not in UTF-8'));
  const idempotencyKey = headerText(request.headers['idempotency-key']);
  if (idempotencyKey === null) return refuse(response, unreadable('Idempotency-Key', 'is not in UTF-8'));
  const sent = { query: url.searchParams, body: text.value, idempotencyKey };
  // The schemas of all commands come with it; no start waits for them.
  const { run } = await import('./run.ts');
  const reply = await run(handlers, asked, sent);
  if (!reply.ok) return refuse(response, reply.error);
  if (kind === 'page' && asked.name === 'signOut') renew(parts.access, request, response);
  const { status, type, body: content } = reply.value;
  if (isPieces(content)) {
    response.writeHead(status, headOf(type));
    return sendPieces(response, content);
  }
  send(response, status, type, content);
}

/** A token that is good, and not for this. */
function otherToken(holder: TokenHolder): Problem {
  return {
    slug: 'token-not-for-this',
    detail: `The token of the role ${holder} is not for this command. See api.tokens in the config.`,
  };
}

/** The page's session ends with the sign-out; its streams end when the cookie of the next one is out. */
function renew(access: Access, request: IncomingMessage, response: ServerResponse): void {
  const renewed = access.renew(request);
  if (renewed === null) return;
  response.setHeader('Set-Cookie', renewed.cookie);
  response.once('close', renewed.endBefore);
}

/** What cannot be read of a request, by its part. */
function unreadable(part: string, why: string): Problem {
  return { slug: 'invalid-request', detail: `${part}: ${why}`, field: part };
}

/** A header's text: Node gives each byte as a character, and what a caller sends is UTF-8. Null where it is not. */
function headerText(header: string | readonly string[] | undefined): string | undefined | null {
  if (header === undefined) return undefined;
  const bytes = Buffer.from(header.toString(), 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether every escape of a query is UTF-8: `URLSearchParams` would put another character in its place. */
function isReadable(query: string): boolean {
  try {
    return decodeURIComponent(query.replaceAll('+', ' ')) !== '' || query === '';
  } catch {
    return false;
  }
}

function refuse(response: ServerResponse, problem: Problem): void {
  if (problem.slug === 'unauthorized') response.setHeader('WWW-Authenticate', 'Bearer');
  if (problem.slug === 'approver-locked' || problem.slug === 'sign-in-locked')
    response.setHeader('Retry-After', String(problem.retryAfterSeconds));
  send(response, PROBLEMS[problem.slug].status, 'application/problem+json', problemBody(problem));
}

function send(response: ServerResponse, status: number, type: string, content: unknown): void {
  const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
  response.writeHead(status, headOf(type));
  response.end(bytes);
}

function headOf(type: string): Record<string, string> {
  const isText = type.startsWith('text/') || type.endsWith('json');
  return {
    'Content-Type': isText ? `${type}; charset=utf-8` : type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
}
