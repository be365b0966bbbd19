import { z } from 'zod';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import type { PageFaultId } from '../pages/faults.ts';
import type { PageTimes } from '../pages/times.ts';
import type { BookedPayment, SaferpayBooks } from './books.ts';
import { faulted } from './faulted.ts';
import type { ApiAnswer } from './json-api.ts';

export interface ManagementParts {
  readonly books: SaferpayBooks;
  readonly customerId: string;
  readonly terminalId: string;
  readonly currencies: readonly string[];
  readonly nowMs: () => number;
  readonly linkOf: (payment: BookedPayment) => string;
  readonly board: PageFaultBoard;
  readonly times: PageTimes;
  /** The till has asked what became of a payment. */
  readonly asked: (orderId: string) => void;
}

const DAY_LENGTH = 'yyyy-mm-dd'.length;
const HOUR_MS = 60 * 60_000;

const offer = z.object({
  Payment: z.object({
    Amount: z.object({ Value: z.string().regex(/^[1-9]\d*$/), CurrencyCode: z.string().length(3) }),
    OrderId: z.string().regex(/^[A-Za-z0-9.:_-]{1,50}$/),
    Description: z.string().min(1).max(1000),
  }),
  ExpirationDate: z.iso.datetime({ offset: true }),
  MaxPaymentAttempts: z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(5), z.literal(10)]),
  Payer: z.object({ LanguageCode: z.string().regex(/^[a-z]{2}$/) }),
});

/** One call of the management API, by its path below the customer's. Source: dossier sections 5.4 and 8. */
export function answerManagement(
  parts: ManagementParts,
  { method, path, query, body }: { method: string; path: string; query: URLSearchParams; body: unknown },
): ApiAnswer {
  const terminal = `/terminals/${parts.terminalId}`;
  if (method === 'GET' && path === terminal) return done(200, terminalTold(parts));
  if (method === 'GET' && path === '/transactions') return transactions(parts, query);
  if (method === 'POST' && path === `${terminal}/spg-offers`) return offerMade(parts, body);
  const id = path.startsWith(`${terminal}/spg-offers/`) ? path.split('/').at(-1) : undefined;
  const known = id === undefined ? undefined : parts.books.ofToken(id);
  if (known?.isOffer !== true) return NOT_FOUND;
  if (method === 'GET') {
    parts.asked(known.orderId);
    return done(200, offerTold(parts, known));
  }
  return method === 'DELETE' ? withdrawn(parts, known) : NOT_FOUND;
}

function withdrawn({ board }: ManagementParts, known: BookedPayment): ApiAnswer {
  const fault = board.plays(faulted(known), UNDO_FAULTS);
  if (fault === 'undo-unknown') return { kind: 'status', status: 500 };
  if (fault === 'undo-refused') return { kind: 'status', status: 400 };
  if (known.status === 'waiting' || known.status === 'opened') known.status = 'disabled';
  return fault === 'undo-unheard' ? { kind: 'lost' } : { kind: 'status', status: 204 };
}

const UNDO_FAULTS: readonly PageFaultId[] = ['undo-unknown', 'undo-unheard', 'undo-refused'];
const CREATE_FAULTS: readonly PageFaultId[] = [
  'create-lost',
  'create-unheard',
  'create-late',
  'create-error',
];
const NOT_FOUND: ApiAnswer = { kind: 'status', status: 404 };

function done(status: number, body: object): ApiAnswer {
  return { kind: 'body', status, body };
}

function terminalTold({ terminalId, currencies }: ManagementParts): object {
  return {
    ...{ TerminalId: terminalId, Type: 'ECOM', Description: 'Sandbox' },
    PaymentMethods: [{ PaymentMethod: 'ALIPAY', Currencies: currencies }],
    Wallets: [],
  };
}

/** The list of days that are over; its amounts are decimals. */
function transactions(parts: ManagementParts, query: URLSearchParams): ApiAnswer {
  const [from, to] = [query.get('StartDate') ?? '', query.get('EndDate') ?? ''];
  const today = dayOf(parts.nowMs());
  const isRight = [from, to].every((day) => /^\d{4}-\d\d-\d\d$/.test(day)) && from <= to && to < today;
  if (!isRight || query.get('TerminalId') !== parts.terminalId) return REFUSED;
  const isIn = (ms: number): boolean => dayOf(ms) >= from && dayOf(ms) <= to;
  const { payments, refunds } = parts.books;
  const told =
    query.get('TransactionState') === 'SUCCESSFUL'
      ? [
          ...payments
            .filter(({ charged, decidedAtMs }) => charged !== null && isIn(decidedAtMs ?? 0))
            .map(({ orderId, transactionId, captureId }) => {
              const isRefunded = refunds.some((refund) => refund.captureId === captureId);
              return row(parts, { orderId, transactionId, type: 'PAYMENT', isRefunded });
            }),
          ...refunds
            .filter(({ atMs }) => isIn(atMs))
            .map((refund) => row(parts, { ...refund, type: 'REFUND', isRefunded: false })),
        ]
      : [];
  return done(200, { PageNumber: 0, PageSize: 2000, TotalTransactions: told.length, Transactions: told });
}

function row(
  { customerId, terminalId }: ManagementParts,
  told: { orderId: string; transactionId: string; type: 'PAYMENT' | 'REFUND'; isRefunded: boolean },
): object {
  return {
    ...{ CustomerId: Number(customerId), TerminalId: Number(terminalId) },
    ...{ OrderId: told.orderId, TransactionId: told.transactionId },
    AuthorizationDetails: {
      Type: told.type,
      State: 'CAPTURED',
      IsCaptured: true,
      IsRefunded: told.isRefunded,
    },
  };
}

/** A link that can be withdrawn: it lives an hour at the least. */
function offerMade(parts: ManagementParts, body: unknown): ApiAnswer {
  const read = offer.safeParse(body);
  const expiresAtMs = read.success ? Date.parse(read.data.ExpirationDate) : 0;
  if (!read.success || expiresAtMs < parts.nowMs() + HOUR_MS) return REFUSED;
  const { Amount, OrderId } = read.data.Payment;
  const fault = parts.board.playsInTurn({ name: OrderId, value: Amount.Value }, CREATE_FAULTS);
  if (fault === 'create-lost') return { kind: 'lost' };
  if (fault === 'create-error') return { kind: 'status', status: 500 };
  const made = { orderId: OrderId, amount: Amount, notify: null, back: null };
  const payment = parts.books.linkMade(made, { expiresAtMs });
  if (fault === 'create-unheard') return { kind: 'lost' };
  const told = done(201, { OfferId: payment.token, PaymentLink: parts.linkOf(payment) });
  return fault === 'create-late' ? { kind: 'late', waitMs: parts.times.callLateMs, then: told } : told;
}

const REFUSED: ApiAnswer = { kind: 'status', status: 400 };

function offerTold(parts: ManagementParts, payment: BookedPayment): object {
  const isPaid = payment.charged !== null;
  const isOver = parts.nowMs() >= payment.expiresAtMs;
  const open = isOver ? 'EXPIRED' : 'OPEN';
  return {
    ...{ OfferId: payment.token, PaymentLink: parts.linkOf(payment) },
    Status: isPaid ? 'PAID' : payment.status === 'disabled' ? 'DISABLED' : open,
    Payment: { Amount: payment.amount, OrderId: payment.orderId },
    ExpirationDate: new Date(payment.expiresAtMs).toISOString(),
    ...(isPaid ? { TransactionId: payment.transactionId } : {}),
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, DAY_LENGTH);
}
