import type { SaleState } from '../ground/sale-states.ts';

/** The calls of the signed products, by the last part of their path. */
export type SignedCallName =
  | 'pay'
  | 'inquiryPayment'
  | 'cancelPayment'
  | 'refund'
  | 'inquiryRefund'
  | 'notifyPayment'
  | 'capture'
  | 'registration'
  | 'inquiryRegistrationStatus'
  | 'responseRetrieval'
  | 'responseEscalation';

/** The calls of the acquirers with pages: by the last part of their path, Trust Payments' by what they ask for. */
export type PageCallName =
  | 'Initialize'
  | 'Assert'
  | 'Refund'
  | 'AUTH'
  | 'TRANSACTIONQUERY'
  | 'REFUND'
  | 'inquire.aspx'
  | 'credit.aspx';

/** A call of an acquirer, by its own name. */
export type CallName = SignedCallName | PageCallName;

/**
 * What the kit does to one message between till and acquirer.
 *
 * `loseRequest` it is dropped before the acquirer sees it · `loseAnswer` the acquirer acts, the answer is dropped ·
 * `holdAnswer` the answer leaves when the wire is straightened · `spoilAnswer` one bit of the body is turned ·
 * `stripSignature` the answer has none · `otherKey` the request is signed by another key · `repeatBytes` the same
 * bytes arrive twice · `cutLine` nobody listens.
 */
export type BendKind =
  | 'loseRequest'
  | 'loseAnswer'
  | 'holdAnswer'
  | 'spoilAnswer'
  | 'stripSignature'
  | 'otherKey'
  | 'repeatBytes'
  | 'cutLine';

/** What is known of a signature: it fits, it does not, there is none, or there was nothing that could have one. */
export type SignatureVerdict = 'verified' | 'wrong' | 'missing' | 'nothing';

/** One message and its answer, masked. Times are milliseconds since the start of the run. */
export interface Exchange {
  readonly by: 'till' | 'kit' | 'acquirer';
  readonly api: string;
  readonly path: string;
  readonly sentMs: number;
  readonly answeredMs: number | null;
  readonly status: number | null;
  readonly paymentRequestId: string | null;
  readonly resultStatus: string | null;
  readonly resultCode: string | null;
  readonly ours: SignatureVerdict;
  readonly theirs: SignatureVerdict;
  readonly bend: BendKind | null;
  readonly hasNotifyAddress: boolean;
  readonly request: string;
  readonly answer: string | null;
  /** What another program needs to check our signature and theirs; null where there is none. */
  readonly proofs: { readonly ours: SignatureProof | null; readonly theirs: SignatureProof | null };
}

/**
 * A signature as it is kept, for another program to check.
 *
 * `text` is the exact text that was signed, null where a part of it had to be masked; its SHA-256 is enough to check the
 * signature then. A message with a payment code keeps neither: either would let the code be tried out.
 */
export interface SignatureProof {
  /** The name of the public key's file in the folder. */
  readonly key: string;
  /** Base64; only its ends where the message holds a code. */
  readonly signature: string;
  readonly sha256: string | null;
  readonly text: string | null;
}

/** What an office has in hand: the registration of the store, a dispute told by the acquirer, one told of a card. */
export type MatterKind = 'store' | 'dispute' | 'chargeback';

/** A matter of the office as it stood at a moment; each fact as `name value`. */
export interface MatterSeen {
  readonly atMs: number;
  readonly about: MatterKind;
  readonly id: string;
  readonly state: string;
  readonly facts: readonly string[];
}

/** A sale as the till showed it at a moment. */
export interface StateSeen {
  readonly atMs: number;
  readonly sale: string;
  readonly state: SaleState;
  readonly reason: string | null;
}

/** What the till answered to a move that it refused. */
export interface RefusalSeen {
  readonly move: string;
  readonly sale: string | null;
  readonly slug: string;
  readonly detail: string;
}

/** A paper that the till made. */
export interface PaperSeen {
  readonly sale: string;
  readonly copy: string;
  readonly text: string;
  readonly file: string;
}

/** A window as it stood: its scene, what it says, the marks on it, and its picture. */
export interface ScreenSeen {
  readonly name: string;
  readonly window: 'cashier' | 'customer' | 'phone';
  readonly scene: string;
  /** The language that the window says it speaks. */
  readonly language: string;
  readonly text: string;
  readonly marks: readonly string[];
  readonly file: string;
}

/** What the acquirer's books say of one payment. */
export interface BookSeen {
  readonly paymentRequestId: string;
  readonly referenceOrderId: string;
  readonly chargedMinor: number;
  readonly netMinor: number;
  readonly debits: number;
}

/** A sale of the case: its ids, and the amounts as paper writes them. */
export interface SaleSeen {
  readonly sale: string;
  readonly order: string;
  readonly referenceOrderId: string;
  readonly saleId: string;
  readonly minor: number;
  readonly amountWritten: string;
  readonly paymentRequestIds: readonly string[];
  readonly paymentId: string | null;
  readonly brand: string | null;
}

/** The waits of the till in this run, in milliseconds. */
export interface WaitsSeen {
  readonly payTimeoutMs: number;
  readonly inquiryEveryMs: number;
  readonly windowMs: number;
}

/** Everything that was seen in one try of a case. */
export interface CaseRecord {
  readonly caseId: string;
  readonly attempt: number;
  readonly waits: WaitsSeen;
  readonly sales: readonly SaleSeen[];
  readonly states: readonly StateSeen[];
  readonly exchanges: readonly Exchange[];
  readonly refusals: readonly RefusalSeen[];
  readonly papers: readonly PaperSeen[];
  readonly screens: readonly ScreenSeen[];
  readonly families: readonly string[];
  readonly checks: readonly string[];
  /** Notices that the till took with a right answer; a signed one where its acquirer has signatures. */
  readonly acknowledged: number;
  readonly matters: readonly MatterSeen[];
  /** What was searched for secrets of the run, and where one was found. */
  readonly searched: { readonly files: number; readonly found: readonly string[] };
  /** How the acquirer's report of the run was held against the till's books; absent where none was. */
  readonly reconciled?: ReconciledSeen;
  /** What the config says of the account, and what it should not. */
  readonly account: AccountSeen;
  /** Moments at which the till's process was started again. */
  readonly startsMs: readonly number[];
  /** What is wrong with the folder of marks, in words. */
  readonly marksTrouble: readonly string[];
  readonly books: readonly BookSeen[];
  /** What was still charged when the case had been settled, in minor units. */
  readonly leftMinor: number;
  /** What kept the kit from playing it to its end. */
  readonly broken: string | null;
}

/** What comparing a day's reports with the books came to. */
export interface ReconciledSeen {
  /** The exit code of the comparison. */
  readonly code: number;
  /** Lines of the report: payments and refunds of the run. */
  readonly transactions: number;
  /** What it said, in words. */
  readonly said: string;
}

/** What a case knows of the shop's config. */
export interface AccountSeen {
  readonly merchant: string;
  readonly languages: readonly string[];
  readonly stage: string;
  readonly host: string;
  /** Why it cannot be a live account, in words; null where nothing speaks against it. */
  readonly notLive: string | null;
}
