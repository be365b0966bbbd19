import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { Refund } from '../../src/payment/refund-state.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { verifyRows } from '../../src/journal/verify.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { isGiveBack, shortId } from './acquirer.ts';
import { type Scene, type TillScene, type Violation } from './rules.ts';

// Rule 5 of approved refunds, `approval`, `refused` and `day`, as `rules.ts` writes them.

/** A void shows on a sale that was dealt with just now. */
const SALES_LOOKED_AT = 5;

/** Rule 5 of approved refunds, `approval` and `refused`, at one instant. */
export function refundViolation(scene: Scene): Violation | null {
  for (const till of scene.tills) {
    const refunds = refundsOf(till);
    const broken =
      till.manager.fault ??
      voidedAlone(till) ??
      sentWithoutApproval(scene, till) ??
      (refunds.length === 0 ? null : refundsWrong(scene, till, refunds));
    if (broken !== null) return broken;
  }
  return null;
}

function refundsWrong(scene: Scene, till: TillScene, refunds: readonly Refund[]): Violation | null {
  return (
    approvedTooOften(till, refunds) ??
    approvedTooMuch(scene, refunds) ??
    (till.run.alive ? shownWrongly(scene, refunds) : null)
  );
}

/** What was sent stands in the journal of its till: its approval was committed before. */
function sentWithoutApproval({ acquirer }: Scene, { index, rows }: TillScene): Violation | null {
  for (const ids of acquirer.refunds.values()) {
    for (const id of ids.keys()) {
      const isOwn = id.startsWith(`R${index + 1}.`);
      if (isGiveBack(id) || !isOwn || rows.some((row) => row.includes(`"refundRequestId":"${id}"`))) continue;
      return { rule: '5', say: `the refund ${id} was sent, and its approval is not in the journal` };
    }
  }
  return null;
}

/** What was paid is voided only where a manager has asked for it. */
function voidedAlone({ run, manager }: TillScene): Violation | null {
  if (!run.alive) return null;
  for (const { payments } of run.terminal.book.recent(SALES_LOOKED_AT)) {
    for (const { facts, state } of payments) {
      const isVoid = (state.kind === 'cancelling' || state.kind === 'cancelled') && state.cause === 'void';
      if (isVoid && !manager.voids.has(facts.paymentRequestId))
        return {
          rule: 'approval',
          say: `${shortId(facts.paymentRequestId)} was voided, and nobody approved it`,
        };
    }
  }
  return null;
}

/** One approval is one refund. */
function approvedTooOften(till: TillScene, refunds: readonly Refund[]): Violation | null {
  const keys = new Set(refunds.map(({ facts }) => facts.idempotencyKey));
  if (keys.size < refunds.length) return { rule: 'approval', say: 'one request was approved as two refunds' };
  return refunds.some(({ facts }) => !till.manager.approved.has(facts.idempotencyKey ?? ''))
    ? { rule: 'approval', say: 'a refund stands that no manager has approved' }
    : null;
}

/** What was approved of one payment is never more than was charged, whatever the gateway would make of it. */
function approvedTooMuch(scene: Scene, refunds: readonly Refund[]): Violation | null {
  const minor = new Map<string, number>();
  for (const { facts, state } of refunds) {
    if (state.kind === 'failed') continue;
    const { paymentRequestId, amount } = facts;
    minor.set(paymentRequestId, (minor.get(paymentRequestId) ?? 0) + amount.valueMinor);
  }
  for (const [id, standingMinor] of minor) {
    if (standingMinor > (entryOf(scene, id)?.chargedMinor ?? 0))
      return { rule: '5', say: `refunds of ${shortId(id)} are approved over more than was paid` };
  }
  return null;
}

function shownWrongly(scene: Scene, refunds: readonly Refund[]): Violation | null {
  for (const { facts, state } of refunds) {
    if (state.kind === 'pending') continue;
    const isMade = entryOf(scene, facts.paymentRequestId)?.refunds.some(
      ({ refundRequestId, code }) => refundRequestId === facts.refundRequestId && code === 'SUCCESS',
    );
    if (isMade === (state.kind === 'refunded')) continue;
    return { rule: '5', say: `the refund ${facts.refundRequestId} is shown as ${state.kind}, wrongly` };
  }
  return null;
}

/** The journal as `npm run verify` sees it, where days were closed in it: their numbers, sums and heads. */
export function dayViolationAtEnd({ manager, rows }: TillScene): Violation | null {
  const closes = rows.filter((row) => row.includes('"kind":"dayClosed"')).length;
  if (closes === 0) return null;
  if (closes > manager.closes.size)
    return { rule: 'day', say: `${manager.closes.size} requests have closed ${closes} days` };
  // Nothing follows on the one close that ends every schedule: to verify it each time would cost more than it finds.
  if (manager.closes.size === 1) return null;
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
  const { result } = verifyRows(stored, eventsOf, null);
  return result.ok ? null : { rule: 'day', say: `row ${result.error.seq} ${result.error.wrong}` };
}

function refundsOf(till: TillScene): readonly Refund[] {
  return till.sales.flatMap(({ refunds }) => refunds);
}

function entryOf({ acquirer }: Scene, paymentRequestId: string): BookEntry | undefined {
  return acquirer.entry(paymentRequestId);
}
