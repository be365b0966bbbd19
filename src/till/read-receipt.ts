import { refuse, type Problem } from '../contract/problems.ts';
import { ok, type Result } from '../ground/result.ts';
import type { Sale } from '../payment/state.ts';
import type { SalePaper } from '../receipt/paper-name.ts';
import type { PaperFormat } from '../receipt/papers.ts';

/** How the papers of a sale are made; a problem in words where there is no such paper. */
export interface ReceiptMaking {
  readonly receiptText: (sale: Sale, copy: SalePaper) => Result<string, string>;
  /** The same as the bytes of a printer, or as a picture of what they print. */
  readonly receiptFile?: (sale: Sale, copy: SalePaper, format: PaperFormat) => Result<Uint8Array, string>;
}

/** A paper of a sale as the API gives it: a text; of the other formats their bytes, a character each. */
export function readReceipt(
  { receiptFile, receiptText }: ReceiptMaking,
  sale: Sale,
  copy: SalePaper,
  format: PaperFormat | 'text',
): Result<string, Problem> {
  if (format === 'text') {
    const text = receiptText(sale, copy);
    return text.ok ? text : refuse('not-printable', text.error);
  }
  if (receiptFile === undefined) {
    return refuse('not-available', `This till makes no receipts as ${format}; use text.`);
  }
  const file = receiptFile(sale, copy, format);
  return file.ok ? ok(Buffer.from(file.value).toString('latin1')) : refuse('not-printable', file.error);
}
