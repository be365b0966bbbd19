import { parseAmount, sameAmount, type Amount, type Minor } from '../../ground/money/amount.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import { numberInRefundRef } from '../../payment/ids.ts';
import type {
  Charge,
  InquiryAnswer,
  OpenAnswer,
  PaymentLook,
  RefundAnswer,
  RefundSeen,
  Unknown,
} from '../../payment/answers.ts';
import type { AnswerElement, Transaction } from './messages.ts';
import { isBusy, isUncertain, refundRefusal, refusal } from './result-codes.ts';

/** What an attempt is at this acquirer, and what every record of it must say. */
export interface Expected {
  readonly orderreference: string;
  readonly siteReference: string;
  /** `livestatus`: 1 live, 0 test. */
  readonly live: boolean;
  /** The record of the link that this till made; another till may have made one of the same name. */
  readonly own?: string | undefined;
}

/** The code of a record that is there, and says nothing that can be believed. */
export const STRANGE_RECORD = 'STRANGE_RECORD';

/** The fact that later calls need. */
export const PARENT_FACT = 'transactionreference';

const LINK_MADE = '10';
const SETTLED = '100';
const SUSPENDED = '2';
const ENDED = '3';
const WAITING: readonly string[] = [LINK_MADE, '0', '1'];

/** What AUTH came to, with the link. Source: dossier section 2. */
export function openAnswer(
  element: AnswerElement,
  expected: Expected,
  amount: Amount,
  payableForMs: number,
): { readonly answer: OpenAnswer; readonly url?: string } {
  const { errorcode, settlestatus, redirecturl, transactionreference } = element;
  if (errorcode === undefined) return { answer: unreadable('the answer has no errorcode') };
  if (isUncertain(errorcode))
    return { answer: { kind: 'unknown', why: `errorcode ${errorcode}`, code: errorcode } };
  if (errorcode !== '0') return { answer: { kind: 'refused', reason: refusal(errorcode) } };
  if (settlestatus === ENDED) return { answer: { kind: 'refused', reason: refusal('70000') } };
  const told = amountOf(element);
  const isOurs = echoes(element, expected) && told !== null && sameAmount(told, amount);
  const isLink = redirecturl !== undefined && isPayable(redirecturl);
  if (settlestatus !== LINK_MADE || !isOurs || !isLink || transactionreference === undefined)
    return { answer: { ...unreadable('the link that was made is not what was asked for'), alarm: true } };
  return {
    answer: { kind: 'opened', payableForMs, facts: { [PARENT_FACT]: transactionreference } },
    url: redirecturl,
  };
}

/** A link may lead to any https host, or to http on loopback. Source: interface section 8, point 3. */
function isPayable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}

/** What the books say of an attempt. Only `settlestatus` 100 is paid. Source: dossier section 3. */
export function inquiryAnswer(element: AnswerElement, expected: Expected): InquiryAnswer {
  return withoutRecord(recordedAnswer(element, expected));
}

function withoutRecord(answer: InquiryAnswer): InquiryAnswer {
  return answer.kind === 'confirming' ? { kind: 'confirming' } : answer;
}

/** The same, with what the acquirer has on record of a payment that waits for its settlement. Source: dossier section 4. */
export function recordedAnswer(element: AnswerElement, expected: Expected): InquiryAnswer {
  const found = recordsOf(element);
  if (!found.ok) return found.error;
  const { auths, refunds, strays } = sorted(found.value, expected.orderreference);
  const settled = settledOf(auths, expected);
  const auth = settled ?? auths[0];
  // With money in it a person decides. Source: hosted payments, section 4, rule 7.
  if (settled === undefined && strays.some(({ settlestatus }) => settlestatus === SETTLED))
    return { ...strange('a settled record of another name'), contradicted: true };
  if (auth === undefined) return { kind: 'notFound' };
  if (!echoes(auth, expected)) {
    const other = strange('a record of another site, or of test and live exchanged');
    return settled === undefined ? other : { ...other, contradicted: true };
  }
  if (settled !== undefined) return charged(settled, refunds);
  if (auths.every(({ settlestatus }) => settlestatus === ENDED))
    return { kind: 'notCharged', reason: refusal(declinedCode(auth)) };
  if (auth.settlestatus === SUSPENDED) return strange('the payment is suspended');
  if (!WAITING.includes(auth.settlestatus ?? ''))
    return strange('a record without a settlestatus that is known');
  // A payment with an error on record is none that the shop would take a risk for.
  const record = (auth.errorcode ?? '0') === '0' ? chargeOf(auth) : null;
  return { kind: 'confirming', ...(record === null ? {} : { record }) };
}

/**
 * What a person should look into where another link of this name was paid: two tills made one each, at the same moment.
 * Where both were paid, which of them goes back is for the shop to say. Undefined where this till's own was paid alone.
 */
export function paidBeside({ records = [] }: AnswerElement, expected: Expected): string | undefined {
  const { own, orderreference } = expected;
  const paid = sorted(records, orderreference).auths.filter(({ settlestatus }) => settlestatus === SETTLED);
  const [first, ...others] = new Set(paid.flatMap(({ transactionreference = '' }) => transactionreference));
  if (others.length > 0)
    return `${first} and ${others.join(' and ')} were paid for one order, perhaps at two tills: one of them must be refunded`;
  return own === undefined || first === undefined || first === own
    ? undefined
    : `${first} was paid for an order of which this till made ${own}: it may be shown as paid at another till too`;
}

/** What the books hold, with its refunds. Source: dossier sections 3 and 6. */
export function paymentLook(element: AnswerElement, expected: Expected): PaymentLook {
  const found = recordsOf(element);
  if (!found.ok) return found.error;
  const { auths, refunds } = sorted(found.value, expected.orderreference);
  const settled = settledOf(auths, expected);
  if (settled !== undefined && echoes(settled, expected)) {
    const charge = chargeOf(settled);
    if (charge === null) return NO_AMOUNT;
    return { kind: 'seen', charge, reversed: false, refunds: refunds.map((refund) => seen(refund, charge)) };
  }
  const [auth] = auths;
  if (auth === undefined) return { kind: 'notFound' };
  return auths.every(({ settlestatus }) => settlestatus === ENDED)
    ? { kind: 'notCharged', reason: refusal(declinedCode(auth)) }
    : { kind: 'unknown', why: 'not settled yet', code: 'NOT_SETTLED' };
}

/** What REFUND came to. Source: dossier section 6. */
export function refundAnswer(element: AnswerElement): RefundAnswer {
  const { errorcode, settlestatus, transactionreference } = element;
  if (errorcode === undefined) return unreadable('the answer has no errorcode');
  if (errorcode === '0' && settlestatus === SETTLED) {
    const refundTime = timeOf(element);
    return {
      kind: 'refunded',
      ...(transactionreference === undefined ? {} : { refundId: transactionreference }),
      ...(refundTime === undefined ? {} : { refundTime }),
    };
  }
  if (errorcode === '0')
    return { kind: 'unknown', why: `settlestatus ${settlestatus ?? 'missing'}`, code: 'PENDING' };
  if (isBusy(errorcode)) return { kind: 'unknown', why: `errorcode ${errorcode}`, code: errorcode };
  const reason = isUncertain(errorcode) ? null : refundRefusal(errorcode);
  return reason === null
    ? { kind: 'unknown', why: `errorcode ${errorcode}`, code: errorcode }
    : { kind: 'refused', reason };
}

function recordsOf({
  errorcode,
  records = [],
}: AnswerElement): Result<readonly Transaction[], Unknown | { readonly kind: 'throttled' }> {
  if (errorcode === undefined) return err(unreadable('the answer has no errorcode'));
  if (isBusy(errorcode)) return err({ kind: 'throttled' });
  if (errorcode !== '0') return err({ kind: 'unknown', why: `errorcode ${errorcode}`, code: errorcode });
  return ok(records);
}

/** Records of an attempt: its links, the refunds that carry its name, and links of other names that came all the same. */
function sorted(
  records: readonly Transaction[],
  orderreference: string,
): Readonly<Record<'auths' | 'refunds' | 'strays', readonly Transaction[]>> {
  const auths = records.filter(({ requesttypedescription }) => requesttypedescription === 'AUTH');
  const isOurs = (record: Transaction): boolean => record.orderreference === orderreference;
  return {
    auths: auths.filter(isOurs),
    strays: auths.filter((record) => !isOurs(record)),
    refunds: records.filter((record) => record.requesttypedescription === 'REFUND'),
  };
}

/** The record that is paid; the one of this till's own link, where that is. Source: dossier section 3. */
function settledOf(auths: readonly Transaction[], { own }: Expected): Transaction | undefined {
  const settled = auths.filter(({ settlestatus }) => settlestatus === SETTLED);
  return settled.find(({ transactionreference }) => transactionreference === own) ?? settled[0];
}

/** Whether a record is of our site, and of the side, test or live, that the till is set to. */
function echoes(record: Transaction, { siteReference, live, orderreference }: Expected): boolean {
  const { sitereference, livestatus } = record;
  const isSite = sitereference === undefined || sitereference === siteReference;
  const isSide = livestatus === undefined || livestatus === (live ? '1' : '0');
  return isSite && isSide && record.orderreference === orderreference;
}

function charged(auth: Transaction, refunds: readonly Transaction[]): InquiryAnswer {
  const charge = chargeOf(auth);
  if (charge === null) return NO_AMOUNT;
  const backs = refunds.map((refund) => seen(refund, charge));
  const doneMinor = backs
    .filter(({ status }) => status === 'done')
    .reduce((sum, { amount }) => sum + amount.valueMinor, 0);
  const leftMinor = (charge.amount.valueMinor - doneMinor) as Minor;
  if (leftMinor <= 0) return { kind: 'notCharged', reason: GIVEN_BACK, refunded: true };
  return {
    kind: 'charged',
    charge,
    ...(doneMinor === 0 ? {} : { leftMinor }),
    ...(backs.some(({ status }) => status === 'underWay') ? { settling: true } : {}),
  };
}

/** Charged, and nobody can read what. */
const NO_AMOUNT = {
  kind: 'unknown',
  why: 'a charge whose amount cannot be read',
  code: 'UNREADABLE_CHARGE',
  alarm: true,
  unreadable: true,
} as const;

const GIVEN_BACK = {
  code: 'TRUST_REFUNDED',
  class: 'closed',
  say: 'This payment was refunded in full.',
} as const;

/** A charge as the core has it; null where its amount cannot be read. */
function chargeOf(record: Transaction): Charge | null {
  const { transactionreference } = record;
  const amount = amountOf(record);
  if (transactionreference === undefined || amount === null) return null;
  return { amount, paymentId: transactionreference, walletBrandName: 'Alipay' };
}

function amountOf({ baseamount = '', currencyiso3a = '' }: Transaction): Amount | null {
  const read = parseAmount({ currency: currencyiso3a, value: baseamount });
  return read.ok ? read.value : null;
}

/** A refund of a charge; one whose amount cannot be read is taken for the whole, so that never too much goes back. */
function seen(record: Transaction, { amount }: Charge): RefundSeen {
  const { transactionreference } = record;
  const refundTime = timeOf(record);
  const number = numberInRefundRef(record.orderreference ?? '');
  return {
    amount: amountOf(record) ?? amount,
    ...(number === undefined ? {} : { number }),
    status: statusOf(record),
    ...(transactionreference === undefined ? {} : { refundId: transactionreference }),
    ...(refundTime === undefined ? {} : { refundTime }),
  };
}

function statusOf({ errorcode = '0', settlestatus }: Transaction): RefundSeen['status'] {
  if (errorcode !== '0' || settlestatus === ENDED) return 'failed';
  return settlestatus === SETTLED ? 'done' : 'underWay';
}

/** `YYYY-MM-DD hh:mm:ss`, taken for UTC. Source: dossier section 14, question 6. */
function timeOf({ transactionstartedtimestamp: time }: Transaction): string | undefined {
  return time !== undefined && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time)
    ? `${time.replace(' ', 'T')}+00:00`
    : undefined;
}

function declinedCode({ errorcode }: Transaction): string {
  return errorcode === undefined || errorcode === '0' ? '70000' : errorcode;
}

function unreadable(why: string): Unknown {
  return { kind: 'unknown', why };
}

function strange(why: string): Unknown {
  return { kind: 'unknown', why, code: STRANGE_RECORD, alarm: true };
}
