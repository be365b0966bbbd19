import { accountAt, gatewayOf } from '../../acquirers/account.ts';
import { byOurIds } from '../acquirer-orders.ts';
import { copiesOf, type Config } from '../../config/config.ts';
import type { AnswerOf, InputOf, ProblemOf, ReplyOf } from '../../contract/contract.ts';
import { parsePayableAmount } from '../../ground/money/amount.ts';
import type { RefundSeen } from '../../payment/answers.ts';
import { keptTiming, TIMING_DEFAULTS, type Timing } from '../../payment/policy.ts';
import type { Refund } from '../../payment/refund-state.ts';
import { uncountedMinor } from '../../payment/refunds-seen.ts';
import { adopted, refundableCharge, refundableMinor, refundsOf } from '../../payment/sale-refunds.ts';
import type { Payment, Sale } from '../../payment/state.ts';
import type { TillEvent } from '../../payment/events.ts';
import { viewOfRefund } from '../../payment/view.ts';
import type { Clock, Ids } from '../../ground/ports.ts';
import type { Gateway } from '../../acquirers/port.ts';
import { refuse, refuseAmount, type Refused } from '../../contract/problems.ts';
import { assertNever, ok, type Result } from '../../ground/result.ts';
import { disputeOf } from '../../office/dispute.ts';
import type { Screen } from '../screen.ts';
import type { Terminal } from '../terminal.ts';
import { Approver, type ApprovalRequest, type Identified } from './approver.ts';
import { newRefundId } from './new-refund-id.ts';
import type { RefundRoom } from './refund-room.ts';
import {
  exceeds,
  madeIn,
  NO_SUCH_PAYMENT,
  NO_SUCH_REFUND,
  NOT_KNOWN_NOW,
  NOT_PAID,
  whileDisputed,
  WHOLE_ONLY,
} from './refund-refusals.ts';
import type { PinChecks } from '../staff/pin-checks.ts';

export interface RefundDeskParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly pinChecks: PinChecks;
  readonly room: RefundRoom;
}

type RefundReply = AnswerOf<'requestRefund'>;
type RefundProblem = ProblemOf<'requestRefund'>;
type Body = InputOf<'requestRefund'>['body'];
type Adoption = Extract<TillEvent, { kind: 'saleAdopted' }>;

/** What a manager is asked to approve; `key` is the Idempotency-Key. */
interface RefundRequest extends ApprovalRequest {
  readonly reason: string;
  readonly key: string | null;
  readonly confirm?: boolean | undefined;
}

/** What the acquirers' books say of a payment now. `gone`: nothing is charged, or nothing any more. */
type Looked =
  | {
      readonly kind: 'seen';
      readonly gateway: string;
      readonly charge: Adoption['charge'];
      readonly refunds: readonly RefundSeen[];
    }
  | { readonly kind: 'gone' | 'unknown' | 'notFound' };

/** A payment to refund; `adoption` takes it in where another till made it. */
interface Found {
  readonly sale: Sale;
  readonly payment: Payment;
  readonly adoption: Adoption | null;
}

/**
 * Refunds, from the manager's approval on.
 *
 * PINs are checked in turn; then each request asks the acquirer for itself, and none waits for another's answer.
 * The last checks and the commit of the approval are one synchronous step, which reads everything again. Only then is
 * anything sent. A refused request changes nothing.
 */
export class RefundDesk {
  /** The one for the whole till: other commands that need an approval ask it too. */
  readonly approver: Approver;
  readonly #parts: RefundDeskParts;

  constructor(parts: RefundDeskParts) {
    this.#parts = parts;
    this.approver = new Approver(parts);
  }

  /** Asks for a refund. Source: interface section 3, `POST /v1/refunds`. */
  async request({ body, idempotencyKey }: InputOf<'requestRefund'>): Promise<RefundReply> {
    const key = idempotencyKey ?? null;
    const repeated = this.#repeated(body, key);
    if (repeated !== null) return repeated;
    const amount = parsePayableAmount(body.amount);
    if (!amount.ok) return refuseAmount(amount.error);
    const request = { ...body, amount: amount.value, key };
    const manager = await this.approver.identify(request);
    if (!manager.ok) return manager;
    const looked = await this.#look(body.paymentRequestId);
    const refundRequestId = newRefundId(this.#parts, body.paymentRequestId, looked);
    const reserved = await this.#reserve(request, manager.value, looked, refundRequestId);
    if (reserved?.ok === false) return reserved;
    // From here on nothing is awaited: a repeat that came meanwhile is seen, and no other request gets in between.
    const known = this.#repeated(body, key);
    const decided = known ?? this.#decide(request, manager.value, looked, refundRequestId);
    this.#parts.room.decided(refundRequestId);
    return decided;
  }

  /** In a chain: room for it over all tills, for what could be approved as the books stand. Null where there is no chain. */
  async #reserve(
    request: RefundRequest,
    by: Identified,
    looked: Looked,
    refundRequestId: string,
  ): Promise<Result<null, RefundProblem> | null> {
    const found = this.#find(request, looked);
    const charge = found.ok ? refundableCharge(found.value.payment) : null;
    if (!found.ok || charge === null) return null;
    const { sale, payment, adoption } = found.value;
    const room = this.#parts.room.reserve({
      refundRequestId,
      paymentRequestId: payment.facts.paymentRequestId,
      orderId: sale.referenceOrderId,
      approverId: by.manager.id,
      amount: request.amount,
      chargedMinor: charge.valueMinor,
      isOwn: adoption === null && !sale.adopted,
      atMs: this.#parts.clock.nowMs(),
    });
    if (room === null) return null;
    const answer = await room;
    return answer.ok ? answer : this.approver.refuse(request, 'amount', answer);
  }

  read(refundRequestId: string): AnswerOf<'readRefund'> {
    const sale = this.#parts.terminal.book.ofRefund(refundRequestId);
    const refund = sale?.refunds.find(({ facts }) => facts.refundRequestId === refundRequestId);
    return refund === undefined ? NO_SUCH_REFUND : ok(this.#view(refund));
  }

  /** The same key again is the same refund; the PIN is no part of what is compared, and is kept nowhere. */
  #repeated(body: Body, key: string | null): RefundReply | null {
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
      : refuse({
          slug: 'idempotency-mismatch',
          detail: 'This Idempotency-Key was used for another refund. Use a new one.',
        });
  }

  /** Asks the payment's gateway; every gateway where the till does not know the payment. */
  async #look(paymentRequestId: string): Promise<Looked> {
    const { config, gateways } = this.#parts;
    const facts = this.#paymentOf(paymentRequestId)?.payment.facts;
    const attempt = { paymentRequestId, facts: facts?.acquirer ?? {} };
    let isUnknown = false;
    for (const name of facts === undefined ? gateways.keys() : [facts.gateway]) {
      const gateway = gatewayOf(gateways, config.gateways, facts ?? { gateway: name });
      const look = (await gateway.lookUp(attempt)).answer;
      // Read again: a refund that was under way may have been answered meanwhile, and must not count twice.
      const sale = this.#paymentOf(paymentRequestId)?.sale;
      const answer = byOurIds(look, sale, paymentRequestId);
      if (answer.kind === 'notCharged' || (answer.kind === 'seen' && answer.reversed))
        return { kind: 'gone' };
      if (answer.kind === 'seen') {
        const { charge, refunds } = answer;
        return { kind: 'seen', gateway: name, charge, refunds };
      }
      isUnknown ||= answer.kind !== 'notFound';
    }
    return { kind: isUnknown ? 'unknown' : 'notFound' };
  }

  /** The last checks, and the approval. */
  #decide(request: RefundRequest, by: Identified, looked: Looked, refundRequestId: string): RefundReply {
    const found = this.#find(request, looked);
    if (!found.ok) return this.approver.refuse(request, 'payment', found);
    const refused = this.#refusalOf(found.value, request, looked) ?? this.approver.refusalOf(by, request);
    return refused ?? this.#approve(found.value, request, by, refundRequestId);
  }

  /** The payment, from the journal or, made at another till, from the acquirer's books. */
  #find({ paymentRequestId }: RefundRequest, looked: Looked): Result<Found, RefundProblem> {
    const own = this.#paymentOf(paymentRequestId);
    if (own !== undefined) return ok({ ...own, adoption: null });
    switch (looked.kind) {
      case 'gone':
        return NOT_PAID;
      case 'unknown':
        return NOT_KNOWN_NOW;
      case 'notFound':
        return NO_SUCH_PAYMENT;
      case 'seen': {
        const { clock, config, ids } = this.#parts;
        const { gateway, charge } = looked;
        const adoption: Adoption = {
          kind: 'saleAdopted',
          ...{ saleId: ids.saleId(), atMs: clock.nowMs() },
          referenceOrderId: paymentRequestId,
          ...{ paymentRequestId, gateway, charge, copies: copiesOf(config) },
          timing: this.#timingOf(gateway),
          ...{ terms: this.#parts.terminal.termsOf(gateway), ...accountAt(config.gateways[gateway]) },
        };
        const sale = adopted(adoption);
        const [payment] = sale.payments;
        return payment === undefined ? NO_SUCH_PAYMENT : ok({ sale, payment, adoption });
      }
      default:
        return assertNever(looked);
    }
  }

  #paymentOf(paymentRequestId: string): Omit<Found, 'adoption'> | undefined {
    const sale = this.#parts.terminal.book.ofPayment(paymentRequestId);
    const payment = sale?.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
    return sale === undefined || payment === undefined ? undefined : { sale, payment };
  }

  #refusalOf(
    { sale, payment }: Found,
    request: RefundRequest,
    looked: Looked,
  ): Refused<RefundProblem> | null {
    const { paymentRequestId, amount } = request;
    const charge = refundableCharge(payment);
    if (charge === null || looked.kind === 'gone') {
      const refused = this.approver.refuse(request, 'payment', NOT_PAID);
      // The till's books and the acquirer's do not agree: the payment itself is asked about.
      if (charge !== null) this.#parts.terminal.tell(paymentRequestId, { kind: 'questioned' });
      return refused;
    }
    const disputes = this.#parts.terminal.office.disputesOf(paymentRequestId).map(disputeOf);
    const disputed = whileDisputed(disputes, request.confirm === true);
    if (disputed !== null) return this.approver.refuse(request, 'payment', disputed);
    if (amount.currency !== charge.currency) {
      return this.approver.refuse(request, 'amount', madeIn(charge.currency));
    }
    const seen = looked.kind === 'seen' ? looked.refunds : [];
    const leftMinor =
      refundableMinor(sale, payment) - uncountedMinor(seen, refundsOf(sale, paymentRequestId));
    if (amount.valueMinor <= leftMinor) {
      return payment.facts.terms.refund.partial || amount.valueMinor === charge.valueMinor
        ? null
        : this.approver.refuse(request, 'amount', WHOLE_ONLY);
    }
    return this.approver.refuse(request, 'amount', exceeds(charge.currency, leftMinor));
  }

  /** A payment of another till is taken in only here: what was refused leaves no sale behind. */
  #approve(
    { sale, payment, adoption }: Found,
    request: RefundRequest,
    { wrongTriesBefore }: Identified,
    refundRequestId: string,
  ): RefundReply {
    const { clock, terminal } = this.#parts;
    if (adoption !== null) terminal.dispatch(adoption);
    const { gateway, paymentRequestId, terms } = payment.facts;
    const { retryMs, backgroundRetryMs, throttledMs } = this.#timingOf(gateway);
    terminal.dispatch({
      kind: 'refundApproved',
      saleId: sale.saleId,
      atMs: clock.nowMs(),
      refundRequestId,
      paymentRequestId,
      amount: request.amount,
      reason: request.reason,
      approverId: request.approver.id,
      idempotencyKey: request.key,
      timing: { retryMs, backgroundRetryMs, throttledMs },
      isRetried: true,
      repeat: terms.refund.repeat,
    });
    const made = this.read(refundRequestId);
    return made.ok ? ok({ ...made.value, wrongTriesBefore }) : made;
  }

  /** A gateway that is no longer in the config has the waits that everybody has. */
  #timingOf(gateway: string): Timing {
    return keptTiming(this.#parts.config.gateways[gateway]?.timing ?? TIMING_DEFAULTS);
  }

  #view(refund: Refund): ReplyOf<'requestRefund'> {
    return viewOfRefund(refund, { iso: this.#parts.screen.iso });
  }
}
