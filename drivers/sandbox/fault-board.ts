import { err, ok, type Result } from '../../src/ground/result.ts';
import { faultOf, faultOfPayment, type Fault, type FaultStep, type WireFault } from './faults.ts';
import type { PayOutcome } from './order.ts';
import type { Api, SandboxRequest } from './requests.ts';

/**
 * A fault that is set by hand.
 *
 * Shape: without `api`, a fault of pay or of the wallet stays with each of the next `times` payments (1 unless said);
 * a fault of another call meets the next `times` calls (as the menu says, or until it is cleared). With `api`, what the
 * fault does on the wire, or the code that it refuses with, meets the next `times` calls of that api. `waitMs` replaces
 * the wait of a late answer or request, or until the wallet decides or charges what it refused.
 */
export interface FaultOrder {
  readonly id: string;
  readonly times?: number | undefined;
  readonly api?: Api | undefined;
  readonly waitMs?: number | undefined;
}

/** Why a fault cannot be set: no such id, or nothing of it can meet the call that was named. */
export type FaultError = 'unknownFault' | 'notForThisCall';

/** What is to happen with one call. */
export interface CallPlan {
  readonly outcome?: PayOutcome;
  readonly wire?: WireFault;
}

/** `payments`: it stays with the payments that it meets. */
interface Armed {
  readonly fault: Fault;
  readonly payments: boolean;
  left: number;
}

/**
 * Decides which fault each call meets.
 *
 * Shape: a fault set by hand comes first; then the one that the payment's code or amount chose at its first pay, which
 * stays with the payment for all of its calls.
 * Why: holds counts only, no time and no I/O, so that a simulation can use it as it is.
 */
export class FaultBoard {
  #armed: Armed | null = null;
  readonly #chosen = new Map<string, Fault>();
  readonly #counts = new Map<string, number>();

  /** Sets a fault in the place of the one before. The id `none` switches off what was set. */
  set(order: FaultOrder): Result<void, FaultError> {
    const fault = faultOf(order.id);
    if (fault === undefined) return err('unknownFault');
    if (order.id === 'none') {
      this.#armed = null;
      return ok(undefined);
    }
    const steps = stepsFor(fault, order);
    if (steps === null) return err('notForThisCall');
    const ofPay = fault.plan.outcome !== undefined || steps.some((step) => step.api === 'pay');
    const payments = order.api === undefined && ofPay;
    const left = order.times ?? (payments ? 1 : (steps[0]?.times ?? Infinity));
    const outcome = outcomeFor(fault, order);
    const plan = { ...fault.plan, steps, ...(outcome === undefined ? {} : { outcome }) };
    this.#armed = { fault: { ...fault, plan }, payments, left };
    return ok(undefined);
  }

  /** Switches off what was set; what payments chose stays with them. */
  clear(): void {
    this.#armed = null;
  }

  /** What is to happen with this call; every call is to be asked for exactly once. */
  plan(request: SandboxRequest): CallPlan {
    const id = paymentOf(request);
    const armed = this.#takeArmed(request, id);
    if (request.api === 'pay' && !this.#chosen.has(id)) {
      const { paymentMethod, paymentAmount } = request.body;
      const fault = faultOfPayment(paymentMethod.paymentMethodId, paymentAmount.value);
      if (fault !== undefined) this.#chosen.set(id, fault);
    }
    const fault = this.#chosen.get(id);
    const outcome = fault?.plan.outcome;
    const wire = armed ?? (fault === undefined ? undefined : this.#takeStep(fault, request.api, id));
    return { ...(outcome ? { outcome } : {}), ...(wire ? { wire } : {}) };
  }

  #takeArmed(request: SandboxRequest, id: string): WireFault | undefined {
    const armed = this.#armed;
    if (armed === null || armed.left <= 0) return undefined;
    if (armed.payments) {
      if (request.api !== 'pay' || this.#chosen.has(id)) return undefined;
      armed.left -= 1;
      this.#chosen.set(id, armed.fault);
      return undefined;
    }
    const step = armed.fault.plan.steps?.find(({ api }) => api === request.api);
    if (step === undefined) return undefined;
    armed.left -= 1;
    return step.wire;
  }

  #takeStep(fault: Fault, api: Api, id: string): WireFault | undefined {
    const step = fault.plan.steps?.find((candidate) => candidate.api === api);
    if (step === undefined) return undefined;
    const key = JSON.stringify([api, id]);
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return step.times === undefined || count < step.times ? step.wire : undefined;
  }
}

/** What the wallet makes of the payment, with the wait that was ordered in place of the menu's. */
function outcomeFor({ plan: { outcome } }: Fault, { waitMs }: FaultOrder): PayOutcome | undefined {
  if (waitMs === undefined) return outcome;
  if (outcome?.kind === 'refuse' && outcome.chargeAfterMs !== undefined)
    return { ...outcome, chargeAfterMs: waitMs };
  if (outcome?.kind !== 'undecided' || !('afterMs' in outcome.until)) return outcome;
  return { ...outcome, until: { ...outcome.until, afterMs: waitMs } };
}

/** The steps of a fault as it was ordered; null where nothing of it can meet the named call. */
function stepsFor(fault: Fault, { api, waitMs }: FaultOrder): readonly FaultStep[] | null {
  const { outcome, steps = [] } = fault.plan;
  const late = (step: FaultStep): FaultStep =>
    waitMs !== undefined && 'waitMs' in step.wire ? { ...step, wire: { ...step.wire, waitMs } } : step;
  if (api === undefined) return steps.map(late);
  const first = steps[0];
  if (first !== undefined) return [late({ ...first, api })];
  if (outcome?.kind !== 'refuse') return null;
  return [{ api, times: 1, wire: { kind: 'answer', code: outcome.code } }];
}

/** The payment that a call is about; a payment that is named by paymentId alone has no plan of its own. */
function paymentOf(request: SandboxRequest): string {
  return 'paymentRequestId' in request.body ? (request.body.paymentRequestId ?? '') : '';
}
