import type { Config, Copy } from '../config.ts';
import { formatAmount } from '../money/format.ts';
import type { PaymentFacts, PaymentState } from '../payment/state.ts';
import { localTime } from './local-time.ts';

/** A payment that is paid; no other payment can be given to a receipt. */
export interface PaidPayment {
  readonly facts: PaymentFacts;
  readonly state: Extract<PaymentState, { kind: 'paid' }>;
}

/** All that a receipt of a sale says. */
export interface ReceiptFacts {
  readonly type: 'SALE';
  readonly copy: Copy;
  /** A print after the first. */
  readonly marked: boolean;
  /** The money is not real. */
  readonly training: boolean;
  readonly merchant: Config['merchant'];
  readonly storeTerminalId: string;
  readonly storeOperatorId?: string | undefined;
  readonly referenceOrderId: string;
  readonly payment: PaidPayment;
  readonly timeZone: string;
  /** The first one writes the amount. */
  readonly languages: readonly string[];
}

/** How large a line stands on the paper; `large` falls back to `tall` where the paper is too narrow for it. */
export type Size = 'plain' | 'tall' | 'large';

/** One part of a receipt, before it is fitted to a paper. */
export type ReceiptLine =
  | { readonly kind: 'centred'; readonly text: string; readonly size: Size; readonly strong: boolean }
  /** A name at the left edge and its value at the right one. */
  | { readonly kind: 'pair'; readonly label: string; readonly value: string; readonly strong: boolean }
  /** The text as bars where they fit the paper, and always in characters below. */
  | { readonly kind: 'barcode'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' };

/** A receipt as its parts, the same for every paper. */
export type Receipt = readonly ReceiptLine[];

const RULE: ReceiptLine = { kind: 'rule' };
const BLANK: ReceiptLine = { kind: 'blank' };
const COPY_LABELS: Readonly<Record<Copy, string>> = {
  customer: 'CUSTOMER COPY',
  merchant: 'MERCHANT COPY',
};

/**
 * The receipt of a paid sale.
 *
 * The wallet is named only from the acquirer's answer; masked code and the wallet's own payment id stand on the
 * merchant's copy only. Where the answer has no time, the till's time is given and called so.
 * Source: dossier sections 7.1 and 7.3.
 */
export function receiptOf(facts: ReceiptFacts): Receipt {
  return [
    ...trainingMark(facts),
    ...head(facts),
    RULE,
    ...origin(facts),
    RULE,
    ...saleLines(facts),
    RULE,
    ...references(facts),
    ...foot(facts),
  ];
}

function centred(text: string, size: Size = 'plain', strong = false): ReceiptLine {
  return { kind: 'centred', text, size, strong };
}

function pair(label: string, value: string | undefined): ReceiptLine[] {
  return value === undefined ? [] : [{ kind: 'pair', label, value, strong: false }];
}

function trainingMark(facts: ReceiptFacts): ReceiptLine[] {
  return facts.training ? [centred('TRAINING - NOT A RECEIPT OF PAYMENT', 'plain', true), BLANK] : [];
}

function head({ merchant }: ReceiptFacts): ReceiptLine[] {
  const { store } = merchant;
  const shop = store.storeDisplayName ?? store.storeName;
  const name = merchant.merchantDisplayName ?? merchant.merchantName;
  const { address1, address2, zipCode, city, state, region } = store.storeAddress;
  const place = [[zipCode, city].filter(isText).join(' '), state, region].filter(isText).join(', ');
  return [
    centred('Alipay+ Partner', 'plain', true),
    BLANK,
    centred(shop, 'tall', true),
    ...(name === shop ? [] : [centred(name)]),
    ...[address1, address2, place].filter(isText).map((line) => centred(line)),
  ];
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function origin(facts: ReceiptFacts): ReceiptLine[] {
  return [
    ...pair('Store', facts.merchant.store.referenceStoreId),
    ...pair('Terminal', facts.storeTerminalId),
    ...pair('Operator', facts.storeOperatorId),
  ];
}

function saleLines(facts: ReceiptFacts): ReceiptLine[] {
  const { charge } = facts.payment.state;
  const { startedAtMs } = facts.payment.facts;
  return [
    { kind: 'pair', label: facts.type, value: COPY_LABELS[facts.copy], strong: true },
    ...(facts.marked ? [centred('*** DUPLICATE ***', 'plain', true)] : []),
    ...(charge.paymentTime === undefined
      ? pair('Time (till)', localTime(startedAtMs, facts.timeZone))
      : pair('Time', localTime(charge.paymentTime, facts.timeZone))),
    BLANK,
    centred(formatAmount(charge.amount, facts.languages[0] ?? 'en'), 'large', true),
    ...(isText(charge.walletBrandName) ? [centred(`Paid with ${charge.walletBrandName}`)] : []),
    BLANK,
  ];
}

function references(facts: ReceiptFacts): ReceiptLine[] {
  const { charge } = facts.payment.state;
  const { code, paymentRequestId } = facts.payment.facts;
  const merchantOnly =
    facts.copy === 'merchant' ? [...pair('Code', code), ...pair('Wallet id', charge.mppPaymentId)] : [];
  return [
    ...pair('Order', facts.referenceOrderId),
    ...pair('Payment', charge.paymentId),
    ...merchantOnly,
    BLANK,
    { kind: 'barcode', text: paymentRequestId },
    BLANK,
  ];
}

function foot(facts: ReceiptFacts): ReceiptLine[] {
  const footer = facts.copy === 'customer' ? 'Keep this receipt for a refund' : 'Keep this copy';
  return [centred(footer), ...(facts.training ? [BLANK, ...trainingMark(facts).slice(0, 1)] : [])];
}
