import type { SaleState } from '../ground/sale-states.ts';
import type { BendKind, CallName, MatterKind } from './record.ts';

/**
 * How sure a case is: `read` in the acquirer's own page · `sibling` there, for a product beside it or in an older
 * edition · `claimed` by a third party that repeats the acquirer's list · `named` only, its steps could not be read ·
 * `ours` chosen by us · `pasted` by a person
 * from the acquirer's own page, and wins over ours.
 */
export type Sureness = 'read' | 'sibling' | 'claimed' | 'named' | 'ours' | 'pasted';

/** Where a case was found: the number of the source in the dossier, and how sure it is. */
export interface CaseSource {
  /** The dossier's number of the source; null for a case of our own. */
  readonly at: number | null;
  readonly sure: Sureness;
}

/**
 * How a case is run.
 *
 * `self` by kit, till and gateway · `bent` the same on a bent wire · `person` with a person and a phone · `nextDay`
 * waits for a report or a wallet's answer · `outside` not at a till · `live` with real money.
 */
export type Way = 'self' | 'bent' | 'person' | 'nextDay' | 'outside' | 'live';

/** What is kept of a case: pictures of windows, papers, messages, the journal's rows, books, a photo, a word. */
export type EvidenceKind = 'screens' | 'papers' | 'wire' | 'story' | 'books' | 'photo' | 'word';

export const PHASES = ['before', 'sandbox', 'outputs', 'launch', 'pilot', 'after'] as const;
/** The part of the road that a case stands on. */
export type Phase = (typeof PHASES)[number];

/** The acquirers whose cases there are, by their kind in the config. */
export type CaseKind =
  'alipay-plus' | 'antom-instore' | 'antom-card' | 'saferpay' | 'computop' | 'trust-payments';

/** One acceptance case of an acquirer. */
export interface AcceptanceCase {
  readonly id: string;
  readonly kinds: readonly CaseKind[];
  readonly phase: Phase;
  /** The acquirer's name for it, in our words. */
  readonly title: string;
  readonly sources: readonly CaseSource[];
  readonly ways: readonly Way[];
  /** What is done. */
  readonly steps: string;
  /** What must be seen. */
  readonly seen: string;
  readonly evidence: readonly EvidenceKind[];
  /** How the kit plays it; absent where only people can. */
  readonly script?: Script;
  /** How it is played at one kind of acquirer, where that is not alike. */
  readonly byKind?: Readonly<Partial<Record<CaseKind, Script>>>;
  /** Other cases, by id, that show it where it asks for no moves of its own: any one of them is enough. */
  readonly shownBy?: readonly string[];
  /** What a shop must have for the case to concern it. */
  readonly needs?: ShopTrait;
}

/** What a shop has, by its config: a way to be paid, or a service provider that calls for it. */
export type ShopTrait = 'paymentCode' | 'orderCode' | 'serviceProvider' | 'simulation' | 'noSimulation';

/** What the kit does, and what the record must hold then. */
export interface Script {
  readonly moves: readonly Move[];
  readonly expect: readonly Expectation[];
  /** Only the own sandbox can be made to do this. */
  readonly ownOnly?: true;
}

/** A code that a pretended wallet shows: any good one, the last one again, or one that chooses a fault. */
export type ShownCode = 'fresh' | 'same' | { readonly fault: string } | { readonly text: string };

/**
 * One move of the kit. `sale` is the case's own name for a sale; the name is also its order, and part of its order id.
 *
 * An `asked` that is refused is recorded and is no fault: expectations judge it.
 */
export type Move =
  | {
      readonly move: 'sell';
      readonly sale: string;
      readonly minor?: number;
      readonly order?: string;
      /** What the cashier writes as the order's text. */
      readonly text?: string;
    }
  | { readonly move: 'tender' | 'customer'; readonly sale: string }
  | { readonly move: 'scan'; readonly sale: string; readonly code: ShownCode }
  | { readonly move: 'identify'; readonly texts: readonly string[] }
  | { readonly move: 'until'; readonly sale: string; readonly state: SaleState }
  | { readonly move: 'retry' | 'cancel' | 'void'; readonly sale: string }
  | { readonly move: 'refund'; readonly sale: string; readonly minor: number | 'all' }
  | { readonly move: 'print'; readonly sale: string }
  | { readonly move: 'bend'; readonly bend: BendKind; readonly at: CallName; readonly times?: number }
  | { readonly move: 'straighten' }
  | { readonly move: 'until-calls'; readonly api: CallName; readonly count: number }
  | { readonly move: 'quiet' }
  | { readonly move: 'decide'; readonly sale: string; readonly status: 'S' | 'F' }
  | { readonly move: 'notify'; readonly sale: string; readonly times: number }
  | { readonly move: 'again'; readonly sale: string; readonly change: 'none' | 'amount' }
  | { readonly move: 'inquire'; readonly sale: string | null }
  | { readonly move: 'check' | 'kill' | 'start' }
  | { readonly move: 'many'; readonly sales: number }
  | { readonly move: 'fault'; readonly id: string }
  | { readonly move: 'look'; readonly sale: string; readonly name: string }
  | { readonly move: 'until-acknowledged'; readonly times: number }
  | { readonly move: 'register'; readonly number: string }
  | { readonly move: 'wallet'; readonly psp: string; readonly status: 'APPROVED' | 'REJECTED' }
  | { readonly move: 'ask-store' }
  | { readonly move: 'dispute'; readonly sale: string; readonly kind: 'retrieval' | 'escalation' }
  | { readonly move: 'answer'; readonly with: Readonly<Record<string, unknown>>; readonly minor?: number }
  | { readonly move: 'until-matter'; readonly about: MatterKind; readonly state: string }
  | { readonly move: 'search' }
  | { readonly move: 'report' }
  | { readonly move: 'picture'; readonly name: string };

/** A wait of the till's flow that a case is held against: a published figure, or what the config says. */
export type Wait = { readonly ms: number } | { readonly of: 'inquiryEveryMs' | 'windowMs' };

/**
 * What a record must hold for its case to pass.
 *
 * A scene is known by its kind, not by its words: the windows speak the shop's languages.
 */
export type Expectation =
  | { readonly see: 'ends'; readonly sale: string; readonly state: SaleState; readonly reason?: string }
  | { readonly see: 'passes'; readonly sale: string; readonly states: readonly SaleState[] }
  | { readonly see: 'never'; readonly sale: string; readonly state: SaleState }
  | { readonly see: 'calls'; readonly api: CallName; readonly least?: number; readonly most?: number }
  | { readonly see: 'every-call'; readonly apis: readonly CallName[] }
  | { readonly see: 'one-id'; readonly sale: string }
  | { readonly see: 'new-id'; readonly sale: string }
  | { readonly see: 'gaps'; readonly sale: string; readonly every: Wait }
  | { readonly see: 'first-inquiry'; readonly sale: string; readonly after: Wait }
  | { readonly see: 'cancel-after'; readonly sale: string; readonly after: Wait }
  | { readonly see: 'first-after-start'; readonly api: CallName }
  | { readonly see: 'result'; readonly api: CallName; readonly code: string; readonly by?: 'till' | 'kit' }
  | {
      readonly see: 'verdict';
      readonly side: 'ours' | 'theirs';
      readonly is: 'verified' | 'wrong' | 'missing';
    }
  | { readonly see: 'all-verified' }
  | { readonly see: 'refused'; readonly move: Move['move']; readonly slug: string }
  | { readonly see: 'identified'; readonly families: readonly string[] }
  | {
      readonly see: 'paper';
      readonly sale: string;
      readonly copy: string;
      readonly holds: readonly PaperPart[];
    }
  | { readonly see: 'no-paper-of-payment'; readonly sale: string }
  | {
      readonly see: 'screen';
      readonly name: string;
      readonly window: 'cashier' | 'customer';
      readonly scene: string;
    }
  | { readonly see: 'reason'; readonly sale: string; readonly reason: string }
  | { readonly see: 'mark-on-screen'; readonly name: string }
  | { readonly see: 'net'; readonly order: string; readonly minor: number }
  | { readonly see: 'charges'; readonly order: string; readonly count: number }
  | { readonly see: 'checked'; readonly outcome: 'reached' }
  | { readonly see: 'acknowledged'; readonly times: number }
  | { readonly see: 'notify-address' }
  | { readonly see: 'page-says'; readonly name: string; readonly sale: string }
  | { readonly see: 'matter'; readonly about: MatterKind; readonly state: string; readonly fact?: string }
  | { readonly see: 'languages' }
  | { readonly see: 'nothing-secret' }
  | { readonly see: 'log-columns' }
  | { readonly see: 'reconciled'; readonly least: number }
  | { readonly see: 'live-config' }
  | { readonly see: 'marks-good' };

/** What a receipt must show. */
export type PaperPart = 'brand' | 'amount' | 'refund' | 'paymentId' | 'test';
