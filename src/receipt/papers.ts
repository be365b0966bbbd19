import type { Config, PrinterConfig } from '../config/config.ts';
import { mayHandOver } from '../payment/capture.ts';
import { leadingPayment } from '../payment/sale.ts';
import type { Payment, Sale } from '../payment/state.ts';
import { allBrands, brandsOfPayment, type GatewayBrands } from './brand.ts';
import { printedAs, refundOfPaper, type SalePaper } from './paper-name.ts';
import { isOutcomeUnknown, pendingSlipOf } from './pending-slip.ts';
import { refundSlipOf } from './refund-slip.ts';
import type { Log } from '../ground/ports.ts';
import { err, invariant, ok, type Result } from '../ground/result.ts';
import type { Bitmap } from './bitmap.ts';
import type { DotFont } from './dot-font.ts';
import { origin, shopLines } from './document.ts';
import { escposOf } from './escpos.ts';
import { plainText } from './glyphs.ts';
import { Lettering } from './lettering.ts';
import { noPaper, type NoPaper } from './no-paper.ts';
import { drawPaper } from './paper.ts';
import { pdfOf, pngOf, type Deflate } from './picture.ts';
import { PROFILES, profileOf, type PrinterProfile } from './profiles.ts';
import { receiptOf, type Receipt } from './receipt.ts';
import { receiptQrText } from './receipt-qr.ts';
import type { Shaper } from './shape.ts';
import { testPageOf } from './test-page.ts';
import { textOf, textsOf } from './text.ts';
import { unrealOf, type Unreal } from './unreal.ts';
import { hanFormOf, paperLanguageOf } from './words/languages.ts';

/** What a paper may be given out as beside text. */
export type PaperFormat = 'png' | 'pdf' | 'escpos';

export interface PapersParts {
  readonly config: Pick<Config, 'merchant' | 'terminal' | 'printers' | 'gateways' | 'tenders'>;
  readonly training: boolean;
  readonly brands: GatewayBrands;
  readonly font: DotFont;
  readonly shaper: Shaper;
  readonly marks: ReadonlyMap<string, Bitmap>;
  readonly deflate: Deflate;
  readonly log: Log;
}

/**
 * The receipts of sales in every form, each made from the sale as it stands. Errors are words for the cashier.
 *
 * Nothing here throws: paper stands beside the money. A fault in a paper must not end the till, and must not come again
 * at every start, as it would while the copy still waits.
 */
export class Papers {
  readonly #parts: PapersParts;
  /** The fault that was logged last: a view may ask for the same paper at every change. */
  #logged = '';

  constructor(parts: PapersParts) {
    this.#parts = parts;
  }

  /** The bytes of a copy as a printer of the config is to be sent it now. */
  bytes(sale: Sale, copy: SalePaper, printer: PrinterConfig): Result<Uint8Array, string> {
    return inWords(this.#tried(() => this.#bytes(sale, copy, profileOfConfig(printer))));
  }

  /** The receipt as text. */
  text(sale: Sale, copy: SalePaper): Result<string, NoPaper> {
    return this.#tried(() => {
      const receipt = this.#receipt(sale, copy);
      return receipt.ok ? ok(textOf(receipt.value, this.#profile(copy))) : receipt;
    });
  }

  /** The customer's copy for a phone that scans it from the screen; null where there is none, or it is too long. */
  forPhone(sale: Sale): string | null {
    const text = this.#tried(() => {
      const receipt = this.#receipt(sale, 'customer');
      return receipt.ok ? ok(receiptQrText(receipt.value)) : receipt;
    });
    return text.ok ? text.value : null;
  }

  /** The receipt as the bytes of a printer, or as a picture of what they make. */
  file(sale: Sale, copy: SalePaper, format: PaperFormat): Result<Uint8Array, NoPaper> {
    return this.#tried(() => {
      const profile = this.#profile(copy);
      return this.#drawn(this.#bytes(sale, copy, profile), profile, format);
    });
  }

  /** A copy of a paper of a sale, marked as one, as a PDF: for others than the customer. */
  copyOf(sale: Sale, copy: SalePaper): Result<Uint8Array, NoPaper> {
    return this.#tried(() => {
      const receipt = this.#receipt(sale, copy, true);
      return receipt.ok ? this.fileOf(receipt.value, 'pdf') : receipt;
    });
  }

  /** What a paper that is of no sale is made of. */
  made<T>(make: () => T): Result<T, NoPaper> {
    return this.#tried(() => ok(make()));
  }

  /** A paper that is of no sale, as text. */
  textOf(paper: Receipt): Result<string, NoPaper> {
    return this.made(() => textOf(paper, this.#profile('merchant')));
  }

  /** A paper that is of no sale, as a printer of the config is to be sent it. */
  bytesOf(paper: Receipt, printer: PrinterConfig): Result<Uint8Array, string> {
    return inWords(this.#tried(() => this.#inked(paper, profileOfConfig(printer))));
  }

  /** A paper that is of no sale, as bytes or as a picture. */
  fileOf(paper: Receipt, format: PaperFormat): Result<Uint8Array, NoPaper> {
    return this.#tried(() => {
      const profile = this.#profile('merchant');
      return this.#drawn(this.#inked(paper, profile), profile, format, textsOf(paper));
    });
  }

  /** The signs in the names of the shop that no font has: every paper shows a box for each of them. */
  boxesOfShop(): readonly string[] {
    const boxes = this.made(() => {
      const { font, shaper, config } = this.#parts;
      const { storeTerminalId, storeOperatorId, timeZone } = config.terminal;
      const place = { unreal: null, merchant: config.merchant, storeTerminalId, storeOperatorId, timeZone };
      const names = textsOf([...shopLines(place), ...origin({ ...place, language: 'en' })]);
      const lettering = new Lettering(font, shaper, 'hans');
      return [...new Set(names.flatMap((name) => lettering.lacks(plainText(name))))];
    });
    return boxes.ok ? boxes.value : [];
  }

  /** Why the money of a payment is not real; of a paper without one, of any payment. */
  #unreal(of?: Payment['facts']): Unreal | null {
    const { config, training } = this.#parts;
    return unrealOf({ gateways: config.gateways, training }, of);
  }

  #tried<T>(make: () => Result<T, NoPaper>): Result<T, NoPaper> {
    try {
      return make();
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      if (fault.message !== this.#logged)
        this.#parts.log.warn('A paper could not be made.', { stack: fault.stack ?? fault.message });
      this.#logged = fault.message;
      return noPaper(
        'cannotBeMade',
        `The paper cannot be made (${fault.message}). Tell the shop's technician.`,
      );
    }
  }

  #drawn(
    bytes: Result<Uint8Array, NoPaper>,
    profile: PrinterProfile,
    format: PaperFormat,
    words: readonly string[] = [],
  ): Result<Uint8Array, NoPaper> {
    if (!bytes.ok || format === 'escpos') return bytes;
    const paper = drawPaper(bytes.value, profile, this.#parts.font);
    if (!paper.ok) return noPaper('cannotBeMade', `The receipt cannot be drawn: ${paper.error.say}.`);
    const { deflate } = this.#parts;
    return ok(format === 'png' ? pngOf(paper.value.dots, deflate) : pdfOf(paper.value.dots, deflate, words));
  }

  /** A page for a technician, for one printer of the config. */
  testPage(printer: PrinterConfig, at: string): Result<Uint8Array, string> {
    const page = this.#tried(() => {
      const { config, brands } = this.#parts;
      const { storeTerminalId, timeZone, languages } = config.terminal;
      const language = paperLanguageOf(languages[0]);
      const unreal = this.#unreal();
      const place = { unreal, merchant: config.merchant, storeTerminalId, timeZone, language };
      const profile = profileOfConfig(printer);
      return this.#inked(testPageOf(place, allBrands(brands), profile, at), profile);
    });
    return inWords(page);
  }

  #bytes(sale: Sale, copy: SalePaper, profile: PrinterProfile): Result<Uint8Array, NoPaper> {
    const receipt = this.#receipt(sale, copy);
    return receipt.ok ? this.#inked(receipt.value, profile) : receipt;
  }

  #inked(receipt: Receipt, profile: PrinterProfile): Result<Uint8Array, NoPaper> {
    const { font, shaper, marks, config } = this.#parts;
    const form = hanFormOf(paperLanguageOf(config.terminal.languages[0]));
    return ok(escposOf(receipt, profile, { font, shaper, form, marks }));
  }

  #profile(copy: SalePaper): PrinterProfile {
    const printer = this.#parts.config.printers.find(({ copies }) => copies.includes(printedAs(copy)));
    return printer === undefined ? PROFILES['generic-80mm'] : profileOfConfig(printer);
  }

  #receipt(sale: Sale, copy: SalePaper, isCopy = false): Result<Receipt, NoPaper> {
    const payment = leadingPayment(sale);
    if (copy === 'pending') return this.#pending(sale, payment);
    if (payment === undefined) return NO_RECEIPT;
    const { facts, state } = payment;
    const { config, brands } = this.#parts;
    const { storeTerminalId, timeZone, languages } = config.terminal;
    const refundRequestId = refundOfPaper(copy);
    const storeOperatorId = sale.operatorId ?? config.terminal.storeOperatorId;
    const common = {
      copy: printedAs(copy),
      marked: isCopy || (sale.receipts[copy]?.marked ?? false),
      unreal: this.#unreal(facts),
      brands: brandsOfPayment(brands, facts.gateway),
      merchant: config.merchant,
      referenceOrderId: sale.referenceOrderId,
      ...{ storeTerminalId, storeOperatorId, timeZone, languages },
      tender: this.#tenderOf(facts.way),
    };
    if (refundRequestId !== null) {
      const refund = sale.refunds.find((each) => each.facts.refundRequestId === refundRequestId);
      if (refund === undefined || state.kind !== 'paid')
        return noPaper('noRefund', 'There is no such refund of this sale.');
      const by = { ...common, storeOperatorId: refund.facts.operatorId ?? config.terminal.storeOperatorId };
      return refundSlipOf(by, { facts, charge: state.charge }, refund);
    }
    if (state.kind === 'paid') return ok(receiptOf({ ...common, type: 'SALE', payment: { facts, state } }));
    if (state.kind === 'cancelled' && state.cause === 'void' && state.charge !== null) {
      const { charge, recheck } = state;
      const by = { ...common, storeOperatorId: sale.voidedById ?? storeOperatorId };
      return ok(receiptOf({ ...by, type: 'VOID', payment: { facts, charge }, atMs: recheck.sinceMs }));
    }
    return NO_RECEIPT;
  }

  /** What the shop calls the way of a payment, in the paper's language; undefined where it says nothing. */
  #tenderOf(way: Payment['facts']['way']): string | undefined {
    const { tenders, terminal } = this.#parts.config;
    const tender = way.kind === 'page' ? tenders.find(({ id }) => id === way.tender) : undefined;
    const { say = {} } = tender ?? {};
    return say[terminal.languages[0] ?? 'en'] ?? say['en'] ?? Object.values(say)[0];
  }

  #pending(sale: Sale, payment: Payment | undefined): Result<Receipt, NoPaper> {
    if (payment === undefined || !isOutcomeUnknown(sale)) return NO_SLIP;
    const { config } = this.#parts;
    const { storeTerminalId, timeZone, languages } = config.terminal;
    const storeOperatorId = sale.operatorId ?? config.terminal.storeOperatorId;
    const { paymentRequestId, way, amount, startedAtMs } = payment.facts;
    const code = way.kind === 'code' ? way.code : undefined;
    return ok(
      pendingSlipOf({
        unreal: this.#unreal(payment.facts),
        ...{ merchant: config.merchant, storeTerminalId, storeOperatorId, timeZone, languages },
        referenceOrderId: sale.referenceOrderId,
        ...{ paymentRequestId, code, amount, startedAtMs },
        isAtShopsRisk: mayHandOver(payment),
      }),
    );
  }
}

const NO_SLIP = noPaper(
  'notUnknown',
  'Such a slip is printed only while it is not known whether the sale is paid.',
);
const NO_RECEIPT = noPaper('notPaid', 'Only a paid sale has a receipt.');

/** The result for a printer's job, which keeps the sentence alone. */
function inWords(bytes: Result<Uint8Array, NoPaper>): Result<Uint8Array, string> {
  return bytes.ok ? bytes : err(bytes.error.say);
}

function profileOfConfig(printer: PrinterConfig): PrinterProfile {
  const profile = profileOf(printer.profile, printer);
  invariant(profile.ok, 'profiles were checked with the config');
  return profile.value;
}
