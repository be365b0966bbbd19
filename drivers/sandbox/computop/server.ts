import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  PAGES,
  valueOf,
  type Merchant,
  type Parameters,
  type Values,
} from '../../../src/acquirers/computop/messages.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import {
  capturedMinor,
  ComputopBooks,
  creditedMinor,
  DONE_CODE,
  type Moved,
  type PaymentInBooks,
} from './books.ts';
import { bodyOf, Losses, serveOnLoopback } from '../loopback.ts';
import { notifyUntilTaken, sendNotice, type NoticesPlan } from './notifier.ts';
import { formOfAnswer, noticeParameters, openingOf, readRequest, simulationOf } from './wire.ts';

/** What the sandbox is asked to be. */
export interface ComputopSandboxOptions {
  readonly port: number;
  readonly clock: Pick<Clock, 'after'>;
  readonly merchant: Merchant;
  /** How long a page that was opened can be paid; 15 minutes where it is not said. */
  readonly pageLifeMs?: number;
}

/** What a notice says otherwise than the books. */
export interface NoticeLie {
  readonly hmacKey?: string;
  readonly status?: string;
  readonly code?: string;
}

/** A sandbox of Computop that runs: the real wire, true books, and a page that a person can click. */
export interface ComputopSandbox {
  readonly url: string;
  readonly books: ComputopBooks;
  /** The calls so far: the page, and the parameters without their MAC. */
  readonly calls: readonly { readonly page: string; readonly values: Values }[];
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

const PAY_PATH = '/pay/';
/** The code of a page that was left until its life was over. */
const EXPIRED = '20180001';

export async function startComputopSandbox(options: ComputopSandboxOptions): Promise<ComputopSandbox> {
  const { merchant, clock, pageLifeMs = 15 * 60_000 } = options;
  const books = new ComputopBooks();
  const calls: { page: string; values: Values }[] = [];
  const lost = new Losses();
  const lostCalls = new Losses();
  const altered = new Map<string, (answer: Parameters) => Parameters>();
  const callOffs = new Set<() => void>();
  let plan: NoticesPlan | null = null;

  const told = (payment: PaymentInBooks): void => {
    if (plan === null) return;
    const form = formOfAnswer(merchant, noticeParameters(merchant, payment, payment));
    callOffs.add(notifyUntilTaken(plan, form, clock));
  };
  const decide = (payment: PaymentInBooks, decision: 'OK' | 'FAILED', code?: string): void => {
    if (books.decide(payment.payId, decision, code)) told(payment);
  };

  /** The customer's page: it is opened by a link, and decides by a button. */
  const page = async (incoming: IncomingMessage, response: ServerResponse, at: URL): Promise<void> => {
    if (at.pathname === PAGES.payment) {
      const read = readRequest(merchant, Buffer.from(at.search.slice(1)));
      const opening = read.ok ? openingOf(read.value) : read;
      if (!read.ok || !opening.ok) {
        html(response, 400, `<p>Not possible: ${opening.ok ? '' : (opening.error ?? 'unreadable')}</p>`);
        return;
      }
      const payment = books.opened(opening.value);
      callOffs.add(clock.after(pageLifeMs, () => decide(payment, 'FAILED', EXPIRED)));
      const simulated = simulationOf(valueOf(read.value, 'OrderDesc') ?? '');
      if (simulated !== null)
        decide(
          payment,
          simulated === '0000' ? 'OK' : 'FAILED',
          simulated === '0000' ? undefined : `2206${simulated}`,
        );
      show(response, payment);
      return;
    }
    const payment = books.ofPayId(at.pathname.slice(PAY_PATH.length));
    if (payment === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (incoming.method === 'POST') {
      const button = new URLSearchParams((await bodyOf(incoming)).toString()).get('button');
      decide(payment, button === 'pay' ? 'OK' : 'FAILED');
    }
    show(response, payment);
  };

  const answered = (page: string, values: Values): Parameters => {
    const told = (name: string): string => valueOf(values, name) ?? '';
    switch (page) {
      case PAGES.inquire24:
        return stateOf(merchant, told('TransID'), books.ofTransId(told('TransID')));
      case PAGES.inquire:
        return stateOf(merchant, told('TransID'), books.ofPayId(told('PayID')));
      case PAGES.reverse:
        return moved(merchant, values, books.reverse(told('PayID'), told('ReqId')));
      case PAGES.credit:
        return moved(
          merchant,
          values,
          books.credit(told('PayID'), {
            ...{ valueMinor: Number(told('Amount')), transId: told('TransID'), reqId: told('ReqId') },
          }),
        );
      default:
        return [];
    }
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = new URL(incoming.url ?? '/', 'http://sandbox');
    const { pathname } = at;
    if (pathname === PAGES.payment || pathname.startsWith(PAY_PATH)) {
      await page(incoming, response, at);
      return;
    }
    if (!CALLS.includes(pathname) || incoming.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    const body = await bodyOf(incoming);
    if (lostCalls.takes(pathname)) {
      incoming.socket.destroy();
      return;
    }
    const read = readRequest(merchant, body);
    if (!read.ok && read.error === null) {
      // What cannot be decrypted is answered in the clear.
      form(response, `mid=${merchant.merchantId}&Status=FAILED&Code=20120001`);
      return;
    }
    if (read.ok) calls.push({ page: pathname, values: read.value });
    const parameters = read.ok ? answered(pathname, read.value) : failed(merchant, '', read.error ?? '');
    if (lost.takes(pathname)) {
      incoming.socket.destroy();
      return;
    }
    form(response, formOfAnswer(merchant, altered.get(pathname)?.(parameters) ?? parameters));
  };

  const { url, close } = await serveOnLoopback(options.port, answer);
  return {
    url,
    books,
    calls,
    loseAnswers: (page, count) => lost.arm(page, count),
    loseCalls: (page, count) => lostCalls.arm(page, count),
    alter: (page, change) => {
      if (change === null) altered.delete(page);
      else altered.set(page, change);
    },
    notices: (next) => {
      plan = next;
    },
    notify: (
      to,
      payment,
      { hmacKey = merchant.hmacKey, status = payment.status, code = payment.code } = {},
    ) =>
      sendNotice(
        to,
        formOfAnswer(merchant, noticeParameters({ ...merchant, hmacKey }, payment, { status, code })),
      ),
    close: () => {
      for (const callOff of callOffs) callOff();
      return close();
    },
  };
}

const CALLS: readonly string[] = [PAGES.inquire, PAGES.inquire24, PAGES.reverse, PAGES.credit];

/** What an inquiry says: as the general page of the gateway lists it. */
function stateOf(merchant: Merchant, transId: string, payment: PaymentInBooks | undefined): Parameters {
  if (payment === undefined) return failed(merchant, transId, '20170016');
  const { status, code, payId, xid } = payment;
  return [
    ['mid', merchant.merchantId],
    ['PayID', payId],
    ['XID', xid],
    ['TransID', payment.transId],
    ['Status', status],
    ['Description', status === 'OK' ? 'success' : 'waiting'],
    ['Code', code],
    ['RefNr', payment.refNr],
    ['AmountAuth', String(capturedMinor(payment))],
    ['AmountCap', String(capturedMinor(payment))],
    ['AmountCred', String(creditedMinor(payment))],
    ['Currency', payment.currency],
    ['LastStatus', status],
  ];
}

function moved({ merchantId }: Merchant, values: Values, { code, xid }: Moved): Parameters {
  const told = (name: string): string => valueOf(values, name) ?? '';
  return [
    ['mid', merchantId],
    ['PayID', told('PayID')],
    ['XID', xid],
    ['TransID', told('TransID')],
    ['Status', code === DONE_CODE ? 'OK' : 'FAILED'],
    ['Description', code === DONE_CODE ? 'success' : 'not possible'],
    ['Code', code],
    ['RefNr', told('RefNr')],
  ];
}

function failed({ merchantId }: Merchant, transId: string, code: string): Parameters {
  return [
    ['mid', merchantId],
    ['TransID', transId],
    ['Status', 'FAILED'],
    ['Description', 'not possible'],
    ['Code', code],
  ];
}

function show(response: ServerResponse, { status, payId, currency, valueMinor }: PaymentInBooks): void {
  const waits = status === 'AUTHORIZE_REQUEST';
  const buttons = `<form method="post" action="${PAY_PATH}${payId}"><button name="button" value="pay">Pay</button> <button name="button" value="decline">Decline</button></form>`;
  const end = `<p>${status === 'OK' ? 'Paid.' : 'Declined.'}</p>`;
  html(response, 200, `<h1>${currency} ${valueMinor}</h1>${waits ? buttons : end}`);
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`<!doctype html><title>Sandbox</title>${body}`);
}

function form(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'Content-Type': 'application/x-www-form-urlencoded' }).end(body);
}
