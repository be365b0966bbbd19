import { customerView } from '../../src/contract/customer-view.ts';
import { isBusyState, type SaleState } from '../../src/ground/sale-states.ts';
import { saleStateOf } from '../../src/payment/sale.ts';
import type { TillRun } from './till-run.ts';
import type { Violation } from './rules.ts';

/** What the people at one till went on from, what they were told of, and what they have seen: `stage` and `told`. */
export class StageMemory {
  /** Sales that somebody went on from, with how each stood when it was last looked at, and its attempts until then. */
  readonly #dismissed = new Map<string, { readonly state: SaleState; readonly attempts: number }>();
  /** Sales of which the screen has told that another amount was charged, and nobody has seen it. */
  readonly #told = new Set<string>();

  /** Somebody went on from a sale that stood so. */
  dismissed(saleId: string, state: SaleState, attempts: number): void {
    this.#dismissed.set(saleId, { state, attempts });
  }

  /** Somebody presses that it was seen: from here on it need not be told any more. */
  seen(saleId: string): void {
    this.#told.delete(saleId);
  }

  /** The rules `stage` and `told`, at one instant of a run that is alive. */
  violation(run: TillRun): Violation | null {
    const { book } = run.terminal;
    const latest = book.latest();
    const mayTell = book.open().some(({ otherCharge }) => otherCharge !== null);
    if (!mayTell && this.#told.size === 0 && !this.#dismissed.has(latest?.saleId ?? '')) return null;
    const view = run.screen.view();
    const toldNow = new Set(view.otherCharges.map(({ saleId }) => saleId));
    for (const saleId of this.#told) {
      if (!toldNow.has(saleId))
        return { rule: 'told', say: `nothing tells any more that ${saleId} was charged another amount` };
    }
    for (const saleId of toldNow) this.#told.add(saleId);
    const was = latest === undefined ? undefined : this.#dismissed.get(latest.saleId);
    if (latest === undefined || was === undefined) return null;
    const is = saleStateOf(latest);
    const attempts = latest.payments.length;
    // An attempt more was under way, if only while the till was killed.
    const isUnderWay = isBusyState(is) || attempts > was.attempts;
    if (isUnderWay || (is === 'attention' && was.state !== 'attention')) {
      this.#dismissed.delete(latest.saleId);
      return null;
    }
    this.#dismissed.set(latest.saleId, { state: is, attempts });
    const isShown = view.sale?.saleId === latest.saleId || customerView(view).scene.kind !== 'idle';
    return isShown
      ? { rule: 'stage', say: `${latest.saleId} is shown again, and somebody had gone on from it` }
      : null;
  }
}
