import { giveBackRefundIdOf } from '../../src/payment/ids.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { HostedPayment } from './hosted-books.ts';
import type { HostedCall } from './hosted-wire.ts';
import type { Violation } from './rules.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

/** How far a learnt clock may be off: whole seconds on the wire, and slow lines. */
const DATED_TOLERANCE_MS = 30_000;

/** What no till may send to Antom, judged as the bytes leave; it is not the till's fault when they arrive. */
export class AntomCalls {
  readonly #timeline: Timeline;
  /** The name under which each hold was asked to be collected. */
  readonly #captured = new Map<string, string>();
  readonly #cancelled = new Set<string>();

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** What is wrong with a call, with the rule; null where nothing is. */
  fault(call: HostedCall, run: TillRun, payment: HostedPayment | undefined): Violation | null {
    const { name, ref } = call;
    const short = `…${ref.slice(-6)}`;
    const offMs = Math.abs((call.sentAtMs ?? NaN) - this.#timeline.nowMs);
    if (!(offMs <= Math.abs(run.clockErrorMs) + DATED_TOLERANCE_MS))
      return { rule: 'dated', say: `a ${name} of ${short} is dated ${offMs} ms off the acquirer's clock` };
    if (name === 'cancel') this.#cancelled.add(ref);
    if (name === 'capture') return this.#capture(short, call);
    return name === 'refund' ? refundFault(short, call, run, payment) : null;
  }

  #capture(short: string, { ref, captureRequestId = '' }: HostedCall): Violation | null {
    if (this.#cancelled.has(ref))
      return { rule: 'held', say: `the hold of ${short} was let go of, and is asked to be collected` };
    const before = this.#captured.get(ref) ?? captureRequestId;
    this.#captured.set(ref, before);
    if (before === captureRequestId) return null;
    return { rule: 'held', say: `the hold of ${short} is asked to be collected under two names` };
  }
}

/** A refund has its approval, or is the till's own give-back of what is left. */
function refundFault(
  short: string,
  { ref, refundRequestId = '' }: HostedCall,
  { terminal }: TillRun,
  payment: HostedPayment | undefined,
): Violation | null {
  const sale = terminal.book.ofPayment(payment?.paymentRequestId ?? ref);
  if (payment === undefined || sale === undefined) return null;
  const isApproved = sale.refunds.some(({ facts }) => facts.refundRequestId === refundRequestId);
  const whole = { currency: payment.currency as Currency, valueMinor: payment.chargedMinor as Minor };
  const isOwn = refundRequestId.startsWith(giveBackRefundIdOf(ref, whole, whole));
  // 6.3 of the in-store dossier: what comes after a confirmed cancel the acquirer gives back by itself.
  if (isOwn && !isApproved && payment.kind === 'antomInstore' && payment.cancelledAtMs !== null)
    return { rule: '5', say: `${short} is refunded by the till, and the acquirer gives it back by itself` };
  return isApproved || isOwn
    ? null
    : { rule: '5', say: `the refund ${refundRequestId} of ${short} was never approved` };
}
