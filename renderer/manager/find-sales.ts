import type { SaleView } from '../../src/contract/sale-view.ts';
import { ask } from '../till/till.ts';
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

/** Whether a text is a payment code that this till would charge: scanned into the wrong place, it is neither shown nor looked for. */
export async function isPayable(text: string): Promise<boolean> {
  if (!/^\d{16,24}$/.test(text.trim())) return false;
  const found = await ask('identifyCode', { params: {}, body: { text } });
  return found.ok && found.value.route !== 'refuse';
}
