import { foldOnto } from '../../src/journal/fold.ts';
import { decodeRecord, isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import { queueOf } from '../../src/till/queue.ts';
import { resumeEvents } from '../../src/payment/resume.ts';
import { saleStateOf } from '../../src/payment/sale.ts';
import type { Sale } from '../../src/payment/state.ts';
import { viewSchema } from '../../src/contract/contract.ts';
import { saleSchema, type SaleView } from '../../src/contract/sale-view.ts';
import { folded } from './fold.ts';

/** The rows of a journal as they were really written, and after which of them a fact holds. */
export class History {
  readonly rows: readonly string[];
  /** After which row each look of each sale was first there. */
  readonly #since = new Map<string, number>();
  readonly #started = new Map<string, number>();

  constructor(rows: readonly string[]) {
    this.rows = rows;
    const sales = new Map<string, Sale>();
    for (const [index, record] of rows.map(recordOf).entries()) {
      if (!isOfSale(record)) continue;
      const sale = foldOnto(sales.get(record.saleId) ?? null, record);
      sales.set(record.saleId, sale);
      const look = lookOf(
        sale.saleId,
        saleStateOf(sale),
        sale.payments.map(({ facts }) => facts.paymentRequestId),
      );
      if (!this.#since.has(look)) this.#since.set(look, index + 1);
      if (record.kind === 'paymentStarted') this.#started.set(record.paymentRequestId, index + 1);
    }
  }

  /** How many rows must be there once this was said; 0 where it tells nothing of a sale. Throws for what never was. */
  neededBy(said: string): number {
    const sales = salesIn(said).map((sale) => this.#neededBySale(sale));
    const asked = /POST \/aps\/api\/v1\/payments\/pay /.test(said) || said.includes('"paymentMethodId"');
    const ids = asked ? [...said.matchAll(/"paymentRequestId":"(\d+)"/g)] : [];
    const pays = ids.map(([, id = '']) => this.#started.get(id) ?? never(`pay of ${id}`));
    return Math.max(0, ...sales, ...pays);
  }

  /** Rebuilds the till from the first rows, for every number of rows; what is wrong with any of them, in words. */
  static brokenPrefixes(rows: readonly string[]): string[] {
    return Array.from({ length: rows.length + 1 }, (_, count) => count).flatMap((count) => {
      try {
        const book = folded(rows.slice(0, count).map(recordOf));
        const afterwards = book.open().flatMap((sale) => {
          const replayed = new Set(sale.payments.map((payment) => payment.facts.paymentRequestId));
          return resumeEvents(sale, Number.MAX_SAFE_INTEGER, replayed);
        });
        folded([...rows.slice(0, count).map(recordOf), ...afterwards]);
        queueOf(book);
        return [];
      } catch (error) {
        return [`after ${count} rows: ${String(error)}`];
      }
    });
  }

  #neededBySale(sale: SaleView): number {
    const look = lookOf(
      sale.saleId,
      sale.state,
      sale.attempts.map(({ paymentRequestId }) => paymentRequestId),
    );
    return this.#since.get(look) ?? never(look);
  }
}

function recordOf(row: string): JournalRecord {
  const record = decodeRecord(row);
  if (!record.ok) throw new Error(record.error.say);
  return record.value;
}

function lookOf(saleId: string, state: string, attempts: readonly string[]): string {
  return [saleId, state, ...attempts].join(' ');
}

function never(what: string): never {
  throw new Error(`said to the world, and never in the journal: ${what}`);
}

/** The sales that an answer of the API or an event of the stream shows. */
function salesIn(said: string): SaleView[] {
  const events = [...said.matchAll(/data: (\{.*\})\n\n/g)].flatMap(
    ([, data = '']) => viewSchema.parse(JSON.parse(data)).recent,
  );
  const body = /^HTTP\/1\.1 20\d .*?\r\n\r\n(\{.*\})$/s.exec(
    said
      .replace(/\r\n[0-9a-f]+\r\n\{/, '\r\n\r\n{')
      .replace(/\r\n0\r\n\r\n$/, '')
      .trimEnd(),
  )?.[1];
  if (body === undefined) return events;
  const sale = saleSchema.safeParse(JSON.parse(body));
  return sale.success ? [...events, sale.data] : events;
}
