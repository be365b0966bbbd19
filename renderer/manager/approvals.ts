import type { SaleView } from '../../src/contract/sale-view.ts';
import type { WireAmount } from '../../src/ground/money/amount.ts';
import type { DeskWords } from '../strings/manager/desk-words.ts';
import { ask, type Answer } from '../till/till.ts';
import { placeOf, type Approval, type Place } from './place.ts';

/** What is shown above the PIN pad. */
interface Subject {
  readonly amount: WireAmount;
  readonly sale: SaleView | null;
  readonly paymentRequestId: string;
}

/** What an approval is about. */
export function subjectOf(approval: Approval): Subject {
  if (approval.kind === 'refund') {
    const { amount, target } = approval;
    return { amount, sale: target.sale, paymentRequestId: target.paymentRequestId };
  }
  const { sale } = approval;
  return { amount: sale.amount, sale, paymentRequestId: sale.paymentRequestId ?? '' };
}

/** The words of the key that approves. */
export function giveWords(approval: Approval, { approve, doubt, free, override, sale }: DeskWords): string {
  switch (approval.kind) {
    case 'refund':
      return approval.isConfirmed ? approve.giveAnyway : approve.give;
    case 'accept':
      return doubt.take;
    case 'giveBack':
      return doubt.giveBack;
    case 'void':
      return sale.void;
    case 'free':
      return free.do;
    case 'override':
      return override.do;
  }
}

/** Where Esc leads; what may be approved already is looked at, before anything else is asked for. */
export function placeBefore(approval: Approval): Place {
  if (approval.kind !== 'refund') return { at: 'sale', saleId: approval.sale.saleId };
  const { target, unanswered } = approval;
  return unanswered || target.sale === null ? placeOf(target) : { at: 'amount', target };
}

/** Asks the till for what is approved; answers where the desk goes on. */
export async function requestApproved(
  approval: Approval,
  approver: { readonly id: string; readonly pin: string },
): Promise<Answer<Place>> {
  const { reason } = approval;
  if (approval.kind === 'refund') {
    const { target, amount, idempotencyKey, isConfirmed } = approval;
    const { currency, value } = amount;
    const { paymentRequestId } = target;
    const said = isConfirmed ? { confirm: true } : {};
    const body = { paymentRequestId, amount: { currency, value }, reason, approver, ...said };
    const answer = await ask('requestRefund', { params: {}, body, idempotencyKey });
    return answer.ok ? { ok: true, value: { at: 'outcome', refund: answer.value } } : answer;
  }
  const input = { params: { saleId: approval.sale.saleId }, body: { approver, reason } };
  const answer = await ask(COMMANDS[approval.kind], input);
  if (!answer.ok) return answer;
  if (approval.kind === 'free') await chargeAgain(answer.value);
  return { ok: true, value: { at: 'decided', sale: answer.value } };
}

const COMMANDS = {
  accept: 'acceptSale',
  giveBack: 'cancelSale',
  void: 'cancelSale',
  free: 'freeSale',
  override: 'overrideSale',
} as const;

/** The same order waits for another way to pay; where it cannot, the stage says why, and the order stays free. */
function chargeAgain({ referenceOrderId, orderDescription, amount }: SaleView): Promise<unknown> {
  const { currency, value } = amount;
  const body = { referenceOrderId, orderDescription, amount: { currency, value } };
  return ask('openSale', { params: {}, body });
}
