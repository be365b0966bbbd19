import { parseAmount, type Amount, type Minor } from '../../ground/money/amount.ts';
import type {
  CancelAnswer,
  Charge,
  InquiryAnswer,
  PaymentLook,
  Reason,
  RefundAnswer,
  Unknown,
} from '../../payment/answers.ts';
import type { AcquirerFacts } from '../../payment/terms.ts';
import type { SummedLook } from '../port.ts';
import { valueOf, type Values } from './messages.ts';
import { creditRefusal, isEnd, isUnderWay, refusal, reverseRefusal, SUCCESS } from './result-codes.ts';

/** What later calls need of an attempt: what the till asked for, and what Computop told. */
export const FACTS = {
  /** What the link asks for. */
  amount: 'Amount',
  currency: 'Currency',
  /** The till whose link it is. */
  till: 'Till',
  /** The payment that was found charged, and how much. */
  payId: 'PayID',
  captured: 'AmountCap',
  capturedCurrency: 'CurrencyCap',
  /** Whether the books have just told that all of it was captured and nothing went back: only that may be reversed. */
  untouched: 'Untouched',
  /** The payment that the last notice with a right MAC is of. */
  noticed: 'NoticePayID',
} as const;

/** The fact that a notice with a right MAC told of a success of this payment: one link may bring more than one. */
export function successFact(payId: string): string {
  return `${SUCCESS_FACT}${payId}`;
}

/** The payments that such notices were of. */
export function succeededIn(facts: AcquirerFacts): readonly string[] {
  return Object.keys(facts)
    .filter((name) => name.startsWith(SUCCESS_FACT))
    .map((name) => name.slice(SUCCESS_FACT.length));
}

const SUCCESS_FACT = 'NoticeOK:';

/** The code of a payment that is there, of an amount that no answer tells. */
export const NO_AMOUNT = 'COMPUTOP_NO_AMOUNT';

/** What every answer about an attempt must say. */
export interface Expected {
  readonly merchantId: string;
  readonly transId: string;
  /** The payment that was asked about; null where it was asked about by our own name. */
  readonly payId: string | null;
  readonly facts: AcquirerFacts;
  /** The token of the till's own link; absent where no link of this till is asked about. */
  readonly userData?: string | undefined;
  /** Whether `Status` is known to be the payment's state, and not the inquiry's. */
  readonly statusIsPayment: boolean;
}

/** What the books hold of a payment that is charged. */
interface Books {
  readonly charge: Charge;
  readonly payId: string;
  /** What credits and a reverse have given back; null where the answer does not tell. */
  readonly backMinor: number | null;
  /** Whether the answer itself tells what was captured. */
  readonly isTold: boolean;
}

/** What an inquiry says of an attempt. */
export type Judged =
  | { readonly kind: 'charged'; readonly books: Books }
  /** Not charged, if it is heard again a while later. */
  | { readonly kind: 'no'; readonly reason: Reason }
  | Extract<InquiryAnswer, { kind: 'confirming' | 'notFound' | 'unknown' }>;

/** What an inquiry says. A *no* counts when it was heard twice: the caller keeps that. Source: `PROTOCOL.md`, status. */
export function judged(values: Values, expected: Expected): Judged {
  const [status, code = ''] = [valueOf(values, 'Status'), valueOf(values, 'Code')];
  if (status === undefined) return unreadable('the answer has no Status');
  const isNone = status === 'FAILED' && (valueOf(values, 'PayID') ?? '') === '';
  const strangeness = strangenessOf(values, expected, isNone);
  if (strangeness !== null) return strangeMoney(values, code, strange(strangeness));
  const wasCharged = expected.facts[FACTS.captured] !== undefined;
  switch (status) {
    case 'OK':
      return code === SUCCESS
        ? successful(values, expected)
        : { ...unreadable(`Code ${code}`), code: codeOf(code) };
    case 'AUTHORIZE_REQUEST':
      return { kind: 'confirming' };
    case 'FAILED':
      if (isUnderWay(code)) return { kind: 'confirming' };
      // What was found charged is not made uncharged by an inquiry that failed, or a last step that did.
      if (wasCharged)
        return { ...strange('a payment that was charged is said to have failed'), code: codeOf(code) };
      if (isNone) return { kind: 'notFound' };
      return isEnd(code)
        ? { kind: 'no', reason: refusal(code) }
        : { ...unreadable(`FAILED with Code ${code}`), code: codeOf(code) };
    default:
      return isUnderWay(code) ? { kind: 'confirming' } : unreadable(`Status ${status}`);
  }
}

/** An answer about something else: with money in it a person decides. Source: dossier section 4.1. */
function strangeMoney(values: Values, code: string, other: Unknown): Unknown {
  const hasMoney = /[1-9]/.test(valueOf(values, 'AmountCap') ?? '');
  const isPaid = valueOf(values, 'Status') === 'OK' && code === SUCCESS && hasMoney;
  return isPaid ? { ...other, contradicted: true } : other;
}

/** Why an answer cannot be about this attempt; null where it is. A payment that is not there is named by less. */
function strangenessOf(
  values: Values,
  { merchantId, transId, payId }: Expected,
  isNone: boolean,
): string | null {
  const told = (name: string): string | undefined => valueOf(values, name);
  if (told('mid') !== merchantId) return 'an answer of another merchant';
  if (isNone) return (told('TransID') ?? transId) === transId ? null : 'an answer about another payment';
  if (told('TransID') !== transId) return 'an answer about another payment';
  if ((told('PayID') ?? '') === '') return 'an answer without a PayID';
  return payId === null || told('PayID') === payId ? null : 'an answer with another PayID';
}

/** OK and success: a charge, where an amount or a signed notice says so too. Source: dossier section 4.1. */
function successful(values: Values, expected: Expected): Judged {
  const payId = valueOf(values, 'PayID') ?? '';
  const { userData } = expected;
  // Under the name of one order two tills may each have a link. What was paid by the other one's is not ours.
  if (userData !== undefined && (valueOf(values, 'UserData') || userData) !== userData)
    return { ...strange('what was paid by the link of another till'), contradicted: true };
  const asked = amountIn(expected.facts);
  const currency = valueOf(values, 'Currency') ?? asked?.currency ?? '';
  const captured = valueOf(values, 'AmountCap');
  const backMinor = minorOf(valueOf(values, 'AmountCred'));
  if (backMinor === undefined) return UNREADABLE_CHARGE;
  if (captured === undefined) {
    const isWitnessed = succeededIn(expected.facts).includes(payId) || expected.statusIsPayment;
    if (!isWitnessed || asked === null)
      return {
        ...unreadable('no amount is told, and no notice with a right MAC agrees yet'),
        code: NO_AMOUNT,
      };
    if (currency !== asked.currency) return UNREADABLE_CHARGE;
    return { kind: 'charged', books: { charge: chargeOf(asked, payId), payId, backMinor, isTold: false } };
  }
  if (/^0*$/.test(captured)) return { kind: 'confirming' };
  const amount = parseAmount({ currency, value: captured });
  return amount.ok
    ? { kind: 'charged', books: { charge: chargeOf(amount.value, payId), payId, backMinor, isTold: true } }
    : UNREADABLE_CHARGE;
}

/** The answer to an inquiry about a charge. `isOwing`: money was sent back, and no answer came. */
export function chargedAnswer({ charge, payId, backMinor, isTold }: Books, isOwing: boolean): InquiryAnswer {
  const leftMinor = (charge.amount.valueMinor - (backMinor ?? 0)) as Minor;
  if (leftMinor <= 0) return { kind: 'notCharged', reason: GIVEN_BACK, refunded: true };
  const { currency, valueMinor } = charge.amount;
  return {
    kind: 'charged',
    charge,
    facts: {
      ...{ [FACTS.payId]: payId, [FACTS.captured]: String(valueMinor), [FACTS.capturedCurrency]: currency },
      [FACTS.untouched]: isTold && backMinor === 0 ? YES : NO,
    },
    ...((backMinor ?? 0) === 0 ? {} : { leftMinor }),
    // Books that do not tell what went back cannot say whether a lost credit was made.
    ...(backMinor === null && isOwing ? { settling: true } : {}),
  };
}

/**
 * What the books hold: what went back is told as one sum.
 *
 * Books that do not tell it say nothing of refunds: nothing is sent again by them.
 */
export function lookOf(found: Judged): PaymentLook | SummedLook {
  switch (found.kind) {
    case 'charged': {
      const { charge, backMinor } = found.books;
      if (backMinor === null)
        return { kind: 'unknown', why: 'the books do not tell what was given back', code: 'COMPUTOP_NO_SUM' };
      return { kind: 'summed', charge, backMinor };
    }
    case 'no':
      return { kind: 'notCharged', reason: found.reason };
    case 'confirming':
      return { kind: 'unknown', why: 'not final yet', code: 'COMPUTOP_NOT_FINAL' };
    case 'notFound':
    case 'unknown':
      return found;
  }
}

/** What a credit came to; `transId` is its own name. */
export function creditAnswer(
  values: Values,
  expected: Pick<Expected, 'merchantId' | 'transId' | 'payId'>,
): RefundAnswer {
  const done = doneOf(values, expected);
  if (done.kind === 'done') return { kind: 'refunded', ...(done.id === '' ? {} : { refundId: done.id }) };
  return done.kind === 'failed' ? { kind: 'refused', reason: creditRefusal(done.code) } : done;
}

/** What a reverse came to. */
export function reverseAnswer(
  values: Values,
  expected: Pick<Expected, 'merchantId' | 'transId' | 'payId'>,
): CancelAnswer {
  const done = doneOf(values, expected);
  if (done.kind === 'done') return { kind: 'confirmed' };
  return done.kind === 'failed' ? { kind: 'refused', reason: reverseRefusal(done.code) } : done;
}

/** The end of a call that moves money. Its own id is `XID`; `PayID` may be the payment's, or one of its own. */
function doneOf(
  values: Values,
  { merchantId, transId, payId }: Pick<Expected, 'merchantId' | 'transId' | 'payId'>,
):
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'failed'; readonly code: string }
  | Unknown {
  const [status, code = ''] = [valueOf(values, 'Status'), valueOf(values, 'Code')];
  if (valueOf(values, 'mid') !== merchantId) return strange('an answer of another merchant');
  if (valueOf(values, 'TransID') !== transId || valueOf(values, 'PayID') !== payId)
    return strange('an answer about another call');
  if (status === 'OK' && code === SUCCESS) return { kind: 'done', id: valueOf(values, 'XID') ?? '' };
  // Only a 2 is an end here: after a fatal error nobody knows what was done.
  if (status === 'FAILED' && code.startsWith('2')) return { kind: 'failed', code };
  return { ...unreadable(`Status ${status ?? 'missing'}, Code ${code}`), code: codeOf(code) };
}

/** What the link of an attempt asks for; null where it is not known. */
export function amountIn(facts: AcquirerFacts): Amount | null {
  const read = parseAmount({ currency: facts[FACTS.currency] ?? '', value: facts[FACTS.amount] ?? '' });
  return read.ok ? read.value : null;
}

/** What may be reversed: a charge that the books have just told of, whole. Null where they did not. Source: dossier section 5. */
export function reversibleIn(facts: AcquirerFacts): Amount | null {
  return facts[FACTS.untouched] === YES ? capturedIn(facts) : null;
}

const [YES, NO] = ['yes', 'no'];

/** What was found charged; null before that. */
function capturedIn(facts: AcquirerFacts): Amount | null {
  const [currency = '', value = ''] = [facts[FACTS.capturedCurrency], facts[FACTS.captured]];
  const read = parseAmount({ currency, value });
  return read.ok ? read.value : null;
}

/** A sum in minor units: null where it is not told, undefined where it cannot be read. */
function minorOf(text: string | undefined): number | null | undefined {
  if (text === undefined || text === '') return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function chargeOf(amount: Amount, paymentId: string): Charge {
  return { amount, paymentId, walletBrandName: 'Alipay+' };
}

function codeOf(code: string): string {
  return `COMPUTOP_${code}`;
}

function unreadable(why: string): Unknown {
  return { kind: 'unknown', why };
}

function strange(why: string): Unknown {
  return { kind: 'unknown', why, code: 'STRANGE_ANSWER', alarm: true };
}

/** Charged, and nobody can read what. */
const UNREADABLE_CHARGE = {
  kind: 'unknown',
  why: 'a charge whose amount cannot be read',
  code: 'UNREADABLE_CHARGE',
  alarm: true,
  unreadable: true,
} as const;

const GIVEN_BACK: Reason = {
  code: 'COMPUTOP_GIVEN_BACK',
  class: 'closed',
  say: 'This payment was given back in full.',
};
