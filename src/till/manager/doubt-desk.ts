import { isAcceptable } from '../../payment/ended.ts';
import { leadingPayment } from '../../payment/sale.ts';
import type { Payment, PaymentState, Sale } from '../../payment/state.ts';
import { refuse, refusePaymentCode, type Problem, type Refused } from '../../contract/problems.ts';
import { ok, type Result } from '../../ground/result.ts';
import { CODE_BOOK } from '../../acquirers/codes.ts';
import { holdsPaymentCode } from '../../scan/classify.ts';
import { refuseCancel } from '../refusals.ts';
import type { Terminal } from '../terminal.ts';
import type { Approver, NotApproved } from './approver.ts';

/** Who approves, and why; the words of the caller. */
export interface Approval {
  readonly approver: { readonly id: string; readonly pin: string };
  readonly reason: string;
}

/** What a manager may decide of a charge that may be another till's. */
type Decision = 'accept' | 'giveBack';

/** Why a decision is not taken. */
type NotDecided<D extends Decision> = NotApproved | Problem<'invalid-request'> | (typeof REFUSED)[D]['error'];

type Doubted = Payment & { readonly state: Extract<PaymentState, { kind: 'attention' }> };

/** Doubted charges: a manager takes one for the sale's own, or has it given back. */
export class DoubtDesk {
  readonly #terminal: Terminal;
  readonly #approver: Approver;

  constructor(terminal: Terminal, approver: Approver) {
    this.#terminal = terminal;
    this.#approver = approver;
  }

  /** Decides, once the PIN fits. Errors: those of the approver; `accept-refused`, `cancel-refused`. */
  async decide<D extends Decision>(
    saleId: string,
    { approver, reason }: Approval,
    decision: D,
  ): Promise<Result<Sale, NotDecided<D>>> {
    if (holdsPaymentCode(reason, CODE_BOOK)) return refusePaymentCode('reason');
    const settled: Refused<NotDecided<D>> = REFUSED[decision];
    const before = doubtedOf(this.#terminal.book.sale(saleId));
    if (before === null) return settled;
    const { paymentRequestId } = before.facts;
    const request = { approver, paymentRequestId, amount: before.state.charge.amount };
    const manager = await this.#approver.identify(request);
    if (!manager.ok) return manager;
    // Read again: while the PIN was checked, the books may have settled the doubt.
    const now = doubtedOf(this.#terminal.book.sale(saleId));
    if (now === null || (decision === 'accept' && !isAcceptable(now, now.state)))
      return this.#approver.refuse(request, 'payment', settled);
    const refused = this.#approver.refusalOf(manager.value, request);
    if (refused !== null) return refused;
    const approverId = manager.value.id;
    const kind = decision === 'accept' ? 'accepted' : 'cancelRequested';
    this.#terminal.tell(paymentRequestId, { kind, approverId, reason });
    const sale = this.#terminal.book.sale(saleId);
    return sale === undefined ? settled : ok(sale);
  }
}

function doubtedOf(sale: Sale | undefined): Doubted | null {
  const payment = sale === undefined ? undefined : leadingPayment(sale);
  if (payment?.state.kind !== 'attention') return null;
  const { facts, state } = payment;
  return { facts, state };
}

const REFUSED = {
  accept: refuse({
    slug: 'accept-refused',
    detail: 'This sale has no charge of its amount that could be taken for it.',
  }),
  giveBack: refuseCancel('notDoubted'),
} as const;
