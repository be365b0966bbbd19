import type { IncomingMessage, ServerResponse } from 'node:http';
import { PAGES, valueOf, type Merchant } from '../../../src/acquirers/computop/messages.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { bodyOf } from '../loopback.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import type { PageFaultId } from '../pages/faults.ts';
import { buttonIn, showPage } from '../pages/html.ts';
import type { PageTimes } from '../pages/times.ts';
import { LEFT_CODE, type ComputopBooks, type PaymentInBooks } from './books.ts';
import { faulted } from './faulted.ts';
import { openingOf, readRequest, simulationOf } from './wire.ts';

export interface PageParts {
  readonly merchant: Merchant;
  readonly books: ComputopBooks;
  readonly board: PageFaultBoard;
  readonly times: PageTimes;
  readonly clock: Pick<Clock, 'after'>;
  /** How long a page that was opened can be paid. */
  readonly pageLifeMs: number;
  /** The customer, the simulation or the page's end decides. */
  readonly decide: (payment: PaymentInBooks, decision: 'OK' | 'FAILED', code?: string) => boolean;
  /** A wait that ends with the sandbox. */
  readonly later: (waitMs: number, act: () => void) => void;
}

const PAY_PATH = '/pay/';
/** The code of a page that was left until its life was over. */
const EXPIRED = '20180001';
const CREATE_FAULTS: readonly PageFaultId[] = [
  'create-lost',
  'create-unheard',
  'create-late',
  'create-error',
];

/** Whether a path is the customer's page. */
export function isPagePath(pathname: string): boolean {
  return pathname === PAGES.payment || pathname.startsWith(PAY_PATH);
}

/** Which payment a page's address is of; undefined for any other. */
export function payIdOf(pathname: string): string | undefined {
  return pathname.startsWith(PAY_PATH) ? pathname.slice(PAY_PATH.length) : undefined;
}

/** The customer's page: a link opens it, which makes the payment, and a button decides. */
export async function servePage(
  parts: PageParts,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const at = new URL(incoming.url ?? '/', 'http://sandbox');
  if (at.pathname === PAGES.payment) {
    opened(parts, at, response);
    return;
  }
  const payment = parts.books.ofPayId(payIdOf(at.pathname) ?? '');
  if (payment === undefined) {
    response.writeHead(404).end();
    return;
  }
  let status = 200;
  if (incoming.method === 'POST') {
    const button = buttonIn((await bodyOf(incoming)).toString('utf8'), at);
    if (button === 'pay' && payment.status === 'AUTHORIZE_REQUEST') playCharge(payment, parts.board);
    const isTaken =
      button === 'leave'
        ? parts.decide(payment, 'FAILED', LEFT_CODE)
        : parts.decide(payment, button === 'pay' ? 'OK' : 'FAILED');
    if (!isTaken) status = 409;
  }
  show(response, status, payment);
}

/** A link is opened: strict in what it takes, and what goes wrong with making a payment goes wrong here. */
function opened(parts: PageParts, at: URL, response: ServerResponse): void {
  const { merchant, books, board, times, clock, pageLifeMs, decide, later } = parts;
  const read = readRequest(merchant, Buffer.from(at.search.slice(1)));
  const opening = read.ok ? openingOf(read.value) : read;
  if (!read.ok || !opening.ok) {
    const why = opening.ok ? '' : (opening.error ?? 'unreadable');
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end(`Not possible: ${why}`);
    return;
  }
  const fault = board.playsInTurn(faulted(opening.value), CREATE_FAULTS);
  if (fault === 'create-lost') return void response.destroy();
  if (fault === 'create-error') return void response.writeHead(500).end();
  const payment = books.opened(opening.value);
  later(pageLifeMs, () => decide(payment, 'FAILED', EXPIRED));
  const simulated = simulationOf(valueOf(read.value, 'OrderDesc') ?? '');
  if (simulated === '0000') decide(payment, 'OK');
  else if (simulated !== null) decide(payment, 'FAILED', `2206${simulated}`);
  if (fault === 'create-unheard') return void response.destroy();
  if (fault !== 'create-late') return show(response, 200, payment);
  response.once(
    'close',
    clock.after(Math.min(times.callLateMs, times.lateMs), () => show(response, 200, payment)),
  );
}

/** What is charged in place of what was asked, where a fault says so. */
function playCharge(payment: PaymentInBooks, board: PageFaultBoard): void {
  const { charged } = payment;
  const fault = board.plays(faulted(payment), ['other-amount', 'other-currency']);
  if (fault === 'other-amount') payment.charged = { ...charged, valueMinor: charged.valueMinor + 100 };
  if (fault === 'other-currency')
    payment.charged = { ...charged, currency: charged.currency === 'CHF' ? 'EUR' : 'CHF' };
}

function show(response: ServerResponse, status: number, payment: PaymentInBooks): void {
  const { payId, currency, valueMinor, urlSuccess, urlFailure } = payment;
  const isPaid = payment.status === 'OK';
  showPage(response, status, {
    ...{ acquirer: 'Computop', currency, value: String(valueMinor), action: PAY_PATH + payId },
    state: payment.status === 'AUTHORIZE_REQUEST' ? 'open' : isPaid ? 'paid' : 'over',
    back: isPaid ? urlSuccess : urlFailure,
  });
}
