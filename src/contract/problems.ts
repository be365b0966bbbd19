import type { AmountError } from '../ground/money/amount.ts';

import { err } from '../ground/result.ts';

/**
 * Everything the till may answer instead of doing what it was asked, with the HTTP status of each.
 *
 * A refused call changes nothing. Source: interface section 3.
 */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request does not fit its schema' },
  'amount-not-payable': { status: 400, title: 'The amount cannot be paid' },
  unauthorized: { status: 401, title: 'No token, or a wrong one' },
  'foreign-host': { status: 403, title: 'The Host header is not a loopback address' },
  'foreign-origin': { status: 403, title: 'The Origin is not the till itself' },
  'approver-required': { status: 403, title: 'A manager must approve this' },
  'approver-refused': { status: 403, title: 'The approver is not known, or may not approve this' },
  'not-found': { status: 404, title: 'There is nothing under this address' },
  'till-busy': { status: 409, title: 'Another sale is under way' },
  'order-already-paid': { status: 409, title: 'This order is paid' },
  'order-unresolved': { status: 409, title: 'A payment of this order is not resolved yet' },
  'order-exhausted': { status: 409, title: 'This order was tried too often' },
  'not-awaiting-code': { status: 409, title: 'The sale does not wait for a code' },
  'code-repeated': { status: 409, title: 'This code was scanned a moment ago' },
  'retry-refused': { status: 409, title: 'This sale cannot be tried again' },
  'accept-refused': { status: 409, title: 'This charge cannot be taken for the sale' },
  'cancel-refused': { status: 409, title: 'This sale cannot be cancelled as it stands' },
  'void-refused': { status: 409, title: 'This payment cannot be voided any more' },
  'refund-exceeds-payment': { status: 409, title: 'More would be refunded than was paid' },
  'refund-refused': { status: 409, title: 'This payment cannot be refunded as it stands' },
  'day-just-closed': { status: 409, title: 'The day was closed a moment ago, and nothing happened since' },
  'not-printable': { status: 409, title: 'There is no such receipt to print' },
  'body-too-large': { status: 413, title: 'The body is larger than 64 KiB' },
  'code-refused': { status: 422, title: 'This code cannot be taken' },
  'idempotency-mismatch': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'approver-locked': { status: 423, title: 'Too many wrong PINs' },
  'not-available': { status: 501, title: 'This till cannot do that yet' },
} as const;
export type ProblemSlug = keyof typeof PROBLEMS;

/** A refusal: which, in words for the reader, and what else the caller may want to know. */
export interface Problem {
  readonly slug: ProblemSlug;
  readonly detail: string;
  readonly more?: Readonly<Record<string, unknown>> | undefined;
}

/** A failed result that is a problem. */
export function refuse(
  slug: ProblemSlug,
  detail: string,
  more?: Readonly<Record<string, unknown>>,
): { readonly ok: false; readonly error: Problem } {
  return err({ slug, detail, more });
}

/** An amount that cannot be taken: which part of it, and why. */
export function refuseAmount(error: AmountError): { readonly ok: false; readonly error: Problem } {
  const slug = error.kind === 'notPayable' ? 'amount-not-payable' : 'invalid-request';
  const field = error.kind === 'unknownCurrency' ? 'amount.currency' : 'amount.value';
  return refuse(slug, error.say, { field });
}

/** An order that must not be charged again. */
export function refuseOrder(slug: OrderRefusal): { readonly ok: false; readonly error: Problem } {
  return refuse(slug, ORDER_SAYS[slug]);
}

const ORDER_SAYS = {
  'order-already-paid': 'This order is paid. Give the next sale an order id of its own.',
  'order-unresolved':
    'A payment of this order is not resolved yet. It must not be charged again before the till knows.',
} as const satisfies Record<OrderRefusal, string>;

/** A problem as it travels (RFC 9457, `application/problem+json`). */
export function problemBody(problem: Problem): Record<string, unknown> {
  const { status, title } = PROBLEMS[problem.slug];
  return {
    type: `urn:paycode-till:problem:${problem.slug}`,
    title,
    status,
    detail: problem.detail,
    ...problem.more,
  };
}

/** Why an order must not be charged again. Source: interface section 3, `POST /v1/sales`. */
export type OrderRefusal = 'order-already-paid' | 'order-unresolved';
