import type { Config } from '../../config/config.ts';
import { formatAmount } from '../../ground/money/format.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import type { DayClosed } from '../../journal/day-closed.ts';
import type { JournalReads } from '../../journal/port.ts';
import type { Dispute } from '../../office/dispute.ts';
import type { OfficeFiles } from '../../office/files.ts';
import { leadingPayment } from '../../payment/sale.ts';
import type { Sale } from '../../payment/state.ts';
import {
  BLANK,
  centred,
  pair,
  RULE,
  shopLines,
  type Receipt,
  type ReceiptLine,
} from '../../receipt/document.ts';
import type { NoPaper } from '../../receipt/no-paper.ts';
import type { SalePaper } from '../../receipt/paper-name.ts';
import { storyOf } from '../manager/story.ts';

export interface DisputePapersParts {
  readonly config: Config;
  readonly journal: JournalReads;
  readonly files: OfficeFiles;
  readonly saleOf: (paymentRequestId: string) => Sale | undefined;
  readonly papers: {
    copyOf(sale: Sale, copy: SalePaper): Result<Uint8Array, NoPaper>;
    fileOf(paper: Receipt, format: 'pdf'): Result<Uint8Array, NoPaper>;
  };
}

/** A paper that may go with an answer. `bytes` is known of the shop's own. */
export interface PaperNamed {
  readonly name: string;
  readonly contentType: string;
  readonly own: boolean;
  readonly bytes?: number;
}

/** A paper as a file. */
export interface PaperFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const PDF = 'application/pdf';

/** The words of the acquirer for each paper. Source: office dossier sections 3.2 and 3.3. */
export function typeOfPaper(name: string): string {
  if (name === 'receipt') return 'TRANSACTION_RECEIPT';
  return name.startsWith('refund-') ? 'MERCHANT_NOT_REFUND_RECORDS' : 'OTHER_DOCUMENTATION';
}

/**
 * The papers of a dispute: those that the till makes of its journal, and those that a person brought.
 *
 * No code, no PIN and no customer stands in any of them: the journal has none. Source: office dossier section 3.6.
 */
export class DisputePapers {
  readonly #parts: DisputePapersParts;

  constructor(parts: DisputePapersParts) {
    this.#parts = parts;
  }

  /** Which papers there are. A payment that this till has not has none of the till's. */
  list(dispute: Dispute): readonly PaperNamed[] {
    const sale = this.#saleOf(dispute);
    const made =
      sale === undefined
        ? []
        : [
            'receipt',
            'story',
            'journal',
            ...sale.refunds
              .filter(({ state }) => state.kind === 'refunded')
              .map(({ facts }) => `refund-${facts.refundRequestId}`),
          ];
    return [
      ...made.map((name) => ({ name, contentType: PDF, own: false })),
      ...dispute.papers.map(({ name, contentType, file }) => ({
        ...{ name, contentType, own: true, bytes: file.bytes },
      })),
    ];
  }

  /** A paper by its name; null where there is none. */
  file(dispute: Dispute, name: string): Result<PaperFile, NoPaper> | null {
    const own = dispute.papers.find((paper) => paper.name === name);
    if (own !== undefined) {
      const bytes = this.#parts.files.read(own.file.sha256);
      return bytes === null ? null : ok({ contentType: own.contentType, bytes });
    }
    const sale = this.#saleOf(dispute);
    if (sale === undefined || !this.list(dispute).some((paper) => paper.name === name)) return null;
    const made = this.#made(sale, name);
    return made.ok ? ok({ contentType: PDF, bytes: made.value }) : err(made.error);
  }

  #saleOf({ paymentRequestId }: Dispute): Sale | undefined {
    return paymentRequestId === null ? undefined : this.#parts.saleOf(paymentRequestId);
  }

  #made(sale: Sale, name: string): Result<Uint8Array, NoPaper> {
    const { papers } = this.#parts;
    if (name === 'story') return papers.fileOf(this.#story(sale), 'pdf');
    if (name === 'journal') return papers.fileOf(this.#proof(sale), 'pdf');
    return papers.copyOf(sale, name === 'receipt' ? 'customer' : (name as `refund-${string}`));
  }

  /** What happened, in sentences: the acquirer reads it, so it is in English. */
  #story(sale: Sale): Receipt {
    const lines = storyOf(this.#parts.journal.ofSale(sale.saleId), this.#iso);
    return [
      ...this.#head('STORY OF A SALE', sale),
      ...lines.flatMap(({ at, say }): ReceiptLine[] => [
        { kind: 'pair', label: at, value: '', strong: true },
        { kind: 'pair', label: say, value: '', strong: false },
        BLANK,
      ]),
    ];
  }

  /**
   * What shows that nothing was changed since: the hash of each row, each made over the one before it, and the day that
   * closed over them.
   */
  #proof(sale: Sale): Receipt {
    const { journal } = this.#parts;
    const rows = journal.proofOf(sale.saleId);
    const last = rows.at(-1);
    const day = last === undefined ? null : this.#dayAfter(last.atMs);
    return [
      ...this.#head('PROOF OF THE JOURNAL', sale),
      ...rows.flatMap(({ seq, atMs, hash }): ReceiptLine[] => [
        { kind: 'pair', label: `Row ${seq}`, value: this.#iso(atMs), strong: true },
        { kind: 'pair', label: hash, value: '', strong: false },
      ]),
      RULE,
      ...(day === null
        ? [centred('The day of these rows is not closed yet.')]
        : [
            ...pair('Closed as day', String(day.number)),
            ...pair('at', this.#iso(day.atMs)),
            { kind: 'pair', label: day.head, value: '', strong: false } as const,
          ]),
      ...pair('Last row of the journal now', ''),
      { kind: 'pair', label: Buffer.from(journal.head()).toString('hex'), value: '', strong: false },
      BLANK,
      centred('Each hash is SHA-256 over the hash before it, the number and the text of its row.'),
    ];
  }

  #dayAfter(atMs: Ms): DayClosed | null {
    let closed: DayClosed | null = null;
    for (const record of this.#parts.journal.ofShop()) {
      if (record.kind !== 'dayClosed') continue;
      if (record.atMs < atMs) break;
      closed = record;
    }
    return closed;
  }

  #head(title: string, sale: Sale): Receipt {
    const { merchant, terminal } = this.#parts.config;
    const payment = leadingPayment(sale);
    const charge = payment !== undefined && 'charge' in payment.state ? payment.state.charge : null;
    return [
      ...shopLines({ merchant }),
      BLANK,
      centred(title, 'plain', true),
      RULE,
      ...pair('Order', sale.referenceOrderId),
      ...pair('Amount', formatAmount(sale.amount, 'en')),
      ...pair('Payment', payment?.facts.paymentRequestId),
      ...pair('Acquirer’s id', charge?.paymentId),
      ...pair('Wallet', charge?.walletBrandName),
      ...pair('Wallet’s company', charge?.pspId),
      ...pair('Merchant', merchant.referenceMerchantId),
      ...pair('Store', merchant.store.referenceStoreId),
      ...pair('Terminal', terminal.storeTerminalId),
      RULE,
    ];
  }

  readonly #iso = (atMs: Ms): string => isoWithOffset(atMs, this.#parts.config.terminal.timeZone);
}
