import { PAID_ELSEWHERE } from '../acquirers/twins.ts';
import { accountAt } from '../acquirers/account.ts';
import type { Config } from '../config/config.ts';
import type { Book } from './book.ts';
import type { AttemptBegun } from '../payment/events.ts';
import { KEPT_RULES } from '../payment/kept-rules.ts';
import { CHARGE_TIME_TOLERANCE_MS, keptTiming, TIMING_DEFAULTS } from '../payment/policy.ts';
import type { Terminal } from './terminal.ts';
import { paymentRequestIdOf } from '../payment/ids.ts';
import type { OrderRefusal } from '../contract/problems.ts';
import type { Leave } from '../payment/leave.ts';
import type { Payment } from '../payment/state.ts';
import { isOutOfTheWay } from '../payment/freed.ts';
import { isBeingRechecked, isUnresolved } from '../payment/transition.ts';

/** The attempt to charge an order that comes next, or why none may. */
export interface NextAttempt {
  readonly number: number;
  readonly paymentRequestId: string;
  readonly refusal: OrderRefusal | null;
}

/** What would come next for an order, over all its sales, after attempts that other tills have ended. */
export function nextAttempt(
  book: Book,
  referenceMerchantId: string,
  referenceOrderId: string,
  attemptsElsewhere: number,
): NextAttempt {
  const payments = book.ofOrder(referenceOrderId).flatMap((sale) => sale.payments);
  // An attempt of another till has an id of its own, which the acquirer knows: the next one must not share it.
  const number =
    Math.max(payments.length, attemptsElsewhere, ...payments.map(({ facts }) => facts.number)) + 1;
  const paymentRequestId = paymentRequestIdOf(referenceMerchantId, referenceOrderId, number);
  // An id that is taken already is that of a payment of another till, which was taken in to be refunded: paid there.
  const isTaken = book.ofPayment(paymentRequestId) !== undefined;
  return {
    number,
    paymentRequestId,
    refusal: refusalOf(payments) ?? (isTaken ? 'order-already-paid' : null),
  };
}

/** What every attempt keeps from its begin, however it is paid: a config that changes later changes nothing of it. */
export function attemptBegun(
  { config, terminal }: { readonly config: Pick<Config, 'gateways'>; readonly terminal: Terminal },
  { number, paymentRequestId }: NextAttempt,
  gateway: string,
  leave: Leave | undefined,
): AttemptBegun {
  return {
    paymentRequestId,
    number,
    gateway,
    clockOffsetMs: terminal.clockOffsetMs(gateway),
    timing: keptTiming(config.gateways[gateway]?.timing ?? TIMING_DEFAULTS),
    terms: terminal.termsOf(gateway),
    toleranceMs: CHARGE_TIME_TOLERANCE_MS,
    ...KEPT_RULES,
    ...accountAt(config.gateways[gateway]),
    ...(leave === undefined ? {} : { leave }),
  };
}

function refusalOf(payments: readonly Payment[]): OrderRefusal | null {
  if (payments.some((p) => p.state.kind === 'paid')) return 'order-already-paid';
  const isOpen = payments.some((p) => !isOutOfTheWay(p) && (isUnresolved(p) || isBeingRechecked(p)));
  return isOpen || payments.some(isPaidElsewhere) ? 'order-unresolved' : null;
}

/** Another till is being paid for the order: a later attempt has a name of its own, and could be paid beside. */
export function isPaidElsewhere({ state }: Payment): boolean {
  return state.kind === 'failed' && state.reason.code === PAID_ELSEWHERE.code;
}
