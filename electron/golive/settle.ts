import type { SaleView } from '../../src/contract/sale-view.ts';
import type { OpenedSale } from './case-seen.ts';
import type { Stage } from './stage.ts';

/**
 * Gives back whatever a case left: what is open is cancelled, what is paid is voided or refunded.
 *
 * Rejects, in words, where it is not all back within `patienceMs`.
 */
export async function settle(
  { till, wire, manager, currency, isOwn }: Stage,
  sales: readonly OpenedSale[],
  reason: string,
  patienceMs: number,
): Promise<void> {
  await wire.straighten();
  const approval = { approver: { id: manager.id, pin: manager.pin }, reason };
  for (const { saleId, view } of sales) {
    const { may, refundable, amount, paymentRequestId } = view;
    if (may.includes('void')) await till.call('POST', `/v1/sales/${saleId}/cancel`, approval);
    else if (may.includes('refund') && paymentRequestId !== undefined)
      await till.call('POST', '/v1/refunds', {
        ...{ paymentRequestId, amount: { currency, value: refundable?.value ?? amount.value } },
        ...approval,
      });
    else if (may.includes('cancel')) await till.call('POST', `/v1/sales/${saleId}/cancel`, {});
  }
  const open = (): readonly OpenedSale[] =>
    sales.filter(({ view }) => !isGivenBack(view) && !(isOwn && isClosing(view)));
  await till.until(
    () => open().length === 0,
    patienceMs,
    () => `everything to be given back: ${open().map(inWords).join('; ')}`,
  );
}

function inWords({ order, view: { state, may } }: OpenedSale): string {
  return `${order} is ${state}, may ${may.join(' ')}`;
}

/**
 * Whether only a link of a sale is left, which may still be opened until its end.
 *
 * Why that is enough in a rehearsal: nobody has opened it, and its sandbox ends with the run. At a real gateway the kit waits.
 */
export function isClosing({ state, attempts, receipts, refunds }: SaleView): boolean {
  // What was paid has a paper: that is on its way back, and is waited for.
  const wasPaid = refunds.length > 0 || Object.keys(receipts).length > 0;
  return state === 'cancelling' && attempts.at(-1)?.linkState !== undefined && !wasPaid;
}

/** Whether nothing of a sale is charged, or on its way. */
function isGivenBack({ state, refundable, refunds }: SaleView): boolean {
  if (state === 'cancelled' || state === 'failed') return true;
  // A refund that the acquirer refused has moved nothing; the one after it did.
  const isUnderWay = refunds.some((refund) => refund.state === 'pending');
  return state === 'paid' && refundable?.value === '0' && !isUnderWay;
}
