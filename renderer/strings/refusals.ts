import type { View } from '../../src/contract/contract.ts';
import type { ProblemSlug } from '../../src/contract/problems.ts';
import type { TillWords } from './till/till-words.ts';
import type { Catalogue } from './words.ts';

type WhyRefused = NonNullable<NonNullable<View['notice']>['why']>;

/** Refusals for which the scanner is to blame, and not the wallet. */
const OF_SCANNER = {
  misread: (till: TillWords) => till.misread,
  misfit: (till: TillWords) => till.health.misfit,
} as const;

/** The sentence for each other reason why a code is refused. */
const REFUSED: Record<Exclude<WhyRefused, keyof typeof OF_SCANNER>, keyof Catalogue['notice']['refused']> = {
  ALIPAY_PLUS: 'wallet',
  ALIPAY_PLUS_19: 'wallet',
  ALIPAY_LEGACY: 'wallet',
  ALIPAY_RESERVED: 'newer',
  NOT_A_PAYMENT_CODE: 'notForPaying',
  WECHAT: 'weChat',
  UNIONPAY: 'unionPay',
  EMV_CPM: 'card',
  UNKNOWN: 'unknown',
  oversize: 'tooLong',
  unprintable: 'unreadable',
  choose: 'choose',
  tooOld: 'tooOld',
  noGateway: 'wallet',
};

/** What the till notices by itself, beside what it refuses. */
type Noticed =
  | 'scan-not-wanted'
  | 'late-charge'
  | 'charge-gone'
  | 'goods-not-paid'
  | 'gateway-alarm'
  | 'report-not-printed'
  | 'slip-not-printed'
  | 'badge-unknown'
  | 'badge-locked'
  | 'receipt-scanned';

/** The words of a key; undefined where the till's own sentence is to be shown. */
type Say = (words: Catalogue, why: string | undefined) => string | undefined;

/** The sentence for each problem and notice. One that is not here does not compile. */
const SAYS: Readonly<Record<ProblemSlug | Noticed, Say>> = {
  'code-repeated': ({ notice }) => notice.repeated,
  'order-unresolved': ({ notice }) => notice.unresolved,
  'scan-not-wanted': ({ notice }) => notice.notWanted,
  'late-charge': ({ reasons }) => reasons.lateCharge,
  'goods-not-paid': ({ reasons }) => reasons.goodsGone,
  'charge-gone': ({ notice }) => notice.chargeGone,
  'slip-not-printed': ({ slip }) => slip.notPrinted,
  'approver-required': ({ attention }) => attention.manager,
  'sign-in-required': ({ notice }) => notice.signIn,
  'code-refused': ({ notice, till }, why) => {
    if (why === 'misread' || why === 'misfit') return till === null ? undefined : OF_SCANNER[why](till);
    return isWhy(why) ? notice.refused[REFUSED[why]] : undefined;
  },
  'till-busy': oneOf((till) => till.refused['till-busy']),
  'order-elsewhere': oneOf((till) => till.refused['order-elsewhere']),
  'override-refused': ({ till }) => till?.refused['override-refused'],
  'tender-not-available': oneOf((till) => till.refused['tender-not-available']),
  'retry-refused': oneOf((till) => till.refused['retry-refused']),
  'cancel-refused': oneOf((till) => till.refused['cancel-refused']),
  'void-refused': oneOf((till) => till.refused['void-refused']),
  'not-printable': oneOf((till) => till.refused['not-printable']),
  'not-available': oneOf((till) => till.refused['not-available']),
  'order-already-paid': ({ till }) => till?.refused['order-already-paid'],
  'order-exhausted': ({ till }) => till?.refused['order-exhausted'],
  'not-awaiting-code': ({ till }) => till?.refused['not-awaiting-code'],
  'accept-refused': ({ till }) => till?.refused['accept-refused'],
  'free-refused': ({ till }) => till?.refused['free-refused'],
  'freeing-off': ({ till }) => till?.refused['freeing-off'],
  'not-found': ({ till }) => till?.refused['not-found'],
  'amount-not-payable': ({ till }) => till?.refused['amount-not-payable'],
  'amount-over-limit': ({ till }) => till?.refused['amount-over-limit'],
  'invalid-request': ({ till }, why) =>
    why === 'paymentCode' ? till?.paymentCode : till?.refused['invalid-request'],
  'body-too-large': ({ till }) => till?.refused['invalid-request'],
  'gateway-alarm': ({ till }) => till?.noticed['gateway-alarm'],
  'report-not-printed': ({ till }) => till?.noticed['report-not-printed'],
  'badge-unknown': ({ till }) => till?.noticed['badge-unknown'],
  'badge-locked': ({ till }) => till?.noticed['badge-locked'],
  unauthorized: anotherWindow,
  'foreign-host': anotherWindow,
  'foreign-origin': anotherWindow,
  'token-not-for-this': anotherWindow,
  // The manager's desk has words of its own for these; a scanned receipt opens it and needs none.
  'approver-refused': () => undefined,
  // So has the sign-in.
  'sign-in-refused': () => undefined,
  'sign-in-locked': () => undefined,
  'approver-locked': () => undefined,
  'refund-refused': () => undefined,
  'refund-exceeds-payment': () => undefined,
  'idempotency-mismatch': () => undefined,
  'day-just-closed': () => undefined,
  'receipt-scanned': () => undefined,
  // The office has words of its own.
  disputed: ({ reasons }) => reasons.disputed,
  'confirm-needed': () => undefined,
  'dispute-known': () => undefined,
  'dispute-answered': () => undefined,
  'dispute-closed': () => undefined,
  'paper-refused': () => undefined,
  'reports-unreadable': () => undefined,
  'registration-too-soon': () => undefined,
  'not-an-alipaycn-payment': () => undefined,
  'declaration-exceeds-payment': () => undefined,
  'declaration-too-soon': () => undefined,
  'store-not-registered': ({ till }) => till?.refused['store-not-registered'],
  // It answers an event stream: the page hears nothing.
  'too-many-streams': ({ notice }) => notice.noAnswer,
};

/**
 * What the till did not do or noticed, in the page's language: by its key, and by `why` where one key has several reasons.
 *
 * Undefined where the catalogue has no words: then the till's own sentence is shown.
 */
export function refusalSays(key: string, why: string | undefined, words: Catalogue): string | undefined {
  return isSaid(key) ? SAYS[key](words, why) : undefined;
}

/** A refusal by its key; `detail` is the till's own sentence, null where no answer came at all. */
interface Refused {
  readonly slug: string;
  readonly why?: string | undefined;
  readonly detail: string | null;
}

/** A refusal as a sentence of the page. */
export function sayRefusal({ slug, why, detail }: Refused, words: Catalogue): string {
  return refusalSays(slug, why, words) ?? detail ?? words.notice.noAnswer;
}

function oneOf(sayings: (till: TillWords) => Readonly<Record<string, string>>): Say {
  return ({ till }, why) => {
    const known = till === null ? {} : sayings(till);
    return why !== undefined && Object.hasOwn(known, why) ? known[why] : undefined;
  };
}

/** The till does not know this window: it was started again, or the page is not its own. */
function anotherWindow({ till, unreachable }: Catalogue): string | undefined {
  return till === null ? undefined : unreachable.locked.say;
}

function isSaid(key: string): key is keyof typeof SAYS {
  return Object.hasOwn(SAYS, key);
}

function isWhy(why: string | undefined): why is keyof typeof REFUSED {
  return why !== undefined && Object.hasOwn(REFUSED, why);
}
