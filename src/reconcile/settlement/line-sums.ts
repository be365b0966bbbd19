import type { ReportRow } from '../report.ts';
import { signedOf, type ReadLine } from './report-read.ts';

/** The sum of fees. Each is taken, so it is positive whatever its sign. */
export function feesOf(lines: readonly ReadLine[]): bigint {
  return lines.reduce((sum, line) => sum + (sizeOfCell(line, 'feeAmountValue') ?? 0n), 0n);
}

/** A number of a line without its sign; null where the line has none. */
export function sizeOfCell(line: ReadLine, name: string): bigint | null {
  const minor = signedOf(line, name);
  return minor === null ? null : sizeOf(minor);
}

/**
 * What lines come to in the settlement currency; null where that cannot be told: a type whose sign is not known, or an
 * amount in another currency without its settlement.
 */
export class NetSum {
  readonly #currency: string;
  lines = 0;
  net: bigint | null = 0n;

  constructor(currency: string) {
    this.#currency = currency;
  }

  take(row: ReportRow): void {
    this.lines += 1;
    const minor = settledOf(row, this.#currency);
    if (this.net === null || minor === null || !isMoney(row)) this.net = null;
    else this.net += row.type === 'PAYMENT' ? minor : -minor;
  }
}

/** What all of these lines come to; null where that cannot be told. */
export function netOf(rows: readonly ReportRow[], currency: string): bigint | null {
  const sum = new NetSum(currency);
  for (const row of rows) sum.take(row);
  return sum.net;
}

/** Whether its type says which way the money goes. */
export function isMoney({ type }: ReportRow): boolean {
  return type === 'PAYMENT' || type === 'REFUND';
}

/** What fees come to, and how many there are. */
export class FeeSum {
  lines = 0;
  minor = 0n;

  take(line: ReadLine): void {
    this.lines += 1;
    this.minor += sizeOfCell(line, 'feeAmountValue') ?? 0n;
  }
}

/** What one line comes to in the settlement currency, without its sign; null where that cannot be told. */
export function settledOf({ amount, settlementMinor }: ReportRow, currency: string): bigint | null {
  if (settlementMinor !== undefined) return sizeOf(settlementMinor);
  return String(amount.currency) === currency ? BigInt(amount.valueMinor) : null;
}

function sizeOf(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}
