import type { DisputeView } from '../../contract/office-commands.ts';
import { wireAmount, type Minor } from '../../ground/money/amount.ts';
import { textTrouble } from '../../ground/outside-text.ts';
import type { Ms } from '../../ground/time.ts';
import { daysLeft } from '../../acquirers/office-days.ts';
import { mayAnswer, promisedBack, waitsForAnswer, type Dispute } from '../../office/dispute.ts';
import { jsonOf } from '../../acquirers/answer-json.ts';
import type { Sale } from '../../payment/state.ts';
import type { PaperNamed } from './dispute-papers.ts';

/** What a dispute is shown with. */
export interface DisputeSeen {
  readonly sale: Sale | undefined;
  readonly papers: readonly PaperNamed[];
  /** What the acquirer sent; null where it is not there any more. */
  readonly body: Uint8Array | null;
  /** Whether the acquirer takes answers from a till; where not, it is answered there. */
  readonly isAnsweredHere: boolean;
  readonly nowMs: Ms;
  readonly iso: (atMs: Ms) => string;
}

/** A dispute as the API and the desk have it. */
export function viewOfDispute(dispute: Dispute, seen: DisputeSeen): DisputeView {
  const { sale, papers, body, isAnsweredHere, nowMs, iso } = seen;
  const { dueAtMs, answer, answered, closed } = dispute;
  const isWaiting = waitsForAnswer(dispute);
  return {
    disputeRequestId: dispute.id,
    kind: dispute.asks,
    state: dispute.state,
    gateway: dispute.gateway,
    payment: dispute.payment,
    ...(dispute.paymentRequestId === null ? {} : { paymentRequestId: dispute.paymentRequestId }),
    ...(sale === undefined ? {} : { saleId: sale.saleId, saleAmount: wireAmount(sale.amount) }),
    ...(dispute.amount === null ? {} : { amount: wireAmount(dispute.amount) }),
    wants: [...dispute.wants],
    occurredAt: iso(dispute.occurredAtMs),
    arrivedAt: iso(dispute.arrivedAtMs),
    late: dispute.isLate,
    byHand: dispute.enteredBy !== null,
    dueAt: dueAtMs === null ? null : iso(dueAtMs),
    daysLeft: dueAtMs === null ? null : daysLeft(dueAtMs, nowMs),
    overdue: isWaiting && dueAtMs !== null && nowMs > dueAtMs,
    mayAnswer: isAnsweredHere && mayAnswer(dispute),
    papers: papers.map((paper) => ({ ...paper })),
    ...(answer === null
      ? {}
      : {
          answer: {
            answer: answer.facts['answer'] ?? '',
            ...(answer.amount === null ? {} : { refundAmount: wireAmount(answer.amount) }),
            ...(answer.facts['remarks'] === undefined ? {} : { remarks: answer.facts['remarks'] }),
            papers: papersOfAnswer(answer.facts),
            approver: answer.approverId,
            at: iso(answer.atMs),
            ...(answered === null ? {} : { resultCode: answered.resultCode }),
          },
        }),
    ...(sale === undefined ? {} : { givenBack: givenBackOf(dispute, sale) }),
    told: dispute.told.map(({ atMs, status, facts }) => ({ at: iso(atMs), status, facts: { ...facts } })),
    received: body === null ? {} : receivedOf(body),
    ...(closed === null
      ? {}
      : {
          closed: {
            outcome: closed.outcome,
            reason: closed.reason,
            at: iso(closed.atMs),
            ...(closed.approverId === null ? {} : { approver: closed.approverId }),
          },
        }),
  };
}

/** The names of the papers that went with an answer; its facts hold texts only. */
export function papersOfAnswer(facts: Readonly<Record<string, string>>): string[] {
  return (facts['papers'] ?? '').split('\n').filter((name) => name !== '');
}

/** What went back of a payment before a time, or since. */
export function backMinor(sale: Sale, paymentRequestId: string | null, when: (atMs: Ms) => boolean): Minor {
  const done = sale.refunds.filter(
    ({ facts, state }) =>
      facts.paymentRequestId === paymentRequestId && state.kind === 'refunded' && when(facts.approvedAtMs),
  );
  return done.reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0) as Minor;
}

function givenBackOf(dispute: Dispute, sale: Sale): NonNullable<DisputeView['givenBack']> {
  const { currency } = sale.amount;
  const promised = promisedBack(dispute);
  const money = (valueMinor: Minor): ReturnType<typeof wireAmount> => wireAmount({ currency, valueMinor });
  const back = (when: (atMs: Ms) => boolean) => money(backMinor(sale, dispute.paymentRequestId, when));
  return {
    before: back((atMs) => atMs < dispute.arrivedAtMs),
    ...(promised === null
      ? {}
      : { promised: wireAmount(promised.amount), since: back((atMs) => atMs >= dispute.arrivedAtMs) }),
  };
}

/** How many texts of a message are shown, and how long each may be. Ours. */
const SHOWN_MAX = 64;
const SHOWN_CHARACTERS_MAX = 500;

/** Every text of a message by the place where it stands, known or not; files in it by their name only. */
function receivedOf(body: Uint8Array): Record<string, string> {
  const json = jsonOf(body);
  if (!json.ok) return {};
  return Object.fromEntries(textsIn(json.value, '').slice(0, SHOWN_MAX));
}

function textsIn(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value);
    const isFile = path.endsWith('.content') || path.endsWith('.file');
    if (isFile) return [[path, `${text.length} characters`]];
    return [[path, textTrouble(text) === null ? text.slice(0, SHOWN_CHARACTERS_MAX) : '(cannot be shown)']];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, path === '' ? key : `${path}.${key}`));
}
