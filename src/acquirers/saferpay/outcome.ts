import { parseAmount, sameAmount, type Amount, type Minor } from '../../ground/money/amount.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import type {
  Charge,
  InquiryAnswer,
  OpenAnswer,
  RefundAnswer,
  RefundSeen,
  Unknown,
} from '../../payment/answers.ts';
import type { Answer, Transaction } from './messages.ts';
import { CANCELED, noLink, notCharged, notRefunded } from './result-codes.ts';

/** The facts that later calls need. */
export const TOKEN_FACT = 'token';
export const CAPTURE_FACT = 'captureId';
export const SECRET_FACT = 'noticeSecret';
/** When the link does not open any more, and when nobody can pay any more; ISO 8601. */
export const EXPIRES_FACT = 'expiresAt';
export const ENDS_FACT = 'endsAt';

/** What a link must be. */
export interface LinkRules {
  readonly baseUrl: string;
  readonly nowMs: Ms;
  readonly startedAtMs: Ms;
  readonly leastLifeMs: Ms;
  readonly sessionGraceMs: Ms;
  /** From the end of opening to a question whether it was paid. */
  readonly expirationGraceMs: Ms;
  /** The hash of the secret in the address of its notices. */
  readonly secretHash: string;
}

/** What Initialize came to, with the link. Source: dossier section 2. */
export function openAnswer(
  read: Answer,
  rules: LinkRules,
): { readonly answer: OpenAnswer; readonly url?: string } {
  const { ErrorName, Token, Expiration, RedirectUrl } = read;
  if (ErrorName !== undefined) return { answer: { kind: 'refused', reason: noLink(ErrorName) } };
  const endsAtMs = Expiration === undefined ? null : parseIso(Expiration);
  const isLink = RedirectUrl !== undefined && isTheirs(RedirectUrl, rules.baseUrl);
  if (Token === undefined || endsAtMs === null || !isLink)
    return {
      answer: { kind: 'unknown', why: 'the link that was made is not what was asked for', alarm: true },
    };
  if (endsAtMs - rules.nowMs < rules.leastLifeMs)
    return { answer: { kind: 'unknown', why: 'the link ends too soon: is the clock right?', alarm: true } };
  return {
    answer: {
      kind: 'opened',
      // A clock that was set back since the attempt began must not make its end one that has passed.
      payableForMs: endsAtMs + rules.sessionGraceMs - Math.min(rules.startedAtMs, rules.nowMs),
      opensForMs: endsAtMs + rules.expirationGraceMs - rules.startedAtMs,
      facts: {
        [TOKEN_FACT]: Token,
        [SECRET_FACT]: rules.secretHash,
        [EXPIRES_FACT]: new Date(endsAtMs).toISOString(),
        [ENDS_FACT]: new Date(endsAtMs + rules.sessionGraceMs).toISOString(),
      },
    },
    url: RedirectUrl,
  };
}

/** The link's host name is the base URL's; port and scheme may differ on loopback. Source: interface section 8, point 3. */
export function isTheirs(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const [link, base] = [new URL(url), new URL(baseUrl)];
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(link.hostname);
  return link.hostname === base.hostname && (link.protocol === 'https:' || isLoopback);
}

/** What decides when Assert may be sent once more because of its answer. Source: dossier section 6, points 4 and 6. */
export interface AskWaits {
  readonly pendingAskMs: Ms;
  /** After an answer that nobody has paid yet; null where none is allowed. */
  readonly notStartedAskMs: Ms | null;
  /** Nobody can pay any more, by the till's clock. */
  readonly isOver: boolean;
}

/** What Assert says of a payment. Source: dossier section 4. */
export function assertAnswer(
  read: Answer,
  orderId: string,
  { pendingAskMs, notStartedAskMs, isOver }: AskWaits,
): InquiryAnswer {
  const { ErrorName } = read;
  if (ErrorName === 'TRANSACTION_NOT_STARTED') {
    if (isOver) return { kind: 'notFound' };
    return {
      kind: 'confirming',
      ...(notStartedAskMs === null ? {} : { againInMs: notStartedAskMs }),
    };
  }
  // An authorisation may exist.
  if (ErrorName === 'COMMUNICATION_TIMEOUT')
    return { kind: 'unknown', why: ErrorName, code: ErrorName, againInMs: pendingAskMs };
  if (ErrorName !== undefined) {
    const reason = notCharged(ErrorName);
    if (reason !== null) return { kind: 'notCharged', reason };
  }
  return inquireAnswer(read, orderId, pendingAskMs);
}

/** What Inquire finds: only what was authorised or paid, some minutes late. Source: dossier section 5.3. */
export function inquireAnswer(read: Answer, orderId: string, pendingAskMs: Ms): InquiryAnswer {
  const { ErrorName, Transaction: told } = read;
  // It never proves that nothing was paid.
  if (ErrorName !== undefined) return { kind: 'unknown', why: ErrorName, code: ErrorName };
  return told === undefined ? NO_TRANSACTION : transactionAnswer(told, read, orderId, pendingAskMs);
}

function transactionAnswer(
  told: Transaction,
  read: Answer,
  orderId: string,
  pendingAskMs: Ms,
): InquiryAnswer {
  if (told.Type !== 'PAYMENT' || (told.OrderId !== undefined && told.OrderId !== orderId)) {
    const other = strange('a transaction of another name or type');
    // With money in it a person decides. Source: dossier section 4.
    return told.Status === 'CAPTURED' ? { ...other, contradicted: true } : other;
  }
  switch (told.Status) {
    case 'CAPTURED': {
      const charge = chargeOf(told, read);
      if (charge === null) return { ...strange('a charge whose amount cannot be read'), unreadable: true };
      const { CaptureId } = told;
      return {
        kind: 'charged',
        charge,
        ...(CaptureId === undefined ? {} : { facts: { [CAPTURE_FACT]: CaptureId } }),
      };
    }
    case 'CANCELED':
      return { kind: 'notCharged', reason: CANCELED };
    case 'PENDING':
      return { kind: 'confirming', againInMs: pendingAskMs };
    default:
      return strange(`a transaction in the state ${told.Status ?? 'missing'}`);
  }
}

function chargeOf({ Id, Date: paidAt, Amount: amount }: Transaction, read: Answer): Charge | null {
  const value = amountIn(amount);
  if (Id === undefined || value === null) return null;
  const brand = read.PaymentMeans?.Brand;
  const name = brand?.Name ?? (isAlipay(read) ? 'Alipay+' : brand?.PaymentMethod);
  return {
    amount: value,
    paymentId: Id,
    ...(paidAt === undefined ? {} : { paymentTime: paidAt }),
    ...(name === undefined ? {} : { walletBrandName: name }),
  };
}

/** Whether it was paid by the one brand that was asked for. Source: dossier sections 2 and 4. */
export function isAlipay({ PaymentMeans }: Answer): boolean {
  return PaymentMeans?.Brand?.PaymentMethod === 'ALIPAY';
}

function amountIn(amount: Transaction['Amount']): Amount | null {
  if (amount === undefined) return null;
  const read = parseAmount({ currency: amount.CurrencyCode, value: amount.Value });
  return read.ok ? read.value : null;
}

type Charged = Extract<InquiryAnswer, { kind: 'charged' }>;

/** A charge less what the books show of its refunds. */
export function lessRefunds(charged: Charged, refunds: readonly RefundSeen[]): InquiryAnswer {
  const doneMinor = refunds
    .filter(({ status }) => status === 'done')
    .reduce((sum, { amount }) => sum + amount.valueMinor, 0);
  const leftMinor = (charged.charge.amount.valueMinor - doneMinor) as Minor;
  if (leftMinor <= 0) return { kind: 'notCharged', reason: GIVEN_BACK, refunded: true };
  return {
    ...charged,
    ...(doneMinor === 0 ? {} : { leftMinor }),
    ...(refunds.some(({ status }) => status === 'underWay') ? { settling: true } : {}),
  };
}

const GIVEN_BACK = {
  code: 'SAFERPAY_REFUNDED',
  class: 'closed',
  say: 'This payment was refunded in full.',
} as const;

/** What Refund came to. Source: dossier section 5.1. */
export function refundAnswer(read: Answer, asked: Amount): RefundAnswer {
  const { ErrorName, Transaction: told } = read;
  if (ErrorName !== undefined) {
    const reason = notRefunded(ErrorName);
    return reason === null
      ? { kind: 'unknown', why: ErrorName, code: ErrorName }
      : { kind: 'refused', reason };
  }
  const amount = amountIn(told?.Amount);
  const isDone = told?.Type === 'REFUND' && told.Status === 'CAPTURED';
  if (!isDone || amount === null || !sameAmount(amount, asked))
    return {
      kind: 'unknown',
      why: `a refund in the state ${told?.Status ?? 'missing'}`,
      code: 'STRANGE_REFUND',
      alarm: true,
    };
  return {
    kind: 'refunded',
    ...(told.Id === undefined ? {} : { refundId: told.Id }),
    ...(told.Date === undefined ? {} : { refundTime: told.Date }),
  };
}

/** A refund as Inquire finds it by its name; null where it holds none (yet). */
export function refundSeen(read: Answer, number: number): RefundSeen | null {
  const { Transaction: told } = read;
  const amount = amountIn(told?.Amount);
  if (told?.Type !== 'REFUND' || amount === null) return null;
  return {
    number,
    amount,
    status: told.Status === 'CAPTURED' ? 'done' : told.Status === 'CANCELED' ? 'failed' : 'underWay',
    ...(told.Id === undefined ? {} : { refundId: told.Id }),
    ...(told.Date === undefined ? {} : { refundTime: told.Date }),
  };
}

function strange(why: string): Unknown {
  return { kind: 'unknown', why, code: 'STRANGE_TRANSACTION', alarm: true };
}

const NO_TRANSACTION = strange('an answer without a transaction');
