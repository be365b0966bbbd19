import type { Minor } from '../ground/money/amount.ts';
import type { OfficeAnswered, OfficeApproved, OfficeTold } from '../journal/office-records.ts';
import { lastOf, owedIn, type OfficeBook, type OfficeCase } from './book.ts';

/** The customs have taken it; no other word counts as done. Source: office dossier section 4.3. */
export const CUSTOMS_DONE = 'CUSTOMS_ACCEPT_SUCCESS';

/** Words of a declaration that is on its way. Source: office dossier section 4.3. */
const ON_ITS_WAY: readonly string[] = ['WAITING_FOR_PROCESSING', 'IN_PROCESS'];

/** A declaration may be corrected so long after it was sent. Source: office dossier section 4.1. */
export const CORRECT_AFTER_MS = 5 * 60_000;

export type DeclarationState = 'sending' | 'refused' | 'waiting' | 'accepted' | 'attention';

/** A declaration as it stands. */
export interface Declaration {
  readonly id: string;
  readonly gateway: string;
  readonly paymentRequestId: string;
  /** The order number of the part; null where the whole is declared. */
  readonly referenceOrderId: string | null;
  readonly declaredMinor: Minor;
  /** The most that the customs may hold of this part: a correction counts beside what it corrects until it is taken. */
  readonly heldMinor: number;
  readonly state: DeclarationState;
  readonly approved: OfficeApproved;
  readonly answered: OfficeAnswered | null;
  readonly told: OfficeTold | null;
}

/** A declaration from what is kept of it; null where nothing was approved. */
export function declarationOf(matter: OfficeCase): Declaration | null {
  const approved = lastOf(matter, 'officeApproved');
  if (approved === undefined) return null;
  const { facts } = approved;
  return {
    id: matter.id,
    gateway: matter.gateway,
    paymentRequestId: facts['paymentRequestId'] ?? '',
    referenceOrderId: facts['referenceOrderId'] ?? null,
    declaredMinor: Number(facts['declaredMinor'] ?? '0') as Minor,
    heldMinor: heldMinor(matter),
    state: stateOf(matter),
    approved,
    answered: owedIn(matter) === null ? (lastOf(matter, 'officeAnswered') ?? null) : null,
    told: lastOf(matter, 'officeTold') ?? null,
  };
}

function heldMinor({ records }: OfficeCase): number {
  let taken = 0;
  let asked = 0;
  for (const record of records) {
    if (record.kind === 'officeApproved') asked = Number(record.facts['declaredMinor'] ?? '0');
    else if (record.kind === 'officeAnswered') {
      if (record.outcome !== 'refused') taken = asked;
      asked = 0;
    }
  }
  return Math.max(taken, asked);
}

function stateOf(matter: OfficeCase): DeclarationState {
  if (owedIn(matter) !== null) return 'sending';
  if (lastOf(matter, 'officeAnswered')?.outcome === 'refused') return 'refused';
  const told = lastOf(matter, 'officeTold');
  if (told?.status === CUSTOMS_DONE) return 'accepted';
  return told === undefined || ON_ITS_WAY.includes(told.status) ? 'waiting' : 'attention';
}

/** The declarations of a payment. */
export function declarationsOf(book: OfficeBook, paymentRequestId: string): Declaration[] {
  return book
    .all('declaration')
    .flatMap((matter) => declarationOf(matter) ?? [])
    .filter((declaration) => declaration.paymentRequestId === paymentRequestId);
}

/** What counts as declared of a payment, beside one part. What was refused was not, but for what stood before it. */
export function declaredMinor(declarations: readonly Declaration[], besideId: string | null): number {
  return declarations
    .filter(({ id }) => id !== besideId)
    .reduce((sum, declaration) => sum + declaration.heldMinor, 0);
}

/**
 * What may be declared of a payment after refunds: the rest only, rounded down.
 *
 * Why in proportion: the declaration is in another currency than the refund.
 */
export function declarableMinor(wholeMinor: number, paidMinor: number, refundedMinor: number): number {
  if (paidMinor <= 0) return 0;
  const left = BigInt(Math.max(0, paidMinor - refundedMinor));
  return Number((BigInt(wholeMinor) * left) / BigInt(paidMinor));
}
