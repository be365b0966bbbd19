import { err, ok, type Result } from '../../ground/result.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import {
  noticeGateway,
  type Hear,
  type NoticeReply,
  type PaymentNamed,
  type ReceivedNotice,
} from '../notices.ts';
import type { NoticeContent } from '../port.ts';
import type { Signing } from './signature.ts';

/** How far Request-Time may be from the acquirer's clock, either way. Source: Alipay+ dossier section 3.4, replay window. */
export const REQUEST_TIME_TOLERANCE_MS = 15 * 60_000;

/** What one notification says of one payment. */
export interface Notification {
  readonly payment: PaymentNamed;
  readonly content: NoticeContent;
}

/** Why a notification is not listened to: not from the acquirer, too old or too new, or not understood. */
export interface NotificationRefusal {
  /** `ignored`: it is of no effect, and is acknowledged; `notKept`: the shop must know it, and this till cannot keep it. */
  readonly kind: 'badSignature' | 'stale' | 'unreadable' | 'ignored' | 'notKept' | 'inconsistent';
  readonly say: string;
}

/** The till as one gateway knows it. `nowMs` is the acquirer's time: the till's and what was learnt of the offset. */
export interface Addressee {
  readonly clientId: string;
  readonly signing: Signing;
  readonly nowMs: Ms;
  /** Whether a path is one of its notification addresses, as the acquirer knows them. */
  readonly isAddress: (path: string) => boolean;
}

/** A path as it may stand in a request line, with or without a query. */
const URI = /^\/[!-~]{0,2047}$/;

/**
 * The URI that the acquirer signed: a relay says which one it was called by.
 *
 * Errors: null where what a relay says cannot be a path, or is none that notifications come to.
 * Why: the acquirer signs its answers by the same rule. One of those, sent here with its own path in the relay's header,
 * would be a notification.
 * Source: interface sections 4 and 11.
 */
export function signedUriOf(
  { uri, headers }: ReceivedNotice,
  { isAddress }: Pick<Addressee, 'isAddress'>,
): string | null {
  const signed = headers['x-original-uri'] ?? uri;
  if (!URI.test(signed)) return null;
  const path = pathOf(signed);
  return path === pathOf(uri) || isAddress(path) ? signed : null;
}

/** A path without its query. */
export function pathOf(uri: string): string {
  return uri.split('?', 1)[0] ?? '';
}

/**
 * The paths of a gateway's notification addresses, beside the one that the till itself is called by.
 *
 * Shape: `notifyUrl` is the one that its calls name; under `publicUrl` stands `/n/<name>`, more path may follow.
 * Source: interface section 8.
 */
export function addressesOf(
  name: string,
  notifyUrl: string | undefined,
  publicUrl: string | null,
): (path: string) => boolean {
  const own = notifyUrl === undefined ? null : new URL(notifyUrl).pathname;
  const prefix = publicUrl === null ? null : new URL(publicUrl).pathname.replace(/\/$/, '');
  return (path) =>
    path === own ||
    (prefix !== null && path.startsWith(prefix) && noticeGateway(path.slice(prefix.length)) === name);
}

/**
 * Checks that a notification is the acquirer's; its time, null where that cannot be read.
 *
 * Errors: `badSignature` before anything of it is believed.
 * Source: interface section 4; Alipay+ dossier sections 3.2 and 3.4.
 */
export function provenTime(
  received: ReceivedNotice,
  addressee: Addressee,
  timeOf: (text: string) => Ms | null,
): Result<Ms | null, NotificationRefusal> {
  const { clientId, signing } = addressee;
  const { method, headers, body } = received;
  if (method !== 'POST') return refused('unreadable', 'a notification comes by POST');
  if (headers['client-id'] !== clientId) return refused('badSignature', 'the Client-Id is not ours');
  const uri = signedUriOf(received, addressee);
  if (uri === null) return refused('badSignature', 'the X-Original-URI is no notification address');
  const time = headers['request-time'];
  if (time === undefined) return refused('badSignature', 'there is no Request-Time');
  const header = headers['signature'];
  const verified = signing.verify({ method, uri, clientId, time, body, header });
  if (!verified.ok) return refused('badSignature', verified.error.say);
  return ok(timeOf(time));
}

/** An acknowledgement says "received", never how the payment ended. Source: Alipay+ dossier section 4.5. */
const RECEIVED = { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' };
const REFUSALS: Readonly<Record<'stale' | 'unreadable' | 'notKept' | 'inconsistent', typeof RECEIVED>> = {
  stale: refusal('The Request-Time is out of range.'),
  unreadable: refusal('The notification cannot be read.'),
  // Not acknowledged, so that it is told again, and stays open where the acquirer shows it.
  notKept: {
    resultCode: 'UNKNOWN_EXCEPTION',
    resultStatus: 'U',
    resultMessage: 'This till does not keep it.',
  },
  // Source: office dossier section 3.2.
  inconsistent: {
    resultCode: 'REPEAT_REQ_INCONSISTENT',
    resultStatus: 'F',
    resultMessage: 'The same id came with another payment.',
  },
};

function refusal(resultMessage: string): typeof RECEIVED {
  return { resultCode: 'PARAM_ILLEGAL', resultStatus: 'F', resultMessage };
}

/** What a stranger gets: nothing that is signed with the till's key. Source: interface section 11. */
const STRANGER: NoticeReply = { status: 401, headers: {}, body: new Uint8Array() };

/**
 * The answer to a notification; without a refusal, it was received.
 *
 * Shape: signed like an answer, over the URI of the request and the Response-Time. So is a refusal of what the acquirer
 * signed; a stranger gets an unsigned 401.
 * Source: Alipay+ dossier sections 3.2 and 4.5; interface section 11.
 */
export function acknowledgement(
  received: ReceivedNotice,
  addressee: Addressee,
  timeZone: string,
  why: NotificationRefusal['kind'] | null = null,
): NoticeReply {
  if (why === 'badSignature') return STRANGER;
  const { clientId, signing, nowMs } = addressee;
  const result = why === null || why === 'ignored' ? RECEIVED : REFUSALS[why];
  const body = new TextEncoder().encode(JSON.stringify({ result }));
  const time = isoWithOffset(nowMs, timeZone);
  const uri = signedUriOf(received, addressee) ?? received.uri;
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json; charset=UTF-8',
      'Client-Id': clientId,
      'Response-Time': time,
      Signature: signing.sign({ method: 'POST', uri, clientId, time, body }),
    },
    body,
  };
}

/** What one product's notifications are, once they are proven to be the acquirer's. */
export interface NotificationRules {
  /** Reads the Request-Time; null where it is none. */
  readonly timeOf: (text: string) => Ms | null;
  /** What it says, or why it is not listened to; `isOld`: its time is out of the window, or cannot be read. */
  readonly read: (body: Uint8Array, at: NoticeTime) => Result<Notification, NotificationRefusal>;
}

/** When a notification was sent, by its own word. */
export type NoticeTime = 'now' | 'stale' | 'unreadable';

/** By what one gateway's notifications are known and answered. */
export interface Hearing {
  readonly clientId: string;
  readonly signing: Signing;
  readonly timeZone: string;
  readonly isAddress: Addressee['isAddress'];
}

/**
 * Reads a notification.
 *
 * Errors: `badSignature` before anything of it is believed; then what the product refuses.
 * Source: interface section 4; Alipay+ dossier sections 3.2, 3.4 and 4.5.
 */
export function readNotification(
  received: ReceivedNotice,
  addressee: Addressee,
  { timeOf, read }: NotificationRules,
): Result<Notification, NotificationRefusal> {
  const sent = provenTime(received, addressee, timeOf);
  return sent.ok ? read(received.body, noticeTime(sent.value, addressee.nowMs)) : sent;
}

/** When a notification was sent, by the acquirer's clock. */
export function noticeTime(sentAtMs: Ms | null, nowMs: Ms): NoticeTime {
  if (sentAtMs === null) return 'unreadable';
  return Math.abs(sentAtMs - nowMs) > REQUEST_TIME_TOLERANCE_MS ? 'stale' : 'now';
}

/** Hears notifications that are addressed to this till by one Client-Id. Source: Alipay+ dossier sections 3.2, 3.4 and 4.5. */
export function hearingBy(
  rules: NotificationRules,
  { clientId, signing, timeZone, isAddress }: Hearing,
): Hear {
  return (received, nowMs) => {
    const addressee = { clientId, signing, nowMs, isAddress };
    const read = readNotification(received, addressee, rules);
    const reply = () => acknowledgement(received, addressee, timeZone, read.ok ? null : read.error.kind);
    if (read.ok) return { kind: 'told', ...read.value, reply };
    const { kind, say } = read.error;
    const isAddressed = received.headers['client-id'] === clientId;
    return { kind: kind === 'badSignature' ? 'stranger' : 'refused', isAddressed, why: say, reply };
  };
}

/** A notification that is not listened to. */
export function refused(kind: NotificationRefusal['kind'], say: string): Result<never, NotificationRefusal> {
  return err({ kind, say });
}
