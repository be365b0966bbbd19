import { durableOf } from '../../src/payment/tally.ts';
import { saleStateOf } from '../../src/payment/sale.ts';
import type { Payment, Sale } from '../../src/payment/state.ts';
import { shortId, type Acquirer } from './acquirer.ts';
import type { Manager } from './manager.ts';
import { foldOf, type TillRun } from './till-run.ts';

/**
 * The rules, as they are checked after every event of a schedule.
 *
 * | rule | formally |
 * |---|---|
 * | 1 | of the payments of one order that a till made or knows of, at most one has a net charge in the ledger; one that another till has not done with, and another's that is being given back, do not count |
 * | 2 | a sale is `paid` only while its leading payment has in the ledger a charge of exactly the sale's amount that was not cancelled, of which by its own requests at least what the till shows as refunded was refunded, and at most what it shows as refunded or pending; a charge that was taken away elsewhere is excused until the end (below) |
 * | 3 | every payment with a net charge is one of: the leading one of a sale shown as `paid`; unresolved, and, where it is `cancelling`, in the queue; or covered by 4's parenthesis; at one till that knows it |
 * | 4 | no payment of a sale shown as `failed` or `cancelled` has a net charge; except that a charge which the ledger made after it had confirmed a cancel may stand for as long as a re-check of a `cancelled` payment is due or under way; and one that another till has not done with |
 * | 5 | no payment is refunded beyond its charge; a give-back by the till itself carries `<id>-back` over the whole charge, or `<id>-back-<minor>` over that amount; every refund that reaches the gateway has its approval in the journal; one shown as refunded is in the ledger, one shown as failed is not |
 * | role | no sale is opened, no code is taken and nothing is tried again at a till with cashiers while surely nobody is signed in; nobody signs in with a wrong PIN, or in a lock-out, over restarts |
 * | approval | no request with a wrong PIN, and none with the PIN of a lock-out, is approved; no more refunds stand than the manager has approved, and no void that no manager has asked for |
 * | refused | a refund within what is left is not refused as too much; a refused request takes in no sale |
 * | shared | a cancel of a payment that this till never showed as `paid`, and that no manager asked to give back, is sent only where since the one before it an inquiry of it was answered to this run; U is an answer, silence, noise and "too much traffic" are none |
 * | 6 | at a kill, the journal folds to what was last shown, tries and waits aside; after the start every sale and attempt that was shown is there, what was paid is paid, what was being cancelled is not taken back, and a wish to cancel is not forgotten |
 * | day | closed days have numbers without gaps, the sums of their rows and the head of the rows before them; a whole journal with a close in it holds before `verify`; one request closes one day, however often it is repeated |
 * | stage | a sale that somebody went on from is on neither screen any more, over restarts, unless it is under way again or needs a person since; nobody goes on from what is under way; to go on changes no payment |
 * | told | that another amount was charged than the one asked is told until somebody has pressed that it was seen, over restarts |
 * | other | a charge of another amount than asked waits for nobody, unless it may be another till's |
 * | busy | at most one sale is `awaitingCode` to `checking` (interface section 3) |
 * | code | within 60 s of one run, no code goes out for two payments (interface section 5) |
 * | asked | an acquirer that must not be asked by a timer is asked only where something gave an occasion: a notice, a person, a start, the end of the link, or its own last answer; each occasion is one question |
 * | held | money that a card holds is asked to be collected under one name, and not after it was let go of; in the end none is left that is neither |
 * | heard | a genuine notice of an acquirer that tells again what is not acknowledged is acknowledged, however old it is |
 * | dated | what is sent to an acquirer that signs is dated by that one's clock, as far as the till's is wrong at the most |
 * | alive | the till never stops by itself |
 * | end | when faults have ended and time has gone by: nothing owed, nothing unresolved, every net charge is a sale shown as `paid`, and of those what is shown as refunded is refunded |
 * | reach | a quiet and right end was within reach: after willing people have pressed what the screens offer and closed the day, nothing is in `attention`, and no sale is `paid` whose charge was taken away elsewhere |
 *
 * "Made": the first pay of it that reached the gateway was this till's. "Knows of": its paymentId stands in the
 * journal. A payment that another till made by mistake, and that this till never heard of, is judged by rule 2 only.
 * Excused under 2: the charge was cancelled or refunded at the acquirer's portal; or by another till that had shown the
 * payment as `paid`, whose manager had asked to give it back, or that had just been answered an inquiry of it.
 * A payment that is charged after its refusal counts at the end only, and only once a till has taken a notice of it.
 * Of acquirers that are paid on a page, the same; and a charge stands beside the one that is kept in the four places that no
 * till can prevent (hosted payments, section 7): a payment that its acquirer had called ended and that is paid all the same,
 * as Trust Payments' 3 that turns into 100, or on a page that had said no; a Computop link that is opened after its time; and
 * an order that a manager has freed. The first three count as a payment that is charged after its refusal. Each such charge is
 * given back in full, once its till was told of it; and none of them is what a sale is shown as paid with.
 * A killed till shows nothing: rules 2 to 4 are checked while it runs, from the end of its start on.
 */
export const RULES = [
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  'role',
  'approval',
  'refused',
  'shared',
  'day',
  'stage',
  'told',
  'other',
  'busy',
  'code',
  'asked',
  'held',
  'heard',
  'dated',
  'alive',
  'end',
  'reach',
] as const;
export type Rule = (typeof RULES)[number];

/** A rule that was broken, and how. */
export interface Violation {
  readonly rule: Rule;
  readonly say: string;
}

/** What the judge looks at of one till. */
export interface TillScene {
  readonly index: number;
  readonly run: TillRun;
  readonly rows: readonly string[];
  /** The sales that the till knows, as they stand now. */
  readonly sales: readonly Sale[];
  readonly manager: Manager;
}

/** What the judge looks at. */
export interface Scene {
  readonly acquirer: Acquirer;
  readonly tills: readonly TillScene[];
  readonly nowMs: number;
}

/** How a payment stands at a till that knows it. */
export function paymentAt(
  { run }: TillScene,
  paymentRequestId: string,
): { readonly sale: Sale; readonly payment: Payment } | undefined {
  const sale = run.terminal.book.ofPayment(paymentRequestId);
  const payment = sale?.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
  return sale === undefined || payment === undefined ? undefined : { sale, payment };
}

/** What a till showed at its last instant, and how much of the journal there was then. */
export interface Shown {
  readonly sales: readonly Sale[];
  readonly rowCount: number;
}

/** Rule 6, the first half: at the kill. */
export function violationAtKill(rows: readonly string[], shown: Shown): Violation | null {
  if (rows.length < shown.rowCount)
    return { rule: '6', say: 'the journal is shorter than when it was shown' };
  let fold: ReadonlyMap<string, Sale>;
  try {
    fold = foldOf(rows.slice(0, shown.rowCount));
  } catch (error) {
    return { rule: '6', say: `the journal cannot be read back: ${String(error)}` };
  }
  for (const sale of shown.sales) {
    const kept = fold.get(sale.saleId);
    if (kept !== undefined && JSON.stringify(durableOf(kept)) === JSON.stringify(durableOf(sale))) continue;
    const [was, is] = [saleStateOf(sale), kept === undefined ? 'gone' : saleStateOf(kept)];
    return { rule: '6', say: `${sale.saleId} was shown as ${was}; by the journal it is ${is}, or differs` };
  }
  return null;
}

/** Rule 6, the second half: after the start that follows. */
export function violationAfterStart({ run }: TillScene, shown: Shown): Violation | null {
  for (const sale of shown.sales) {
    const now = run.terminal.book.sale(sale.saleId);
    if (now === undefined) return { rule: '6', say: `${sale.saleId} is gone after the restart` };
    for (const before of sale.payments) {
      const after = now.payments.find((p) => p.facts.paymentRequestId === before.facts.paymentRequestId);
      const broken = after === undefined ? 'is gone' : forgottenOf(before, after);
      if (broken === null) continue;
      return { rule: '6', say: `${shortId(before.facts.paymentRequestId)} ${broken} after the restart` };
    }
  }
  return null;
}

/** A last row that was kept, but not shown, may have ended the cancelling: confirmed, or with a charge that needs a person. */
function forgottenOf({ state: before }: Payment, { state: after }: Payment): string | null {
  if (before.kind === 'cancelling' && !['cancelling', 'cancelled', 'attention'].includes(after.kind)) {
    return `was being cancelled and is ${after.kind}`;
  }
  const asked = 'cancelWanted' in before && before.cancelWanted;
  if (asked && 'cancelWanted' in after && !after.cancelWanted) return 'has lost the wish to cancel it';
  return null;
}
