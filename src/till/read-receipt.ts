import type { AnswerOf } from '../contract/contract.ts';
import { refuse } from '../contract/problems.ts';
import { ok, type Result } from '../ground/result.ts';
import type { Sale } from '../payment/state.ts';
import type { NoPaper } from '../receipt/no-paper.ts';
import type { SalePaper } from '../receipt/paper-name.ts';
import type { PaperFormat } from '../receipt/papers.ts';
import { refusePaper } from './refusals.ts';

/** How the papers of a sale are made. */
export interface ReceiptMaking {
  readonly receiptText: (sale: Sale, copy: SalePaper) => Result<string, NoPaper>;
  /** The customer's receipt as text for a QR code; null where it is too long for one. */
  readonly receiptForPhone?: (sale: Sale) => string | null;
  /** The same as the bytes of a printer, or as a picture of what they print. */
  readonly receiptFile?: (sale: Sale, copy: SalePaper, format: PaperFormat) => Result<Uint8Array, NoPaper>;
}

/** A paper of a sale as the API gives it: a text; of the other formats their bytes, a character each. */
export function readReceipt(
  { receiptFile, receiptForPhone, receiptText }: ReceiptMaking,
  sale: Sale,
  copy: SalePaper,
  format: PaperFormat | 'text' | 'phone',
): AnswerOf<'readReceipt'> {
  if (format === 'text') {
    const text = receiptText(sale, copy);
    return text.ok ? text : refusePaper(text.error);
  }
  if (format === 'phone') {
    const phone = copy === 'customer' ? (receiptForPhone?.(sale) ?? null) : null;
    if (phone !== null) return ok(phone);
    const detail = 'This receipt has no QR code; use text.';
    return refuse({ slug: 'not-available', detail, why: 'format' });
  }
  if (receiptFile === undefined) {
    const detail = `This till makes no receipts as ${format}; use text.`;
    return refuse({ slug: 'not-available', detail, why: 'format' });
  }
  const file = receiptFile(sale, copy, format);
  return file.ok ? ok(Buffer.from(file.value).toString('latin1')) : refusePaper(file.error);
}
