import type { InputOf } from '../../contract/contract.ts';
import { reportOf, type DayClosed, type DayReport, type Unresolved } from '../../journal/day-closed.ts';
import type { Total } from '../../journal/entry.ts';
import { wireAmount } from '../../ground/money/amount.ts';
import { queueOf } from '../queue.ts';
import type { Book } from '../book.ts';
import { saleStateOf } from '../../payment/sale.ts';
import { isUnresolved } from '../../payment/transition.ts';
import type { JournalReads } from '../../journal/port.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import type { ReportView } from '../../contract/manager-commands.ts';

/** How long after a close an empty day is closed only where the manager confirms it: a second press is no wish. Ours. */
export const DAY_JUST_CLOSED_MS = 60_000;

/** Whether closing now would most likely be the same wish a second time: right after a close, and nothing moved since. */
export function isJustClosed(last: DayClosed | null, now: DayReport): last is DayClosed {
  return last !== null && now.totals.length === 0 && now.untilMs - last.atMs < DAY_JUST_CLOSED_MS;
}

/** The day as it stands now. */
export function dayNow(journal: JournalReads, book: Book, nowMs: Ms): DayReport {
  const { day, sinceMs, totals } = journal.totals();
  const head = Buffer.from(journal.head()).toString('hex');
  return { number: day, fromMs: sinceMs, untilMs: nowMs, totals, unresolved: unresolvedOf(book), head };
}

/** Closed days, newest first. */
export function closedDays(
  journal: JournalReads,
  { before = Infinity, limit }: InputOf<'listZ'>['query'],
  timeZone: string,
): ReportView[] {
  const days: ReportView[] = [];
  for (const record of journal.ofShop()) {
    if (days.length >= limit) break;
    if (record.kind !== 'dayClosed' || record.number >= before) continue;
    days.push(viewOfReport('Z', reportOf(record), timeZone));
  }
  return days;
}

/** Sales whose money is not settled: not known, or owed to the gateway. Paper that waits does not count. */
function unresolvedOf(book: Book): Unresolved[] {
  const owing = new Set(
    queueOf(book)
      .filter(({ kind }) => kind !== 'receipt')
      .map(({ saleId }) => saleId),
  );
  return book
    .open()
    .filter((sale) => owing.has(sale.saleId) || sale.payments.some(isUnresolved))
    .map((sale) => ({
      saleId: sale.saleId,
      referenceOrderId: sale.referenceOrderId,
      amount: sale.amount,
      state: owing.has(sale.saleId) && saleStateOf(sale) === 'paid' ? 'refundPending' : saleStateOf(sale),
    }));
}

/** The report as everyone outside the terminal sees it. */
export function viewOfReport(type: 'X' | 'Z', report: DayReport, timeZone: string): ReportView {
  const iso = (atMs: Ms): string => isoWithOffset(atMs, timeZone);
  const { number, fromMs, untilMs, totals, unresolved, head } = report;
  const hourOf = ({ quarter }: Total): number => hourAt(quarter, untilMs, timeZone);
  return {
    type,
    number,
    from: fromMs === null ? null : iso(fromMs),
    until: iso(untilMs),
    totals: summed(totals, () => ({})),
    wallets: summed(totals, ({ wallet }) => ({ wallet })),
    acquirers: told(
      summed(totals, ({ gateway }) => ({ gateway })),
      ({ gateway }) => gateway,
    ),
    byOperator: told(
      summed(totals, ({ operatorId }) => ({ operatorId })),
      ({ operatorId }) => operatorId,
    ),
    hours: summed(totals, (total) => ({ hour: hourOf(total) })).sort((a, b) => a.hour - b.hour),
    unresolved: unresolved.map((each) => ({ ...each, amount: wireAmount(each.amount) })),
    head,
  };
}

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** The hour at the till of a quarter of the day at UTC, by the offset of the report's day. */
function hourAt(quarter: number, nearMs: Ms, timeZone: string): number {
  const atMs = Math.floor(nearMs / DAY_MS) * DAY_MS + quarter * QUARTER_MS;
  return Number(isoWithOffset(atMs, timeZone).slice('yyyy-mm-ddT'.length, 'yyyy-mm-ddThh'.length));
}

interface Sum {
  type: Total['type'];
  currency: string;
  count: number;
  value: string;
}

/** Sums by what is known of none of them say nothing. */
function told<S>(sums: S[], nameOf: (sum: S) => string | null): S[] {
  return sums.some((sum) => nameOf(sum) !== null) ? sums : [];
}

/** Totals that share type, currency and what `by` gives, added up. */
function summed<K extends object>(totals: readonly Total[], by: (total: Total) => K): (Sum & K)[] {
  const sums = new Map<string, Sum & K>();
  for (const total of totals) {
    const { type, currency, count, amountMinor } = total;
    const key = by(total);
    const name = JSON.stringify([type, currency, key]);
    const before = sums.get(name);
    sums.set(name, {
      type,
      currency,
      ...key,
      count: (before?.count ?? 0) + count,
      value: String(BigInt(before?.value ?? 0) + amountMinor),
    });
  }
  return [...sums.values()];
}
