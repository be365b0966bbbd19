import { z } from 'zod';
import type { BookedPayment, SaferpayBooks, WireAmount } from './books.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import type { PageFaultId } from '../pages/faults.ts';
import type { PageTimes } from '../pages/times.ts';
import { faulted } from './faulted.ts';

/** An answer of the JSON API. `lost`: the connection ends instead. */
export type ApiAnswer =
  | { readonly kind: 'lost' }
  | { readonly kind: 'garbled' }
  | { readonly kind: 'status'; readonly status: number }
  /** It leaves after a while. */
  | { readonly kind: 'late'; readonly waitMs: number; readonly then: ApiAnswer }
  | { readonly kind: 'body'; readonly status: number; readonly body: object };

export interface ApiParts {
  readonly books: SaferpayBooks;
  readonly board: PageFaultBoard;
  readonly times: PageTimes;
  /** The till has asked what became of a payment. */
  readonly asked: (orderId: string) => void;
  readonly customerId: string;
  readonly terminalId: string;
  readonly nowMs: () => number;
  /** How long Inquire does not show what was done. */
  readonly inquireLagMs: number;
  readonly pageUrl: (payment: BookedPayment) => string;
}

const id = (max: number) => z.string().regex(new RegExp(`^[A-Za-z0-9.:_-]{1,${max}}$`));
/** Source: dossier section 1.2. */
const header = (customerId: string) =>
  z.strictObject({
    SpecVersion: z.string().regex(/^1\.(3[3-9]|[4-9]\d)$/),
    CustomerId: z.literal(customerId),
    RequestId: id(50),
    RetryIndicator: z.int().min(0).max(9),
  });
const amount = z.strictObject({
  Value: z.string().regex(/^[1-9]\d*$/),
  CurrencyCode: z.string().regex(/^[A-Z]{3}$/),
});
const notifyUrl = z.url({ protocol: /^https?$/ }).max(2000);

/** Source: dossier section 2; the two addresses of notices are mandatory for Alipay+, and an order id has 50 characters. */
const initialize = z.object({
  TerminalId: z.string(),
  Payment: z.strictObject({ Amount: amount, OrderId: id(50), Description: z.string().min(1).max(1000) }),
  PaymentMethods: z.tuple([z.literal('ALIPAY')]),
  Payer: z.strictObject({ LanguageCode: z.string().regex(/^[a-z]{2}$/) }),
  ReturnUrl: z.strictObject({ Url: z.url().max(2000) }),
  Notification: z.strictObject({ SuccessNotifyUrl: notifyUrl, FailNotifyUrl: notifyUrl }),
});
const assert = z.object({ Token: id(50) });
const reference = z.object({
  TransactionReference: z.union([
    z.strictObject({ OrderId: id(80) }),
    z.strictObject({ TransactionId: id(64) }),
  ]),
});
const refund = z.object({
  Refund: z.strictObject({
    Amount: amount,
    OrderId: id(50),
    Description: z.string().max(1000),
    RestrictRefundAmountToCapturedAmount: z.boolean().default(false),
  }),
  CaptureReference: z.strictObject({ CaptureId: id(64) }),
});

/** Assert may be called for a day. Source: dossier section 3. */
const TOKEN_LIFE_MS = 24 * 60 * 60_000;

/** One call of the JSON API, by its path below the base address; null for a path that is none. */
export function answerJsonApi(parts: ApiParts, path: string, asked: unknown): ApiAnswer | null {
  const call = CALLS[path];
  if (call === undefined) return null;
  const head = z.object({ RequestHeader: header(parts.customerId) }).safeParse(asked);
  if (!head.success) return error(undefined, 400, 'VALIDATION_FAILED');
  const { RequestHeader } = head.data;
  const echo = { SpecVersion: RequestHeader.SpecVersion, RequestId: RequestHeader.RequestId };
  return call(parts, asked, echo);
}

type Echo = { readonly SpecVersion: string; readonly RequestId: string } | undefined;
type Call = (parts: ApiParts, asked: unknown, echo: Echo) => ApiAnswer;

const CALLS: Readonly<Record<string, Call>> = {
  '/Payment/v1/PaymentPage/Initialize': (parts, asked, echo) => {
    const read = initialize.safeParse(asked);
    if (!read.success) return error(echo, 400, 'VALIDATION_FAILED');
    const { TerminalId, Payment, Notification } = read.data;
    if (TerminalId !== parts.terminalId) return error(echo, 402, 'NO_CONTRACT');
    const fault = parts.board.playsInTurn(
      { name: Payment.OrderId, value: Payment.Amount.Value },
      CREATE_FAULTS,
    );
    if (fault === 'create-lost') return { kind: 'lost' };
    if (fault === 'create-error') return { kind: 'status', status: 500 };
    const payment = parts.books.linkMade({
      orderId: Payment.OrderId,
      amount: Payment.Amount,
      notify: { success: Notification.SuccessNotifyUrl, fail: Notification.FailNotifyUrl },
      back: read.data.ReturnUrl.Url,
    });
    if (fault === 'create-unheard') return { kind: 'lost' };
    const Expiration = new Date(payment.expiresAtMs).toISOString();
    const made = done(echo, { Token: payment.token, Expiration, RedirectUrl: parts.pageUrl(payment) });
    return fault === 'create-late' ? { kind: 'late', waitMs: parts.times.callLateMs, then: made } : made;
  },
  '/Payment/v1/PaymentPage/Assert': (parts, asked, echo) => {
    const read = assert.safeParse(asked);
    const payment = read.success ? parts.books.ofToken(read.data.Token) : undefined;
    if (payment === undefined) return error(echo, 402, 'TOKEN_INVALID');
    parts.books.asserted(payment);
    parts.asked(payment.orderId);
    if (parts.nowMs() - payment.expiresAtMs > TOKEN_LIFE_MS) return error(echo, 402, 'TOKEN_EXPIRED');
    if (isUnknownNow(parts, payment)) return error(echo, 402, 'COMMUNICATION_TIMEOUT');
    const isPaid = payment.status === 'captured';
    const fault = isPaid ? parts.board.plays(faulted(payment), ASSERT_FAULTS) : null;
    if (fault === 'answer-garbled') return { kind: 'garbled' };
    if (fault === 'not-started') return error(echo, 402, 'TRANSACTION_NOT_STARTED');
    if (fault === 'pending') return done(echo, paid(parts, payment, 'PENDING'));
    if (fault === 'answer-unproven')
      return told(parts, payment, echo === undefined ? echo : { ...echo, RequestId: 'another' });
    if (fault === 'answer-bare') return told(parts, payment, undefined);
    return told(parts, payment, echo);
  },
  '/Payment/v1/Transaction/Inquire': (parts, asked, echo) => {
    const read = reference.safeParse(asked);
    if (!read.success) return error(echo, 400, 'VALIDATION_FAILED');
    const named = read.data.TransactionReference;
    const isNamed = (orderId: string, transactionId: string): boolean =>
      'OrderId' in named ? named.OrderId === orderId : named.TransactionId === transactionId;
    const seenToMs = parts.nowMs() - parts.inquireLagMs;
    const back = parts.books.refunds.find((r) => isNamed(r.orderId, r.transactionId) && r.atMs <= seenToMs);
    if (back !== undefined) return done(echo, refundTold(back));
    const payment = parts.books.payments.find(
      (p) => isNamed(p.orderId, p.transactionId) && p.charged !== null && (p.decidedAtMs ?? 0) <= seenToMs,
    );
    if (payment === undefined) return error(echo, 402, 'TRANSACTION_NOT_FOUND');
    if (isUnknownNow(parts, payment)) return { kind: 'status', status: 500 };
    return done(echo, paid(parts, payment, 'CAPTURED'));
  },
  '/Payment/v1/Transaction/Refund': (parts, asked, echo) => {
    const read = refund.safeParse(asked);
    if (!read.success) return error(echo, 400, 'VALIDATION_FAILED');
    const { Refund, CaptureReference } = read.data;
    const { Amount, OrderId, RestrictRefundAmountToCapturedAmount: isRestricted } = Refund;
    const { CaptureId: captureId } = CaptureReference;
    const payment = parts.books.payments.find((known) => known.captureId === captureId);
    const fault = payment === undefined ? null : parts.board.plays(faulted(payment), REFUND_FAULTS);
    if (fault === 'refund-unknown') return { kind: 'status', status: 500 };
    if (fault === 'refund-refused') return error(echo, 402, 'PERMISSION_DENIED');
    if (fault === 'refund-not-yet') return error(echo, 402, 'TRANSACTION_DECLINED');
    const made = parts.books.refunded({ orderId: OrderId, captureId, amount: Amount }, isRestricted);
    if (fault === 'refund-unheard') return { kind: 'lost' };
    return typeof made === 'string' ? error(echo, 402, made) : done(echo, refundTold(made));
  },
};

const CREATE_FAULTS: readonly PageFaultId[] = [
  'create-lost',
  'create-unheard',
  'create-late',
  'create-error',
];
const ASSERT_FAULTS: readonly PageFaultId[] = [
  ...(['answer-garbled', 'answer-unproven', 'answer-bare', 'not-started', 'pending'] as const),
];
const REFUND_FAULTS: readonly PageFaultId[] = [
  ...(['refund-unknown', 'refund-unheard', 'refund-refused', 'refund-not-yet'] as const),
];

/** Whether nobody is told what became of a payment: until a while after the till has given it up. */
function isUnknownNow({ board, times, nowMs }: ApiParts, payment: BookedPayment): boolean {
  const fault = board.of(faulted(payment))?.id;
  const isOf = fault === 'asks-unknown' || fault === 'asks-unknown-charged';
  return isOf && nowMs() < payment.madeAtMs + times.tillWindowMs + times.afterMs;
}

/** What Assert says of a payment: a failed one is an error. Source: dossier sections 3 and 4. */
function told(parts: ApiParts, payment: BookedPayment, echo: Echo): ApiAnswer {
  switch (payment.status) {
    case 'captured':
      return done(echo, paid(parts, payment, 'CAPTURED'));
    case 'declined':
      return error(echo, 402, 'TRANSACTION_DECLINED');
    case 'aborted':
    case 'disabled':
      return error(echo, 402, 'TRANSACTION_ABORTED');
    case 'waiting':
    case 'opened':
      return error(echo, 402, 'TRANSACTION_NOT_STARTED');
  }
}

function paid({ board }: ApiParts, payment: BookedPayment, status: 'CAPTURED' | 'PENDING'): object {
  const isOtherOrder = board.has(faulted(payment), 'other-name');
  const hasNoCapture = status === 'PENDING';
  return {
    Transaction: {
      ...transaction(
        'PAYMENT',
        status,
        payment.transactionId,
        payment.charged ?? payment.amount,
        payment.decidedAtMs,
      ),
      ...(hasNoCapture ? {} : { CaptureId: payment.captureId }),
      OrderId: isOtherOrder ? `${payment.orderId}-X` : payment.orderId,
    },
    PaymentMeans: {
      Brand: { PaymentMethod: payment.brand, Name: payment.brand === 'ALIPAY' ? 'Alipay+' : payment.brand },
      DisplayText: payment.brand,
    },
  };
}

function refundTold(back: SaferpayBooks['refunds'][number]): object {
  return {
    Transaction: {
      ...transaction('REFUND', 'CAPTURED', back.transactionId, back.amount, back.atMs),
      OrderId: back.orderId,
    },
  };
}

function transaction(
  Type: 'PAYMENT' | 'REFUND',
  Status: string,
  Id: string,
  Amount: WireAmount,
  atMs: number | null,
): object {
  return {
    ...{ Type, Status, Id, Amount, Date: new Date(atMs ?? 0).toISOString() },
    ...{ AcquirerName: 'Alipay+ Sandbox', AcquirerReference: Id, SixTransactionReference: `0:0:3:${Id}` },
  };
}

function done(echo: Echo, body: object): ApiAnswer {
  return { kind: 'body', status: 200, body: { ResponseHeader: echo, ...body } };
}

function error(echo: Echo, status: number, ErrorName: string): ApiAnswer {
  const body = { ResponseHeader: echo, Behavior: 'DO_NOT_RETRY', ErrorName, ErrorMessage: ErrorName };
  return { kind: 'body', status, body };
}
