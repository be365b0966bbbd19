import { parseCsv, writeCsv } from '../../ground/csv.ts';
import { isCurrency } from '../../ground/money/currencies.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import { isDay, type CycleDay } from '../cycle.ts';
import type { ReportFault } from '../report-fault.ts';
import { reportTextOf } from '../report-text.ts';

/** What the bank booked. */
export interface BankCredit {
  readonly bookedOn: CycleDay;
  readonly minor: bigint;
  readonly currency: string;
  readonly reference: string;
  readonly chargesMinor: bigint;
}

const HEADERS = ['bookedOn', 'amountValue', 'currency', 'reference', 'chargesValue'] as const;

/** Reads the till's own form of bank credits: a line each, columns by name. Source: reports dossier section 5.2. */
export function parseCredits(bytes: Uint8Array): Result<readonly BankCredit[], readonly ReportFault[]> {
  const text = reportTextOf(bytes);
  if (!text.ok) return err([text.error]);
  const read = parseCsv(text.value);
  if (!read.ok) return err([read.error]);
  const [heads, ...lines] = read.value;
  const names = (heads?.cells ?? []).map((cell) => cell.trim());
  const lacking = HEADERS.filter((name) => name !== 'chargesValue' && !names.includes(name));
  if (lacking.length > 0) return err([{ line: 1, say: `the header ${lacking.join(', ')} is missing` }]);
  const faults: ReportFault[] = [];
  const credits = lines.flatMap(({ line, cells }) => {
    const of = (name: string): string => (cells[names.indexOf(name)] ?? '').trim();
    const charges = of('chargesValue') === '' ? '0' : of('chargesValue');
    const isRead =
      isDay(of('bookedOn')) && /^\d{1,18}$/.test(of('amountValue')) && /^\d{1,18}$/.test(charges);
    if (!isRead) faults.push({ line, say: 'a day and amounts in minor units are needed' });
    // A credit in no currency would be nobody's, and the payment would look as if it had not come.
    else if (!isCurrency(of('currency')))
      faults.push({ line, say: 'a currency of ISO 4217 is needed, such as USD' });
    else if (cells.length < names.length) faults.push({ line, say: 'the line has fewer cells than headers' });
    return isRead
      ? [
          {
            ...{ bookedOn: of('bookedOn'), minor: BigInt(of('amountValue')), currency: of('currency') },
            // The apostrophe that keeps a spreadsheet from taking it for a formula is none of the reference.
            reference: of('reference').replace(/^'(?=[=+\-@])/, ''),
            chargesMinor: BigInt(charges),
          },
        ]
      : [];
  });
  return faults.length === 0 ? ok(credits) : err(faults);
}

/** Bank credits in the same form. */
export function creditsText(credits: readonly BankCredit[]): string {
  return writeCsv([
    HEADERS,
    ...credits.map(({ bookedOn, minor, currency, reference, chargesMinor }) => [
      ...[bookedOn, minor.toString(), currency, reference, chargesMinor.toString()],
    ]),
  ]);
}

/** Whether two lines tell of the same credit: its day, amount and reference. */
export function isSameCredit(one: BankCredit, other: BankCredit): boolean {
  return (
    one.bookedOn === other.bookedOn &&
    one.minor === other.minor &&
    one.currency === other.currency &&
    one.reference === other.reference
  );
}
