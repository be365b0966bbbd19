import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  noticeGateway,
  type NoticeMethod,
  type NoticeReply,
  type ReceivedNotice,
} from '../../src/acquirers/notices.ts';
import type { PhoneReply, PhoneRequest } from '../../src/phone/phone.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { SetUpTrouble } from '../../src/ground/result.ts';
import { readBody, SERVER_WAITS } from '../request-body.ts';

/** Longer notifications are not taken in. Ours: the largest sample has 1 KiB. */
const BODY_BYTES_MAX = 256 * 1024;

/** The same for what the office is told: a dispute may bring files. Ours: 8 MiB as Base64, and the message around them. */
const OFFICE_BODY_BYTES_MAX = 12 * 1024 * 1024;

/** Whoever comes while there are so many is hung up on. Ours. */
const CONNECTIONS_MAX = 64;

/** Where to listen, and for whom. Nothing is taken on any other path. */
export interface NotifyAddress {
  readonly host: string;
  readonly port: number;
  /** The one path of the acquirers that were told an address of their own. */
  readonly path: string;
  /** By the name of a gateway: the methods that its notices come by, to `/n/<name>` and below. */
  readonly gateways: ReadonlyMap<string, readonly NoticeMethod[]>;
  /** Where disputes and registrations are told. */
  readonly officePaths: readonly string[];
}

/** The pages for phones, where customers reach this listener. */
export interface PhonePages {
  readonly isPath: (path: string) => boolean;
  readonly answer: (request: PhoneRequest) => Promise<PhoneReply>;
}

/** Answers at once; what was told is kept by then. */
export type AnswerNotification = (received: ReceivedNotice) => NoticeReply;

/** A listener for what the acquirer tells by itself. */
export interface NotifyListener {
  readonly url: string;
  /** From now on notifications are taken. */
  open(answer: AnswerNotification, phones: PhonePages | null): void;
  close(): Promise<void>;
}

/**
 * Listens for notifications.
 *
 * Errors: rejects, in words, where the port cannot be had. Without a signed answer: 404 another path, 405 another method,
 * 413 too large, 408 too slow, 503 not opened yet.
 * Why: the port is had first and opened later, so that a till that cannot have it has not begun anything, and one that
 * has not found out where it stands is told nothing.
 * Source: interface section 4; dossier section 4.5.
 */
export async function serveNotifications(address: NotifyAddress, clock: Clock): Promise<NotifyListener> {
  let opened: Opened | null = null;
  const server = createServer(SERVER_WAITS, (request, response) => {
    void serve({ address, opened, clock }, request, response);
  });
  server.maxConnections = CONNECTIONS_MAX;
  await listening(server, address);
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}${address.path}`,
    open: (answer, phones) => {
      opened = { answer, phones };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, { host, port }: NotifyAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = `cannot be had (${cause.code ?? cause.message}): set notify to another one`;
      reject(new SetUpTrouble(`The address ${host}, port ${port}, for notifications ${why}.`, { cause }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

/** The methods that are taken on a path; null where nothing is. */
function methodsOf(
  { path, gateways, officePaths }: NotifyAddress,
  pathname: string,
): readonly NoticeMethod[] | null {
  if (pathname === path || officePaths.includes(pathname)) return ['POST'];
  const name = noticeGateway(pathname);
  return name === null ? null : (gateways.get(name) ?? null);
}

interface Opened {
  readonly answer: AnswerNotification;
  readonly phones: PhonePages | null;
}

interface ServedParts {
  readonly address: NotifyAddress;
  readonly opened: Opened | null;
  readonly clock: Clock;
}

async function serve(
  { address, opened, clock }: ServedParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url: uri = '' } = request;
  const path = uri.split('?', 1)[0] ?? '';
  if (opened?.phones?.isPath(path) === true) return servePhone(opened.phones, path, request, response);
  const methods = methodsOf(address, path);
  if (methods === null) return refuse(response, 404);
  if (!methods.some((taken) => taken === method)) {
    response.setHeader('Allow', methods.join(', '));
    return refuse(response, 405);
  }
  if (opened === null) return refuse(response, 503);
  const isOffice = address.officePaths.includes(path) || /^\/n\/[^/]+\/.*[iI]nitiate/.test(path);
  const bytesMax = isOffice ? OFFICE_BODY_BYTES_MAX : BODY_BYTES_MAX;
  const body = await readBody(request, response, bytesMax, clock);
  if (body.kind === 'gone') return;
  if (body.kind === 'tooLarge') return refuse(response, 413);
  const signed = opened.answer({ method, uri, headers: singleHeaders(request), body: body.bytes });
  response.writeHead(signed.status, { ...signed.headers, 'Content-Length': signed.body.length });
  response.end(signed.body);
}

/** What a phone sends with a request is not read: its path says all. */
async function servePhone(
  phones: PhonePages,
  path: string,
  { method = '', headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const language = headers['accept-language'];
  const userAgent = headers['user-agent'];
  const reply = await phones.answer({ method, path, language, cookie: headers.cookie, userAgent });
  const length = { 'Content-Length': Buffer.byteLength(reply.body) };
  response.writeHead(reply.status, { ...reply.headers, ...length, Connection: 'close' });
  response.end(reply.body);
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/** What was not read of the request stays unread: the connection ends with the answer. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { Connection: 'close', 'Content-Length': 0 });
  response.end();
}
