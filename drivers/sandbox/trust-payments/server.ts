import type { IncomingMessage, ServerResponse } from 'node:http';
import { basic } from '../../../src/acquirers/basic-login.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { bodyOf, Losses, serveOnLoopback } from '../loopback.ts';
import { serveControl } from '../pages/control.ts';
import { PageFaultBoard } from '../pages/fault-board.ts';
import { buttonIn, showPage } from '../pages/html.ts';
import { PagePayer } from '../pages/payer.ts';
import { Relay } from '../pages/relay.ts';
import { PAGE_TIMES, type PageTimes } from '../pages/times.ts';
import { TrustBooks, type Entry, type Link } from './books.ts';
import { answerRequest, faulted, request, type GatewayAnswer } from './gateway.ts';
import { TrustNotifier } from './notifier.ts';

/** What the sandbox is asked to be. */
export interface TrustSandboxOptions {
  readonly port: number;
  readonly clock: Clock;
  readonly siteReference: string;
  readonly user: string;
  readonly password: string;
  readonly notificationPassword: string;
  /** Where every decision of a customer is told; absent where nothing is told by itself. */
  readonly noticesTo?: () => string;
  readonly times?: Partial<PageTimes>;
  /** A link that nobody paid ends after so long; a day where it is not said. Source: dossier section 14, question 2. */
  readonly linkLifeMs?: number;
}

/** A sandbox of Trust Payments that runs: the real wire, true books, and a page that a person can click. */
export interface TrustSandbox {
  readonly url: string;
  readonly books: TrustBooks;
  readonly board: PageFaultBoard;
  readonly payer: PagePayer;
  /** Every call, by its type. */
  readonly calls: readonly string[];
  /** Where a public address is reached from now on. */
  relay(publicUrl: string, listenerUrl: string): void;
  /** From now on each decision of a customer is told here, until it is taken; null tells nothing. */
  notices(to: string | null): void;
  /** Loses the answers to the next calls of this kind, which are done all the same. */
  loseAnswers(requesttype: string, count: number): void;
  /** Tells of an entry as the settlement rule does; `tamper` spoils the hash. Answers the status that came. */
  notify(url: string, entry: Entry, tamper?: boolean): Promise<number | null>;
  close(): Promise<void>;
}

const PAGE_PATH = '/cashier/';
const DAY_MS = 24 * 60 * 60_000;

export async function startTrustSandbox(options: TrustSandboxOptions): Promise<TrustSandbox> {
  const { clock, siteReference: site, linkLifeMs = DAY_MS } = options;
  const times = { ...PAGE_TIMES, ...options.times };
  const nowMs = (): number => clock.nowMs();
  const books = new TrustBooks({ site, nowMs, linkLifeMs });
  const board = new PageFaultBoard('trust-payments');
  const relay = new Relay();
  const calls: string[] = [];
  const lost = new Losses();
  let noticesTo: string | null = null;
  const to = (): string | null => noticesTo ?? options.noticesTo?.() ?? null;
  const notifier = new TrustNotifier({
    ...{ clock, board, books, times, password: options.notificationPassword, to },
  });
  const linkOfPage = (address: string): Link | undefined =>
    books.ofPage(new URL(address).pathname.slice(PAGE_PATH.length));
  const payer = new PagePayer({
    ...{ clock, board, times, relayed: relay.reach },
    paymentOf: (address) => {
      const link = linkOfPage(address);
      return link === undefined ? null : faulted(link);
    },
    overturn: (name) => {
      const link = books.overturn(name);
      if (link !== null) notifier.decided(link);
    },
  });
  let url = '';
  const parts = {
    ...{ books, board, times, nowMs },
    asked: (name: string): void => payer.asked(name),
    pageUrl: ({ page }: Link): string => `${url}${PAGE_PATH}${page}`,
  };
  const control = {
    ...{ board, payer, calls: () => calls },
    books: () => ({ entries: books.entries }),
    notify: async (name: string) => {
      const [link, address] = [books.ofName(name), to()];
      return link === undefined || address === null ? null : notifier.tell(address, link.entry);
    },
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(incoming.url ?? '/', url);
    if (pathname.startsWith(PAGE_PATH)) {
      const link = linkOfPage(url + pathname);
      if (link === undefined) response.writeHead(404).end();
      else if (await page({ books, board, times }, link, incoming, response)) notifier.decided(link);
      return;
    }
    if (await serveControl(control, incoming, response)) return;
    if (pathname !== '/json/' || incoming.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    if (incoming.headers.authorization !== basic(options.user, options.password)) {
      response.writeHead(401).end();
      return;
    }
    const read = request.safeParse(JSON.parse((await bodyOf(incoming)).toString('utf8')));
    if (!read.success) {
      json(response, 'W1', { requesttypedescription: 'ERROR', errorcode: '60018' });
      return;
    }
    const { requestreference } = read.data;
    const [asked] = read.data.request;
    const [type] = asked.requesttypedescriptions;
    calls.push(type);
    const told = answerRequest(parts, asked);
    send(clock, response, lost.takes(type) ? { kind: 'lost' } : told, requestreference);
  };

  const { close, ...loopback } = await serveOnLoopback(options.port, serve);
  url = loopback.url;
  return {
    ...{ url, books, board, payer, calls },
    relay: (from, address) => relay.set(from, address),
    notices: (address) => {
      noticesTo = address;
    },
    loseAnswers: (type, count) => lost.arm(type, count),
    notify: (address, entry, tamper) => notifier.tell(address, entry, tamper),
    close: () => {
      notifier.stop();
      payer.stop();
      return close();
    },
  };
}

/** The page of a link: whoever has its address may pay or decline, once. Whether something was decided just now. */
async function page(
  { books, board, times }: { books: TrustBooks; board: PageFaultBoard; times: PageTimes },
  link: Link,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { entry, back, value } = link;
  const { currencyiso3a: currency } = entry;
  let decided = false;
  if (incoming.method === 'POST') {
    const body = (await bodyOf(incoming)).toString('utf8');
    const button = buttonIn(body, new URL(incoming.url ?? '/', 'http://sandbox'));
    if (button === 'pay') playCharge(link, board);
    const settlesInMs = board.has(faulted(link), 'settled-late') ? times.settleLateMs : 0;
    // Leaving a page decides nothing here: the link may be opened again. Source: dossier section 14, question 5.
    decided = button !== 'leave' && books.decide(link, button, settlesInMs);
  }
  const waits = entry.settlestatus === '10' && link.settlesAtMs === null;
  const isPaid = entry.settlestatus === '100' || link.settlesAtMs !== null;
  const status = incoming.method === 'POST' && !decided && !waits ? 409 : 200;
  const state = waits ? 'open' : isPaid ? 'paid' : 'over';
  showPage(response, status, { acquirer: 'Trust Payments', currency, value, state, back });
  return decided;
}

/** What is charged in place of what was asked, where a fault says so. */
function playCharge(link: Link, board: PageFaultBoard): void {
  const { entry, value } = link;
  if (entry.settlestatus !== '10') return;
  const fault = board.plays(faulted(link), ['other-amount', 'other-currency']);
  if (fault === 'other-amount') entry.baseamount = String(Number(value) + 100);
  if (fault === 'other-currency') entry.currencyiso3a = entry.currencyiso3a === 'CHF' ? 'EUR' : 'CHF';
}

function send(
  clock: Pick<Clock, 'after'>,
  response: ServerResponse,
  told: GatewayAnswer,
  requestreference: string,
): void {
  switch (told.kind) {
    case 'lost':
      response.destroy();
      return;
    case 'garbled':
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"response":[');
      return;
    case 'error':
      response.writeHead(500).end();
      return;
    case 'element': {
      const { element, waitMs = 0, reference = requestreference } = told;
      if (waitMs === 0) json(response, reference, element);
      else
        response.once(
          'close',
          clock.after(waitMs, () => json(response, reference, element)),
        );
    }
  }
}

function json(response: ServerResponse, requestreference: string | null, element: object): void {
  const envelope = { version: '1.00', response: [element], secrand: 'zO9' };
  const body = requestreference === null ? envelope : { requestreference, ...envelope };
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
