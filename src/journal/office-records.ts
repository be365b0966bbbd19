import type { Amount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';

/** What the office does: none of it is a sale. */
export const OFFICE_MATTERS = ['registration', 'dispute', 'declaration'] as const;
export type OfficeMatter = (typeof OFFICE_MATTERS)[number];

/** What a dispute asks for: papers, money, or money that is gone until it is judged. */
export const DISPUTE_ASKS = ['papers', 'money', 'chargeback'] as const;
export type DisputeAsks = (typeof DISPUTE_ASKS)[number];

/** How an office matter ended. */
export const OFFICE_OUTCOMES = ['won', 'lost', 'withdrawn', 'byHand'] as const;
export type OfficeOutcome = (typeof OFFICE_OUTCOMES)[number];

/** Bytes that lie in a file beside the journal: a row holds only what proves them. */
export interface KeptBytes {
  readonly sha256: string;
  readonly bytes: number;
}

/** Small values of a matter by their names; values as the acquirer or a manager gave them. */
export type OfficeFacts = Readonly<Record<string, string>>;

/** One part of what was told, such as a wallet's answer to a registration. */
export interface ToldPart {
  readonly name: string;
  readonly status: string;
  readonly why: string | null;
}

interface OfMatter {
  readonly atMs: Ms;
  readonly about: OfficeMatter;
  /** The acquirer's id of the dispute, or ours of the registration or the declaration. */
  readonly id: string;
  /** The gateway's name in the config. */
  readonly gateway: string;
  readonly operatorId?: string | undefined;
}

/** A dispute was told, or entered by hand: then `approverId` says by whom, and there is no body. */
export interface DisputeArrived extends OfMatter {
  readonly kind: 'disputeArrived';
  readonly asks: DisputeAsks;
  /** The payment as the acquirer names it. */
  readonly payment: string;
  /** The same payment by our id; null where this till has none. */
  readonly paymentRequestId: string | null;
  readonly amount: Amount | null;
  /** Which papers are asked for. */
  readonly wants: readonly string[];
  readonly occurredAtMs: Ms;
  /** Until when it is to be answered; null where it cannot be. */
  readonly dueAtMs: Ms | null;
  /** The time that it was sent at was out of the window. */
  readonly isLate: boolean;
  readonly body: KeptBytes | null;
  readonly approverId: string | null;
}

/** A manager approved what goes to the acquirer: these very bytes, under this id, and no others. */
export interface OfficeApproved extends OfMatter {
  readonly kind: 'officeApproved';
  /** The acquirer's call. */
  readonly call: string;
  readonly facts: OfficeFacts;
  /** What goes back by it; null where nothing does. */
  readonly amount: Amount | null;
  readonly body: KeptBytes;
  readonly approverId: string;
  readonly idempotencyKey: string | null;
}

/** The acquirer's final word on what was approved. */
export interface OfficeAnswered extends OfMatter {
  readonly kind: 'officeAnswered';
  readonly call: string;
  readonly outcome: 'accepted' | 'refused';
  readonly resultCode: string;
  readonly facts: OfficeFacts;
}

/** How a matter stands, as the acquirer told it. */
export interface OfficeTold extends OfMatter {
  readonly kind: 'officeTold';
  readonly source: 'notice' | 'inquiry';
  readonly status: string;
  readonly facts: OfficeFacts;
  readonly parts: readonly ToldPart[];
  /** A new day until which it is to be answered; null where nothing is said of it. */
  readonly dueAtMs: Ms | null;
}

/** People were warned that the day comes; 0: it is over. */
export interface OfficeWarned extends OfMatter {
  readonly kind: 'officeWarned';
  readonly daysLeft: number;
}

/** A manager laid a paper of the shop's own beside a matter. */
export interface OfficePaperAdded extends OfMatter {
  readonly kind: 'officePaperAdded';
  readonly name: string;
  readonly contentType: string;
  readonly file: KeptBytes;
}

/** A matter is over; `approverId` is null where the till saw it by itself. */
export interface OfficeClosed extends OfMatter {
  readonly kind: 'officeClosed';
  readonly outcome: OfficeOutcome;
  readonly reason: string;
  readonly approverId: string | null;
}

/** Everything that is kept of the office. */
export type OfficeRecord =
  | DisputeArrived
  | OfficeApproved
  | OfficeAnswered
  | OfficeTold
  | OfficeWarned
  | OfficePaperAdded
  | OfficeClosed;

/** The kinds of `OfficeRecord`. */
export const OFFICE_KINDS = [
  'disputeArrived',
  'officeApproved',
  'officeAnswered',
  'officeTold',
  'officeWarned',
  'officePaperAdded',
  'officeClosed',
] as const satisfies readonly OfficeRecord['kind'][];

/** Whether a record is of the office. */
export function isOfOffice(record: { readonly kind: string }): record is OfficeRecord {
  return OFFICE_KINDS.some((kind) => kind === record.kind);
}
