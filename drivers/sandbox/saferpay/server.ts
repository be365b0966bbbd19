import type { IncomingMessage, ServerResponse } from 'node:http';
import { basic } from '../../../src/acquirers/basic-login.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { bodyOf, serveOnLoopback } from '../loopback.ts';
import { serveControl } from '../pages/control.ts';
import { PageFaultBoard } from '../pages/fault-board.ts';
import { PagePayer } from '../pages/payer.ts';
import { Relay } from '../pages/relay.ts';
import { PAGE_TIMES, type PageTimes } from '../pages/times.ts';
import { SaferpayBooks, type BookedPayment } from './books.ts';
import { faulted } from './faulted.ts';
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
  readonly times?: Partial<PageTimes>;
  /** So many questions without a trigger about one payment are borne; then the account is blocked. */
  readonly assertsMax: number;
}

/** A sandbox of Saferpay that runs: the real wire, true books, and a page that a person can click. */
export interface SaferpaySandbox {
  readonly url: string;
  readonly books: SaferpayBooks;
  readonly board: PageFaultBoard;
  readonly payer: PagePayer;
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
  const { clock, customerId } = options;
  const times = { ...PAGE_TIMES, ...options.times };
  const nowMs = (): number => clock.nowMs();
  const books = new SaferpayBooks({ nowMs, ...options });
  const board = new PageFaultBoard('saferpay');
  const calls: string[] = [];
  const acts = new Map<string, () => Promise<unknown>>();
  const relay = new Relay();
  const relayed = relay.reach;
  const notifier = new Notifier({
    ...{ clock, board, books, relayed },
    ...{ repeatMs: options.noticeRepeatMs, lateMs: times.noticeLateMs },
  });
  const decided = (payment: BookedPayment): void => notifier.decided(payment);
  const paymentOf = (link: string): BookedPayment | undefined =>
    books.ofPage(new URL(link).pathname.slice(PAGE_PATH.length));
  const payer = new PagePayer({
    ...{ clock, board, times, relayed },
    paymentOf: (link) => {
      const payment = paymentOf(link);
      return payment === undefined ? null : faulted(payment);
    },
    overturn: (orderId) => {
      const payment = books.overturn(orderId);
      if (payment !== null) decided(payment);
    },
  });
  let url = '';
  const linkOf = ({ page }: BookedPayment): string => `${url}${PAGE_PATH}${page}`;
  const asked = (orderId: string): void => payer.asked(orderId);
  const api = { ...options, books, board, times, nowMs, asked, linkOf, pageUrl: linkOf };
  /** Whoever polls is blocked. Source: dossier section 6. */
  const isBlocked = (): boolean => books.payments.some((p) => p.untriggered > options.assertsMax);
  const control = {
    ...{ board, payer, calls: () => calls },
    books: () => ({ ...books.told(), blocked: isBlocked() }),
    notify: async (orderId: string) => {
      const { notify, status } = books.payments.findLast((p) => p.orderId === orderId) ?? {};
      const to = status === 'captured' ? notify?.success : notify?.fail;
      return to === undefined ? null : notifier.tell(to);
    },
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url);
    if (pathname.startsWith(PAGE_PATH)) {
      await servePage({ books, board, decided }, paymentOf(url + pathname), request, response);
      return;
    }
    if (await serveControl(control, request, response)) return;
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
      const told = answerManagement(api, { method, path: path.slice(below.length), query, body });
      answer(clock, response, told, request);
      return;
    }
    const told = method === 'POST' ? answerJsonApi(api, path, body) : null;
    if (told === null) return void response.writeHead(404).end();
    answer(clock, response, told, request);
  };

  const { close, ...loopback } = await serveOnLoopback(options.port, serve);
  url = loopback.url;
  return {
    ...{ url: `${url}/api`, books, board, payer, notifier, calls, isBlocked },
    before: (method, act) => void acts.set(method, act),
    relay: (from, to) => relay.set(from, to),
    close: () => {
      notifier.stop();
      payer.stop();
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

function answer(
  clock: Pick<Clock, 'after'>,
  response: ServerResponse,
  told: ApiAnswer,
  request: IncomingMessage,
): void {
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
    case 'late':
      response.once(
        'close',
        clock.after(told.waitMs, () => answer(clock, response, told.then, request)),
      );
      return;
    case 'body':
      response.writeHead(told.status, { 'Content-Type': JSON_TYPE }).end(JSON.stringify(told.body));
  }
}
