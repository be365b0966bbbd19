import type { InputOf } from '../../contract/contract.ts';
import type { SalesRow } from '../../contract/sales-report.ts';
import { CSV_MARK, writeCsvRows } from '../../ground/csv.ts';
import { wireAmount, type Minor } from '../../ground/money/amount.ts';
import { plainAmount } from '../../ground/money/format.ts';
import { invariant } from '../../ground/result.ts';
import { isoWithOffset, parseIso } from '../../ground/time.ts';
import type { MoneyRow } from '../../journal/entry.ts';
import type { JournalReads } from '../../journal/port.ts';

type Reads = Pick<JournalReads, 'moved' | 'ofSale'>;

/** How many rows one piece of the answer has: as many as are made while nothing else is done. Ours: a few milliseconds. */
const ROWS_A_PIECE = 100;

/** Every payment, refund and void of a span, as JSON or CSV in pieces; the journal is read as they are taken. */
export function* salesReport(
  journal: Reads,
  { from, to, format }: InputOf<'readSalesReport'>['query'],
  timeZone: string,
): Generator<string> {
  const [fromMs, untilMs] = [parseIso(from), parseIso(to)];
  invariant(fromMs !== null && untilMs !== null, 'the times of a span were checked');
  const rows = salesRows(journal, journal.moved({ fromMs, untilMs }), timeZone);
  if (format === 'csv') {
    yield CSV_MARK + writeCsvRows([CSV_COLUMNS]);
    for (const piece of inPieces(rows)) yield writeCsvRows(piece.map(cellsOf));
    return;
  }
  let before = '[\n';
  for (const piece of inPieces(rows)) {
    yield before + piece.map((row) => JSON.stringify(row)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function* inPieces(rows: Iterable<SalesRow>): Generator<SalesRow[]> {
  let piece: SalesRow[] = [];
  for (const row of rows) {
    if (piece.push(row) < ROWS_A_PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

function* salesRows(journal: Reads, moved: Iterable<MoneyRow>, timeZone: string): Generator<SalesRow> {
  for (const row of moved) {
    const { type, saleId, referenceOrderId, paymentRequestId, paymentId, refundRequestId } = row;
    // The index keeps a movement only where it is an amount, and in its currency.
    const amount = { currency: row.currency, valueMinor: row.amountMinor as Minor };
    yield {
      at: isoWithOffset(row.atMs, timeZone),
      ...{ type, saleId, referenceOrderId, paymentRequestId, paymentId, refundRequestId },
      amount: wireAmount(amount),
      decimal: plainAmount(amount),
      ...{ wallet: row.wallet, gateway: row.gateway, operatorId: row.operatorId },
      approver: type === 'void' ? voidApprover(journal, row) : row.approverId,
    };
  }
}

/** Who approved a void; null where the acquirer, or a till before approvals, voided it. */
function voidApprover(journal: Reads, { saleId, paymentRequestId }: MoneyRow): string | null {
  let approver: string | null = null;
  for (const event of journal.ofSale(saleId)) {
    if (event.kind === 'giveBackApproved' && event.paymentRequestId === paymentRequestId)
      approver = event.approverId;
  }
  return approver;
}

const CSV_COLUMNS = [
  ...['at', 'type', 'saleId', 'referenceOrderId', 'paymentRequestId', 'paymentId', 'refundRequestId'],
  ...['currency', 'decimal', 'valueMinor', 'wallet', 'gateway', 'operatorId', 'approver'],
];

function cellsOf(row: SalesRow): string[] {
  const { at, type, saleId, referenceOrderId, paymentRequestId, paymentId, refundRequestId } = row;
  const { amount, decimal, wallet, gateway, operatorId, approver } = row;
  return [
    ...[at, type, saleId, referenceOrderId, paymentRequestId, paymentId ?? '', refundRequestId ?? ''],
    ...[amount.currency, decimal, amount.value, wallet ?? '', gateway ?? '', operatorId ?? ''],
    approver ?? '',
  ];
}
