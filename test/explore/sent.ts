import type { InquiryAnswer, Reason } from '../../src/payment/answers.ts';
import { chargeTold, type TillEvent } from '../../src/payment/events.ts';
import type { Payment, Sale } from '../../src/payment/state.ts';
import type { Request } from './world.ts';

// What a till was told, and what it may therefore send: judged by what came in, and never by the till's own notes of it.

/** What one run of a till was told, by the ids of payments. */
export interface Told {
  /** The payments that this run of it was answered an inquiry of, since it last sent a cancel of them. */
  readonly asked: readonly string[];
  /** The payments of which the acquirer has said that their id belongs to other details: to another till's pay. */
  readonly denied: readonly string[];
  /** The payments of which the acquirer has refused for good to collect what it holds. */
  readonly uncollectable: readonly string[];
}

/** What a till was told, once an event has come in. */
export function toldAfter({ asked, denied, uncollectable }: Told, event: TillEvent): Told {
  const told = { asked, denied, uncollectable };
  if (event.kind !== 'paymentChanged') return told;
  const { change, paymentRequestId: id } = event;
  switch (change.kind) {
    case 'inquiryAnswered':
      return isAnswer(change.answer) ? { ...told, asked: withId(asked, id) } : told;
    case 'payAnswered':
      return change.answer.kind === 'unknown' && change.answer.contradicted === true
        ? { ...told, denied: withId(denied, id) }
        : told;
    case 'captureAnswered':
      return change.answer.kind === 'refused' && !isUnread(change.answer.reason)
        ? { ...told, uncollectable: withId(uncollectable, id) }
        : told;
    default:
      return told;
  }
}

/** A request that was not read, or not taken as the till is set up, is not judged: the same one may be sent again. */
function isUnread({ class: kind }: Reason): boolean {
  return ['technical', 'setUp', 'unreachable'].includes(kind);
}

function withId(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids : [...ids, id];
}

/** Silence, noise and a request for patience tell nothing; an answer of "unknown" with a code does. */
function isAnswer(answer: InquiryAnswer): boolean {
  return answer.kind === 'unknown' ? answer.code !== undefined : answer.kind !== 'throttled';
}

/** Whether a cancel uses up that an inquiry was answered. A link that is withdrawn may be withdrawn again. */
export function isSpending(sale: Sale, { call, paymentRequestId }: Request, id: string): boolean {
  return call === 'cancel' && paymentRequestId === id && paymentOf(sale, id)?.facts.terms.ask === 'freely';
}

/** A step of the till, as it is judged. */
interface Sending extends Pick<Told, 'asked' | 'uncollectable'> {
  /** The payments whose code this run holds. */
  readonly codes: readonly string[];
  readonly before: Sale | null;
  readonly after: Sale;
  readonly event: TillEvent;
  readonly requests: readonly Request[];
}

/** What the till must not have sent, in words; null where all is right. */
export function wronglySent({ requests, ...sending }: Sending): string | null {
  for (const request of requests) {
    const wrong = wrongWith(sending, request);
    if (wrong !== null) return wrong;
  }
  return null;
}

function wrongWith(sending: Omit<Sending, 'requests'>, request: Request): string | null {
  const { after, asked, before, codes, event, uncollectable } = sending;
  const { call, paymentRequestId } = request;
  if (call === 'pay' && !codes.includes(paymentRequestId))
    return 'a pay is sent by a run that did not scan its code';
  // Source: antom-card dossier, section 5.2.
  if (call === 'capture' && uncollectable.includes(paymentRequestId))
    return 'a capture is sent again that was refused for good';
  if (call !== 'cancel' && call !== 'giveBack') return null;
  const state = before === null ? undefined : paymentOf(before, paymentRequestId)?.state;
  if (state === undefined) return null;
  if ('contradicted' in state && state.contradicted)
    return 'a payment is given back that the acquirer knows with other details';
  if (call === 'giveBack') return wrongBack(paymentOf(after, paymentRequestId), event, request);
  const isTold = event.kind === 'paymentChanged' && chargeTold(event.change) !== null;
  const isBlind = 'sends' in state || (state.kind === 'cancelling' && state.charge === null);
  return isBlind && !isTold && !asked.includes(paymentRequestId)
    ? 'a cancel is sent without an inquiry that was answered'
    : null;
}

/** What is wrong with a refund by which the till gives a charge back: its amount, or the id that follows from that. */
function wrongBack(
  payment: Payment | undefined,
  event: TillEvent,
  { amountMinor, paymentRequestId, refundRequestId }: Request,
): string | null {
  const answer =
    event.kind === 'paymentChanged' && event.change.kind === 'inquiryAnswered' ? event.change.answer : null;
  const isOver = answer?.kind === 'charged' && amountMinor > (answer.leftMinor ?? amountMinor);
  if (isOver) return 'more is given back than the acquirer says is left';
  const charge = payment !== undefined && 'charge' in payment.state ? payment.state.charge : null;
  const whole = `${paymentRequestId}-back`;
  const isWhole = charge === null || amountMinor === charge.amount.valueMinor;
  const named = isWhole ? whole : `${whole}-${amountMinor}`;
  return refundRequestId === named
    ? null
    : 'a part is given back under the id of the whole, or the whole under another';
}

function paymentOf(sale: Sale, id: string): Payment | undefined {
  return sale.payments.find(({ facts }) => facts.paymentRequestId === id);
}
