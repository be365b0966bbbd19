import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { Refund } from '../../src/payment/refund-state.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { verifyRows } from '../../src/journal/verify.ts';
import type { TillEvent } from '../../src/payment/state.ts';
import type { Manager } from './manager.ts';
import type { Scene, Violation } from './rules.ts';

// Rule 5 and `approval`, as `rules.ts` writes them.

/** Rule 5 of approved refunds, and `approval`, at one instant. */
export function refundViolation(scene: Scene, manager: Manager): Violation | null {
  if (manager.wronglyApproved !== null) {
    return { rule: 'approval', say: `${manager.wronglyApproved} was approved with a wrong PIN` };
  }
  return (
    sentWithoutApproval(scene) ??
    approvedTooOften(scene, manager) ??
    approvedTooMuch(scene) ??
    shownWrongly(scene)
  );
}

/** What was sent stands in the journal: its approval was committed before. */
function sentWithoutApproval({ acquirer, rows }: Scene): Violation | null {
  for (const ids of acquirer.refunds.values()) {
    for (const id of ids) {
      if (id.endsWith('-back') || rows.some((row) => row.includes(`"refundRequestId":"${id}"`))) continue;
      return { rule: '5', say: `the refund ${id} was sent, and its approval is not in the journal` };
    }
  }
  return null;
}

/** One approval is one refund. */
function approvedTooOften(scene: Scene, manager: Manager): Violation | null {
  const refunds = refundsOf(scene);
  const keys = new Set(refunds.map(({ facts }) => facts.idempotencyKey));
  if (keys.size < refunds.length) return { rule: 'approval', say: 'one request was approved as two refunds' };
  return refunds.some(({ facts }) => !manager.approved.has(facts.idempotencyKey ?? ''))
    ? { rule: 'approval', say: 'a refund stands that no manager has approved' }
    : null;
}

/** What was approved of one payment is never more than was paid, whatever the gateway would make of it. */
function approvedTooMuch({ run, saleIds }: Scene): Violation | null {
  for (const saleId of saleIds) {
    const sale = run.terminal.book.sale(saleId);
    const standing = (sale?.refunds ?? [])
      .filter(({ state }) => state.kind !== 'failed')
      .reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0);
    if (standing > (sale?.amount.valueMinor ?? 0))
      return { rule: '5', say: `refunds of ${saleId} are approved over more than was paid` };
  }
  return null;
}

function shownWrongly(scene: Scene): Violation | null {
  if (!scene.run.alive) return null;
  for (const { facts, state } of refundsOf(scene)) {
    if (state.kind === 'pending') continue;
    const isMade = entryOf(scene, facts.paymentRequestId)?.refunds.some(
      ({ refundRequestId, code }) => refundRequestId === facts.refundRequestId && code === 'SUCCESS',
    );
    if (isMade === (state.kind === 'refunded')) continue;
    return { rule: '5', say: `the refund ${facts.refundRequestId} is shown as ${state.kind}, wrongly` };
  }
  return null;
}

/**
 * When faults have ended: every approved refund has an end, but for one whose first try is in doubt while the gateway
 * goes on not letting the till in; that one is owed until somebody mends it.
 */
export function refundViolationAtEnd(scene: Scene): Violation | null {
  const pending = refundsOf(scene).find(
    (refund) => refund.state.kind === 'pending' && !isKeptOut(scene, refund),
  );
  return pending === undefined
    ? null
    : { rule: 'end', say: `the refund ${pending.facts.refundRequestId} is still pending` };
}

/** Whether a refund is still owed because every try of it is refused as not to be read, or waits behind such a one. */
export function isKeptOut({ acquirer, run }: Scene, { facts, state }: Refund): boolean {
  const { paymentRequestId } = facts;
  if (state.kind !== 'pending' || !acquirer.refused.has(`refund ${paymentRequestId} ACCESS_DENIED`))
    return false;
  if (state.lastAnswer === 'ACCESS_DENIED') return true;
  const others = run.terminal.book.ofPayment(paymentRequestId)?.refunds ?? [];
  return (
    state.tries === 0 &&
    others.some((other) => other.state.kind === 'pending' && other.state.lastAnswer === 'ACCESS_DENIED')
  );
}

/** The journal as `npm run verify` sees it, where days were closed in it: their numbers, sums and heads. */
export function dayViolationAtEnd({ rows }: Scene): Violation | null {
  if (!rows.some((row) => row.includes('"kind":"dayClosed"'))) return null;
  let hash = CHAIN_START;
  const stored = rows.map((body, index) => {
    hash = chainHash(hash, index + 1, body);
    const { saleId = null, atMs } = JSON.parse(body) as { readonly saleId?: string; readonly atMs: number };
    return { seq: index + 1, saleId, atMs: Math.trunc(atMs), body, hash };
  });
  const eventsOf = (saleId: string, endSeq: number): TillEvent[] =>
    stored
      .filter((row) => row.saleId === saleId && row.seq < endSeq)
      .map(({ body }) => JSON.parse(body) as TillEvent);
  const { result } = verifyRows(stored, eventsOf);
  return result.ok ? null : { rule: 'day', say: `row ${result.error.seq} ${result.error.wrong}` };
}

function refundsOf({ run, saleIds }: Scene): readonly Refund[] {
  return saleIds.flatMap((saleId) => run.terminal.book.sale(saleId)?.refunds ?? []);
}

function entryOf({ acquirer, nowMs }: Scene, paymentRequestId: string): BookEntry | undefined {
  return acquirer.ledger.books(nowMs).find((entry) => entry.paymentRequestId === paymentRequestId);
}
