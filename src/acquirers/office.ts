import type { Amount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';
import type { DisputeAsks, OfficeFacts, OfficeMatter, ToldPart } from '../journal/office-records.ts';

// The office of an acquirer: what is not a sale. Bodies are made once and kept; the same bytes are sent until an answer
// is final.

/**
 * What a payment that is given back learns where a bank's dispute of it was lost: so much, in minor units, went back to the
 * customer that way. No inquiry tells of it.
 */
export const DISPUTE_LOST_MINOR = 'disputeLostMinor';

/** A call of the office: which, and the exact bytes. */
export interface OfficeCall {
  readonly call: string;
  readonly body: Uint8Array;
}

/** What a call of the office came to; `unknown` is neither taken nor refused. */
export type OfficeReply =
  | {
      readonly kind: 'accepted' | 'refused';
      readonly code: string;
      readonly say: string | null;
      readonly facts: OfficeFacts;
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly code?: string | undefined };

/** How a matter stands, as an inquiry told it. */
export interface OfficeStanding {
  readonly id: string;
  readonly status: string;
  readonly facts: OfficeFacts;
  readonly parts: readonly ToldPart[];
}

/** A paper that goes with an answer. `type`: the acquirer's word for it. */
export interface OfficePaper {
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The answer to a dispute, as a manager approves it. */
export interface DisputeAnswerOrder {
  readonly id: string;
  readonly asks: DisputeAsks;
  /** `0001` to `0003`, or what becomes of the money. */
  readonly answer: string;
  readonly amount: Amount | null;
  readonly remarks: string | null;
  readonly plannedRefundAtMs: Ms | null;
  /** The sale; null where this till has none. */
  readonly receipt: {
    readonly referenceOrderId: string;
    readonly amount: Amount;
    readonly refundedMinor: number;
  } | null;
  readonly papers: readonly OfficePaper[];
}

/** A dispute as the acquirer told it by itself. */
export interface DisputeNotice {
  readonly about: 'dispute';
  readonly id: string;
  readonly asks: DisputeAsks;
  readonly payment: string;
  readonly amount: Amount | null;
  readonly wants: readonly string[];
  readonly occurredAtMs: Ms;
  readonly dueAtMs: Ms | null;
  readonly isLate: boolean;
  readonly body: Uint8Array;
}

/** News of a matter that is known here: a judgement, or how the wallets answered. */
export interface OfficeNews {
  readonly about: OfficeMatter | 'store';
  /** The matter; with `store`, the store whose newest registration it is. */
  readonly id: string;
  readonly status: string;
  readonly facts: OfficeFacts;
  readonly parts: readonly ToldPart[];
  readonly dueAtMs: Ms | null;
  /** It is over, and how. */
  readonly outcome: 'won' | 'lost' | 'withdrawn' | null;
  /** The dispute that it is of, where the notice names that whole: one whose beginning was lost is kept by it. */
  readonly arrival?: DisputeNotice | undefined;
}

export type OfficeNotice = DisputeNotice | OfficeNews;

/** What became of a notice: kept; contradicts what is kept; or it could not be kept. */
export type OfficeKept = 'kept' | 'inconsistent' | 'notKept';

/** The office of one acquirer. Every method resolves; a failure is an answer. */
export interface AcquirerOffice {
  /** Sends kept bytes. */
  send(call: OfficeCall): Promise<OfficeReply>;
  /** The answer to a dispute as bytes; null where this acquirer takes none. */
  disputeAnswer(order: DisputeAnswerOrder): OfficeCall | null;
  /** Absent where stores are not registered here. */
  readonly registration?: RegistrationOffice | undefined;
  /** Absent where nothing is declared to customs. */
  readonly customs?: CustomsOffice | undefined;
}

/** What a person says of a store, by the acquirer's own names; the rest stands in the config. */
export interface RegistrationOrder {
  readonly merchantInfo: Readonly<Record<string, unknown>>;
  readonly storeInfo: Readonly<Record<string, unknown>>;
  readonly passThroughInfo: string | null;
}

/** How asking came out: `standings` are those that the acquirer knows. */
export type OfficeAsked =
  | { readonly kind: 'told'; readonly standings: readonly OfficeStanding[] }
  | { readonly kind: 'unknown'; readonly why: string };

export interface RegistrationOffice {
  /** What of the config cannot be registered, as a sentence; null where all can. */
  trouble(): string | null;
  /** The request, and the id that follows from its data. */
  request(order: RegistrationOrder): OfficeCall & { readonly id: string };
  /** How one request stands, or what stands of the store of the config. */
  ask(registrationRequestId: string | null): Promise<OfficeAsked>;
}

/** A part of a payment that is to be declared; amounts in minor units of CNY. */
export interface DeclarationOrder {
  readonly paymentRequestId: string;
  /** The order number of the part; null where the whole payment is declared. */
  readonly referenceOrderId: string | null;
  readonly declaredMinor: number;
  readonly customs: { readonly customsCode: string };
  readonly merchantCustomsInfo: {
    readonly merchantCustomsCode: string;
    readonly merchantCustomsName: string;
  };
  readonly buyerCertificate: Readonly<Record<string, unknown>> | null;
}

/** What may be declared of a payment. `otherWallet`: its payments are not declared. */
export type Declarable =
  | { readonly kind: 'declarable'; readonly wholeMinor: number }
  | { readonly kind: 'otherWallet' }
  | { readonly kind: 'unknown'; readonly why: string };

export interface CustomsOffice {
  idOf(paymentRequestId: string, referenceOrderId: string | null): string;
  /** Asks the acquirer what may be declared. */
  declarable(paymentRequestId: string): Promise<Declarable>;
  declare(order: DeclarationOrder): OfficeCall & { readonly id: string };
  /** How declarations stand; as many are asked for at once as may be. */
  ask(ids: readonly string[]): Promise<OfficeAsked>;
  readonly askedAtOnce: number;
}
