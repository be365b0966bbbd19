import { err, ok, type Result } from '../../src/result.ts';
import { faultOf, faultOfPayment, type Fault, type FaultStep, type WireFault } from './faults.ts';
import type { PayOutcome } from './order.ts';
import type { Api, SandboxRequest } from './requests.ts';

/**
 * A fault that is set by hand.
 *
 * Shape: `times` calls (or payments, where the fault is about the wallet's decision); without it, as the menu says.
 * `api` turns a fault of the wire to another call; `waitMs` replaces the wait of a late one.
 */
export interface FaultOrder {
  readonly id: string;
  readonly times?: number | undefined;
  readonly api?: Api | undefined;
  readonly waitMs?: number | undefined;
}

/** What is to happen with one call. */
export interface CallPlan {
  readonly outcome?: PayOutcome;
  readonly wire?: WireFault;
}

interface Armed {
  readonly fault: Fault;
  readonly steps: readonly FaultStep[];
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

  /** Sets a fault. Errors: `unknownFault`. The id `none` switches off what was set. */
  set(order: FaultOrder): Result<void, 'unknownFault'> {
    const fault = faultOf(order.id);
    if (fault === undefined) return err('unknownFault');
    const { api, waitMs } = order;
    const own = fault.plan.steps ?? [];
    const steps = (api === undefined ? own : own.slice(0, 1).map((step) => ({ ...step, api }))).map((step) =>
      waitMs === undefined || !('waitMs' in step.wire) ? step : { ...step, wire: { ...step.wire, waitMs } },
    );
    const left = order.times ?? (fault.plan.outcome ? 1 : (own[0]?.times ?? Infinity));
    this.#armed = order.id === 'none' ? null : { fault, steps, left };
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
    if (armed.fault.plan.outcome !== undefined) {
      if (request.api !== 'pay' || this.#chosen.has(id)) return undefined;
      armed.left -= 1;
      this.#chosen.set(id, armed.fault);
      return undefined;
    }
    const step = armed.steps.find(({ api }) => api === request.api);
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

/** The payment that a call is about; a payment that is named by paymentId alone has no plan of its own. */
function paymentOf(request: SandboxRequest): string {
  return request.body.paymentRequestId ?? '';
}
