import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../loopback.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import { buttonIn, showPage } from '../pages/html.ts';
import type { WireMoney } from '../requests.ts';
import type { CardBooks, CardPayment } from './books.ts';
import { faulted } from './faults.ts';

export interface CardPageParts {
  readonly books: CardBooks;
  readonly board: PageFaultBoard;
  /** The customer has decided. */
  readonly decided: (payment: CardPayment) => void;
}

/** The page on which the customer types the card: here only buttons, and no field of a card. */
export async function serveCardPage(
  parts: CardPageParts,
  payment: CardPayment,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const at = new URL(request.url ?? '/', 'http://sandbox');
  let status = 200;
  if (request.method === 'POST') {
    const button = buttonIn((await bodyOf(request)).toString('utf8'), at);
    // Who leaves has decided nothing.
    const isTaken = button === 'leave' || decides(parts, payment, button === 'pay');
    if (!isTaken) status = 409;
  }
  const { amount, state } = payment;
  showPage(response, status, {
    ...{ acquirer: 'Antom', currency: amount.currency, value: amount.value, action: at.pathname },
    state: parts.books.isExpired(payment) ? 'over' : SHOWN[state],
    back: payment.backUrl,
  });
}

const SHOWN = { open: 'open', authorised: 'paid', failed: 'over', cancelled: 'over' } as const;

function decides({ books, board, decided }: CardPageParts, payment: CardPayment, isPaid: boolean): boolean {
  if (!books.decide(payment, isPaid, isPaid ? heldOf(payment, board) : payment.amount)) return false;
  if (isPaid) holds(payment, books, board);
  decided(payment);
  return true;
}

/** What follows a hold at the acquirer itself: it may collect it. */
export function holds(payment: CardPayment, books: CardBooks, board: PageFaultBoard): void {
  if (payment.isAutomatic || board.has(faulted(payment), 'captured-by-acquirer'))
    books.capture(payment, `ACQUIRER-${payment.paymentId}`, payment.held);
}

/** What is held in place of what was asked, where a fault says so. */
function heldOf(payment: CardPayment, board: PageFaultBoard): WireMoney {
  const { amount } = payment;
  switch (board.plays(faulted(payment), ['other-amount', 'other-currency'])) {
    case 'other-amount':
      return { ...amount, value: String(Number(amount.value) + 100) };
    case 'other-currency':
      return { ...amount, currency: amount.currency === 'SGD' ? 'USD' : 'SGD' };
    default:
      return amount;
  }
}
