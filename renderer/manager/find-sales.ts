import type { SaleView } from '../../src/contract/sale-view.ts';
import { ask, type Answer } from '../till/till.ts';
import type { Query } from './search.ts';

/** Sales as the tape shows them beside what is sought. */
export interface Found {
  readonly sales: readonly SaleView[];
  /** The day whose sales are listed before anything was looked for; null afterwards. */
  readonly day: string | null;
  /** Whether they are what is sought now: the main key opens the first of them. */
  readonly isCurrent: boolean;
}

/** What the till finds, newest first; else why it did not look. */
export async function findSales(queries: readonly Query[]): Promise<Answer<readonly SaleView[]>> {
  const answers = await Promise.all(
    queries.map((query) => ask('listSales', { params: {}, query, body: null })),
  );
  const found = new Map<string, SaleView>();
  for (const answer of answers) {
    if (!answer.ok) return answer;
    for (const sale of answer.value) found.set(sale.saleId, sale);
  }
  const newestFirst = [...found.values()].sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
  return { ok: true, value: newestFirst };
}

/** What is no code that a wallet pays with. */
const NO_CODE: readonly string[] = ['UNKNOWN', 'NOT_A_PAYMENT_CODE', 'ALIPAY_RESERVED'];

/**
 * Whether a text is a payment code: scanned into the wrong place, it is neither shown nor looked for.
 *
 * It may have come with an AIM identifier, or in groups. Why it is asked for before anything is looked for: a search
 * is an address, and addresses are kept in more places than a body.
 */
export async function isPaymentCode(text: string): Promise<boolean> {
  const code = text
    .trim()
    .replace(/^\][A-Za-z][0-9A-Za-z]/, '')
    .replace(/[\s-]/g, '');
  if (code.length < CODE_CHARACTERS_MIN) return false;
  const found = await ask('identifyCode', { params: {}, body: { text: code } });
  return found.ok && !NO_CODE.includes(found.value.family);
}

/** Shorter texts are no codes. */
const CODE_CHARACTERS_MIN = 16;
