import { sameAmount, type Amount, type Minor } from '../../ground/money/amount.ts';
import type { Ms } from '../../ground/time.ts';
import { parseIso } from '../../ground/time.ts';
import type {
  Authorised,
  CaptureAnswer,
  Charge,
  InquiryAnswer,
  OpenAnswer,
  PaymentLook,
} from '../../payment/answers.ts';
import { CARD_SHOWN, type AcquirerFacts } from '../../payment/terms.ts';
import { FACTS } from '../antom/calls.ts';
import { DISPUTE_LOST_MINOR } from '../office.ts';
import type { PageOrder } from '../port.ts';
import { codeOf, failedInquiry, lookWithoutSuccess, paymentStatusOf } from '../antom/outcome.ts';
import { GIVEN_BACK } from '../signed-wire/refusals.ts';
import {
  alarm,
  isOfAnother,
  ofAnother,
  statusOf,
  undecided,
  unknown,
  unreadable,
} from '../signed-wire/results.ts';
import { lookAtStanding, standingOf } from '../signed-wire/standing.ts';
import { statusOfTransaction, type Transaction } from '../signed-wire/transactions.ts';
import {
  linkOf,
  type Card,
  type CaptureResponse,
  type CardInquiryResponse,
  type PayResponse,
} from './messages.ts';
import { reasonOf } from './result-codes.ts';
import { AFTER_EXPIRY_MS, HOLD_MS } from './terms.ts';

/** What is kept of an attempt beside the acquirer's ids: when it began, when its page ends, and what papers show of the card. */
export const CARD_FACTS = {
  ...FACTS,
  ...CARD_SHOWN,
  startedAt: 'startedAt',
  expiresAt: 'expiresAt',
  /** When the hold ends, as the acquirer wrote it: the same in every answer. */
  holdEndsAt: 'holdEndsAt',
  brand: 'cardBrand',
} as const;

/** When an attempt was asked about, with what is known of it. */
export interface CardAsked {
  readonly paymentRequestId: string;
  readonly facts: AcquirerFacts;
  readonly nowMs: Ms;
  /** The acquirer's clock less ours. */
  readonly clockOffsetMs: number;
}

/** The name of the one capture of an attempt: a repeat is the same capture. */
export function captureRequestIdOf(paymentRequestId: string): string {
  return `${paymentRequestId}-C`;
}

const CAPTURE = /^(.+)-C$/;

/** The attempt whose capture has this name; undefined where it is the name of no capture. */
export function paymentOfCapture(captureRequestId: string): string | undefined {
  return CAPTURE.exec(captureRequestId)?.[1];
}

/** What an answer to pay means: a page that is open, and nothing of it paid. Source: dossier section 3. */
export function openAnswer(order: PageOrder, expiresAtMs: Ms, response: PayResponse): OpenAnswer {
  const { paymentRequestId, startedAtMs, amount } = order;
  const { result, paymentAmount, paymentId } = response;
  if (isOfAnother(paymentRequestId, response)) return ofAnother(result);
  const status = statusOf(result);
  if (status === 'F') return { kind: 'refused', reason: reasonOf(result.resultCode) };
  const isMade = status === 'S' || result.resultCode === 'PAYMENT_IN_PROCESS';
  if (!isMade) {
    const answer = undecided(result);
    return answer.kind === 'unknown' ? answer : { kind: 'unknown', why: 'the acquirer asks for patience' };
  }
  if (paymentAmount === null || (paymentAmount !== undefined && !sameAmount(paymentAmount, amount)))
    return alarm('the page is over another amount', result);
  // A success without a page is a hold already: it is asked about, and collected.
  if (status === 'U' && linkOf(response) === undefined)
    return alarm('a page was made without a link', result);
  return {
    kind: 'opened',
    payableForMs: expiresAtMs + AFTER_EXPIRY_MS - startedAtMs,
    opensForMs: expiresAtMs - startedAtMs,
    facts: {
      ...(paymentId === undefined ? {} : { [CARD_FACTS.paymentId]: paymentId }),
      [CARD_FACTS.startedAt]: String(startedAtMs),
      [CARD_FACTS.expiresAt]: String(expiresAtMs),
    },
  };
}

/**
 * What an inquiry says of a card payment: money that is held is not paid; only a capture is.
 *
 * Source: dossier sections 4 and 5.
 */
export function inquiryAnswer(asked: CardAsked, response: CardInquiryResponse): InquiryAnswer {
  const { result } = response;
  if (isOfAnother(asked.paymentRequestId, response)) {
    // Money under our name that is said to be another's is left to a person. Source: dossier section 4.
    const isSuccess = failedInquiry(response) === null && paymentStatusOf(response) === 'success';
    return isSuccess ? { ...ofAnother(result), contradicted: true } : ofAnother(result);
  }
  const failed = failedInquiry(response);
  if (failed !== null) return failed;
  const status = paymentStatusOf(response);
  switch (status) {
    case 'success':
      return succeeded(asked, response);
    case 'fail':
    case 'cancelled':
      return { kind: 'notCharged', reason: reasonOf(codeOf(response, status)) };
    case 'pending':
      return pending(asked);
    case 'processing':
      return { kind: 'confirming' };
  }
}

/** The customer is done, and the result is outstanding: nothing is cancelled before the page's end. Source: 4, 11. */
function pending({ facts, nowMs }: CardAsked): InquiryAnswer {
  const why = 'the customer has paid, and the result is not known yet';
  const isOver = nowMs >= Number(facts[CARD_FACTS.expiresAt] ?? 0);
  return isOver ? { kind: 'unknown', why, code: 'PENDING' } : { kind: 'unknown', why };
}

function succeeded(asked: CardAsked, response: CardInquiryResponse): InquiryAnswer {
  const { transactions, result } = response;
  const hold = heldIn(response);
  if (hold === null)
    return unreadable('the card was approved, and the amount or the paymentId cannot be read', result);
  if (transactions === 'unreadable')
    return unreadable('the card was approved, and what became of it cannot be read', result);
  const captures = (transactions ?? []).filter(({ transactionType }) => transactionType === 'CAPTURE');
  const done = captures.filter((capture) => statusOfTransaction(capture) === 'done');
  // A refund of what several captures have collected is of none of them alone.
  const facts = factsIn(response, done.length === 1 ? done[0] : undefined);
  if (done.length > 0) {
    const standing = standingOf({ charge: collectedBy(done, hold), transactions, result });
    return standing.kind === 'charged' ? lessDisputed(asked, { ...standing, facts }) : standing;
  }
  if (captures.some((capture) => statusOfTransaction(capture) === 'underWay'))
    return unknown('the capture is under way', { ...result, resultCode: 'CAPTURE_IN_PROCESS' });
  const standing = standingOf({ charge: hold, transactions, result });
  if (standing.kind !== 'charged') return standing;
  return authorised(asked, response, hold, facts);
}

/** What a lost dispute took has gone back too, though the acquirer goes on telling of the charge. Source: dossier section 9. */
function lessDisputed(
  { facts }: CardAsked,
  standing: Extract<InquiryAnswer, { kind: 'charged' }>,
): InquiryAnswer {
  const lostMinor = Number(facts[DISPUTE_LOST_MINOR] ?? 0);
  if (lostMinor === 0) return standing;
  const leftMinor = (standing.leftMinor ?? standing.charge.amount.valueMinor) - lostMinor;
  if (leftMinor <= 0) return { kind: 'notCharged', reason: GIVEN_BACK, refunded: true };
  return { ...standing, leftMinor: leftMinor as Minor };
}

function authorised(
  { facts: known, clockOffsetMs, nowMs }: CardAsked,
  { authExpiryTime }: CardInquiryResponse,
  hold: Charge,
  facts: AcquirerFacts,
): Authorised {
  const startedAtMs = Number(known[CARD_FACTS.startedAt] ?? nowMs);
  const endMs = authExpiryTime === undefined ? null : parseIso(authExpiryTime);
  const heldForMs = endMs === null ? HOLD_MS : Math.max(0, endMs - clockOffsetMs - startedAtMs);
  const ends = authExpiryTime === undefined ? {} : { [CARD_FACTS.holdEndsAt]: authExpiryTime };
  return { kind: 'authorised', hold, heldForMs, facts: { ...facts, ...ends } };
}

/** Whether captures were made, and none under the till's own name: the acquirer has collected by itself. */
export function isCollectedByAcquirer(
  paymentRequestId: string,
  { transactions }: CardInquiryResponse,
): boolean {
  if (!Array.isArray(transactions)) return false;
  const names = transactions
    .filter((each) => each.transactionType === 'CAPTURE' && statusOfTransaction(each) === 'done')
    .map(({ transactionRequestId }) => transactionRequestId);
  const ours = captureRequestIdOf(paymentRequestId);
  return names.length > 0 && names.every((name) => name !== undefined && name !== ours);
}

/** Several captures are one charge of their sum; null where one has no readable amount. */
function collectedBy(done: readonly Transaction[], hold: Charge): Charge | null {
  let valueMinor = 0;
  for (const { transactionAmount } of done) {
    if (!transactionAmount || (done.length > 1 && transactionAmount.currency !== hold.amount.currency))
      return null;
    valueMinor += transactionAmount.valueMinor;
  }
  const currency = done[0]?.transactionAmount?.currency ?? hold.amount.currency;
  const paymentTime = done[0]?.transactionTime ?? hold.paymentTime;
  return { ...hold, amount: { currency, valueMinor } as Amount, paymentTime };
}

function heldIn(response: CardInquiryResponse): Charge | null {
  const { paymentAmount, paymentId, paymentTime } = response;
  if (!paymentAmount || paymentId === undefined) return null;
  const walletBrandName = cardOf(response)?.cardBrand;
  return { amount: paymentAmount, paymentId, paymentTime, walletBrandName };
}

function cardOf({ paymentResultInfo, cardInfo }: CardInquiryResponse): Card {
  return paymentResultInfo ?? cardInfo;
}

function factsIn(response: CardInquiryResponse, capture: Transaction | undefined): AcquirerFacts {
  const card = cardOf(response);
  const facts = {
    [CARD_FACTS.paymentId]: response.paymentId,
    [CARD_FACTS.captureId]: capture?.transactionId,
    [CARD_FACTS.brand]: card?.cardBrand,
    [CARD_FACTS.lastFour]: card?.lastFour ?? card?.cardNo,
    [CARD_FACTS.authorizationCode]: card?.authorizationCode,
  };
  return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** What an inquiry tells of a payment and its refunds; what is only held has nothing to be refunded. */
export function paymentLook(paymentRequestId: string, response: CardInquiryResponse): PaymentLook {
  const { result, transactions } = response;
  const without = lookWithoutSuccess(reasonOf, paymentRequestId, response);
  if (without !== null) return without;
  const hold = heldIn(response);
  if (hold === null || !Array.isArray(transactions))
    return unknown('the outcome of the payment is not known yet', result);
  const done = transactions.filter(
    (t) => t.transactionType === 'CAPTURE' && statusOfTransaction(t) === 'done',
  );
  if (done.length === 0) return unknown('the payment is held, and not collected', result);
  return lookAtStanding({ charge: collectedBy(done, hold), transactions, result });
}

/** What an answer to capture means. Source: dossier section 5.2. */
export function captureAnswer(
  asked: { readonly paymentRequestId: string; readonly amount: Amount; readonly facts: AcquirerFacts },
  response: CaptureResponse,
): CaptureAnswer {
  const { result, captureRequestId, captureId, captureAmount, captureTime } = response;
  const paymentId = asked.facts[CARD_FACTS.paymentId] ?? '';
  const isOther =
    (captureRequestId !== undefined && captureRequestId !== captureRequestIdOf(asked.paymentRequestId)) ||
    (response.paymentId !== undefined && response.paymentId !== paymentId);
  if (isOther) return ofAnother(result);
  switch (statusOf(result)) {
    case 'S': {
      if (captureAmount === null)
        return alarm('the capture succeeded, and its amount cannot be read', result);
      const taken = captureAmount ?? asked.amount;
      if (!sameAmount(taken, asked.amount))
        return alarm('another amount was captured than the asked one', result);
      const walletBrandName = asked.facts[CARD_FACTS.brand];
      const charge = { amount: taken, paymentId, paymentTime: captureTime, walletBrandName };
      const facts = captureId === undefined ? {} : { [CARD_FACTS.captureId]: captureId };
      return { kind: 'captured', charge, facts };
    }
    case 'F':
      return { kind: 'refused', reason: reasonOf(result.resultCode) };
    case 'U':
      return undecided(result);
  }
}
