import type { AnswerOf } from '../contract/contract.ts';
import { refuse } from '../contract/problems.ts';
import { ok, type Result } from '../ground/result.ts';
import type { PaperName, Sale } from '../payment/state.ts';
import type { PaperFormat } from '../receipt/papers.ts';

/** How the papers of a sale are made; a problem in words where there is no such paper. */
export interface ReceiptMaking {
  readonly receiptText: (sale: Sale, copy: PaperName) => Result<string, string>;
  /** The same as the bytes of a printer, or as a picture of what they print. */
  readonly receiptFile?: (sale: Sale, copy: PaperName, format: PaperFormat) => Result<Uint8Array, string>;
}

/** A paper of a sale as the API gives it: a text; of the other formats their bytes, a character each. */
export function readReceipt(
  { receiptFile, receiptText }: ReceiptMaking,
  sale: Sale,
  copy: PaperName,
  format: PaperFormat | 'text',
): AnswerOf<'readReceipt'> {
  if (format === 'text') {
    const text = receiptText(sale, copy);
    return text.ok ? text : refuse({ slug: 'not-printable', detail: text.error });
  }
  if (receiptFile === undefined) {
    return refuse({ slug: 'not-available', detail: `This till makes no receipts as ${format}; use text.` });
  }
  const file = receiptFile(sale, copy, format);
  return file.ok
    ? ok(Buffer.from(file.value).toString('latin1'))
    : refuse({ slug: 'not-printable', detail: file.error });
}
