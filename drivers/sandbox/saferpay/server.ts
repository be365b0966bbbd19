import type { IncomingMessage, ServerResponse } from 'node:http';
import { basic } from '../../../src/acquirers/basic-login.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { bodyOf, serveOnLoopback } from '../loopback.ts';
import { SaferpayBooks, type BookedPayment } from './books.ts';
import { FaultBoard } from './faults.ts';
import { answerJsonApi, type ApiAnswer } from './json-api.ts';
import { answerManagement } from './management.ts';
import { Notifier } from './notifier.ts';
import { servePage } from './page.ts';

/** What the sandbox is asked to be. Times in milliseconds; each may be scaled. */
export interface SaferpaySandboxOptions {
  readonly port: number;
  readonly clock: Clock;
  readonly customerId: string;
  readonly terminalId: string;
  readonly user: string;
  readonly password: string;
  readonly currencies: readonly string[];
  readonly linkLifeMs: number;
  readonly sessionMs: number;
  readonly inquireLagMs: number;
  readonly noticeRepeatMs: number;
  readonly noticeLateMs: number;
  /** So many questions about one payment are borne; then the account is blocked. */
  readonly assertsMax: number;
}

/** A sandbox of Saferpay that runs: the real wire, true books, and a page that a person can click. */
export interface SaferpaySandbox {
  readonly url: string;
  readonly books: SaferpayBooks;
  readonly faults: FaultBoard;
  readonly notifier: Notifier;
  /** Every call, by what it was: the last part of its path. */
  readonly calls: readonly string[];
  /** Where a public address is reached from now on. */
  relay(publicUrl: string, listenerUrl: string): void;
  isBlocked(): boolean;
  /** Something happens just before the next call of this method is done. */
  before(method: string, act: () => Promise<unknown>): void;
  close(): Promise<void>;
}

const PAGE_PATH = '/vt2/api/PaymentPage/';
const JSON_TYPE = 'application/json; charset=utf-8';

export async function startSaferpaySandbox(options: SaferpaySandboxOptions): Promise<SaferpaySandbox> {
  const { clock, customerId, terminalId, currencies } = options;
  const nowMs = (): number => clock.nowMs();
  const books = new SaferpayBooks({ nowMs, ...options });
  const faults = new FaultBoard();
  const calls: string[] = [];
  const acts = new Map<string, () => Promise<unknown>>();
  let relay: { readonly from: string; readonly to: string } | null = null;
  const relayed = (address: string): string =>
    relay !== null && address.startsWith(relay.from) ? relay.to + address.slice(relay.from.length) : address;
  const notifier = new Notifier({
    ...{ clock, faults, relayed },
    ...{ repeatMs: options.noticeRepeatMs, lateMs: options.noticeLateMs },
  });
  let url = '';
  const linkOf = ({ page }: BookedPayment): string => `${url}${PAGE_PATH}${page}`;
  const api = { ...options, books, faults, nowMs, pageUrl: linkOf };
  /** Whoever polls is blocked. Source: dossier section 6. */
  const isBlocked = (): boolean => books.payments.some(({ asserts }) => asserts.length > options.assertsMax);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url);
    if (pathname.startsWith(PAGE_PATH)) {
      const decided = (payment: BookedPayment): void => notifier.decided(payment);
      servePage(
        { books, faults, decided },
        books.ofPage(pathname.slice(PAGE_PATH.length)),
        request,
        response,
      );
      return;
    }
    const { method = '' } = request;
    const path = pathname.replace(/^\/api/, '');
    calls.push(method === 'POST' ? (path.split('/').at(-1) ?? '') : `${method} ${path.split('/')[4] ?? ''}`);
    const refusal = refusalOf(request, options, isBlocked());
    if (refusal !== null) return void response.writeHead(refusal).end();
    const act = acts.get(method);
    if (acts.delete(method)) await act?.();
    const text = (await bodyOf(request)).toString('utf8');
    const body: unknown = text === '' ? null : JSON.parse(text);
    const below = `/rest/customers/${customerId}`;
    if (path.startsWith(`${below}/`)) {
      if (request.headers['saferpay-requestid'] === undefined) return void response.writeHead(400).end();
      const asked = { method, path: path.slice(below.length), query, body };
      const told = answerManagement({ books, customerId, terminalId, currencies, nowMs, linkOf }, asked);
      answer(response, { kind: 'body', status: told.status, body: told.body ?? {} }, request);
      return;
    }
    const told = method === 'POST' ? answerJsonApi(api, path, body) : null;
    if (told === null) return void response.writeHead(404).end();
    answer(response, told, request);
  };

  const { close, ...loopback } = await serveOnLoopback(options.port, serve);
  url = loopback.url;
  return {
    ...{ url: `${url}/api`, books, faults, notifier, calls, isBlocked },
    before: (method, act) => void acts.set(method, act),
    relay: (from, to) => {
      relay = { from, to };
    },
    close: () => {
      notifier.stop();
      return close();
    },
  };
}

/** The status by which a call is refused before it is read; null where it is not. Source: dossier section 1. */
function refusalOf(
  { headers, method }: IncomingMessage,
  { user, password }: SaferpaySandboxOptions,
  isBlocked: boolean,
): number | null {
  if (isBlocked) return 403;
  if (headers.authorization !== basic(user, password)) return 401;
  if (headers.accept !== 'application/json') return 406;
  return method === 'POST' && headers['content-type'] !== JSON_TYPE ? 415 : null;
}

function answer(response: ServerResponse, told: ApiAnswer, request: IncomingMessage): void {
  switch (told.kind) {
    case 'lost':
      request.socket.destroy();
      return;
    case 'garbled':
      response.writeHead(200, { 'Content-Type': JSON_TYPE }).end('{"ResponseHeader":');
      return;
    case 'status':
      response.writeHead(told.status).end();
      return;
    case 'body':
      response.writeHead(told.status, { 'Content-Type': JSON_TYPE });
      response.end(told.status === 204 ? undefined : JSON.stringify(told.body));
  }
}
