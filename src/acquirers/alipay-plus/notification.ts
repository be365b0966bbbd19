import type { Log } from '../../ground/ports.ts';
import { err, invariant, ok, type Result } from '../../ground/result.ts';
import type { NoticeContent } from '../port.ts';
import { isoWithOffset, parseIso, type Ms } from '../../ground/time.ts';
import { inquiryPaymentResponse, readResponse } from './messages.ts';
import { inquiryAnswer } from './outcome.ts';
import type { Signing } from './signature.ts';

/** How far Request-Time may be from the acquirer's clock, either way. Source: dossier section 3.4, replay window. */
export const REQUEST_TIME_TOLERANCE_MS = 15 * 60_000;

/** One HTTP call as it came. `uri` is path and query as received; names of headers in lower case. */
export interface ReceivedNotification {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** What the till answers, as exact bytes; always with HTTP status 200. */
export interface SignedAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What one notification says of one payment. */
export interface Notification {
  readonly paymentRequestId: string;
  readonly told: NoticeContent;
}

/** Why a notification is not listened to: not from the acquirer, too old or too new, or not understood. */
export interface NotificationRefusal {
  readonly kind: 'badSignature' | 'stale' | 'unreadable';
  readonly say: string;
}

/** The till as one gateway knows it. `nowMs` is the acquirer's time: the till's and what was learnt of the offset. */
export interface Addressee {
  readonly clientId: string;
  readonly signing: Signing;
  readonly nowMs: Ms;
}

/** A notification tells what an inquiry would, without the inquiry's own result. Source: dossier section 4.5. */
const notifyPayment = inquiryPaymentResponse.omit({ result: true }).extend({
  paymentResult: inquiryPaymentResponse.shape.result,
  paymentRequestId: inquiryPaymentResponse.shape.paymentId,
});

/** A path as it may stand in a request line, with or without a query. */
const URI = /^\/[!-~]{0,2047}$/;

/**
 * The URI that the acquirer signed: a relay says which one it was called by.
 *
 * Errors: null where what a relay says cannot be a path.
 * Source: interface section 4.
 */
export function signedUriOf({ uri, headers }: ReceivedNotification): string | null {
  const signed = headers['x-original-uri'] ?? uri;
  return URI.test(signed) ? signed : null;
}

/**
 * Reads a notification.
 *
 * Shape: a success that does not say what was charged, and a result that is neither S nor F, is a hint: the till asks.
 * Errors: `badSignature` before anything of it is believed; then `stale`; then `unreadable`.
 * Source: interface section 4; dossier sections 3.2, 3.4 and 4.5.
 */
export function readNotification(
  received: ReceivedNotification,
  { clientId, signing, nowMs }: Addressee,
): Result<Notification, NotificationRefusal> {
  const { method, headers, body } = received;
  if (method !== 'POST') return refused('unreadable', 'a notification comes by POST');
  if (headers['client-id'] !== clientId) return refused('badSignature', 'the Client-Id is not ours');
  const uri = signedUriOf(received);
  if (uri === null) return refused('badSignature', 'the X-Original-URI is not a path');
  const time = headers['request-time'];
  if (time === undefined) return refused('badSignature', 'there is no Request-Time');
  const header = headers['signature'];
  const verified = signing.verify({ method, uri, clientId, time, body, header });
  if (!verified.ok) return refused('badSignature', verified.error.say);
  const sentAtMs = parseIso(time);
  if (sentAtMs === null) return refused('unreadable', 'the Request-Time is not a time');
  if (Math.abs(sentAtMs - nowMs) > REQUEST_TIME_TOLERANCE_MS) {
    return refused('stale', 'the Request-Time is more than 15 minutes away');
  }
  return understood(body);
}

function understood(body: Uint8Array): Result<Notification, NotificationRefusal> {
  const read = readResponse(notifyPayment, body);
  if (!read.ok) return refused('unreadable', 'it is not JSON, or has no paymentResult');
  const { paymentRequestId } = read.value;
  if (paymentRequestId === undefined) return refused('unreadable', 'it names no paymentRequestId');
  const asInquired = { ...read.value, result: { resultStatus: 'S', resultCode: 'SUCCESS' } };
  const answer = inquiryAnswer(paymentRequestId, asInquired);
  const isFinal = answer.kind === 'charged' || answer.kind === 'notCharged';
  return ok({ paymentRequestId, told: isFinal ? answer : { kind: 'hint' } });
}

/** An acknowledgement says "received", never how the payment ended. Source: dossier section 4.5. */
const RECEIVED = { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' };
const REFUSALS: Readonly<Record<NotificationRefusal['kind'], { resultCode: string; resultMessage: string }>> =
  {
    badSignature: { resultCode: 'INVALID_SIGNATURE', resultMessage: 'The signature is invalid.' },
    stale: { resultCode: 'PARAM_ILLEGAL', resultMessage: 'The Request-Time is out of range.' },
    unreadable: { resultCode: 'PARAM_ILLEGAL', resultMessage: 'The notification cannot be read.' },
  };

/**
 * The signed answer to a notification; without a refusal, it was received.
 *
 * Shape: signed like an answer, over the URI of the request and the Response-Time; a refusal is signed too.
 * Source: dossier sections 3.2 and 4.5.
 */
export function acknowledgement(
  received: ReceivedNotification,
  { clientId, signing, nowMs }: Addressee,
  timeZone: string,
  refusal: NotificationRefusal | null = null,
): SignedAnswer {
  const result = refusal === null ? RECEIVED : { ...REFUSALS[refusal.kind], resultStatus: 'F' };
  const body = new TextEncoder().encode(JSON.stringify({ result }));
  const time = isoWithOffset(nowMs, timeZone);
  const uri = signedUriOf(received) ?? received.uri;
  return {
    headers: {
      'Content-Type': 'application/json; charset=UTF-8',
      'Client-Id': clientId,
      'Response-Time': time,
      Signature: signing.sign({ method: 'POST', uri, clientId, time, body }),
    },
    body,
  };
}

/** What listening to notifications needs. `tell` has returned only when what was told is kept. */
export interface ListenerParts {
  readonly gateways: readonly {
    readonly name: string;
    readonly clientId: string;
    readonly signing: Signing;
    readonly acquirerNowMs: () => Ms;
  }[];
  readonly timeZone: string;
  readonly tell: (gateway: string, notification: Notification) => void;
  readonly log: Log;
}

/**
 * Takes one notification: whose it is, what it says, the terminal told, the answer signed.
 *
 * Why: it is acknowledged after it was told, so that a till that dies in between is told again.
 */
export function answerNotification(received: ReceivedNotification, parts: ListenerParts): SignedAnswer {
  const reads = parts.gateways.map(({ name, clientId, signing, acquirerNowMs }) => {
    const addressee = { clientId, signing, nowMs: acquirerNowMs() };
    return { name, addressee, read: readNotification(received, addressee) };
  });
  // What nobody's key fits is refused by the one it names, or else by the first.
  const taken =
    reads.find(({ read }) => read.ok || read.error.kind !== 'badSignature') ??
    reads.find(({ addressee }) => addressee.clientId === received.headers['client-id']) ??
    reads[0];
  invariant(taken !== undefined, 'a config has at least one gateway');
  const { name, addressee, read } = taken;
  if (!read.ok) {
    parts.log.warn('a notification was refused', {
      gateway: name,
      kind: read.error.kind,
      why: read.error.say,
    });
    return acknowledgement(received, addressee, parts.timeZone, read.error);
  }
  const { paymentRequestId, told } = read.value;
  parts.log.info('the acquirer told by itself', { gateway: name, paymentRequestId, told: told.kind });
  parts.tell(name, read.value);
  return acknowledgement(received, addressee, parts.timeZone);
}

function refused(kind: NotificationRefusal['kind'], say: string): Result<never, NotificationRefusal> {
  return err({ kind, say });
}
