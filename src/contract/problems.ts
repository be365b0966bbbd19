import type { CodeFamily } from '../ground/code-families.ts';
import type { AmountError, WireAmount } from '../ground/money/amount.ts';
import { err } from '../ground/result.ts';
import type { Post } from './posts.ts';
import type { WhyRefused } from './till-view.ts';

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
  'token-not-for-this': { status: 403, title: 'The token is of a role that may not do this' },
  'sign-in-required': { status: 403, title: 'Somebody must sign in first' },
  'sign-in-refused': { status: 403, title: 'The person is not known here, or the PIN is wrong' },
  'approver-required': { status: 403, title: 'A manager must approve this' },
  'approver-refused': { status: 403, title: 'The approver is not known, or may not approve this' },
  'not-found': { status: 404, title: 'There is nothing under this address' },
  'till-busy': { status: 409, title: 'Another sale is under way' },
  'amount-over-limit': { status: 409, title: 'The amount is larger than this till takes' },
  'order-already-paid': { status: 409, title: 'This order is paid' },
  'order-unresolved': { status: 409, title: 'A payment of this order is not resolved yet' },
  'order-elsewhere': { status: 409, title: 'Another till of the chain may charge this order' },
  'override-refused': { status: 409, title: 'There is nothing that a manager could have taken all the same' },
  'order-exhausted': { status: 409, title: 'This order was tried too often' },
  'not-awaiting-code': { status: 409, title: 'The sale does not wait for a code' },
  'tender-not-available': { status: 409, title: 'This way to pay cannot be taken now' },
  'code-repeated': { status: 409, title: 'This code was scanned a moment ago' },
  'retry-refused': { status: 409, title: 'This sale cannot be tried again' },
  'accept-refused': { status: 409, title: 'This charge cannot be taken for the sale' },
  'cancel-refused': { status: 409, title: 'This sale cannot be cancelled as it stands' },
  'free-refused': { status: 409, title: 'This sale has no payment whose order could be freed' },
  'freeing-off': { status: 409, title: 'This till frees no orders' },
  'void-refused': { status: 409, title: 'This payment cannot be voided any more' },
  'refund-exceeds-payment': { status: 409, title: 'More would be refunded than was paid' },
  'refund-refused': { status: 409, title: 'This payment cannot be refunded as it stands' },
  'day-just-closed': { status: 409, title: 'The day was closed a moment ago, and nothing happened since' },
  'not-printable': { status: 409, title: 'There is no such receipt to print' },
  disputed: { status: 409, title: 'A customer’s bank disputes this payment' },
  'confirm-needed': { status: 409, title: 'This must be said twice' },
  'dispute-known': { status: 409, title: 'There is a dispute with this id' },
  'dispute-answered': { status: 409, title: 'This dispute has an answer, and it is final' },
  'dispute-closed': { status: 409, title: 'This dispute is closed' },
  'registration-too-soon': { status: 409, title: 'The last registration is too young' },
  'store-not-registered': { status: 409, title: 'The store is not registered at the acquirer' },
  'not-an-alipaycn-payment': { status: 409, title: 'Another wallet paid' },
  'declaration-exceeds-payment': { status: 409, title: 'More would be declared than was paid' },
  'declaration-too-soon': { status: 409, title: 'The last declaration is too young' },
  'paper-refused': { status: 409, title: 'This paper cannot be taken' },
  'reports-unreadable': { status: 409, title: 'The reports or the bank’s credits cannot be read' },
  'body-too-large': { status: 413, title: 'The body is larger than 64 KiB' },
  'code-refused': { status: 422, title: 'This code cannot be taken' },
  'idempotency-mismatch': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'approver-locked': { status: 423, title: 'Too many wrong PINs' },
  'sign-in-locked': { status: 423, title: 'Too many wrong PINs' },
  'too-many-streams': { status: 429, title: 'Too many event streams are open' },
  'not-available': { status: 501, title: 'This till cannot do that yet' },
} as const;
export type ProblemSlug = keyof typeof PROBLEMS;

/**
 * The reasons of a problem that has several: a page chooses its words by the slug and this `why`.
 *
 * `code-refused` has more of them, which a notice carries too: `WHY_REFUSED`.
 */
export const WHYS = {
  'invalid-request': ['paymentCode'],
  'approver-refused': ['pin', 'shortPin', 'limit'],
  'till-busy': ['sale', 'scannerSetup', 'acceptance'],
  'tender-not-available': ['unknown', 'notWaiting', 'noPage'],
  'order-elsewhere': ['held', 'paid', 'fenced', 'silent'],
  'retry-refused': ['declined', 'notFailed'],
  'cancel-refused': ['byPerson', 'notDoubted'],
  'void-refused': ['partRefunded', 'givenBack', 'tooLate', 'noVoid'],
  'refund-refused': ['notPaid', 'notKnown', 'wholeOnly'],
  'not-printable': [
    'notPaid',
    'noRefund',
    'refundFailed',
    'cannotBeMade',
    'noPrinter',
    'underWay',
    'notUnknown',
  ],
  'paper-refused': ['unknown', 'tooLarge', 'onlyOne', 'otherForm', 'sameName', 'notKept'],
  'not-available': [
    'noOffice',
    'noReports',
    'noCustoms',
    'notKnown',
    'trainingOnly',
    'noConfigFile',
    'noRestart',
    'noWindowScanner',
    'format',
  ],
} as const satisfies Partial<Record<ProblemSlug, readonly string[]>>;
export type WhyOf<S extends keyof typeof WHYS> = (typeof WHYS)[S][number];

/** A field of a request that does not fit, and why. */
export interface FieldFault {
  readonly field: string;
  readonly why: string;
}

/** What a problem tells beside its sentence, by slug; one that is not here tells nothing more. */
interface Members {
  'invalid-request': {
    readonly field: string;
    readonly errors?: readonly FieldFault[];
    readonly why?: WhyOf<'invalid-request'>;
  };
  'amount-not-payable': { readonly field: string };
  /** The largest amount of one sale. */
  'amount-over-limit': { readonly field: string; readonly limit: WireAmount };
  /** `retryAfterSeconds`: this try has locked the approver out, for so long. */
  'approver-refused': { readonly why: WhyOf<'approver-refused'>; readonly retryAfterSeconds?: number };
  /** `saleId`: the sale that holds the till. */
  'till-busy': { readonly why: WhyOf<'till-busy'>; readonly saleId?: string };
  'tender-not-available': { readonly why: WhyOf<'tender-not-available'> };
  /** `holder`: the till, as the centre names it. */
  'order-elsewhere': { readonly why: WhyOf<'order-elsewhere'>; readonly holder?: string };
  'retry-refused': { readonly why: WhyOf<'retry-refused'> };
  'cancel-refused': { readonly why: WhyOf<'cancel-refused'> };
  'void-refused': { readonly why: WhyOf<'void-refused'> };
  /** How much could be refunded. */
  'refund-exceeds-payment': { readonly refundable: WireAmount };
  'refund-refused': { readonly why: WhyOf<'refund-refused'> };
  /** The day that was closed, and when. */
  'day-just-closed': { readonly number: number; readonly closedAt: string };
  'not-printable': { readonly why: WhyOf<'not-printable'> };
  'paper-refused': { readonly why: WhyOf<'paper-refused'> };
  /** From when on it is taken. */
  'registration-too-soon': { readonly until: string };
  'declaration-too-soon': { readonly until: string };
  /** How much could be declared. */
  'declaration-exceeds-payment': { readonly declarable: WireAmount };
  'code-refused': CodeRefused;
  'sign-in-required': { readonly post: Post };
  'approver-locked': { readonly retryAfterSeconds: number };
  /** `retryAfterSeconds`: this try has locked the person out, for so long. */
  'sign-in-refused': { readonly retryAfterSeconds?: number };
  'sign-in-locked': { readonly retryAfterSeconds: number };
  'not-available': { readonly why: WhyOf<'not-available'> };
}

/** What the code was taken for, by which rule; `choices`: the gateways that a person may choose from. */
interface CodeRefused {
  readonly family?: CodeFamily;
  readonly ruleId?: string;
  readonly rulesVersion?: string;
  readonly choices?: readonly string[];
  /** Absent where the sentence is the shop's own. */
  readonly why?: WhyRefused;
}

/** A refusal: which, in words for the reader, and what else the caller may want to know. */
export type Problem<S extends ProblemSlug = ProblemSlug> = {
  readonly [K in S]: { readonly slug: K; readonly detail: string } & (K extends keyof Members
    ? Members[K]
    : unknown);
}[S];

/** A failed result that is a problem. */
export interface Refused<P = Problem> {
  readonly ok: false;
  readonly error: P;
}

/** A failed result that is a problem; the compiler holds its members against its slug. */
export function refuse<S extends ProblemSlug>(
  problem: { readonly slug: S } & Problem<S>,
): Refused<Problem<S>> {
  return err(problem);
}

/** An amount that cannot be taken: which part of it, and why. */
export function refuseAmount({
  kind,
  say: detail,
}: AmountError): Refused<Problem<'amount-not-payable' | 'invalid-request'>> {
  switch (kind) {
    case 'notPayable':
      return refuse({ slug: 'amount-not-payable', detail, field: 'amount.value' });
    case 'notMinorUnits':
      return refuse({ slug: 'invalid-request', detail, field: 'amount.value' });
    case 'unknownCurrency':
      return refuse({ slug: 'invalid-request', detail, field: 'amount.currency' });
  }
}

/** A payment code in a field that is kept and shown: somebody scanned into the wrong place. */
export function refusePaymentCode(field: string): Refused<Problem<'invalid-request'>> {
  const detail = 'a payment code must not stand here';
  return refuse({ slug: 'invalid-request', detail, field, why: 'paymentCode' });
}

/** Why an order must not be charged again. Source: interface section 3, `POST /v1/sales`. */
export type OrderRefusal = 'order-already-paid' | 'order-unresolved';

/** An order that must not be charged again. */
export function refuseOrder(slug: OrderRefusal): Refused<Problem<OrderRefusal>> {
  return refuse({ slug, detail: ORDER_SAYS[slug] });
}

const ORDER_SAYS = {
  'order-already-paid': 'This order is paid. Give the next sale an order id of its own.',
  'order-unresolved':
    'A payment of this order is not resolved yet. It must not be charged again before the till knows.',
} as const satisfies Record<OrderRefusal, string>;

/** The name of a problem as it travels: that of the till and of a chain's centre alike. */
export function problemType(slug: string): string {
  return `urn:paycode-till:problem:${slug}`;
}

/** A problem as it travels (RFC 9457, `application/problem+json`). */
export function problemBody({ slug, detail, ...members }: Problem): Record<string, unknown> {
  const { status, title } = PROBLEMS[slug];
  return { type: problemType(slug), title, status, detail, ...members };
}
