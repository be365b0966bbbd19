import { queueOf, type Owed } from '../../src/till/queue.ts';
import { nextAttempt } from '../../src/till/order.ts';
import { isRefundable, refundableMinor, refundsOf } from '../../src/payment/sale-refunds.ts';
import { uncountedMinor } from '../../src/payment/refunds-seen.ts';
import { isBusy } from '../../src/payment/sale.ts';
import type { PaymentLook } from '../../src/payment/answers.ts';
import type { Payment, Sale } from '../../src/payment/state.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { KEPT_RULES } from '../../src/payment/kept-rules.ts';
import { CHARGE_TIME_TOLERANCE_MS } from '../../src/payment/policy.ts';
import { mayDo } from '../../src/payment/view.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { maskCode } from '../../src/ground/payment-code.ts';
import { money } from './acquirer.ts';
import { Memo } from './memo.ts';
import { bookOf, ORDER } from './till-book.ts';
import { WALK_TIMING, type Tender } from './tenders.ts';
import { PRICE_MINOR, type Till } from './till.ts';

// What people may ask of the till, as its desks let them. What is asked of one and the same sale is worked out once.

const MERCHANT = 'M1';
const MAY = new Memo<Sale, SaleView['may']>();
const MAY_LATE = new Memo<Sale, SaleView['may']>();
const OWED = new Memo<readonly Sale[], readonly Owed[]>();
const NEXT = new Memo<readonly Sale[], ReturnType<typeof nextAttempt>>();

/** A sale for the order is opened. */
export function openingEvent(till: Till, atMs: number): TillEvent {
  return {
    kind: 'saleOpened',
    saleId: `${till.name}${till.sales.length + 1}`,
    atMs,
    referenceOrderId: ORDER,
    orderDescription: '',
    amount: money(PRICE_MINOR),
    copies: [],
  };
}

/** An attempt to pay a sale begins; null where the till refuses another one. */
export function beginEvent(
  { page, terms, timing }: Tender,
  till: Till,
  { saleId }: Sale,
  atMs: number,
): Extract<TillEvent, { kind: 'paymentStarted' | 'pageStarted' }> | null {
  const { number, paymentRequestId, refusal } = nextOf(till);
  if (refusal !== null) return null;
  const begun = {
    ...{ saleId, atMs, paymentRequestId, number, gateway: 'G', terms, timing },
    ...{ clockOffsetMs: 0, toleranceMs: CHARGE_TIME_TOLERANCE_MS, ...KEPT_RULES },
  };
  return page === null
    ? { kind: 'paymentStarted', ...begun, family: 'ALIPAY_PLUS', code: maskCode(''), codeMark: null }
    : { kind: 'pageStarted', ...begun, tender: 'T', ...page };
}

/** Whether the till lets a new sale of the order be opened. */
export function mayOpen(till: Till): boolean {
  const latest = till.sales.at(-1);
  return latest !== undefined && !isBusy(latest) && nextOf(till).refusal === null;
}

function nextOf(till: Till): ReturnType<typeof nextAttempt> {
  return NEXT.of(till.sales, () => nextAttempt(bookOf(till.sales), MERCHANT, ORDER, 0));
}

/** A manager approves a refund; null where the refund desk refuses it, for what it sees in the acquirer's books. */
export function refundApproval(
  sale: Sale,
  payment: Payment,
  { amountMinor, look, atMs }: { amountMinor: number; look: PaymentLook; atMs: number },
): TillEvent | null {
  const isGone = look.kind === 'notCharged' || (look.kind === 'seen' && look.reversed);
  if (isGone || !isRefundable(payment)) return null;
  const { paymentRequestId } = payment.facts;
  const seen = look.kind === 'seen' ? look.refunds : [];
  const elsewhereMinor = uncountedMinor(seen, refundsOf(sale, paymentRequestId));
  if (amountMinor <= 0 || amountMinor > refundableMinor(sale, payment) - elsewhereMinor) return null;
  return {
    kind: 'refundApproved',
    saleId: sale.saleId,
    atMs,
    refundRequestId: `R${sale.saleId.slice(1)}${sale.refunds.length + 1}`,
    paymentRequestId,
    amount: money(amountMinor),
    reason: '',
    approverId: 'm1',
    idempotencyKey: null,
    timing: WALK_TIMING,
    isRetried: true,
    repeat: payment.facts.terms.refund.repeat,
  };
}

/** What the view of a sale offers to people. */
export function mayOf(sale: Sale, isDayOver: boolean): SaleView['may'] {
  const known = isDayOver ? MAY_LATE : MAY;
  return known.of(sale, () => mayDo(sale, { mayVoid: mayVoidUntil(isDayOver), freeing: true }));
}

function mayVoidUntil(isDayOver: boolean): (payment: Payment) => boolean {
  return ({ facts }) => !isDayOver && facts.terms.voidUntil.kind !== 'never';
}

/** The queue of what is owed. */
export function owedBy(till: Till): readonly Owed[] {
  return OWED.of(till.sales, () => queueOf(bookOf(till.sales)));
}

/** Whether only a manager decides what becomes of a charge: it may be another till's. */
export function isOwnerDoubted({ state }: Payment): boolean {
  return state.kind === 'attention';
}

/** Whether the day's close looks at a payment. */
export function isLookedAt(sale: Sale, payment: Payment): boolean {
  return payment.state.kind === 'paid' && refundableMinor(sale, payment) > 0;
}

/** Whether nothing but a person moves a payment, and a person may. */
export function waitsForPerson(sale: Sale, { state }: Payment): boolean {
  return state.kind === 'attention' && mayOf(sale, true).length > 0;
}
