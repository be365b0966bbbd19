import { netMinor, type Order } from './order.ts';
import type { WireMoney } from './requests.ts';

/** How long a payment can be refunded. Source: dossier section 4.4, 365 days. */
export const REFUND_WINDOW_MS = 365 * 24 * 3_600_000;

/** Why a refund cannot be made; null where it can. Source: dossier section 4.4 and 5.2. */
export function refundRefusal(order: Order, amount: WireMoney, nowMs: number): string | null {
  if (order.state.kind !== 'paid') return 'PROCESS_FAIL';
  if (amount.currency !== order.amount.currency) return 'CURRENCY_NOT_SUPPORT';
  if (nowMs > order.state.atMs + REFUND_WINDOW_MS) return 'REFUND_WINDOW_EXCEED';
  return Number(amount.value) > netMinor(order) ? 'REFUND_AMOUNT_EXCEED' : null;
}
