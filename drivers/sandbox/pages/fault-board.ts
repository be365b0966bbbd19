import { err, ok, type Result } from '../../../src/ground/result.ts';
import { PAGE_FAULTS, type PageFault, type PageFaultId, type PageKind } from './faults.ts';

/** A payment as its faults are chosen: by its amount, when it is first heard of; they stay with its name. */
export interface FaultedPayment {
  readonly name: string;
  /** The amount, in minor units. */
  readonly value: string;
}

/** Why a fault cannot be set by hand. */
export type PageFaultError = 'unknownFault' | 'notOfThisKind';

/**
 * Which faults are still to be played with which payment: by the ending of its amount, or set by hand.
 *
 * Shape: a fault set by hand stays with the next `times` payments that any fault could meet, whatever their amounts;
 * one that is `armed` meets the next call that could play it, of any payment.
 * Why: holds counts only, no time and no I/O.
 */
export class PageFaultBoard {
  readonly #kind: PageKind;
  readonly #chosen = new Map<string, PageFault | null>();
  readonly #played = new Map<string, number>();
  readonly #armed: PageFaultId[] = [];
  #set: { readonly fault: PageFault; left: number } | null = null;

  constructor(kind: PageKind) {
    this.#kind = kind;
  }

  /** The menu of this sandbox. */
  menu(): readonly PageFault[] {
    return PAGE_FAULTS.filter(({ of }) => of.includes(this.#kind));
  }

  /** The next payments have this fault, instead of the one before; `none` takes it back. */
  set(id: string, times = 1): Result<void, PageFaultError> {
    if (id === 'none') {
      this.#set = null;
      return ok(undefined);
    }
    const fault = PAGE_FAULTS.find((known) => known.id === id);
    if (fault === undefined) return err('unknownFault');
    if (!fault.of.includes(this.#kind)) return err('notOfThisKind');
    this.#set = { fault, left: times };
    return ok(undefined);
  }

  /** The next calls that this fault is of play it. */
  arm(id: PageFaultId, times = 1): void {
    for (let count = 0; count < times; count += 1) this.#armed.push(id);
  }

  /** The fault of a payment; null where it has none. */
  of({ name, value }: FaultedPayment): PageFault | null {
    const known = this.#chosen.get(name);
    if (known !== undefined) return known;
    const set = this.#set;
    const fault = this.forAmount(value);
    if (set !== null && fault === set.fault) set.left -= 1;
    this.#chosen.set(name, fault);
    return fault;
  }

  /** The fault that a payment of this amount is about to get. */
  forAmount(value: string): PageFault | null {
    const set = this.#set;
    if (set !== null && set.left > 0) return set.fault;
    return this.menu().find(({ ending }) => value.endsWith(ending)) ?? null;
  }

  /** Whether a call of a payment plays one of these faults now, and which; it is counted. */
  plays(payment: FaultedPayment, ids: readonly PageFaultId[]): PageFaultId | null {
    const at = this.#armed.findIndex((id) => ids.includes(id));
    if (at !== -1) return this.#armed.splice(at, 1)[0] ?? null;
    const fault = this.of(payment);
    if (fault === null || !ids.includes(fault.id)) return null;
    const played = this.#played.get(payment.name) ?? 0;
    if (played >= (fault.times ?? Infinity)) return null;
    this.#played.set(payment.name, played + 1);
    return fault.id;
  }

  /**
   * Whether the call that makes a payment plays one of these faults now: every other one of its amount does.
   *
   * Why by the amount: the next try to be paid has another name, and must be made.
   */
  playsInTurn(payment: FaultedPayment, ids: readonly PageFaultId[]): PageFaultId | null {
    const fault = this.of(payment);
    if (fault === null || !ids.includes(fault.id)) return null;
    const key = `${fault.id} ${payment.value}`;
    if (this.#played.delete(key)) return null;
    this.#played.set(key, 1);
    return fault.id;
  }

  /** Whether a payment has this fault, whatever was played of it. */
  has(payment: FaultedPayment, id: PageFaultId): boolean {
    return this.of(payment)?.id === id;
  }
}
