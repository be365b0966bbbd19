import { queueOf } from '../../src/till/queue.ts';
import { leadingPayment, saleStateOf } from '../../src/payment/sale.ts';
import type { Payment } from '../../src/payment/state.ts';
import { isBeingRechecked, isUnresolved } from '../../src/payment/transition.ts';
import { shortId } from './acquirer.ts';
import { isOf, refundedAt, refundsMinor } from './money-rules.ts';
import { paymentAt, type Scene, type TillScene, type Violation } from './rules.ts';

/** The rules `end` and `reach`, as `rules.ts` writes them. */
export function violationAtEnd(scene: Scene): Violation | null {
  for (const till of scene.tills) {
    const broken = leftOver(scene, till) ?? shownAtEnd(scene, till);
    if (broken !== null) return broken;
  }
  return chargeAtEnd(scene);
}

/** Something that a till has not done with. */
function leftOver(scene: Scene, till: TillScene): Violation | null {
  for (const payment of till.sales.flatMap((sale) => sale.payments)) {
    const id = shortId(payment.facts.paymentRequestId);
    if (isBeingRechecked(payment)) return { rule: 'end', say: `${id} is still to be looked at` };
    if (!isUnresolved(payment)) continue;
    return (
      attentionLeft(scene, till, payment) ?? { rule: 'end', say: `${id} is still ${payment.state.kind}` }
    );
  }
  const owed = queueOf(till.run.terminal.book).find(({ lastAnswer }) => !isForAPerson(lastAnswer));
  return owed === undefined
    ? null
    : { rule: 'end', say: `a ${owed.kind} of ${shortId(owed.paymentRequestId ?? '')} is still owed` };
}

/** Saferpay cannot show whether it was made: a person is told both ids, and looks. Source: Saferpay dossier section 5.1. */
function isForAPerson(lastAnswer: string | null): boolean {
  return lastAnswer === 'REFUND_UNPROVEN';
}

/** A sale that asks for a person, and nothing that a person could press has ended it. */
function attentionLeft(
  { acquirer }: Scene,
  { index }: TillScene,
  { facts, state }: Payment,
): Violation | null {
  const reason = state.kind === 'attention' ? state.reason : state.kind === 'cancelling' ? state.stuck : null;
  if (reason === null) return null;
  const id = facts.paymentRequestId;
  const whose = acquirer.makers.get(id) === index ? 'its own' : "another till's";
  const entry = acquirer.entry(id);
  const isPartly = entry !== undefined && entry.refundedMinor > 0 && entry.netMinor > 0;
  const partly = isPartly ? ', and a part of it is refunded' : '';
  return {
    rule: 'reach',
    say: `${shortId(id)} still asks for a person (${state.kind}, ${reason.code}); the charge is ${whose}${partly}`,
  };
}

function shownAtEnd({ acquirer }: Scene, till: TillScene): Violation | null {
  for (const sale of till.sales) {
    const id = leadingPayment(sale)?.facts.paymentRequestId ?? '';
    const entry = acquirer.entry(id);
    if (saleStateOf(sale) !== 'paid' || entry === undefined) continue;
    const refundedMinor = refundsMinor(sale, ['refunded']);
    if (refundedMinor !== refundedAt(till, entry)) {
      const say = `${sale.saleId} shows ${refundedMinor} as refunded, the ledger ${refundedAt(till, entry)}`;
      return { rule: 'end', say };
    }
    const isGone = entry.netMinor === 0 && refundedMinor === 0 && !sale.adopted;
    const view = till.run.screen.sale(sale);
    if (isGone && view.refundable?.value !== '0')
      return { rule: 'reach', say: `${sale.saleId} is still shown as paid, but its charge is gone` };
  }
  return null;
}

/** Every charge that stands is what a sale was paid with, at some till. */
function chargeAtEnd(scene: Scene): Violation | null {
  const left = scene.acquirer.hosted?.heldLeft() ?? null;
  if (left !== null)
    return {
      rule: 'held',
      say: `${shortId(left.paymentRequestId)} is still held, and nothing is owed for it`,
    };
  for (const entry of scene.acquirer.entries()) {
    const id = entry.paymentRequestId;
    const isNews = scene.acquirer.isLate(id) && !scene.acquirer.isLateTold(id);
    const tills = scene.tills.filter((till) => isOf(scene, till, entry));
    if (entry.netMinor === 0 || isNews || tills.length === 0) continue;
    if (scene.acquirer.isTakenByBank(id)) continue;
    const isShown = tills.some((till) => {
      const known = paymentAt(till, id);
      return known?.payment.state.kind === 'paid' && leadingPayment(known.sale) === known.payment;
    });
    if (isShown) continue;
    const late = scene.acquirer.isLate(id) ? ', after a refusal, and the till was told' : '';
    return {
      rule: 'end',
      say: `${shortId(id)} is charged ${entry.netMinor}${late}; no till shows it as paid`,
    };
  }
  return null;
}
