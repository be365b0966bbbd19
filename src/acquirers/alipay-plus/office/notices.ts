import { z } from 'zod';
import type { Ms } from '../../../ground/time.ts';
import { parseIso } from '../../../ground/time.ts';
import { dueAtMs, RETRIEVAL_DAYS } from '../../office-days.ts';
import type { OfficePaths } from '../../kind.ts';
import type { HearOffice, ReceivedNotice } from '../../notices.ts';
import type { OfficeKept, OfficeNotice } from '../../office.ts';
import {
  acknowledgement,
  noticeTime,
  pathOf,
  provenTime,
  signedUriOf,
  type Hearing,
  type NoticeTime,
} from '../../signed-wire/notification.ts';
import { amount, id, ID_CHARACTERS_MAX, loose, readResponse, scalar } from '../../signed-wire/values.ts';
import { registrationNews } from './registration-news.ts';

/** The messages of the office that come by themselves, as the last part of their path names them. */
type OfficeMessage = 'initiateRetrieval' | 'initiateEscalation' | 'notifyRegistrationStatus';

/** A text or a list of texts: nobody says which. Source: office dossier section 3.2. */
const wanted = z
  .union([z.array(scalar), scalar])
  .nullish()
  .catch(undefined)
  .transform((value) => (Array.isArray(value) ? value : [value ?? '']).filter((word) => word !== ''));

const disputeRequest = z.looseObject({
  disputeRequestId: id,
  paymentRequestId: id,
  disputeOccurTime: loose(ID_CHARACTERS_MAX),
  requestInformationType: wanted,
  escalationAmount: amount,
});

export interface OfficeHearing extends Hearing {
  readonly paths: OfficePaths;
  readonly escalationDays: number;
}

/**
 * Hears what the acquirer tells the office: a dispute, or how the wallets answered a registration.
 *
 * Answers null for what is of no office path. A dispute is kept whatever its time is: its repeats carry the old one.
 * Source: office dossier sections 2.5 and 3.2; interface section 9.
 */
export function officeHearing(hearing: OfficeHearing): HearOffice {
  return (received, nowMs) => {
    const addressee = { ...hearing, nowMs };
    const message = messageOf(received, signedUriOf(received, addressee), hearing.paths);
    if (message === null) return null;
    const reply = (kept: OfficeKept | 'stale' | 'unreadable' | 'badSignature') =>
      acknowledgement(received, addressee, hearing.timeZone, kept === 'kept' ? null : kept);
    const isAddressed = received.headers['client-id'] === hearing.clientId;
    const proven = provenTime(received, addressee, parseIso);
    if (!proven.ok) {
      const { kind, say: why } = proven.error;
      if (kind !== 'badSignature')
        return { kind: 'refused', isAddressed, why, reply: () => reply('unreadable') };
      return { kind: 'stranger', isAddressed, why, reply: () => reply('badSignature') };
    }
    const at = noticeTime(proven.value, nowMs);
    if (message === 'notifyRegistrationStatus' && at !== 'now') {
      const why = 'the Request-Time is more than 15 minutes away';
      return { kind: 'refused', isAddressed, why, reply: () => reply('stale') };
    }
    const notice =
      message === 'notifyRegistrationStatus'
        ? registrationNews(received.body)
        : disputeNotice(message, received.body, at, { nowMs, escalationDays: hearing.escalationDays });
    if (notice === null) {
      const why = 'it is not JSON, or names nothing';
      return { kind: 'refused', isAddressed, why, reply: () => reply('unreadable') };
    }
    return { kind: 'office', notice, reply };
  };
}

/** Which message it is: by the path of the config that it came to, or else by the last part of the signed path. */
function messageOf(
  received: ReceivedNotice,
  signedUri: string | null,
  { retrieval, escalation, registration }: OfficePaths,
): OfficeMessage | null {
  const paths = [pathOf(received.uri), ...(signedUri === null ? [] : [pathOf(signedUri)])];
  if (paths.includes(retrieval)) return 'initiateRetrieval';
  if (paths.includes(escalation)) return 'initiateEscalation';
  if (paths.some((path) => registration.includes(path))) return 'notifyRegistrationStatus';
  const last = paths.map((path) => path.split('/').at(-1));
  return MESSAGES.find((message) => last.includes(message)) ?? null;
}

const MESSAGES: readonly OfficeMessage[] = [
  'initiateRetrieval',
  'initiateEscalation',
  'notifyRegistrationStatus',
];

function disputeNotice(
  message: Exclude<OfficeMessage, 'notifyRegistrationStatus'>,
  body: Uint8Array,
  at: NoticeTime,
  { nowMs, escalationDays }: { readonly nowMs: Ms; readonly escalationDays: number },
): OfficeNotice | null {
  const read = readResponse(disputeRequest, body);
  if (!read.ok) return null;
  const { disputeRequestId, paymentRequestId, disputeOccurTime, requestInformationType } = read.value;
  if (disputeRequestId === undefined || paymentRequestId === undefined) return null;
  const occurredAtMs = parseIso(disputeOccurTime ?? '') ?? nowMs;
  const isRetrieval = message === 'initiateRetrieval';
  return {
    about: 'dispute',
    id: disputeRequestId,
    asks: isRetrieval ? 'papers' : 'money',
    payment: paymentRequestId,
    amount: isRetrieval ? null : (read.value.escalationAmount ?? null),
    wants: requestInformationType.map((word) => word.slice(0, ID_CHARACTERS_MAX)),
    occurredAtMs,
    dueAtMs: dueAtMs(occurredAtMs, isRetrieval ? RETRIEVAL_DAYS : escalationDays),
    isLate: at !== 'now',
    body,
  };
}
