import type { SaleView } from '../../src/contract/sale-view.ts';
import type {
  AccountSeen,
  BookSeen,
  CaseRecord,
  Exchange,
  MatterSeen,
  PaperSeen,
  RefusalSeen,
  SaleSeen,
  ScreenSeen,
  StateSeen,
  WaitsSeen,
} from '../../src/golive/record.ts';
import { parseAmount } from '../../src/ground/money/amount.ts';
import { plainAmount } from '../../src/ground/money/format.ts';

/** A sale that a case has opened, as it stands. */
export interface OpenedSale {
  readonly order: string;
  readonly minor: number;
  readonly saleId: string;
  readonly referenceOrderId: string;
  view: SaleView;
}

/** What a case's record holds beside what was noted on the way. */
export interface RecordEnd {
  readonly caseId: string;
  readonly attempt: number;
  readonly waits: WaitsSeen;
  readonly marksTrouble: readonly string[];
  readonly books: readonly BookSeen[];
  readonly leftMinor: number;
  readonly broken: string | null;
  readonly account: AccountSeen;
}

/** The notes of one try of a case. What happens after `shut` is the kit's giving back, and is not noted. */
export class CaseSeen {
  readonly sales = new Map<string, OpenedSale>();
  readonly #now: () => number;
  readonly #states: StateSeen[] = [];
  readonly #exchanges: Exchange[] = [];
  readonly #refusals: RefusalSeen[] = [];
  readonly papers: PaperSeen[] = [];
  readonly screens: ScreenSeen[] = [];
  readonly families: string[] = [];
  readonly checks: string[] = [];
  readonly startsMs: number[] = [];
  readonly #matters: MatterSeen[] = [];
  searched: CaseRecord['searched'] = { files: 0, found: [] };
  reconciled: CaseRecord['reconciled'];
  acknowledged = 0;
  #isShut = false;

  readonly #earlier: ReadonlySet<string>;

  /** `now`: milliseconds since the run began. `earlier`: the payments of cases before, which the till looks after still. */
  constructor(now: () => number, earlier: ReadonlySet<string>) {
    this.#now = now;
    this.#earlier = earlier;
  }

  passed(exchange: Exchange): void {
    const isEarlier = exchange.paymentRequestId !== null && this.#earlier.has(exchange.paymentRequestId);
    if (this.#isShut || isEarlier) return;
    this.#exchanges.push(exchange);
    if (exchange.by === 'acquirer' && isTaken(exchange)) this.acknowledged += 1;
  }

  /** A matter of the office as it stands: noted where it stands otherwise than before. */
  matter(matter: Omit<MatterSeen, 'atMs'>): MatterSeen {
    const last = this.#matters.findLast(({ about }) => about === matter.about);
    const now: MatterSeen = { atMs: this.#now(), ...matter };
    const isSame = last?.id === now.id && last.state === now.state && last.facts.join() === now.facts.join();
    if (!isSame && !this.#isShut) this.#matters.push(now);
    return now;
  }

  /** The till shows a sale: noted where it is of this case, and stands otherwise than before. */
  shown(view: SaleView): void {
    const own = [...this.sales].find(([, { saleId }]) => saleId === view.saleId);
    if (own === undefined) return;
    const [sale, opened] = own;
    opened.view = view;
    const last = this.#states.findLast((state) => state.sale === sale);
    const reason = view.reason ?? null;
    if (this.#isShut || (last?.state === view.state && last.reason === reason)) return;
    this.#states.push({ atMs: this.#now(), sale, state: view.state, reason });
  }

  /** The till refused a move: a problem of the API. */
  refused(move: string, sale: string | null, json: unknown): void {
    const problem = json as { type?: string; detail?: string } | null;
    const slug = problem?.type?.split(':').at(-1) ?? '';
    this.#refusals.push({ move, sale, slug, detail: problem?.detail ?? '' });
  }

  statesOf(sale: string): readonly StateSeen[] {
    return this.#states.filter((seen) => seen.sale === sale);
  }

  count(api: string): number {
    return this.#exchanges.filter((exchange) => exchange.api === api).length;
  }

  shut(): void {
    this.#isShut = true;
  }

  record(end: RecordEnd): CaseRecord {
    return {
      ...end,
      ...{ states: this.#states, exchanges: this.#exchanges, refusals: this.#refusals, papers: this.papers },
      ...{ screens: this.screens, families: this.families, checks: this.checks, startsMs: this.startsMs },
      sales: [...this.sales].map(([sale, opened]) => saleSeen(sale, opened)),
      ...{ acknowledged: this.acknowledged, matters: this.#matters, searched: this.searched },
      ...(this.reconciled === undefined ? {} : { reconciled: this.reconciled }),
    };
  }
}

/** Whether the till took a notice: with a right signature where its acquirer signs. */
function isTaken({ status, ours, resultStatus }: Exchange): boolean {
  return status === 200 && (ours === 'nothing' || (ours === 'verified' && resultStatus === 'S'));
}

function saleSeen(sale: string, { order, minor, saleId, referenceOrderId, view }: OpenedSale): SaleSeen {
  const amount = parseAmount(view.amount);
  return {
    ...{ sale, order, minor, saleId, referenceOrderId },
    amountWritten: amount.ok ? plainAmount(amount.value) : '',
    paymentRequestIds: view.attempts.map(({ paymentRequestId }) => paymentRequestId),
    paymentId: view.paymentId ?? null,
    brand: view.walletBrandName ?? null,
  };
}
