import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BookedPayment, SaferpayBooks } from './books.ts';
import type { FaultBoard } from './faults.ts';

/** What a page needs. `decided`: the customer has decided; the notice follows. */
export interface PageParts {
  readonly books: SaferpayBooks;
  readonly faults: FaultBoard;
  readonly decided: (payment: BookedPayment) => void;
}

const DECISIONS = { pay: 'captured', decline: 'declined', abort: 'aborted' } as const;
const SESSION = /(?:^|;\s*)session=([0-9a-f]+)/;

/** The page of a link: the phone that opened it pays, declines or leaves. Source: dossier section 7.1. */
export function servePage(
  { books, faults, decided }: PageParts,
  payment: BookedPayment | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (payment === undefined) {
    response.writeHead(404).end();
    return;
  }
  const session = SESSION.exec(request.headers.cookie ?? '')?.[1] ?? randomBytes(12).toString('hex');
  if (request.method === 'POST') {
    const asked = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('do') ?? 'pay';
    const decision = asked === 'decline' || asked === 'abort' ? DECISIONS[asked] : DECISIONS.pay;
    if (decision === 'captured' && payment.status === 'opened') playCharge(payment, faults);
    if (books.decide(payment, session, decision)) decided(payment);
    else response.statusCode = 409;
  } else {
    const wasOpen = payment.status === 'opened';
    const isOpen = books.open(payment, session);
    // A second phone has ended the payment.
    if (wasOpen && !isOpen) decided(payment);
    if (!isOpen) response.statusCode = 410;
  }
  response.setHeader('Set-Cookie', `session=${session}; HttpOnly; SameSite=Lax`);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(htmlOf(payment));
}

/** What is charged in place of what was asked, where a fault says so. */
function playCharge(payment: BookedPayment, faults: FaultBoard): void {
  const { amount } = payment;
  const fault = faults.plays(amount.Value, ['otherAmount', 'otherCurrency', 'otherBrand']);
  if (fault === 'otherAmount') payment.charged = { ...amount, Value: String(Number(amount.Value) + 100) };
  if (fault === 'otherCurrency')
    payment.charged = { ...amount, CurrencyCode: amount.CurrencyCode === 'CHF' ? 'EUR' : 'CHF' };
  if (fault === 'otherBrand') payment.brand = 'VISA';
}

function htmlOf({ amount, status }: BookedPayment): string {
  const button = (word: string, label: string): string =>
    `<form method="post" action="?do=${word}"><button>${label}</button></form>`;
  const body =
    status === 'opened'
      ? `${button('pay', 'Pay')}${button('decline', 'Decline')}${button('abort', 'Leave')}`
      : `<p>${status === 'captured' ? 'Paid.' : 'This payment is over.'}</p>`;
  return `<!doctype html><title>Sandbox</title><h1>${amount.CurrencyCode} ${amount.Value}</h1>${body}`;
}
