import type { Clock } from '../../../src/ground/ports.ts';
import { gatewayTime, resultOf } from '../answers.ts';
import type { BookEntry } from '../books.ts';
import type { Acknowledgement } from '../notifier.ts';
import type { WireMoney } from '../requests.ts';
import type { OfficeFaults } from './faults.ts';
import type { OfficeBody } from './requests.ts';

export type DisputeKind = 'retrieval' | 'escalation';

/** A dispute as it is booked. */
export interface BookedDispute {
  readonly disputeRequestId: string;
  readonly kind: DisputeKind;
  readonly paymentRequestId: string;
  readonly amount: WireMoney | null;
  readonly cancelled: boolean;
  /** How often each answer came; the first one counts. */
  readonly answers: number;
  readonly answer: string | null;
  readonly refundAmount: WireMoney | null;
  readonly url: string;
  readonly message: object;
}

/** A dispute to be begun. */
export interface DisputeOrder {
  readonly kind: DisputeKind;
  readonly paymentRequestId?: string | undefined;
  readonly amount?: WireMoney | undefined;
  readonly informationType?: string | undefined;
  /** How many days are left to answer it. */
  readonly days?: number | undefined;
  readonly url?: string | undefined;
  readonly id?: string | undefined;
  /** How many bytes of files come with it. */
  readonly attachedBytes?: number | undefined;
}

export interface DisputeParts {
  readonly clock: Clock;
  readonly faults: OfficeFaults;
  readonly books: () => readonly BookEntry[];
  /** Sends a signed message; `spoil`: signed wrongly. Null where nothing came back. */
  readonly tell: (url: string, message: object, spoil: boolean) => Promise<Acknowledgement | null>;
}

const DAY_MS = 24 * 60 * 60_000;
/** Source: office dossier sections 3.1 and 3.2. */
const DAYS = { retrieval: 20, escalation: 7 } as const;
/** Where a till listens for each, if it says nothing else. Source: office dossier section 0.2. */
export const DISPUTE_PATHS = {
  retrieval: '/aps/api/v1/disputes/initiateRetrieval',
  escalation: '/aps/api/v1/disputes/initiateEscalation',
} as const;
const MIB = 1024 * 1024;
const LARGE_BYTES = 4 * MIB;
/** A till takes 8 MiB of files; a little more is there to be refused. Source: office dossier section 9, check 4. */
export const ATTACHED_BYTES_MAX = 16 * MIB;

/** Disputes that the sandbox begins, and what is answered to them. Source: office dossier section 3. */
export class Disputes {
  readonly #parts: DisputeParts;
  readonly #booked = new Map<string, BookedDispute>();
  #count = 0;

  constructor(parts: DisputeParts) {
    this.#parts = parts;
  }

  get books(): readonly BookedDispute[] {
    return [...this.#booked.values()];
  }

  /** Begins a dispute, and tells the till; null where it is not known where the till listens. */
  async begin(
    order: DisputeOrder,
  ): Promise<{ readonly id: string; readonly acks: (Acknowledgement | null)[] } | null> {
    const { clock, faults, books, tell } = this.#parts;
    const { kind } = order;
    const payments = books();
    const payment = payments.find(({ paymentRequestId }) => paymentRequestId === order.paymentRequestId);
    const url = order.url ?? urlOf(payment ?? payments.at(-1), kind);
    if (url === null) return null;
    this.#count += 1;
    const nowMs = clock.nowMs();
    const stamp = gatewayTime(nowMs).replace(/\D/g, '').slice(0, 14);
    const id =
      order.id ?? `${stamp}${kind === 'retrieval' ? 'R' : 'E'}${String(this.#count).padStart(7, '0')}`;
    const named = this.#named(order, payment);
    const amount = kind === 'escalation' ? (order.amount ?? payment?.amount ?? null) : null;
    const left = order.days ?? (faults.happens('dis-late') ? 2 : DAYS[kind]);
    const message = {
      disputeRequestId: id,
      paymentRequestId: named,
      ...(amount === null ? {} : { escalationAmount: amount }),
      disputeOccurTime: gatewayTime(nowMs - (DAYS[kind] - left) * DAY_MS),
      ...(kind === 'retrieval'
        ? { requestInformationType: order.informationType ?? 'TRANSACTION_RECEIPT' }
        : {}),
      ...attached(order.attachedBytes ?? (faults.happens('dis-large') ? LARGE_BYTES : 0)),
    };
    const paymentRequestId = order.paymentRequestId ?? named;
    this.#booked.set(id, {
      ...{ disputeRequestId: id, kind, paymentRequestId, amount, url, message },
      ...{ cancelled: false, answers: 0, answer: null, refundAmount: null },
    });
    const acks = [await tell(url, message, faults.happens('dis-wrong-signature'))];
    if (faults.happens('dis-repeat-other-payment'))
      acks.push(await tell(url, { ...message, paymentRequestId: 'T99-20261120-000001-01' }, false));
    return { id, acks };
  }

  /** Tells of a dispute once more, with the very same message. */
  async repeat(id: string): Promise<Acknowledgement | null | undefined> {
    const dispute = this.#booked.get(id);
    return dispute === undefined ? undefined : this.#parts.tell(dispute.url, dispute.message, false);
  }

  /** Withdraws a dispute: there is no message for it. */
  cancel(id: string): boolean {
    const dispute = this.#booked.get(id);
    if (dispute !== undefined) this.#booked.set(id, { ...dispute, cancelled: true });
    return dispute !== undefined;
  }

  /** The answer to an answer; null where it is lost. */
  answer(
    kind: DisputeKind,
    body: OfficeBody<'responseRetrieval'> | OfficeBody<'responseEscalation'>,
  ): object | null {
    const { faults } = this.#parts;
    const dispute = this.#booked.get(body.disputeRequestId);
    if (faults.happens('dis-not-exist') || dispute === undefined || dispute.kind !== kind)
      return { result: resultOf('ORDER_NOT_EXIST', 'no such dispute') };
    if (faults.happens('dis-answer-unknown')) return { result: resultOf('UNKNOWN_EXCEPTION') };
    const isRetrieval = 'responseCode' in body;
    const said = isRetrieval ? body.responseCode : body.refundType;
    const answer = typeof said === 'string' ? said : '';
    const refundAmount = isRetrieval ? null : ((body.refundAmount as WireMoney | null | undefined) ?? null);
    if (refundAmount !== null && Number(refundAmount.value) > Number(dispute.amount?.value ?? 0))
      return { result: resultOf('PARAM_ILLEGAL', 'refundAmount: is more than was asked') };
    const isOther = dispute.answer !== null && dispute.answer !== answer;
    const isOtherAmount = (dispute.refundAmount?.value ?? '') !== (refundAmount?.value ?? '');
    if (isOther || (dispute.answer !== null && isOtherAmount))
      return { result: resultOf('REPEAT_REQ_INCONSISTENT', 'other refundType or refundAmount') };
    const isFirst = dispute.answer === null;
    this.#booked.set(body.disputeRequestId, {
      ...dispute,
      answer,
      refundAmount,
      answers: dispute.answers + 1,
    });
    if (isFirst && answer === 'REFUSE_REFUND' && faults.happens('dis-second')) {
      const { paymentRequestId, amount, url } = dispute;
      void this.begin({ kind: 'escalation', paymentRequestId, url, ...(amount === null ? {} : { amount }) });
    }
    return faults.happens('dis-answer-lost') ? null : { result: resultOf('SUCCESS') };
  }

  #named(order: DisputeOrder, payment: BookEntry | undefined): string {
    const { faults } = this.#parts;
    if (faults.happens('dis-unknown-payment')) return 'T99-20261120-000999-01';
    if (faults.happens('dis-by-payment-id') && payment !== undefined) return payment.paymentId;
    return order.paymentRequestId ?? 'T99-20261120-000999-01';
  }
}

/** A file of so many bytes, in Base64 as all attachments are. */
function attached(bytes: number) {
  if (bytes === 0) return {};
  const file = {
    ...{ attachmentType: 'SUPPORTING_DOCUMENTATION', attachmentName: 'statement.pdf' },
    contentType: 'application/pdf',
    content: Buffer.alloc(bytes, '%PDF-1.7 ').toString('base64'),
  };
  return { attachments: [file] };
}

/** Where the till of a payment listens: beside the address that its payment named. */
function urlOf(payment: BookEntry | undefined, kind: DisputeKind): string | null {
  if (payment?.notifyUrl === null || payment === undefined) return null;
  return new URL(DISPUTE_PATHS[kind], payment.notifyUrl).href;
}
