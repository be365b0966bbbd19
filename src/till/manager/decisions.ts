import type { Amount } from '../../ground/money/amount.ts';
import { mayHandOver } from '../../payment/capture.ts';
import { isAcceptable } from '../../payment/ended.ts';
import { mayBeFreed } from '../../payment/freed.ts';
import { leadingPayment, mayRetry, saleStateOf } from '../../payment/sale.ts';
import { refundableMinor, standingRefunds } from '../../payment/sale-refunds.ts';
import type { Payment, Sale } from '../../payment/state.ts';
import { refuse, type Problem, type WhyOf } from '../../contract/problems.ts';
import { ok, type Result } from '../../ground/result.ts';
import type { Clock } from '../../ground/ports.ts';
import { refuseCancel, refuseVoid } from '../refusals.ts';
import type { SaleView } from '../../contract/sale-view.ts';
import type { Screen } from '../screen.ts';
import type { Terminal } from '../terminal.ts';
import type { Approver, NotApproved } from './approver.ts';

/** Who approves, and why; the words of the caller. */
export interface Approval {
  readonly approver: { readonly id: string; readonly pin: string };
  readonly reason: string;
}

/** As it is asked over the API, where a manager may be missing. */
interface MaybeApproval {
  readonly approver?: Approval['approver'] | undefined;
  readonly reason?: string | undefined;
}

/** Why each decision cannot be taken, whoever would approve it. */
interface Refusals {
  /** A doubted charge is taken for the sale's own. */
  readonly accept: Problem<'accept-refused'>;
  /** A doubted charge goes back. */
  readonly giveBack: Problem<'cancel-refused'>;
  /** An order is freed although a payment of it may still be paid. */
  readonly free: Problem<'free-refused'>;
  /** An order is taken although another till may hold it. */
  readonly override: Problem<'override-refused'>;
  /** All of a paid payment goes back. */
  readonly void: Problem<'void-refused'>;
}
type Decision = keyof Refusals;
type NotDecided<D extends Decision> = Refusals[D] | NotApproved | Problem<'invalid-request'>;

/** The charge that a decision is about. */
interface Decidable {
  readonly paymentRequestId: string;
  readonly amount: Amount;
}

/** The sale as it stands after a decision. `wrongTriesBefore`: wrong PINs since the last approval. */
interface Decided {
  readonly sale: Sale;
  readonly wrongTriesBefore: number;
}

interface DecisionParts {
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly approver: Approver;
  readonly mayVoid: (payment: Payment) => boolean;
  readonly mayOverride: (sale: Sale) => boolean;
}

/** What a manager decides of charges: nothing that was paid, or that may be another till's, goes back without one. */
export class Decisions {
  readonly #parts: DecisionParts;
  readonly #rules: { readonly [D in Decision]: (sale: Sale) => Result<Decidable, Refusals[D]> };

  constructor(parts: DecisionParts) {
    this.#parts = parts;
    const { mayVoid, mayOverride } = parts;
    this.#rules = {
      ...{ accept, giveBack, free },
      void: (sale) => voidable(sale, mayVoid),
      override: (sale) => overridable(sale, mayOverride),
    };
  }

  /** The charge that could be decided on as the sale stands. */
  decidable<D extends Decision>(sale: Sale, decision: D): Result<Decidable, Refusals[D]> {
    return this.#rules[decision](sale);
  }

  /** The same, where a manager may be missing: what cannot be decided is refused before anybody is asked for a PIN. */
  async decideAsked<D extends Decision>(
    sale: Sale,
    given: MaybeApproval | null,
    decision: D,
  ): Promise<Result<Decided, NotDecided<D> | Problem<'approver-required'>>> {
    const { detail, reason } = ASKED[decision];
    if (given?.approver !== undefined)
      return this.decide(sale, { approver: given.approver, reason: given.reason ?? reason }, decision);
    const decidable = this.decidable(sale, decision);
    return decidable.ok ? refuse({ slug: 'approver-required', detail }) : decidable;
  }

  /** Decides, once the PIN fits. */
  async decide<D extends Decision>(
    sale: Sale,
    { approver, reason }: Approval,
    decision: D,
  ): Promise<Result<Decided, NotDecided<D>>> {
    const before = this.decidable(sale, decision);
    if (!before.ok) return before;
    const request = { approver, ...before.value };
    const manager = await this.#parts.approver.identify(request);
    if (!manager.ok) return manager;
    // Read again: while the PIN was checked, the books may have settled it.
    const now = this.#parts.terminal.book.sale(sale.saleId) ?? sale;
    // Another approval came first: nothing more happens.
    if ((decision === 'giveBack' || decision === 'void') && isGoingBack(now)) {
      const { wrongTriesBefore } = manager.value;
      return ok({ sale: now, wrongTriesBefore });
    }
    const still = this.decidable(now, decision);
    if (!still.ok) return this.#parts.approver.refuse(request, 'payment', still);
    const refused = this.#parts.approver.refusalOf(manager.value, request);
    if (refused !== null) return refused;
    const { manager: by, wrongTriesBefore } = manager.value;
    this.#take(now, still.value, decision, { approverId: by.id, reason });
    return ok({ sale: this.#parts.terminal.book.sale(sale.saleId) ?? now, wrongTriesBefore });
  }

  #take(
    { saleId }: Sale,
    { paymentRequestId, amount }: Decidable,
    decision: Decision,
    by: { readonly approverId: string; readonly reason: string },
  ): void {
    const { clock, terminal } = this.#parts;
    if (decision === 'accept') return terminal.tell(paymentRequestId, { kind: 'accepted', ...by });
    if (decision === 'free') return terminal.tell(paymentRequestId, { kind: 'freed', ...by });
    const atMs = clock.nowMs();
    if (decision === 'override') return terminal.dispatch({ kind: 'orderOverridden', saleId, atMs, ...by });
    terminal.dispatch({ kind: 'giveBackApproved', saleId, atMs, paymentRequestId, amount, ...by });
  }
}

/** The sale after a decision, as it is answered. */
export function decidedView(screen: Pick<Screen, 'sale'>, { sale, wrongTriesBefore }: Decided): SaleView {
  return { ...screen.sale(sale), wrongTriesBefore };
}

const BACK = { detail: 'A manager approves that this charge goes back.', reason: 'No reason given' } as const;

/** What a manager is asked for, and the reason where none is given. */
const ASKED: Readonly<Record<Decision, { readonly detail: string; readonly reason: string }>> = {
  accept: { detail: 'A manager approves that this charge is taken.', reason: 'No reason given' },
  giveBack: BACK,
  void: BACK,
  override: {
    detail: 'A manager approves that this order is taken all the same.',
    reason: 'No reason given',
  },
  free: { detail: 'A manager approves that this order is freed.', reason: 'Charged in another way' },
};

function accept(sale: Sale): Result<Decidable, Refusals['accept']> {
  const payment = leadingPayment(sale);
  return payment?.state.kind === 'attention' && isAcceptable(payment, payment.state)
    ? ok(decidable(payment, payment.state.charge.amount))
    : NOT_ACCEPTABLE;
}

function giveBack(sale: Sale): Result<Decidable, Refusals['giveBack']> {
  const payment = leadingPayment(sale);
  return payment?.state.kind === 'attention'
    ? ok(decidable(payment, payment.state.charge.amount))
    : refuseCancel('notDoubted');
}

function free(sale: Sale): Result<Decidable, Refusals['free']> {
  const payment = leadingPayment(sale);
  return payment !== undefined && mayBeFreed(payment) ? ok(decidable(payment, sale.amount)) : NOT_FREED;
}

/** Before the first attempt there is no payment yet: the row of a refusal names the order. */
function overridable(
  sale: Sale,
  mayOverride: (sale: Sale) => boolean,
): Result<Decidable, Refusals['override']> {
  const mayBegin = saleStateOf(sale) === 'awaitingCode' || mayRetry(sale) === 'yes';
  return mayBegin && mayOverride(sale)
    ? ok({ paymentRequestId: sale.referenceOrderId, amount: sale.amount })
    : NOT_OVERRIDABLE;
}

/**
 * A void gives all back, until the end of the acquirer's day, and only what no refund was approved of.
 *
 * A hold for which goods may have gone is as good as paid: it is let go of by the same rule, at any time.
 */
function voidable(sale: Sale, mayVoid: (payment: Payment) => boolean): Result<Decidable, Refusals['void']> {
  const payment = leadingPayment(sale);
  if (payment?.state.kind === 'capturing' && mayHandOver(payment))
    return ok(decidable(payment, payment.state.hold.amount));
  if (payment?.state.kind !== 'paid') return refuseVoid('givenBack');
  const why = whyNotVoid(sale, payment, mayVoid);
  return why === null ? ok(decidable(payment, payment.state.charge.amount)) : refuseVoid(why);
}

function whyNotVoid(
  sale: Sale,
  payment: Payment,
  mayVoid: (payment: Payment) => boolean,
): WhyOf<'void-refused'> | null {
  if (standingRefunds(sale, payment.facts.paymentRequestId).length > 0) return 'partRefunded';
  if (refundableMinor(sale, payment) === 0) return 'givenBack';
  if (mayVoid(payment)) return null;
  return payment.facts.terms.voidUntil.kind === 'never' ? 'noVoid' : 'tooLate';
}

function isGoingBack(sale: Sale): boolean {
  const state = leadingPayment(sale)?.state;
  if (state?.kind === 'capturing') return state.cancelWanted;
  return ['cancelling', 'cancelled'].includes(state?.kind ?? '');
}

function decidable({ facts }: Payment, amount: Amount): Decidable {
  return { paymentRequestId: facts.paymentRequestId, amount };
}

const NOT_FREED = refuse({
  slug: 'free-refused',
  detail: 'No payment of this sale may still be paid: its order needs no freeing.',
});

const NOT_ACCEPTABLE = refuse({
  slug: 'accept-refused',
  detail: 'This sale has no charge of its amount that could be taken for it.',
});

const NOT_OVERRIDABLE = refuse({
  slug: 'override-refused',
  detail: 'Nothing keeps this order from being charged here, or nothing may any more.',
});
