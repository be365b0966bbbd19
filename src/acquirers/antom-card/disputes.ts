import { z } from 'zod';
import { parseIso, type Ms } from '../../ground/time.ts';
import type { HearOffice } from '../notices.ts';
import type { DisputeNotice, OfficeKept, OfficeNews, OfficeNotice } from '../office.ts';
import { acknowledgement, noticeTime, provenTime, type Hearing } from '../signed-wire/notification.ts';
import { isoOrEpochMs } from '../signed-wire/times.ts';
import { amount, id, ID_CHARACTERS_MAX, loose, readResponse, time } from '../signed-wire/values.ts';

/** notifyDispute. Nothing else of it is read, and so nothing else is kept. Source: dossier section 9. */
const dispute = z.object({
  disputeNotificationType: loose(ID_CHARACTERS_MAX),
  disputeId: id,
  disputeType: loose(ID_CHARACTERS_MAX),
  paymentRequestId: id,
  paymentId: id,
  captureId: id,
  disputeTime: time,
  disputeAmount: amount,
  disputeReasonCode: loose(ID_CHARACTERS_MAX),
  disputeReasonMsg: loose(256),
  disputeSource: loose(ID_CHARACTERS_MAX),
  arn: loose(ID_CHARACTERS_MAX),
  defendable: loose(ID_CHARACTERS_MAX),
  defenseDueTime: time,
  autoDefendReason: loose(256),
  disputeAcceptReason: loose(256),
  disputeAcceptTime: time,
  disputeJudgedTime: time,
  disputeJudgedAmount: amount,
  disputeJudgedResult: loose(ID_CHARACTERS_MAX),
});
type DisputeMessage = z.infer<typeof dispute>;

/**
 * Hears what Antom tells of disputes; answers null for every other notice.
 *
 * A dispute is kept whatever its time is: its repeats may carry the old one. Source: dossier sections 8 and 9.
 */
export function disputeHearing({ timeZone, ...own }: Hearing): HearOffice {
  return (received, nowMs) => {
    const read = readResponse(dispute, received.body);
    if (!read.ok || read.value.disputeNotificationType === undefined) return null;
    const addressee = { ...own, nowMs };
    const reply = (kept: OfficeKept | 'unreadable' | 'badSignature') =>
      acknowledgement(received, addressee, timeZone, kept === 'kept' ? null : kept);
    const isAddressed = received.headers['client-id'] === own.clientId;
    const proven = provenTime(received, addressee, isoOrEpochMs);
    if (!proven.ok) {
      const { say: why } = proven.error;
      return { kind: 'stranger', isAddressed, why, reply: () => reply('badSignature') };
    }
    const isLate = noticeTime(proven.value, nowMs) !== 'now';
    const notice = noticeOf(read.value, { nowMs, isLate });
    if (notice !== null) return { kind: 'office', notice, reply };
    return { kind: 'refused', isAddressed, why: 'it names no dispute', reply: () => reply('unreadable') };
  };
}

function noticeOf(
  message: DisputeMessage,
  at: { readonly nowMs: Ms; readonly isLate: boolean },
): OfficeNotice | null {
  const arrival = arrivalOf(message, at);
  const { disputeNotificationType: status = '' } = message;
  if (arrival === null || status === 'DISPUTE_CREATED') return arrival;
  return { ...newsOf(message, arrival, status), arrival };
}

/** The dispute itself: every notice of it names it whole, so that one whose beginning was lost is kept all the same. */
function arrivalOf(
  message: DisputeMessage,
  { nowMs, isLate }: { readonly nowMs: Ms; readonly isLate: boolean },
): DisputeNotice | null {
  const { disputeId, paymentRequestId, paymentId, disputeAmount, disputeType } = message;
  const payment = paymentRequestId ?? paymentId;
  if (disputeId === undefined || payment === undefined) return null;
  const wants = [message.disputeReasonCode, message.disputeReasonMsg].flatMap((word) => word ?? []);
  return {
    ...{ about: 'dispute', id: disputeId, payment, wants, isLate },
    // Only a chargeback takes money; the others ask for papers.
    asks: disputeType === undefined || disputeType === 'CHARGEBACK' ? 'chargeback' : 'papers',
    amount: disputeAmount ?? null,
    occurredAtMs: msOf(message.disputeTime) ?? nowMs,
    dueAtMs: msOf(message.defenseDueTime),
    body: new TextEncoder().encode(JSON.stringify(message)),
  };
}

function newsOf(message: DisputeMessage, { id: disputeId }: DisputeNotice, status: string): OfficeNews {
  const { disputeJudgedResult, disputeJudgedAmount, disputeAcceptReason, disputeReasonMsg } = message;
  const facts = {
    ...(disputeJudgedResult === undefined ? {} : { disputeJudgedResult }),
    ...(disputeJudgedAmount
      ? { disputeJudgedAmount: `${disputeJudgedAmount.currency} ${disputeJudgedAmount.valueMinor}` }
      : {}),
    ...(disputeAcceptReason === undefined ? {} : { disputeAcceptReason }),
    ...(disputeReasonMsg === undefined ? {} : { disputeReasonMsg }),
  };
  return {
    ...{ about: 'dispute', id: disputeId, status, facts, parts: [] },
    dueAtMs: msOf(message.defenseDueTime),
    outcome: outcomeOf(status, disputeJudgedResult),
  };
}

/** Source: dossier section 9; a word that is in no list is shown, and decides nothing. */
const JUDGED: Readonly<Record<string, 'won' | 'lost'>> = {
  ACCEPT_BY_CUSTOMER: 'won',
  VALIDATE_SUCCESS: 'won',
  ACCEPT_BY_MERCHANT: 'lost',
  VALIDATE_FAIL: 'lost',
};

function outcomeOf(status: string, judged: string | undefined): OfficeNews['outcome'] {
  switch (status) {
    case 'DISPUTE_ACCEPTED':
    case 'RDR_RESOLVED':
      return 'lost';
    case 'DISPUTE_CANCELLED':
      return 'withdrawn';
    case 'DISPUTE_JUDGED':
      return judged !== undefined && Object.hasOwn(JUDGED, judged) ? (JUDGED[judged] ?? null) : null;
    default:
      return null;
  }
}

function msOf(text: string | undefined): Ms | null {
  return text === undefined ? null : parseIso(text);
}
