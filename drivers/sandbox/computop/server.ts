import type { IncomingMessage, ServerResponse } from 'node:http';
import { blowfishCipher } from '../../../src/acquirers/computop/crypto.ts';
import {
  PAGES,
  type Merchant,
  type Parameters,
  type Values,
} from '../../../src/acquirers/computop/messages.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { bodyOf, Losses, serveOnLoopback } from '../loopback.ts';
import { serveControl } from '../pages/control.ts';
import { PageFaultBoard } from '../pages/fault-board.ts';
import { PagePayer } from '../pages/payer.ts';
import { Relay } from '../pages/relay.ts';
import { PAGE_TIMES, type PageTimes } from '../pages/times.ts';
import { ComputopBooks, type PaymentInBooks } from './books.ts';
import { faulted } from './faulted.ts';
import { answerCall, type CallAnswer } from './gateway.ts';
import { ComputopNotifier, type NoticeLie } from './notifier.ts';
import { isPagePath, payIdOf, servePage } from './page.ts';
import { failedParameters, formOfAnswer, openingOf, readRequest } from './wire.ts';

/** What the sandbox is asked to be. */
export interface ComputopSandboxOptions {
  readonly port: number;
  readonly clock: Clock;
  readonly merchant: Merchant;
  /** How long a page that was opened can be paid; 15 minutes where it is not said. */
  readonly pageLifeMs?: number;
  readonly times?: Partial<PageTimes>;
}

/** Where notices go. */
export interface NoticesPlan {
  readonly to: string;
}

/** A sandbox of Computop that runs: the real wire, true books, and a page that a person can click. */
export interface ComputopSandbox {
  readonly url: string;
  readonly books: ComputopBooks;
  readonly board: PageFaultBoard;
  readonly payer: PagePayer;
  /** The calls so far: the page, and the parameters without their MAC. */
  readonly calls: readonly { readonly page: string; readonly values: Values }[];
  /** Where a public address is reached from now on. */
  relay(publicUrl: string, listenerUrl: string): void;
  /** Loses the answers to the next calls of a page, which are done all the same. */
  loseAnswers(page: string, count: number): void;
  /** Loses the next calls of a page before they are done. */
  loseCalls(page: string, count: number): void;
  /** Changes the answers of a page before they are encrypted; null changes none any more. */
  alter(page: string, change: ((answer: Parameters) => Parameters) | null): void;
  /** From now on each decision of a customer is told by itself, until it is taken; null tells nothing. */
  notices(plan: NoticesPlan | null): void;
  /** Tells of a payment now; the status that came, null without an answer. */
  notify(to: string, payment: PaymentInBooks, lie?: NoticeLie): Promise<number | null>;
  close(): Promise<void>;
}

const CALLS: readonly string[] = [PAGES.inquire, PAGES.inquire24, PAGES.reverse, PAGES.credit];
/** The till waits longer for the customer here. Source: dossier section 8. */
const TILL_WINDOW_MS = 10 * 60_000;

export async function startComputopSandbox(options: ComputopSandboxOptions): Promise<ComputopSandbox> {
  const { merchant, clock, pageLifeMs = 15 * 60_000 } = options;
  const times = { ...PAGE_TIMES, tillWindowMs: TILL_WINDOW_MS, ...options.times };
  const nowMs = (): number => clock.nowMs();
  const books = new ComputopBooks(nowMs);
  const board = new PageFaultBoard('computop');
  const notifier = new ComputopNotifier({ clock, board, books, times, merchant });
  const relay = new Relay();
  const calls: { page: string; values: Values }[] = [];
  const lost = new Losses();
  const lostCalls = new Losses();
  const altered = new Map<string, (answer: Parameters) => Parameters>();
  const callOffs = new Set<() => void>();
  const payer = new PagePayer({
    ...{ clock, board, times, relayed: relay.reach },
    paymentOf: (link) => {
      const { pathname, search } = new URL(link);
      const payId = payIdOf(pathname);
      const known = payId === undefined ? undefined : books.ofPayId(payId);
      if (known !== undefined) return faulted(known);
      const read = pathname === PAGES.payment ? readRequest(merchant, Buffer.from(search.slice(1))) : null;
      const opening = read?.ok === true ? openingOf(read.value) : null;
      return opening?.ok === true ? faulted(opening.value) : null;
    },
    overturn: (transId) => {
      const payment = books.overturn(transId);
      if (payment !== null) notifier.decided(payment);
    },
  });
  const decide = (payment: PaymentInBooks, decision: 'OK' | 'FAILED', code?: string): boolean => {
    const isTaken = books.decide(payment.payId, decision, code);
    if (isTaken) notifier.decided(payment);
    return isTaken;
  };
  const later = (waitMs: number, act: () => void): void => void callOffs.add(clock.after(waitMs, act));
  const page = { merchant, books, board, times, clock, pageLifeMs, decide, later };
  const parts = { merchant, books, board, times, nowMs, asked: (name: string): void => payer.asked(name) };
  const control = {
    ...{ board, payer, calls: () => calls.map((call) => ({ page: call.page })) },
    books: () => ({ payments: books.told() }),
    notify: async (transId: string) => {
      const [payment, to] = [books.ofTransId(transId), notifier.to];
      return payment === undefined || to === null ? null : notifier.tell(to, payment);
    },
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://sandbox');
    if (isPagePath(pathname)) return servePage(page, incoming, response);
    if (await serveControl(control, incoming, response)) return;
    if (!CALLS.includes(pathname) || incoming.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    const body = await bodyOf(incoming);
    if (lostCalls.takes(pathname)) return void response.destroy();
    const read = readRequest(merchant, body);
    // What cannot be decrypted is answered in the clear.
    if (!read.ok && read.error === null)
      return form(response, `mid=${merchant.merchantId}&Status=FAILED&Code=20120001`);
    if (read.ok) calls.push({ page: pathname, values: read.value });
    const told = read.ok
      ? answerCall(parts, pathname, read.value)
      : whole(failedParameters(merchant.merchantId, '', read.error ?? ''));
    const { how, parameters } = told;
    const change = altered.get(pathname);
    const spoilt = change === undefined ? parameters : change(parameters);
    send(response, merchant, { how: lost.takes(pathname) ? 'lost' : how, parameters: spoilt });
  };

  const { url, close } = await serveOnLoopback(options.port, serve);
  return {
    ...{ url, books, board, payer, calls },
    relay: (from, to) => relay.set(from, to),
    loseAnswers: (of, count) => lost.arm(of, count),
    loseCalls: (of, count) => lostCalls.arm(of, count),
    alter: (of, change) => {
      if (change === null) altered.delete(of);
      else altered.set(of, change);
    },
    notices: (plan) => {
      notifier.to = plan?.to ?? null;
    },
    notify: (to, payment, lie) => notifier.tell(to, payment, lie),
    close: () => {
      for (const callOff of callOffs) callOff();
      notifier.stop();
      payer.stop();
      return close();
    },
  };
}

function whole(parameters: Parameters): CallAnswer {
  return { how: 'whole', parameters };
}

function send(response: ServerResponse, merchant: Merchant, { how, parameters }: CallAnswer): void {
  switch (how) {
    case 'whole':
      return form(response, formOfAnswer(merchant, parameters));
    case 'lost':
      response.destroy();
      return;
    case 'error':
      response.writeHead(500).end();
      return;
    case 'garbled':
      return form(response, 'Len=12&Data=0G');
    case 'otherKey':
      return form(response, formOfAnswer({ ...merchant, cipher: blowfishCipher('Another-key') }, parameters));
    case 'clear':
      return form(response, parameters.map(([name, value]) => `${name}=${value}`).join('&'));
  }
}

function form(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'Content-Type': 'application/x-www-form-urlencoded' }).end(body);
}
