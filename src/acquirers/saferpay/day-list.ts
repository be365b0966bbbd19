import { z } from 'zod';
import { err, ok, type Result } from '../../ground/result.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import type { Unknown } from '../../payment/answers.ts';
import { callManagement, managementJson, type CallParts } from './calls.ts';

/** A row of the list of transactions, as far as it is read. Source: dossier section 5.4. */
const row = z.object({
  OrderId: z.string().optional(),
  TransactionId: z.string().optional(),
  CustomerId: z.union([z.string(), z.number()]).transform(String),
  TerminalId: z.union([z.string(), z.number()]).transform(String),
  AuthorizationDetails: z.object({
    Type: z.string().optional(),
    IsRefunded: z.boolean().optional(),
  }),
});
export type ListedTransaction = z.infer<typeof row>;

const page = z.object({
  PageNumber: z.number(),
  TotalTransactions: z.number(),
  Transactions: z.array(row),
});

const DAY_MS = 24 * 60 * 60_000;
const PAGE_SIZE = 2000;
/** So many pages are read at the most. Ours: more transactions in some days than a till ever makes. */
const PAGES_MAX = 20;

export interface DayListParts extends CallParts {
  readonly nowMs: Ms;
  readonly timeZone: string;
  readonly newRequestId: () => string;
}

/**
 * Whether a list that begins and ends a day around these times may be asked for: it must end before today.
 *
 * Why a day more on both sides: nobody says by whose clock its days begin, nor whether its last day is whole.
 */
export function isListed({ nowMs, timeZone }: Pick<DayListParts, 'nowMs' | 'timeZone'>, toMs: Ms): boolean {
  return dayOf(toMs + DAY_MS, timeZone) < dayOf(nowMs, timeZone);
}

/**
 * The terminal's transactions of some days that are over, in these states.
 *
 * Errors: `unknown` where a page is missing, or a row is of another account: then an absence would prove nothing.
 */
export async function listedTransactions(
  parts: DayListParts,
  span: { readonly fromMs: Ms; readonly toMs: Ms },
  states: readonly ('SUCCESSFUL' | 'PENDING')[],
): Promise<Result<readonly ListedTransaction[], Unknown>> {
  const all: ListedTransaction[] = [];
  for (const state of states) {
    const listed = await ofState(parts, span, state);
    if (!listed.ok) return listed;
    all.push(...listed.value);
  }
  return ok(all);
}

async function ofState(
  parts: DayListParts,
  { fromMs, toMs }: { readonly fromMs: Ms; readonly toMs: Ms },
  state: string,
): Promise<Result<readonly ListedTransaction[], Unknown>> {
  const { config, timeZone, newRequestId } = parts;
  const rows: ListedTransaction[] = [];
  for (let number = 0; number < PAGES_MAX; number += 1) {
    const query = new URLSearchParams({
      TransactionState: state,
      TerminalId: config.terminalId,
      StartDate: dayOf(fromMs - DAY_MS, timeZone),
      EndDate: dayOf(toMs + DAY_MS, timeZone),
      PageSize: String(PAGE_SIZE),
      PageNumber: String(number),
    });
    const exchange = await callManagement(parts, {
      ...{ method: 'GET', path: `/transactions?${query.toString()}`, requestId: newRequestId() },
      timeoutMs: config.timing.inquiryTimeoutMs,
    });
    const json = managementJson(exchange);
    if (!json.ok) return json;
    const read = page.safeParse(json.value);
    // A page that comes again would hide the one that is missing.
    if (!read.success || read.data.PageNumber !== number) return err(UNREADABLE);
    const { TotalTransactions, Transactions } = read.data;
    const isOurs = Transactions.every(
      ({ CustomerId, TerminalId }) => CustomerId === config.customerId && TerminalId === config.terminalId,
    );
    if (!isOurs) return err(OF_ANOTHER_ACCOUNT);
    rows.push(...Transactions);
    if (rows.length >= TotalTransactions) return ok(rows);
    if (Transactions.length === 0) break;
  }
  return err(UNREADABLE);
}

function dayOf(ms: Ms, timeZone: string): string {
  return isoWithOffset(ms, timeZone).slice(0, 'yyyy-mm-dd'.length);
}

const UNREADABLE: Unknown = { kind: 'unknown', why: 'the list of transactions is not whole' };
const OF_ANOTHER_ACCOUNT: Unknown = {
  kind: 'unknown',
  why: 'the list of transactions is of another account or terminal',
  code: 'OTHER_ACCOUNT',
  alarm: true,
};
