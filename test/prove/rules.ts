import type { BookEntry } from '../../drivers/sandbox/books.ts';
import { queueOf } from '../../src/payment/book.ts';
import { leadingPayment, saleStateOf } from '../../src/payment/sale.ts';
import type { Refund } from '../../src/payment/refund-state.ts';
import type { Payment, Sale } from '../../src/payment/state.ts';
import { isBeingRechecked, isUnresolved } from '../../src/payment/transition.ts';
import { shortId, type Acquirer } from './acquirer.ts';
import { isKeptOut } from './refund-rules.ts';
import { foldOf, type TillRun } from './till-run.ts';

/**
 * The rules, as they are checked after every event of a schedule.
 *
 * | rule | formally |
 * |---|---|
 * | 1 | of the payments of one order that the till made or knows of, at most one has a net charge in the ledger; another till's that is being given back does not count |
 * | 2 | a sale is `paid` only while its leading payment has in the ledger a charge of exactly the sale's amount that was not cancelled, of which at least what the till shows as refunded was refunded, and at most what it shows as refunded or pending |
 * | 3 | every payment with a net charge is one of: the leading one of a sale shown as `paid`; unresolved, and, where it is `cancelling`, in the queue; or covered by 4's parenthesis |
 * | 4 | no payment of a sale shown as `failed` or `cancelled` has a net charge; except that a charge which the ledger made after it had confirmed a cancel may stand for as long as a re-check of a `cancelled` payment is due or under way |
 * | 5 | no payment is refunded beyond its charge; all give-backs of one payment carry one id; every refund that reaches the gateway has its approval in the journal; one shown as refunded is in the ledger, one shown as failed is not |
 * | approval | no request with a wrong PIN, and none with the PIN of a lock-out, is approved; no more refunds stand than the manager has approved |
 * | 6 | at a kill, the journal folds to exactly what was last shown; after the start every sale and attempt that was shown is there, what was paid is paid, what was being cancelled is not taken back, and a wish to cancel is not forgotten |
 * | day | closed days have numbers without gaps, the sums of their rows and the head of the rows before them; a whole journal with a close in it holds before `verify` |
 * | busy | at most one sale is `awaitingCode` to `checking` (interface section 3) |
 * | code | within 60 s of one run, no code goes out for two payments (interface section 5) |
 * | alive | the till never stops by itself |
 * | end | when faults have ended and time has gone by: nothing owed, nothing unresolved but an `attention` whose reason is true, and the net charges are the sales shown as paid |
 *
 * "Made": the first pay of it that reached the gateway was this till's. "Knows of": its paymentId stands in the
 * journal. A payment that another till made by mistake, and that this till never heard of, is judged by rule 2 only.
 * A killed till shows nothing: rules 2 to 4 are checked while it runs, from the end of its start on.
 */
export const RULES = [
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  'approval',
  'day',
  'busy',
  'code',
  'alive',
  'end',
] as const;
export type Rule = (typeof RULES)[number];

/** A rule that was broken, and how. */
export interface Violation {
  readonly rule: Rule;
  readonly say: string;
}

/** What the judge looks at. */
export interface Scene {
  readonly acquirer: Acquirer;
  readonly run: TillRun;
  readonly rows: readonly string[];
  readonly saleIds: readonly string[];
  readonly nowMs: number;
}

/** Rules 1 to 5 and `busy`, at one instant. */
export function violationNow(scene: Scene): Violation | null {
  const entries = scene.acquirer.ledger.books(scene.nowMs);
  return refundsTooMany(scene, entries) ?? chargedTwice(scene, entries) ?? shownWrong(scene, entries);
}

function isOurs({ acquirer, rows }: Scene, entry: BookEntry): boolean {
  return !acquirer.foreign.has(entry.paymentRequestId) || rows.some((row) => row.includes(entry.paymentId));
}

function refundsTooMany({ acquirer }: Scene, entries: readonly BookEntry[]): Violation | null {
  for (const entry of entries) {
    const id = shortId(entry.paymentRequestId);
    if (entry.refundedMinor > entry.chargedMinor || entry.debits > 1) {
      return { rule: '5', say: `more was given back for ${id} than was charged` };
    }
    const ids = [...(acquirer.refunds.get(entry.paymentRequestId) ?? [])].filter((each) => !isApproved(each));
    if (ids.length > 1) {
      return { rule: '5', say: `one give-back of ${id} was asked for under ${ids.length} ids` };
    }
  }
  return null;
}

/** Ids of approved refunds are the manager's; what a give-back is asked under is the till's own. */
function isApproved(refundRequestId: string): boolean {
  return /^R\d+$/.test(refundRequestId);
}

function chargedTwice(scene: Scene, entries: readonly BookEntry[]): Violation | null {
  const charged = entries.filter((entry) => entry.netMinor > 0 && !isReturnedToAnother(scene, entry));
  for (const [index, entry] of charged.entries()) {
    const other = charged.find(
      (later, at) => at > index && later.referenceOrderId === entry.referenceOrderId,
    );
    if (other === undefined || !isOurs(scene, entry) || !isOurs(scene, other)) continue;
    const ids = `${shortId(entry.paymentRequestId)} and ${shortId(other.paymentRequestId)}`;
    return { rule: '1', say: `the order ${entry.referenceOrderId} is charged twice, by ${ids}` };
  }
  return null;
}

/** Another till's charge that this one was told of, and gives back. */
function isReturnedToAnother({ acquirer, run }: Scene, { paymentRequestId }: BookEntry): boolean {
  if (!acquirer.foreign.has(paymentRequestId)) return false;
  const payments = run.terminal.book.ofPayment(paymentRequestId)?.payments ?? [];
  return payments.some((p) => p.facts.paymentRequestId === paymentRequestId && p.state.kind === 'cancelling');
}

function shownWrong(scene: Scene, entries: readonly BookEntry[]): Violation | null {
  const { run, saleIds } = scene;
  if (!run.alive) return null;
  const { book } = run.terminal;
  let busy = 0;
  for (const saleId of saleIds) {
    const sale = book.sale(saleId);
    if (sale === undefined) continue;
    const state = saleStateOf(sale);
    if (BUSY.has(state)) busy += 1;
    if (state === 'paid') {
      const broken = paidWrongly(sale, entries);
      if (broken !== null) return broken;
    }
    if (state === 'failed' || state === 'cancelled') {
      const broken = endedWrongly(scene, sale, entries);
      if (broken !== null) return broken;
    }
  }
  if (busy > 1) return { rule: 'busy', say: `${busy} sales are in progress at once` };
  for (const entry of entries) {
    if (entry.netMinor === 0) continue;
    const broken = chargeForgotten(scene, entry);
    if (broken !== null && isOurs(scene, entry)) return broken;
  }
  return null;
}

const BUSY: ReadonlySet<string> = new Set(['awaitingCode', 'submitting', 'customerConfirming', 'checking']);

function paidWrongly(sale: Sale, entries: readonly BookEntry[]): Violation | null {
  const id = leadingPayment(sale)?.facts.paymentRequestId ?? '';
  const entry = entries.find(({ paymentRequestId }) => paymentRequestId === id);
  const { currency, valueMinor } = sale.amount;
  const isWhole = entry?.chargedMinor === valueMinor && !entry.cancelled;
  if (isWhole && entry.amount.currency === currency && areRefundsKnown(sale, entry)) return null;
  const held = entry === undefined ? 'nothing' : `${entry.amount.currency} ${entry.netMinor}`;
  return {
    rule: '2',
    say: `${sale.saleId} is shown as paid ${currency} ${valueMinor}, but the ledger holds ${held}`,
  };
}

/** What the ledger has refunded is what the till shows as refunded, and nothing that it does not show as owed. */
function areRefundsKnown(sale: Sale, { refundedMinor }: BookEntry): boolean {
  return (
    refundedMinor >= refundsMinor(sale, ['refunded']) &&
    refundedMinor <= refundsMinor(sale, ['refunded', 'pending'])
  );
}

function endedWrongly(scene: Scene, sale: Sale, entries: readonly BookEntry[]): Violation | null {
  for (const payment of sale.payments) {
    const id = payment.facts.paymentRequestId;
    const entry = entries.find(({ paymentRequestId }) => paymentRequestId === id);
    if (entry === undefined || entry.netMinor === 0 || !isOurs(scene, entry)) continue;
    if (isAwaitedLateCharge(scene, payment)) continue;
    const state = saleStateOf(sale);
    return {
      rule: '4',
      say: `${sale.saleId} is shown as ${state}, but ${shortId(id)} is charged ${entry.netMinor}`,
    };
  }
  return null;
}

function chargeForgotten(scene: Scene, entry: BookEntry): Violation | null {
  const { book } = scene.run.terminal;
  const id = entry.paymentRequestId;
  const sale = book.ofPayment(id);
  const payment = sale?.payments.find(({ facts }) => facts.paymentRequestId === id);
  if (sale === undefined || payment === undefined) {
    return { rule: '3', say: `${shortId(id)} is charged, and the till has never heard of it` };
  }
  if (payment.state.kind === 'paid' && leadingPayment(sale) === payment) return null;
  if (isAwaitedLateCharge(scene, payment)) return null;
  const owed = (): boolean => queueOf(book).some((item) => item.paymentRequestId === id);
  if (isUnresolved(payment) && (payment.state.kind !== 'cancelling' || owed())) return null;
  return {
    rule: '3',
    say: `${shortId(id)} is charged ${entry.netMinor}; it is ${payment.state.kind}, and nothing is owed for it`,
  };
}

/** Rule 4's parenthesis: charged after its confirmed cancel, and the look that will find it is still to come. */
function isAwaitedLateCharge({ acquirer }: Scene, payment: Payment): boolean {
  return acquirer.cancelled.has(payment.facts.paymentRequestId) && isBeingRechecked(payment);
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
    if (kept !== undefined && JSON.stringify(kept) === JSON.stringify(sale)) continue;
    const [was, is] = [saleStateOf(sale), kept === undefined ? 'gone' : saleStateOf(kept)];
    return { rule: '6', say: `${sale.saleId} was shown as ${was}; by the journal it is ${is}, or differs` };
  }
  return null;
}

/** Rule 6, the second half: after the start that follows. */
export function violationAfterStart({ run }: Scene, shown: Shown): Violation | null {
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

function forgottenOf({ state: before }: Payment, { state: after }: Payment): string | null {
  if (before.kind === 'cancelling' && !['cancelling', 'cancelled'].includes(after.kind)) {
    return `was being cancelled and is ${after.kind}`;
  }
  const asked = 'cancelWanted' in before && before.cancelWanted;
  if (asked && 'cancelWanted' in after && !after.cancelWanted) return 'has lost the wish to cancel it';
  return null;
}

/** The rule `end`. */
export function violationAtEnd(scene: Scene): Violation | null {
  const { run, saleIds, acquirer } = scene;
  const { book } = run.terminal;
  const sales = saleIds.flatMap((saleId) => book.sale(saleId) ?? []);
  const explained = new Set<string>();
  for (const payment of sales.flatMap((sale) => sale.payments)) {
    const id = payment.facts.paymentRequestId;
    if (isBeingRechecked(payment)) return { rule: 'end', say: `${shortId(id)} is still to be looked at` };
    if (!isUnresolved(payment)) continue;
    if (!isTrueAttention(scene, payment)) {
      return { rule: 'end', say: `${shortId(id)} is still ${payment.state.kind}` };
    }
    explained.add(id);
  }
  const keptOut = sales
    .flatMap(({ refunds }) => refunds)
    .filter((refund) => isKeptOut(scene, refund))
    .map(({ facts }) => facts.refundRequestId);
  const owed = queueOf(book).find(
    ({ paymentRequestId, refundRequestId }) =>
      !explained.has(paymentRequestId ?? '') && !keptOut.includes(refundRequestId ?? ''),
  );
  if (owed !== undefined) {
    return { rule: 'end', say: `a ${owed.kind} of ${shortId(owed.paymentRequestId ?? '')} is still owed` };
  }
  const charged = acquirer.ledger
    .books(scene.nowMs)
    .filter((entry) => !explained.has(entry.paymentRequestId) && isOurs(scene, entry))
    .reduce((sum, entry) => sum + entry.netMinor, 0);
  const shown = sales
    .filter((sale) => saleStateOf(sale) === 'paid')
    .reduce((sum, sale) => sum + sale.amount.valueMinor - refundsMinor(sale, ['refunded']), 0);
  return charged === shown
    ? null
    : { rule: 'end', say: `the ledger holds ${charged}, the till shows ${shown} as paid` };
}

/** What refunds of these states come to. */
function refundsMinor({ refunds }: Sale, kinds: readonly Refund['state']['kind'][]): number {
  return refunds
    .filter(({ state }) => kinds.includes(state.kind))
    .reduce((total, { facts }) => total + facts.amount.valueMinor, 0);
}

function isTrueAttention({ acquirer, nowMs }: Scene, { facts, state }: Payment): boolean {
  const id = facts.paymentRequestId;
  if (state.kind === 'cancelling') {
    return state.stuck !== null && acquirer.refused.has(`refund ${id} ${state.stuck.code}`);
  }
  if (state.kind !== 'attention') return false;
  if (state.reason.code === 'FOREIGN_CHARGE') return acquirer.foreign.has(id);
  const entry = acquirer.ledger.books(nowMs).find((held) => held.paymentRequestId === id);
  return state.reason.code === 'AMOUNT_MISMATCH' && entry?.amount.value !== String(facts.amount.valueMinor);
}
