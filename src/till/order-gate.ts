import { LEAVE_WAIT_MS, leaveOf, type NoLeave } from '../centre/order-leave.ts';
import { KEEPS_MAX, type LeaseAnswer, type LeaveHeld } from '../centre/wire.ts';
import { refuse, type Problem, type WhyOf } from '../contract/problems.ts';
import type { Clock } from '../ground/ports.ts';
import { ok, type Result } from '../ground/result.ts';
import { isUnresolved } from '../payment/transition.ts';
import type { Leave } from '../payment/leave.ts';
import { saleStateOf } from '../payment/sale.ts';
import type { Sale } from '../payment/state.ts';

/** Under what the next attempt of an order begins, and how many attempts other tills have made of it. */
export interface Entry {
  /** Undefined where the till belongs to no chain. */
  readonly leave: Leave | undefined;
  readonly attemptsElsewhere: number;
}

/** Where leave to charge an order is had, before an attempt begins. */
export interface OrderGate {
  /** A sale was opened: the answer is there before the code is. */
  opened(sale: Sale): void;
  /** Resolves once the centre's word is there, or has been waited for long enough; null where there is nothing to wait for. */
  ready(sale: Sale): Promise<void> | null;
  entry(sale: Sale): Result<Entry, Problem<'order-elsewhere'>>;
  /** Whether a manager may have an order taken all the same. */
  mayOverride(sale: Sale): boolean;
  /** The same, once the centre has said its word or has had its time: what a screen offers. */
  offersOverride(sale: Sale): boolean;
}

/** The gate of a till that belongs to no chain. */
export const OPEN_GATE: OrderGate = {
  opened: () => undefined,
  ready: () => null,
  entry: () => ok({ leave: undefined, attemptsElsewhere: 0 }),
  mayOverride: () => false,
  offersOverride: () => false,
};

export interface ChainGateParts {
  readonly clock: Clock;
  /** This till, as orders name their home. */
  readonly terminal: string;
  /** Null where the centre cannot be asked, or did not answer. */
  readonly askLease: (orderId: string) => Promise<LeaseAnswer | null>;
  /** Leave was had that nothing will be begun under: the centre may give it to others. */
  readonly letGo: () => void;
  readonly openSales: () => readonly Sale[];
  /** The centre has said its word: what may be done with a sale may be otherwise now. */
  readonly heard: () => void;
}

interface Asked {
  readonly orderId: string;
  /** How many attempts the sale had then: leave is good for one. */
  readonly attempts: number;
  answer: LeaseAnswer | null;
  readonly askedAtMs: number;
  /** Null once it is answered. */
  waiting: Promise<void> | null;
}

/** The gate of a till in a chain: leave is asked for when a sale is opened, and waited for 300 ms from then on at most. */
export class ChainGate implements OrderGate {
  readonly #parts: ChainGateParts;
  readonly #asked = new Map<string, Asked>();

  constructor(parts: ChainGateParts) {
    this.#parts = parts;
  }

  opened(sale: Sale): void {
    this.#forgetOthers();
    this.#ask(sale);
  }

  ready(sale: Sale): Promise<void> | null {
    const asked = this.#asked.get(sale.saleId);
    const isOfThis = asked?.attempts === sale.payments.length;
    // Leave that was given stands until it is used or given back; anything else may be otherwise by now.
    if (isOfThis && asked.answer?.outcome === 'granted') return null;
    const isPending = isOfThis && asked.waiting !== null;
    const wasSilent = isOfThis && !isPending && asked.answer === null;
    // A silent centre has had its time since the sale was opened: the order's home goes on, and asks for nothing meanwhile.
    if (wasSilent && this.#isHome(sale)) return null;
    const pending = isPending ? asked : this.#ask(sale);
    const leftMs = this.#leftMs(pending);
    return leftMs === 0 || pending.waiting === null
      ? null
      : Promise.race([pending.waiting, this.#waited(leftMs)]);
  }

  entry(sale: Sale): Result<Entry, Problem<'order-elsewhere'>> {
    const asked = this.#asked.get(sale.saleId);
    const answer = asked?.attempts === sale.payments.length ? asked.answer : null;
    const leave = leaveOf(answer, this.#isHome(sale), overriderOf(sale));
    // A till that begins without the centre counts for itself, so that two of them meet at the acquirer under one id.
    return leave.ok
      ? ok({
          leave: leave.value,
          attemptsElsewhere: leave.value.by === 'centre' ? (answer?.attempts ?? 0) : 0,
        })
      : refuseElsewhere(leave.error);
  }

  mayOverride(sale: Sale): boolean {
    const entry = this.entry(sale);
    return !entry.ok && entry.error.why !== 'paid';
  }

  offersOverride(sale: Sale): boolean {
    const asked = this.#asked.get(sale.saleId);
    const isHeard = asked === undefined || asked.waiting === null || this.#leftMs(asked) === 0;
    return isHeard && this.mayOverride(sale);
  }

  /**
   * The orders that this till may still begin, or has under way: what the centre must not give to another.
   *
   * No more than a word may hold, those that may still begin first: what is under way its rows tell too, and after a day
   * without an acquirer it may be so much that the centre would take no word, and so no row, any more.
   */
  keeps(): string[] {
    this.#forgetOthers();
    const unresolved = this.#parts
      .openSales()
      .filter(({ payments }) => payments.some(isUnresolved))
      .map(({ referenceOrderId }) => referenceOrderId);
    const asked = [...this.#asked.values()].map(({ orderId }) => orderId);
    return [...new Set([...asked, ...unresolved])].slice(0, KEEPS_MAX);
  }

  /** The leave that this till was given and may still use, with its tokens. */
  leave(): LeaveHeld[] {
    const begun = new Map(this.#parts.openSales().map(({ saleId, payments }) => [saleId, payments.length]));
    return [...this.#asked].flatMap(([saleId, { orderId, attempts, answer }]) =>
      answer?.outcome === 'granted' && begun.get(saleId) === attempts
        ? [{ orderId, token: answer.token }]
        : [],
    );
  }

  #ask({ saleId, referenceOrderId: orderId, payments }: Sale): Asked {
    const askedAtMs = this.#parts.clock.nowMs();
    const asked: Asked = { orderId, attempts: payments.length, askedAtMs, answer: null, waiting: null };
    this.#asked.set(saleId, asked);
    asked.waiting = this.#parts.askLease(orderId).then((answer) => {
      asked.answer = answer;
      asked.waiting = null;
      this.#parts.heard();
    });
    return asked;
  }

  /** Sales that cannot begin an attempt any more; what one has begun its rows tell. */
  #forgetOthers(): void {
    const open = new Map(this.#parts.openSales().map((sale) => [sale.saleId, sale]));
    let isLetGo = false;
    for (const saleId of this.#asked.keys()) {
      const sale = open.get(saleId);
      if (sale !== undefined && MAY_BEGIN.includes(saleStateOf(sale))) continue;
      this.#asked.delete(saleId);
      isLetGo = true;
    }
    if (isLetGo) this.#parts.letGo();
  }

  #isHome({ homeTerminalId }: Sale): boolean {
    return (homeTerminalId ?? this.#parts.terminal) === this.#parts.terminal;
  }

  /** A clock that was set meanwhile makes nobody wait longer. */
  #leftMs({ askedAtMs }: Asked): number {
    const goneMs = this.#parts.clock.nowMs() - askedAtMs;
    return goneMs < 0 ? LEAVE_WAIT_MS : Math.max(0, LEAVE_WAIT_MS - goneMs);
  }

  #waited(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#parts.clock.after(ms, resolve));
  }
}

const MAY_BEGIN: readonly string[] = ['awaitingCode', 'failed'];

/** The manager whose word is good for the next attempt; null where there is none, or an attempt was begun under it. */
function overriderOf({ override, payments }: Sale): string | null {
  return override?.attempts === payments.length ? override.approverId : null;
}

function refuseElsewhere(no: NoLeave): Result<never, Problem<'order-elsewhere'>> {
  const holder = 'holder' in no ? { holder: no.holder } : {};
  return refuse({ slug: 'order-elsewhere', detail: DETAILS[no.kind], why: no.kind, ...holder });
}

const DETAILS: Readonly<Record<WhyOf<'order-elsewhere'>, string>> = {
  held: 'Another till is charging this order, or may have charged it. Finish it there, or call a manager.',
  paid: 'This order was paid at another till. It is closed.',
  fenced: 'The centre has shut this till out, so no order may be begun. Call a manager.',
  silent: 'The centre does not answer, and this order is of another till. Take it there, or call a manager.',
};
