import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../loopback.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import { buttonIn, showPage } from '../pages/html.ts';
import type { BookedPayment, SaferpayBooks } from './books.ts';
import { faulted } from './faulted.ts';

/** What a page needs. `decided`: the customer has decided; the notice follows. */
export interface PageParts {
  readonly books: SaferpayBooks;
  readonly board: PageFaultBoard;
  readonly decided: (payment: BookedPayment) => void;
}

const DECISIONS = { pay: 'captured', decline: 'declined', leave: 'aborted' } as const;
const SESSION = /(?:^|;\s*)session=([0-9a-f]+)/;

/** The page of a link: the phone that opened it pays, declines or leaves. Source: dossier section 7.1. */
export async function servePage(
  { books, board, decided }: PageParts,
  payment: BookedPayment | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (payment === undefined) {
    response.writeHead(404).end();
    return;
  }
  const session = SESSION.exec(request.headers.cookie ?? '')?.[1] ?? randomBytes(12).toString('hex');
  let status = 200;
  if (request.method === 'POST') {
    const body = (await bodyOf(request)).toString('utf8');
    const decision = DECISIONS[buttonIn(body, new URL(request.url ?? '/', 'http://sandbox'))];
    if (decision === 'captured' && payment.status === 'opened') playCharge(payment, board);
    if (books.decide(payment, session, decision)) decided(payment);
    else status = 409;
  } else {
    const wasOpen = payment.status === 'opened';
    const isOpen = books.open(payment, session);
    // A second phone has ended the payment.
    if (wasOpen && !isOpen) decided(payment);
    if (!isOpen) status = 410;
  }
  response.setHeader('Set-Cookie', `session=${session}; HttpOnly; SameSite=Lax`);
  const { amount, back } = payment;
  const isMine = payment.status === 'opened' && payment.session === session;
  showPage(response, status, {
    ...{ acquirer: 'Saferpay', currency: amount.CurrencyCode, value: amount.Value, back },
    state: isMine ? 'open' : payment.status === 'captured' ? 'paid' : 'over',
  });
}

/** What is charged in place of what was asked, where a fault says so. */
function playCharge(payment: BookedPayment, board: PageFaultBoard): void {
  const { amount } = payment;
  const fault = board.plays(faulted(payment), ['other-amount', 'other-currency', 'other-brand']);
  if (fault === 'other-amount') payment.charged = { ...amount, Value: String(Number(amount.Value) + 100) };
  if (fault === 'other-currency')
    payment.charged = { ...amount, CurrencyCode: amount.CurrencyCode === 'CHF' ? 'EUR' : 'CHF' };
  if (fault === 'other-brand') payment.brand = 'VISA';
}
