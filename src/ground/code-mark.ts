import { createHash } from 'node:crypto';
import type { PaymentCode } from './payment-code.ts';

/** A trace of a used code: enough to know the code again, and not enough to find it. */
export type CodeMark = string & { readonly __brand: 'CodeMark' };

/** How many hex digits of the hash are kept: 16 bits. Ours, see `codeMark`. */
const MARK_DIGITS = 4;

/**
 * The trace of a code in the row of the attempt that used it.
 *
 * Shape: the first 4 hex digits of SHA-256 over `<paymentRequestId> <code>`; the id is the salt.
 * Why so short: beside the masked code, 9 digits of the shortest payment code are hidden. Whoever tries all of them
 * finds some 15,000 codes with the same mark; 8 hex digits would leave the code itself. A code dies after a minute.
 * What it costs: after a restart, one other code in 65,536 is refused, once; the customer shows a fresh one.
 */
export function codeMark(paymentRequestId: string, code: PaymentCode): CodeMark {
  const hash = createHash('sha256').update(`${paymentRequestId} ${code.reveal()}`, 'utf8');
  return hash.digest('hex').slice(0, MARK_DIGITS) as CodeMark;
}
