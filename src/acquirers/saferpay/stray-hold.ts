import type { Log } from '../../ground/ports.ts';
import type { InquiryAnswer, Unknown } from '../../payment/answers.ts';
import { callJson, unknownOf, type CallParts } from './calls.ts';
import { inquireRequest, transactionRequest, type Answer, type Transaction } from './messages.ts';
import { CAPTURE_FACT, inquireAnswer, type AskWaits } from './outcome.ts';
import { HOLD_RELEASED } from './result-codes.ts';

/**
 * Collects money that is held and not taken, or lets go of it.
 *
 * Why here: Alipay+ is always captured. Only another brand, which the terminal offers where it lacks Alipay+, is held;
 * a repeat of either call is refused and harms nothing. Source: dossier sections 4, 5.2 and 11.
 */
export async function settleHold(
  parts: CallParts & { readonly log: Log },
  held: Answer,
  orderId: string,
  { pendingAskMs }: AskWaits,
): Promise<InquiryAnswer> {
  const told = held.Transaction;
  const transactionId = told?.Id;
  if (told === undefined || transactionId === undefined || (told.OrderId ?? orderId) !== orderId)
    return inquireAnswer(held, orderId, pendingAskMs);
  parts.log.warn('another brand holds the money: it is collected', { orderId });
  const { timing } = parts.config;
  const captured = await callJson(parts, {
    ...{ endpoint: 'capture', requestId: `${orderId}-C`, timeoutMs: timing.payTimeoutMs },
    body: (head) => transactionRequest(head, transactionId),
  });
  if (captured.kind !== 'read') return unknownOf(captured);
  const { ErrorName, Status, CaptureId } = captured.answer;
  if (ErrorName === 'TRANSACTION_ALREADY_CAPTURED') {
    const found = await callJson(parts, {
      ...{ endpoint: 'inquire', requestId: `${orderId}-Q`, timeoutMs: timing.inquiryTimeoutMs },
      body: (head) => inquireRequest(head, orderId),
    });
    return found.kind === 'read' ? inquireAnswer(found.answer, orderId, pendingAskMs) : unknownOf(found);
  }
  if (ErrorName !== undefined) return release(parts, transactionId, orderId);
  if (Status !== 'CAPTURED') return { ...NOT_COLLECTED, againInMs: pendingAskMs };
  const charged = inquireAnswer({ ...held, Transaction: collected(told) }, orderId, pendingAskMs);
  if (charged.kind !== 'charged' || CaptureId === undefined) return charged;
  return { ...charged, facts: { ...charged.facts, [CAPTURE_FACT]: CaptureId } };
}

/** Lets go of the hold: only an answer that says so proves that nothing is charged. */
async function release(parts: CallParts, transactionId: string, orderId: string): Promise<InquiryAnswer> {
  const cancelled = await callJson(parts, {
    ...{ endpoint: 'cancel', requestId: `${orderId}-X`, timeoutMs: parts.config.timing.cancelTimeoutMs },
    body: (head) => transactionRequest(head, transactionId),
  });
  if (cancelled.kind !== 'read') return unknownOf(cancelled);
  const { ErrorName } = cancelled.answer;
  return ErrorName === undefined
    ? { kind: 'notCharged', reason: HOLD_RELEASED }
    : { kind: 'unknown', why: `the hold is not released: ${ErrorName}`, code: ErrorName, alarm: true };
}

function collected(told: Transaction): Transaction {
  return { ...told, Status: 'CAPTURED' };
}

const NOT_COLLECTED: Unknown = {
  kind: 'unknown',
  why: 'the hold is not collected yet',
  code: 'NOT_COLLECTED',
};
