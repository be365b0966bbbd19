import { exponentOf, isCurrency } from '../../ground/money/currencies.ts';
import { isoWithOffset } from '../../ground/time.ts';

/** Money that moved, as a file tells it. */
export interface MovedRow {
  readonly till: string;
  readonly store: string;
  readonly timeZone: string;
  readonly type: string;
  readonly currency: string;
  readonly minor: number;
  readonly wallet: string | null;
  readonly gateway: string | null;
  readonly atMs: number;
  readonly orderId: string;
  readonly paymentRequestId: string;
  readonly paymentId: string | null;
  readonly refundRequestId: string | null;
}

const HEADER = [
  ...['at', 'store', 'till', 'type', 'currency', 'amount', 'minor', 'wallet', 'acquirer'],
  ...['order', 'paymentRequestId', 'paymentId', 'refundRequestId'],
];

/** Every movement, a line each; what went back is negative. */
export function movementsCsv(rows: readonly MovedRow[]): string {
  const lines = rows.map((row) => [
    ...[isoWithOffset(row.atMs, row.timeZone), row.store, row.till, row.type, row.currency],
    ...[decimals(row.currency, signed(row)), String(signed(row)), row.wallet ?? '', row.gateway ?? ''],
    ...[row.orderId, row.paymentRequestId, row.paymentId ?? '', row.refundRequestId ?? ''],
  ]);
  return csv([HEADER, ...lines]);
}

/**
 * An accounting form: for each store, acquirer and currency one line in debit and credit. What was sold is a claim on the
 * acquirer (debit) against sales (credit); what went back is the other way round. The sums of both columns are the same.
 */
export function journalCsv(date: string, rows: readonly MovedRow[]): string {
  const sums = new Map<string, { row: MovedRow; minor: number }>();
  for (const row of rows) {
    const key = JSON.stringify([row.store, row.gateway, row.currency, row.type === 'sale']);
    const kept = sums.get(key);
    sums.set(key, { row, minor: (kept?.minor ?? 0) + row.minor });
  }
  const lines = [...sums.values()].map(({ row, minor }) => {
    const claim = `Claims on ${row.gateway ?? 'an acquirer'}`;
    const [debit, credit] = row.type === 'sale' ? [claim, 'Sales'] : ['Sales returned', claim];
    return [date, row.store, debit, credit, row.currency, decimals(row.currency, minor)];
  });
  return csv([['date', 'store', 'debit', 'credit', 'currency', 'amount'], ...lines]);
}

function signed({ type, minor }: MovedRow): number {
  return type === 'sale' ? minor : -minor;
}

function decimals(currency: string, minor: number): string {
  const places = isCurrency(currency) ? exponentOf(currency) : 0;
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${minor < 0 ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`;
}

/** Source: RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csv(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = /^[=+@\t\r\n]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
