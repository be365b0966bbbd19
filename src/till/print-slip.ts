import type { Problem } from '../contract/problems.ts';
import { ok, type Result } from '../ground/result.ts';
import type { PrintOutcome } from '../payment/answers.ts';
import type { Sale } from '../payment/state.ts';
import type { ReceiptMaking } from './read-receipt.ts';
import { refusePaper } from './refusals.ts';
import type { Screen } from './screen.ts';

export interface SlipPrinting extends Pick<ReceiptMaking, 'receiptText'> {
  /** Prints the slip as the sale stands; null where no printer of the till prints such papers. */
  readonly printSlip: ((sale: Sale) => Promise<PrintOutcome>) | null;
  readonly screen: Pick<Screen, 'notice'>;
}

/**
 * Prints the slip of a sale whose outcome is not known; the caller does not wait for the paper.
 *
 * It has no row in the journal and is not tried again: who wants it asks once more. Where it does not come out, the
 * screen says so.
 */
export function printSlip(
  { receiptText, printSlip, screen }: SlipPrinting,
  sale: Sale,
): Result<null, Problem<'not-printable'>> {
  const slip = receiptText(sale, 'pending');
  if (!slip.ok) return refusePaper(slip.error);
  if (printSlip === null) {
    const say = 'No printer of this till prints the merchant copy, nor such a slip.';
    return refusePaper({ why: 'noPrinter', say });
  }
  void printSlip(sale).then((outcome) => {
    if (outcome.kind !== 'printed')
      screen.notice('slip-not-printed', `The slip was not printed. ${outcome.why}`);
  });
  return ok(null);
}
