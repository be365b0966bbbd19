import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import { foldOnto } from '../../src/journal/fold.ts';
import type { ReportView } from '../../src/contract/manager-commands.ts';
import type { SaleState } from '../../src/ground/sale-states.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { saleStateOf } from '../../src/payment/sale.ts';
import { viewOfSale } from '../../src/payment/view.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { invariant } from '../../src/ground/result.ts';
import { isoWithOffset } from '../../src/ground/time.ts';
import { TILL } from './memory-journal.ts';

export const OLD_ZONE = 'Asia/Kuala_Lumpur';

/** What a program shows of one sale by its rows alone; `path`: the states that they led it through. */
export interface ShownSale extends Pick<
  SaleView,
  'saleId' | 'referenceOrderId' | 'amount' | 'state' | 'reason' | 'paymentId' | 'refundable'
> {
  readonly path: readonly SaleState[];
  readonly closed: boolean;
  readonly attempts: readonly Pick<SaleView['attempts'][number], 'paymentRequestId' | 'state'>[];
  readonly refunds: readonly Pick<SaleView['refunds'][number], 'refundRequestId' | 'amount' | 'state'>[];
  readonly receipts: Readonly<Record<string, string>>;
}

/** What the program that wrote a journal showed of it when its till was killed. */
export interface Shown {
  readonly version: number;
  readonly takenAtMs: number;
  readonly sales: readonly ShownSale[];
  /** The closed days, as `GET /v1/reports/z/{number}` gave them. */
  readonly days: readonly ReportView[];
  /** The day that was not closed, but for its head and its end. */
  readonly today: Omit<ReportView, 'head' | 'until'>;
  readonly approvals: readonly object[];
}

/** A copy of a journal that a former program wrote, for one test. */
export class OldJournal {
  readonly file: string;
  readonly shown: Shown;
  readonly #folder = mkdtempSync(join(tmpdir(), 'till-old-'));

  constructor(name: string) {
    const vector = fileURLToPath(new URL(`../vectors/${name}`, import.meta.url));
    this.file = join(this.#folder, 'journal.sqlite');
    cpSync(`${vector}.sqlite`, this.file);
    this.shown = JSON.parse(readFileSync(`${vector}.json`, 'utf8')) as Shown;
  }

  opened(): OpenJournal {
    const journal = openJournal(this.file, TILL);
    if (!journal.ok) throw new Error(journal.error.say);
    return journal.value;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What today's program shows of a sale, by its rows alone. */
export function shownOf(rows: Iterable<TillEvent>): ShownSale {
  const path: SaleState[] = [];
  let sale: Sale | null = null;
  for (const row of rows) {
    sale = foldOnto(sale, row);
    const state = saleStateOf(sale);
    if (path.at(-1) !== state) path.push(state);
  }
  invariant(sale !== null, 'the sale has rows');
  const view = viewOfSale(sale, {
    iso: (atMs) => isoWithOffset(atMs, OLD_ZONE),
    mayVoid: () => false,
    freeing: true,
  });
  const { saleId, referenceOrderId, amount, state, reason, paymentId, refundable } = view;
  return {
    ...{ saleId, referenceOrderId, amount, state, path, reason, closed: sale.closed, paymentId, refundable },
    attempts: view.attempts.map(({ paymentRequestId, state }) => ({ paymentRequestId, state })),
    refunds: view.refunds.map(({ refundRequestId, amount, state }) => ({ refundRequestId, amount, state })),
    receipts: Object.fromEntries(
      Object.entries(view.receipts).map(([copy, job]) => [copy, job?.state ?? '']),
    ),
  };
}
