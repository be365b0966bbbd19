import type { Leave } from '../../src/payment/leave.ts';
import { isUnresolved } from '../../src/payment/transition.ts';
import type { CentreBooks } from './chain-books.ts';
import { idOf } from './chain-centre.ts';
import type { ChainTill } from './chain-till.ts';
import type { ChainScene } from './chain-world.ts';

/**
 * The rules over all tills of a chain.
 *
 * | rule | says |
 * |---|---|
 * | leave | nobody is given an order that another till may begin, or has under way, by leave of the centre |
 * | wait | a scan waits for the centre 300 ms at most |
 * | twice | an order has one live charge, unless a manager's override of it stands in a journal |
 * | rows | in the end every row of every till that is not shut out is at the centre, in its order, under its hash |
 * | stays | what the centre has stored is never another |
 * | fork | where a till and a copy of its disk have both written, the till is shut out, and a case says so |
 * | case | an override is a case; so are two tills with one token, and two that both may have charged |
 * | room | where the centre gave room for all refunds of a payment, those that stand come to no more than was charged |
 * | model | the database and the model of its rules give one answer, and hold the same |
 * | healed | in the end a centre that was put back from a copy waits for no till |
 * | freed | in the end the centre keeps as much room of a payment as refunds of it stand in the journals |
 */
export async function brokenAtEnd(scene: ChainScene): Promise<string | null> {
  const books = await scene.centre.books();
  return (
    rowsMissing(scene, books) ??
    forkUnseen(scene, books) ??
    chargedTwice(scene) ??
    caseMissing(scene, books) ??
    refundedOver(scene) ??
    roomWrong(scene, books) ??
    stillWaiting(books) ??
    scene.centre.differs
  );
}

const machinesOf = ({ tills, clones }: ChainScene): ChainTill[] => [...tills, ...clones.values()];

/** Holds what the centre has stored against what it had before. */
export function storedChanged({ rows }: CentreBooks, before: Map<string, string>): string | null {
  const now = new Map(rows.map(({ till, epoch, seq, hash }) => [`${till} ${epoch} ${seq}`, hash]));
  const changed = [...before].find(([key, hash]) => now.get(key) !== hash);
  for (const [key, hash] of now) before.set(key, hash);
  return changed === undefined ? null : `stays: the row ${changed[0]} is another than it was`;
}

function stateOf({ tills }: CentreBooks, { parts }: ChainTill): string {
  return tills.find(({ till }) => till === idOf(parts.terminal))?.state ?? 'unknown';
}

function rowsMissing(scene: ChainScene, books: CentreBooks): string | null {
  for (const till of scene.tills) {
    if (scene.clones.has(till) || stateOf(books, till) !== 'enrolled') continue;
    const own = till.disk.rows.map(({ seq, hash }) => `${seq} ${Buffer.from(hash).toString('hex')}`);
    const there = books.rows
      .filter((row) => row.till === idOf(till.parts.terminal) && row.isOnLine)
      .sort((one, other) => one.seq - other.seq)
      .map(({ seq, hash }) => `${seq} ${hash}`);
    const at = own.findIndex((row, index) => row !== there[index]);
    if (at >= 0 || there.length !== own.length)
      return `rows: ${till.parts.name} has ${own.length} rows, the centre ${there.length}; they differ from row ${at + 1} on`;
  }
  return null;
}

function forkUnseen(scene: ChainScene, books: CentreBooks): string | null {
  for (const [till, clone] of scene.clones) {
    const [one, other] = [till.disk.bodies, clone.disk.bodies];
    const isSame = one.length === other.length && one.every((body, index) => body === other[index]);
    if (isSame) continue;
    const state = stateOf(books, till);
    const cases = books.cases.filter(
      (each) => each.till === idOf(till.parts.terminal) && ['fork', 'clone'].includes(each.kind),
    );
    if (state !== 'fenced' || cases.length === 0)
      return `fork: ${till.parts.name} and a copy of its disk have both written, and the till is ${state}, with ${cases.length} cases`;
  }
  return null;
}

function chargedTwice(scene: ChainScene): string | null {
  const live = new Map<string, string[]>();
  for (const payment of scene.acquirer.payments.values())
    if (scene.acquirer.liveMinor(payment) > 0)
      live.set(payment.orderId, [...(live.get(payment.orderId) ?? []), payment.paymentRequestId]);
  for (const [orderId, ids] of live) {
    if (ids.length < 2 || isOverridden(scene, orderId)) continue;
    const isMinded = machinesOf(scene).some((till) =>
      till
        .sales()
        .some(
          (sale) =>
            sale.referenceOrderId === orderId &&
            sale.payments.some(
              (payment) => ids.includes(payment.facts.paymentRequestId) && isUnresolved(payment),
            ),
        ),
    );
    if (!isMinded) return `twice: ${orderId} is charged ${ids.length} times`;
  }
  return null;
}

function isOverridden(scene: ChainScene, orderId: string): boolean {
  return machinesOf(scene).some((till) => overridesOf(till).includes(orderId));
}

function overridesOf(till: ChainTill): string[] {
  const orders = new Map(till.sales().map((sale) => [sale.saleId, sale.referenceOrderId]));
  return till
    .records()
    .flatMap((record) => (record.kind === 'orderOverridden' ? [orders.get(record.saleId) ?? ''] : []));
}

/** Under what an attempt was begun, by the till's own rows. */
export function leaveOfAttempt(till: ChainTill, paymentRequestId: string): Leave | undefined {
  const record = till
    .records()
    .find((each) => each.kind === 'paymentStarted' && each.paymentRequestId === paymentRequestId);
  return record?.kind === 'paymentStarted' ? record.leave : undefined;
}

function caseMissing(scene: ChainScene, books: CentreBooks): string | null {
  const has = (order: string, ...kinds: string[]): boolean =>
    books.cases.some((each) => each.order === order && kinds.includes(each.kind));
  const tokens = new Map<string, string>();
  for (const till of scene.tills) {
    if (stateOf(books, till) !== 'enrolled') continue;
    for (const order of overridesOf(till))
      if (!has(order, 'override')) return `case: an override of ${order} is no case`;
    // What was taken in to be refunded was sold elsewhere.
    for (const sale of till.sales().filter(({ adopted }) => !adopted)) {
      for (const { facts, state } of sale.payments) {
        const leave = leaveOfAttempt(till, facts.paymentRequestId);
        if (leave?.by === 'centre') {
          const key = `${sale.referenceOrderId} ${leave.token}`;
          const other = tokens.get(key);
          if (
            other !== undefined &&
            other !== till.parts.name &&
            !has(sale.referenceOrderId, 'tokenPassed', 'twoBegun')
          )
            return `case: ${other} and ${till.parts.name} have both begun ${sale.referenceOrderId} under token ${leave.token}, and no case says so`;
          tokens.set(key, till.parts.name);
        }
        const isOther = scene.tills.some(
          (another) =>
            another !== till &&
            // Of a till that is shut out no row comes: what it does, nobody can be told.
            stateOf(books, another) === 'enrolled' &&
            another
              .sales()
              .some(
                (theirs) =>
                  theirs.referenceOrderId === sale.referenceOrderId &&
                  theirs.payments.some((payment) => payment.state.kind === 'paid'),
              ),
        );
        if (state.kind === 'paid' && isOther && !has(sale.referenceOrderId, 'twoBegun'))
          return `case: two tills were paid for ${sale.referenceOrderId}, and no case says so`;
      }
    }
  }
  return null;
}

function stillWaiting({ notHeard }: CentreBooks): string | null {
  return notHeard.length === 0 ? null : `healed: the centre still waits for ${notHeard.join(', ')}`;
}

interface Standing {
  readonly refundRequestId: string;
  readonly minor: number;
}

function standingOf(scene: ChainScene): Map<string, Standing[]> {
  const standing = new Map<string, Standing[]>();
  for (const till of machinesOf(scene))
    for (const { facts, state } of till.sales().flatMap(({ refunds }) => refunds)) {
      if (state.kind === 'failed') continue;
      const of = standing.get(facts.paymentRequestId) ?? [];
      if (of.some(({ refundRequestId }) => refundRequestId === facts.refundRequestId)) continue;
      standing.set(facts.paymentRequestId, [
        ...of,
        { refundRequestId: facts.refundRequestId, minor: facts.amount.valueMinor },
      ]);
    }
  return standing;
}

function refundedOver(scene: ChainScene): string | null {
  if (scene.hasGoneOn) return null;
  for (const [payment, refunds] of standingOf(scene)) {
    const charged = scene.acquirer.payments.get(payment)?.amount.valueMinor ?? 0;
    const sum = refunds.reduce((total, { minor }) => total + minor, 0);
    if (sum > charged && refunds.every(({ refundRequestId }) => scene.roomed.has(refundRequestId)))
      return `room: the centre gave room for ${sum} of ${charged} of one payment`;
  }
  return null;
}

function roomWrong(scene: ChainScene, { reserves }: CentreBooks): string | null {
  if (scene.clones.size > 0 || scene.tills.some(({ wasRestored }) => wasRestored)) return null;
  const kept = new Map<string, number>();
  for (const { refund, payment, state, minor } of reserves)
    if (state !== 'failed' && !refund.startsWith('void '))
      kept.set(payment, (kept.get(payment) ?? 0) + minor);
  const standing = standingOf(scene);
  for (const payment of new Set([...kept.keys(), ...standing.keys()])) {
    const room = kept.get(payment) ?? 0;
    const sum = (standing.get(payment) ?? []).reduce((total, { minor }) => total + minor, 0);
    if (room !== sum) return `freed: the centre keeps room for ${room} of a payment of which ${sum} stand`;
  }
  return null;
}
