import type { SaleView } from '../../src/payment/view.ts';
import { ask } from '../till.ts';
import type { Query } from './search.ts';

/** What the till finds, newest first; null where it did not answer. */
export async function findSales(queries: readonly Query[]): Promise<readonly SaleView[] | null> {
  const answers = await Promise.all(
    queries.map((query) => ask('listSales', { params: {}, query, body: null })),
  );
  const found = new Map<string, SaleView>();
  for (const answer of answers) {
    if (!answer.ok) return null;
    for (const sale of answer.value) found.set(sale.saleId, sale);
  }
  return [...found.values()].sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
}
