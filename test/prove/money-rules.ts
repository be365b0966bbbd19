import type { BookEntry } from '../../drivers/sandbox/books.ts';
import { queueOf } from '../../src/till/queue.ts';
import { leadingPayment, saleStateOf } from '../../src/payment/sale.ts';
import { sameAmount } from '../../src/ground/money/amount.ts';
import type { Refund } from '../../src/payment/refund-state.ts';
import type { Payment, Sale } from '../../src/payment/state.ts';
import { isBeingRechecked, isUnresolved } from '../../src/payment/transition.ts';
import { isGiveBack, shortId } from './acquirer.ts';
import { paymentAt, type Scene, type TillScene, type Violation } from './rules.ts';

// Rules 1 to 5 and `busy`, as `rules.ts` writes them.

/** Rules 1 to 5 and `busy`, at one instant. */
export function violationNow(scene: Scene): Violation | null {
  const fault = scene.acquirer.hosted?.fault ?? scene.acquirer.fault;
  if (fault !== null) return fault;
  const entries = scene.acquirer.entries();
  for (const entry of entries) {
    const broken = givenBackWrongly(scene, entry);
    if (broken !== null) return broken;
  }
  for (const till of scene.tills) {
    const broken = chargedTwice(scene, till, entries) ?? shownWrong(scene, till, entries);
    if (broken !== null) return broken;
  }
  for (const entry of entries) {
    const isBack = entry.netMinor === 0 || scene.acquirer.isTakenByBank(entry.paymentRequestId);
    const broken = isBack ? null : chargeForgotten(scene, entry);
    if (broken !== null) return broken;
  }
  return null;
}

/** Whether a payment is this till's: it made it, or was told of it. */
export function isOf(scene: Scene, till: TillScene, entry: BookEntry): boolean {
  if (scene.acquirer.foreign.has(entry.paymentRequestId))
    return till.rows.some((row) => row.includes(entry.paymentId));
  return scene.tills.length === 1 || paymentAt(till, entry.paymentRequestId) !== undefined;
}

function givenBackWrongly({ acquirer }: Scene, entry: BookEntry): Violation | null {
  const id = shortId(entry.paymentRequestId);
  if (entry.refundedMinor > entry.chargedMinor || entry.debits > 1) {
    return { rule: '5', say: `more was given back for ${id} than was charged` };
  }
  for (const [refundRequestId, amounts] of acquirer.refunds.get(entry.paymentRequestId) ?? []) {
    if (isApproved(refundRequestId)) continue;
    if (amounts.size > 1)
      return { rule: '5', say: `one give-back of ${id} was asked for over ${amounts.size} amounts` };
    const [value = ''] = amounts;
    const whole = `${entry.paymentRequestId}-back`;
    const isRight =
      refundRequestId === `${whole}-${value}` || (refundRequestId === whole && value === entry.amount.value);
    if (!isRight)
      return { rule: '5', say: `a give-back of ${value} of ${id} was asked for as ${refundRequestId}` };
  }
  return null;
}

/** Ids of approved refunds are a manager's; what a give-back is asked under is the till's own. */
function isApproved(refundRequestId: string): boolean {
  return /^R\d+\.\d+(-x)?$/.test(refundRequestId);
}

function chargedTwice(scene: Scene, till: TillScene, entries: readonly BookEntry[]): Violation | null {
  const counts = (entry: BookEntry): boolean =>
    entry.netMinor > 0 &&
    isOf(scene, till, entry) &&
    !scene.acquirer.isLate(entry.paymentRequestId) &&
    !isFreed(till, entry.paymentRequestId) &&
    !isAnothersFollowed(scene, till, entry) &&
    !isWithAnother(scene, till, entry.paymentRequestId);
  const charged = entries.filter(counts);
  for (const [index, entry] of charged.entries()) {
    const other = charged.find(
      (later, at) => at > index && later.referenceOrderId === entry.referenceOrderId,
    );
    if (other === undefined) continue;
    const ids = `${shortId(entry.paymentRequestId)} and ${shortId(other.paymentRequestId)}`;
    return { rule: '1', say: `the order ${entry.referenceOrderId} is charged twice, by ${ids}` };
  }
  return null;
}

/** Whether a manager has freed the order of an attempt: what is paid for it goes back, and is kept never. */
function isFreed(till: TillScene, paymentRequestId: string): boolean {
  const payment = paymentAt(till, paymentRequestId)?.payment;
  return payment?.facts.freed === true && payment.state.kind !== 'paid';
}

/** Another till's charge that this one was told of, and asks about or gives back. */
function isAnothersFollowed({ acquirer }: Scene, till: TillScene, { paymentRequestId }: BookEntry): boolean {
  const known = paymentAt(till, paymentRequestId);
  return acquirer.foreign.has(paymentRequestId) && known !== undefined && isUnresolved(known.payment);
}

/** Whether a till that is not `till` has not done with a payment, or cannot be asked because it is off. */
function isWithAnother(scene: Scene, till: TillScene, paymentRequestId: string): boolean {
  return scene.tills.some((other) => {
    const known = other === till ? undefined : paymentAt(other, paymentRequestId);
    if (known === undefined) return false;
    return !other.run.alive || isMindedAt(scene, other, known.payment);
  });
}

function shownWrong(scene: Scene, till: TillScene, entries: readonly BookEntry[]): Violation | null {
  if (!till.run.alive) return null;
  let busy = 0;
  for (const sale of till.sales) {
    const state = saleStateOf(sale);
    if (BUSY.has(state)) busy += 1;
    if (state === 'paid') {
      const broken = paidWrongly(scene, till, sale, entries);
      if (broken !== null) return broken;
    }
    if (state === 'attention') {
      const broken = keptForPerson(sale);
      if (broken !== null) return broken;
    }
    if (state === 'failed' || state === 'cancelled') {
      const broken = endedWrongly(scene, till, sale, entries);
      if (broken !== null) return broken;
    }
  }
  return busy > 1 ? { rule: 'busy', say: `${busy} sales are in progress at once` } : null;
}

/** The rule `other`. */
function keptForPerson(sale: Sale): Violation | null {
  const state = leadingPayment(sale)?.state;
  if (state?.kind !== 'attention' || state.reason.code === 'FOREIGN_CHARGE') return null;
  return sameAmount(state.charge.amount, sale.amount)
    ? null
    : { rule: 'other', say: `${sale.saleId} is charged another amount, and nothing gives it back` };
}

const BUSY: ReadonlySet<string> = new Set(['awaitingCode', 'submitting', 'customerConfirming', 'checking']);

function paidWrongly(
  scene: Scene,
  till: TillScene,
  sale: Sale,
  entries: readonly BookEntry[],
): Violation | null {
  const id = leadingPayment(sale)?.facts.paymentRequestId ?? '';
  const entry = entries.find(({ paymentRequestId }) => paymentRequestId === id);
  const { currency, valueMinor } = sale.amount;
  const isCharged = entry?.chargedMinor === valueMinor && entry.amount.currency === currency;
  const isWhole = isCharged && (!isGivenBack(entry) || isTakenElsewhere(scene, till, id));
  if (isWhole && areRefundsKnown(till, sale, entry)) return null;
  const held = entry === undefined ? 'nothing' : `${entry.amount.currency} ${entry.netMinor}`;
  return {
    rule: '2',
    say: `${sale.saleId} is shown as paid ${currency} ${valueMinor}, but the ledger holds ${held}`,
  };
}

function isGivenBack({ cancelled, refunds }: BookEntry): boolean {
  return (
    cancelled ||
    refunds.some(({ code, refundRequestId }) => code === 'SUCCESS' && isGiveBack(refundRequestId))
  );
}

function isTakenElsewhere({ acquirer }: Scene, { index }: TillScene, paymentRequestId: string): boolean {
  const taken = acquirer.taken.get(paymentRequestId);
  return taken?.excused === true && taken.by !== index;
}

/** What was refunded by the till's own requests is what it shows as refunded, and nothing that it does not show as owed. */
function areRefundsKnown(till: TillScene, sale: Sale, entry: BookEntry): boolean {
  const refundedMinor = refundedAt(till, entry);
  return (
    refundedMinor >= refundsMinor(sale, ['refunded']) &&
    refundedMinor <= refundsMinor(sale, ['refunded', 'pending'])
  );
}

/** What of a payment a till's own approved requests have given back. */
export function refundedAt({ index }: TillScene, { refunds }: BookEntry): number {
  return refunds
    .filter(({ code, refundRequestId }) => code === 'SUCCESS' && refundRequestId.startsWith(`R${index + 1}.`))
    .reduce((sum, { amount }) => sum + Number(amount.value), 0);
}

/** What refunds of these states come to. */
export function refundsMinor(sale: Sale, kinds: readonly Refund['state']['kind'][]): number {
  const id = leadingPayment(sale)?.facts.paymentRequestId;
  return sale.refunds
    .filter(({ facts }) => facts.paymentRequestId === id)
    .filter(({ state }) => kinds.includes(state.kind))
    .reduce((total, { facts }) => total + facts.amount.valueMinor, 0);
}

function endedWrongly(
  scene: Scene,
  till: TillScene,
  sale: Sale,
  entries: readonly BookEntry[],
): Violation | null {
  for (const payment of sale.payments) {
    const id = payment.facts.paymentRequestId;
    const entry = entries.find(({ paymentRequestId }) => paymentRequestId === id);
    if (entry === undefined || entry.netMinor === 0 || !isOf(scene, till, entry)) continue;
    if (isAwaitedLateCharge(scene, payment) || scene.acquirer.isLate(id)) continue;
    if (scene.acquirer.isTakenByBank(id)) continue;
    if (isWithAnother(scene, till, id)) continue;
    const state = saleStateOf(sale);
    return {
      rule: '4',
      say: `${sale.saleId} is shown as ${state}, but ${shortId(id)} is charged ${entry.netMinor}`,
    };
  }
  return null;
}

function chargeForgotten(scene: Scene, entry: BookEntry): Violation | null {
  const id = entry.paymentRequestId;
  if (scene.acquirer.isLate(id)) return null;
  const tills = scene.tills.filter((till) => isOf(scene, till, entry));
  if (tills.length === 0 && scene.acquirer.foreign.has(id)) return null;
  if (tills.some((till) => !till.run.alive)) return null;
  const known = tills.flatMap((till) => {
    const found = paymentAt(till, id);
    return found === undefined ? [] : [{ till, ...found }];
  });
  if (known.some(({ till, payment }) => isMindedAt(scene, till, payment))) return null;
  const kinds = known.map(({ payment }) => payment.state.kind);
  if (kinds.length === 0)
    return { rule: '3', say: `${shortId(id)} is charged, and the till has never heard of it` };
  return {
    rule: '3',
    say: `${shortId(id)} is charged ${entry.netMinor}; it is ${kinds.join(' and ')}, and nothing is owed for it`,
  };
}

/** Whether a till shows a charge as what it was paid with, or has something still to do about it. */
function isMindedAt(scene: Scene, till: TillScene, payment: Payment): boolean {
  if (payment.state.kind === 'paid') return true;
  if (isAwaitedLateCharge(scene, payment)) return true;
  if (!isUnresolved(payment)) return false;
  const id = payment.facts.paymentRequestId;
  return (
    payment.state.kind !== 'cancelling' ||
    queueOf(till.run.terminal.book).some((item) => item.paymentRequestId === id)
  );
}

/** Rule 4's parenthesis: charged after its confirmed cancel, and the look that will find it is still to come. */
function isAwaitedLateCharge({ acquirer }: Scene, payment: Payment): boolean {
  return acquirer.isCancelConfirmed(payment.facts.paymentRequestId) && isBeingRechecked(payment);
}
