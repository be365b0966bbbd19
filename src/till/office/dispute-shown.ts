import type { SaleView } from '../../contract/sale-view.ts';
import { wireAmount } from '../../ground/money/amount.ts';
import type { Ms } from '../../ground/time.ts';
import type { OfficeBook } from '../../office/book.ts';
import { disputeOf, type Dispute } from '../../office/dispute.ts';
import type { Sale } from '../../payment/state.ts';

/**
 * What a customer's bank wants back of a sale: the open dispute, or else the last one; undefined where there is none.
 *
 * Source: interface section 8, point 10.
 */
export function chargebackShown(
  office: OfficeBook,
  { payments }: Pick<Sale, 'payments'>,
  iso: (atMs: Ms) => string,
): SaleView['dispute'] {
  const disputes = payments
    .flatMap(({ facts }) => office.disputesOf(facts.paymentRequestId))
    .map(disputeOf)
    .filter(({ asks }) => asks === 'chargeback');
  const shown = disputes.findLast(({ closed }) => closed === null) ?? disputes.at(-1);
  if (shown === undefined) return undefined;
  const { id, amount, dueAtMs } = shown;
  return {
    ...{ id, state: stateOf(shown) },
    ...(amount === null ? {} : { amount: wireAmount(amount) }),
    ...(dueAtMs === null ? {} : { respondBy: iso(dueAtMs) }),
  };
}

function stateOf({ closed }: Dispute): NonNullable<SaleView['dispute']>['state'] {
  if (closed === null) return 'open';
  return closed.outcome === 'byHand' ? 'closed' : closed.outcome;
}
