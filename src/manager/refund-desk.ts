import { copiesOf, type Config } from '../config.ts';
import type { InputOf, ReplyOf } from '../contract.ts';
import { parsePayableAmount, type Amount } from '../money/amount.ts';
import type { PaymentLook } from '../payment/answers.ts';
import { refundableMinor } from '../payment/sale-refunds.ts';
import { leadingPayment } from '../payment/sale.ts';
import { TIMING_DEFAULTS, type Timing } from '../payment/policy.ts';
import type { Refund } from '../payment/refund-state.ts';
import type { Payment, Sale } from '../payment/state.ts';
import { viewOfRefund } from '../payment/view.ts';
import type { Clock, Gateway, Ids, Pins } from '../ports.ts';
import { refuse, refuseAmount, type Problem } from '../problems.ts';
import { err, ok, type Result } from '../result.ts';
import { holdsPaymentCode } from '../scan/classify.ts';
import type { Screen } from '../screen.ts';
import type { Terminal } from '../terminal.ts';
import { NO_PIN } from './pin.ts';
import type { ApprovalRefusal } from './approvals.ts';
import type { Manager } from './managers-schema.ts';

export interface RefundDeskParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly pins: Pins;
}

type RefundReply = Result<ReplyOf<'requestRefund'>, Problem>;
type Asked = InputOf<'requestRefund'>['body'] & { readonly wanted: Amount };

/** A payment that was found paid, with what the acquirer says of it now; null where it could not be asked. */
interface Found {
  readonly sale: Sale;
  readonly payment: Payment;
  readonly look: Extract<PaymentLook, { kind: 'seen' }> | null;
}

/**
 * Refunds, from the manager's approval on.
 *
 * One request is looked at after the other, so that neither wrong PINs nor amounts can be tried side by side. The last
 * checks and the commit of the approval are one step, and only then is anything sent.
 */
export class RefundDesk {
  readonly #parts: RefundDeskParts;
  #before: Promise<unknown> = Promise.resolve();

  constructor(parts: RefundDeskParts) {
    this.#parts = parts;
  }

  /** Asks for a refund. Source: interface section 3, `POST /v1/refunds`. */
  request(input: InputOf<'requestRefund'>): Promise<RefundReply> {
    const turn = this.#before.then(() => this.#request(input));
    this.#before = turn.catch(() => undefined);
    return turn;
  }

  read(refundRequestId: string): RefundReply {
    const sale = this.#parts.terminal.book.ofRefund(refundRequestId);
    const refund = sale?.refunds.find(({ facts }) => facts.refundRequestId === refundRequestId);
    return refund === undefined ? NO_SUCH_REFUND : ok(this.#view(refund));
  }

  async #request({ body, idempotencyKey }: InputOf<'requestRefund'>): Promise<RefundReply> {
    const key = idempotencyKey ?? null;
    if (holdsPaymentCode(body.reason))
      return refuse('invalid-request', 'a payment code must not stand here', { field: 'reason' });
    const repeated = this.#repeated(body, key);
    if (repeated !== null) return repeated;
    const wanted = parsePayableAmount(body.amount);
    if (!wanted.ok) return refuseAmount(wanted.error);
    const asked = { ...body, wanted: wanted.value };
    const manager = await this.#approver(asked);
    if (!manager.ok) return manager;
    const found = await this.#find(asked);
    if (!found.ok) return this.#refused(asked, 'payment', found.error);
    const refusal = this.#refusalOf(found.value, asked) ?? this.#overLimit(manager.value, asked.wanted);
    if (refusal !== null) return this.#refused(asked, refusal.why, refusal.problem);
    return this.#approve(found.value, asked, manager.value, key);
  }

  /** The same key again is the same refund; the PIN is no part of what is compared, and is kept nowhere. */
  #repeated(body: InputOf<'requestRefund'>['body'], key: string | null): RefundReply | null {
    const known = key === null ? undefined : this.#parts.terminal.book.refundOfKey(key);
    if (known === undefined) return null;
    const { facts } = known.refund;
    const isSame =
      facts.paymentRequestId === body.paymentRequestId &&
      facts.amount.currency === body.amount.currency &&
      String(facts.amount.valueMinor) === body.amount.value &&
      facts.reason === body.reason &&
      facts.approverId === body.approver.id;
    return isSame
      ? ok(this.#view(known.refund))
      : refuse('idempotency-mismatch', 'This Idempotency-Key was used for another refund. Use a new one.');
  }

  /** The manager whose PIN fits. An unknown one takes as long, and is refused in the same words. */
  async #approver(asked: Asked): Promise<Result<Manager, Problem>> {
    const { clock, config, terminal } = this.#parts;
    const { id, pin } = asked.approver;
    const lockedMs = terminal.approvals.lockedForMs(id, clock.nowMs());
    if (lockedMs > 0) {
      const retryAfterSeconds = Math.ceil(lockedMs / 1000);
      const say = `Too many wrong PINs. This manager can approve again in ${retryAfterSeconds} seconds.`;
      return this.#refused(asked, 'locked', refuse('approver-locked', say, { retryAfterSeconds }).error);
    }
    const manager = config.managers.find((each) => each.id === id);
    const fits = await this.#parts.pins.fits(pin, manager?.pin ?? NO_PIN);
    if (manager !== undefined && fits) return ok(manager);
    return this.#refused(asked, 'pin', WRONG_PIN);
  }

  /** The paid payment, from the journal or, made at another till, from the acquirer's books. */
  async #find({ paymentRequestId }: Asked): Promise<Result<Found, Problem>> {
    const { terminal } = this.#parts;
    const own = terminal.book.ofPayment(paymentRequestId);
    if (own === undefined) return this.#findElsewhere(paymentRequestId);
    const gateway = own.payments.find((p) => p.facts.paymentRequestId === paymentRequestId)?.facts.gateway;
    const look = await this.#look(gateway ?? '', paymentRequestId);
    // Read again: while the acquirer was asked, the sale may have gone on.
    const sale = terminal.book.ofPayment(paymentRequestId) ?? own;
    const payment = leadingPayment(sale);
    if (payment?.facts.paymentRequestId !== paymentRequestId || payment.state.kind !== 'paid')
      return NOT_PAID;
    return ok({ sale, payment, look: look?.kind === 'seen' ? look : null });
  }

  async #findElsewhere(paymentRequestId: string): Promise<Result<Found, Problem>> {
    const { clock, config, ids, terminal } = this.#parts;
    let isUnknown = false;
    for (const name of this.#parts.gateways.keys()) {
      const look = await this.#look(name, paymentRequestId);
      if (look?.kind === 'notCharged' || (look?.kind === 'seen' && look.reversed)) return NOT_PAID;
      if (look?.kind !== 'seen') {
        isUnknown ||= look?.kind !== 'notFound';
        continue;
      }
      const saleId = ids.saleId();
      const { charge } = look;
      const adopted = { saleId, atMs: clock.nowMs(), referenceOrderId: paymentRequestId, gateway: name };
      const timing = this.#timingOf(name);
      const copies = copiesOf(config);
      terminal.dispatch({ kind: 'saleAdopted', ...adopted, paymentRequestId, charge, timing, copies });
      const sale = terminal.book.sale(saleId);
      const payment = sale?.payments[0];
      if (sale !== undefined && payment !== undefined) return ok({ sale, payment, look });
    }
    return isUnknown ? NOT_KNOWN_NOW : NO_SUCH_PAYMENT;
  }

  async #look(gateway: string, paymentRequestId: string): Promise<PaymentLook | null> {
    const asked = await this.#parts.gateways.get(gateway)?.lookUp(paymentRequestId);
    return asked?.answer ?? null;
  }

  #refusalOf(
    { sale, payment, look }: Found,
    { wanted }: Asked,
  ): { readonly why: ApprovalRefusal; readonly problem: Problem } | null {
    if (payment.state.kind !== 'paid' || look?.reversed === true)
      return { why: 'payment', problem: NOT_PAID.error };
    const { amount } = payment.state.charge;
    if (wanted.currency !== amount.currency) {
      const say = `this payment was made in ${amount.currency}`;
      return {
        why: 'amount',
        problem: refuse('invalid-request', say, { field: 'amount.currency' }).error,
      };
    }
    const leftMinor = refundableMinor(sale, payment) - elsewhereMinor(sale, look);
    if (wanted.valueMinor <= leftMinor) return null;
    const refundable = { currency: amount.currency, value: String(Math.max(0, leftMinor)) };
    const say = 'More would be refunded than was paid. Refunds that are still pending count.';
    return { why: 'amount', problem: refuse('refund-exceeds-payment', say, { refundable }).error };
  }

  #overLimit(
    { id, limits }: Manager,
    { currency, valueMinor }: Amount,
  ): { readonly why: ApprovalRefusal; readonly problem: Problem } | null {
    const { clock, config, terminal } = this.#parts;
    if (limits.perRefund === undefined && limits.perDay === undefined) return null;
    const today = terminal.approvals.approvedMinor(id, clock.nowMs()) + valueMinor;
    const isOver =
      currency !== config.terminal.currency ||
      valueMinor > Number(limits.perRefund ?? Infinity) ||
      today > Number(limits.perDay ?? Infinity);
    return isOver ? { why: 'limit', problem: OVER_LIMIT } : null;
  }

  #approve({ sale, payment }: Found, asked: Asked, manager: Manager, key: string | null): RefundReply {
    const { clock, ids, terminal } = this.#parts;
    const refundRequestId = ids.refundRequestId();
    const { gateway, paymentRequestId } = payment.facts;
    const { retryMs, backgroundRetryMs, throttledMs } = this.#timingOf(gateway);
    terminal.dispatch({
      kind: 'refundApproved',
      saleId: sale.saleId,
      atMs: clock.nowMs(),
      refundRequestId,
      paymentRequestId,
      amount: asked.wanted,
      reason: asked.reason,
      approverId: manager.id,
      idempotencyKey: key,
      timing: { retryMs, backgroundRetryMs, throttledMs },
    });
    return this.read(refundRequestId);
  }

  #refused(
    { approver, paymentRequestId, wanted }: Asked,
    why: ApprovalRefusal,
    problem: Problem,
  ): { readonly ok: false; readonly error: Problem } {
    const { clock, terminal } = this.#parts;
    terminal.note({
      kind: 'approvalRefused',
      atMs: clock.nowMs(),
      approverId: approver.id,
      paymentRequestId,
      amount: wanted,
      why,
    });
    return err(problem);
  }

  /** A gateway that is no longer in the config has the waits that everybody has. */
  #timingOf(gateway: string): Timing {
    return this.#parts.config.gateways[gateway]?.timing ?? TIMING_DEFAULTS;
  }

  #view(refund: Refund): ReplyOf<'requestRefund'> {
    return viewOfRefund(refund, { iso: this.#parts.screen.iso });
  }
}

/** What the acquirer's books hold of refunds that are not this till's; one that is under way counts. */
function elsewhereMinor(sale: Sale, look: Found['look']): number {
  const own = new Set(sale.refunds.map(({ facts }) => facts.refundRequestId));
  return (look?.refunds ?? [])
    .filter(({ refundRequestId, status }) => status !== 'failed' && !own.has(refundRequestId ?? ''))
    .reduce((sum, { amount }) => sum + amount.valueMinor, 0);
}

const WRONG_PIN = refuse('approver-refused', 'This manager and PIN do not fit together.', {
  why: 'pin',
}).error;
const OVER_LIMIT = refuse(
  'approver-refused',
  'This is over what this manager may approve. Ask another manager.',
  { why: 'limit' },
).error;
const NO_SUCH_REFUND = refuse('not-found', 'There is no refund with this id.');
const NO_SUCH_PAYMENT = refuse('not-found', 'There is no payment with this id, here or at the acquirer.');
const NOT_PAID = refuse(
  'refund-refused',
  'This payment is not paid, or was given back already: nothing can be refunded.',
  { why: 'notPaid' },
);
const NOT_KNOWN_NOW = refuse(
  'refund-refused',
  'This till does not know the payment, and the acquirer cannot be asked now. Try again when the connection is back.',
  { why: 'notKnown' },
);
