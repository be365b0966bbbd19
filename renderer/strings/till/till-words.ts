import type { HealthView } from '../../../src/contract/contract.ts';
import type { ProblemSlug, WhyOf } from '../../../src/contract/problems.ts';

/** Problems with several reasons, each with a sentence of its own. */
type Several =
  | 'till-busy'
  | 'order-elsewhere'
  | 'tender-not-available'
  | 'retry-refused'
  | 'cancel-refused'
  | 'void-refused'
  | 'not-printable'
  | 'not-available';

/** Problems with one sentence. */
type Single = Extract<
  ProblemSlug,
  | 'store-not-registered'
  | 'order-already-paid'
  | 'order-exhausted'
  | 'not-awaiting-code'
  | 'accept-refused'
  | 'free-refused'
  | 'override-refused'
  | 'freeing-off'
  | 'not-found'
  | 'amount-not-payable'
  | 'amount-over-limit'
  | 'invalid-request'
>;

/**
 * What the till itself says in English, in another language: by the keys that it sends beside its sentences.
 *
 * A key without a sentence does not compile.
 */
export interface TillWords {
  readonly refused: {
    readonly [S in Several]: Readonly<Record<WhyOf<S>, string>>;
  } & Readonly<Record<Single, string>>;
  /** A scan that shows that the scanner, and not the wallet, did something wrong. */
  readonly misread: string;
  /** A payment code in a field that is kept and shown. */
  readonly paymentCode: string;
  readonly noticed: Readonly<
    Record<'report-not-printed' | 'gateway-alarm' | 'badge-unknown' | 'badge-locked', string>
  >;
  /** Reasons of a sale that are rare, by their code. */
  readonly reasons: Readonly<Record<'GIVEN_BACK' | 'REPEAT_REQ_INCONSISTENT', string>>;
  /** A reason whose code is in no list. */
  readonly unlisted: (code: string) => string;
  /** A printer that prints in the place of one that is down. */
  readonly printsInstead: (printer: string) => string;
  readonly health: Readonly<Record<NonNullable<HealthView['gateway']['reason']>, string>>;
}
