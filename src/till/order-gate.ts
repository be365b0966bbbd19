import { LEAVE_WAIT_MS, leaveOf, type NoLeave } from '../centre/order-leave.ts';
import type { LeaseAnswer } from '../centre/wire.ts';
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
}

/** The gate of a till that belongs to no chain. */
export const OPEN_GATE: OrderGate = {
  opened: () => undefined,
  ready: () => null,
  entry: () => ok({ leave: undefined, attemptsElsewhere: 0 }),
  mayOverride: () => false,
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
}

interface Asked {
  readonly orderId: string;
  /** How many attempts the sale had then: leave is good for one. */
  readonly attempts: number;
  answer: LeaseAnswer | null;
  /** Null once it is answered. */
  waiting: Promise<void> | null;
}

/** The gate of a till in a chain: leave is asked for when a sale is opened, and a scan waits for it 300 ms at most. */
export class ChainGate implements OrderGate {
  readonly #parts: ChainGateParts;
  readonly #asked = new Map<string, Asked>();

  constructor(parts: ChainGateParts) {
    this.#parts = parts;
  }

  opened(sale: Sale): void {
    this.#forgetOthers();
    void this.#ask(sale);
  }

  ready(sale: Sale): Promise<void> | null {
    const asked = this.#asked.get(sale.saleId);
    const isOfThis = asked?.attempts === sale.payments.length;
    // Leave that was given stands until it is used or given back; anything else may be otherwise by now.
    if (isOfThis && asked.answer?.outcome === 'granted') return null;
    const waiting = (isOfThis ? asked.waiting : null) ?? this.#ask(sale);
    return Promise.race([waiting, this.#waited()]);
  }

  entry(sale: Sale): Result<Entry, Problem<'order-elsewhere'>> {
    const asked = this.#asked.get(sale.saleId);
    const answer = asked?.attempts === sale.payments.length ? asked.answer : null;
    const isHome = (sale.homeTerminalId ?? this.#parts.terminal) === this.#parts.terminal;
    const leave = leaveOf(answer, isHome, overriderOf(sale));
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

  /** The orders that this till may still begin, or has under way: what the centre must not give to another. */
  keeps(): string[] {
    this.#forgetOthers();
    const unresolved = this.#parts
      .openSales()
      .filter(({ payments }) => payments.some(isUnresolved))
      .map(({ referenceOrderId }) => referenceOrderId);
    return [...new Set([...unresolved, ...[...this.#asked.values()].map(({ orderId }) => orderId)])];
  }

  #ask({ saleId, referenceOrderId: orderId, payments }: Sale): Promise<void> {
    const asked: Asked = { orderId, attempts: payments.length, answer: null, waiting: null };
    this.#asked.set(saleId, asked);
    asked.waiting = this.#parts.askLease(orderId).then((answer) => {
      asked.answer = answer;
      asked.waiting = null;
    });
    return asked.waiting;
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

  #waited(): Promise<void> {
    return new Promise((resolve) => void this.#parts.clock.after(LEAVE_WAIT_MS, resolve));
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
