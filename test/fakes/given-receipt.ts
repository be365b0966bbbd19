import { UNQUESTIONED } from '../../src/payment/question.ts';
import type { Charge } from '../../src/payment/answers.ts';
import { parseAmount, type Amount } from '../../src/ground/money/amount.ts';
import { deflate, shippedFont } from '../../drivers/printer/paper-font.ts';
import { shippedShaper } from '../../drivers/printer/shaper.ts';
import { assetsOfProcess } from '../../electron/assets.ts';
import type { Brand } from '../../src/receipt/brand.ts';
import { escposOf } from '../../src/receipt/escpos.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { pngOf } from '../../src/receipt/picture.ts';
import type { PrinterProfile } from '../../src/receipt/profiles.ts';
import { receiptOf, type Receipt, type ReceiptFacts as AnyFacts } from '../../src/receipt/receipt.ts';
import { hanFormOf, paperLanguageOf } from '../../src/receipt/words/languages.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import { maskCode } from '../../src/ground/payment-code.ts';
import { readEscpos, type Paper } from './escpos-reader.ts';

type ReceiptFacts = Extract<AnyFacts, { type: 'SALE' }>;

const { fontFolder } = assetsOfProcess();

/** All that the till writes with. */
export const INK = { font: shippedFont(fontFolder), shaper: await shippedShaper(fontFolder) };

/** The brand of every payment that `givenFacts` makes. */
export const BRAND: Brand = { mark: 'alipay-plus', words: 'Alipay+ Partner' };
/** The id of every payment that `givenFacts` makes. */
export const REQUEST_ID = '20260302103105000701230001';
const ADDRESS = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh', zipCode: '50000' };

/** What a test wants otherwise in a receipt. */
export type Change = Partial<Omit<ReceiptFacts, 'payment'>> & { readonly charge?: Partial<Charge> };

/** An amount of minor units that the test knows to be good. */
export function givenAmount(currency: string, value: string): Amount {
  const amount = parseAmount({ currency, value });
  if (!amount.ok) throw new Error(amount.error.say);
  return amount.value;
}

/** A paid sale in Kuala Lumpur, changed as asked. */
export function givenFacts({ charge, ...change }: Change = {}): ReceiptFacts {
  const amount = charge?.amount ?? givenAmount('MYR', '4550');
  return {
    type: 'SALE',
    copy: 'customer',
    brands: [BRAND],
    marked: false,
    unreal: null,
    merchant: {
      referenceMerchantId: 'M-KL-0007',
      merchantName: 'Kopi Corner Sdn Bhd',
      merchantDisplayName: 'Kopi Corner',
      merchantMCC: '5814',
      merchantAddress: ADDRESS,
      store: {
        referenceStoreId: 'S-KL-0007-02',
        storeName: 'Kopi Corner Central',
        storeMCC: '5814',
        storeAddress: ADDRESS,
      },
    },
    storeTerminalId: 'T07',
    storeOperatorId: 'OP3',
    referenceOrderId: 'ORDER-20260302-000123',
    payment: {
      facts: {
        paymentRequestId: REQUEST_ID,
        number: 1,
        gateway: 'alipayPlus',
        way: { kind: 'code', family: 'ALIPAY_PLUS', code: maskCode('251001020123456789012345') },
        amount,
        startedAtMs: Date.UTC(2026, 2, 2, 2, 31, 0),
        clockOffsetMs: null,
        restarted: false,
        toleranceMs: null,
        asksAgain: true,
        terms: FORMER_TERMS,
        acquirer: {},
        payableForMs: null,
        heldForMs: null,
        freed: false,
        timing: TIMING_DEFAULTS,
      },
      state: {
        kind: 'paid',
        cancelWanted: false,
        refundedInFull: false,
        ...UNQUESTIONED,
        charge: {
          amount,
          paymentId: '20260302194010800100188720259000000',
          paymentTime: '2026-03-02T10:31:05+08:00',
          walletBrandName: "Touch 'n Go eWallet",
          mppPaymentId: '2026030221121112',
          ...charge,
        },
      },
    },
    timeZone: 'Asia/Kuala_Lumpur',
    languages: ['en', 'ms'],
    ...change,
  };
}

/** A receipt as it goes to a printer of a profile: one of `givenFacts`, or one made by hand. */
export function bytesOf(what: Change | Receipt, profile: PrinterProfile): Uint8Array {
  const receipt = isReceipt(what) ? what : receiptOf(givenFacts(what));
  const language = paperLanguageOf(isReceipt(what) ? 'en' : what.languages?.[0]);
  return escposOf(receipt, profile, { ...INK, form: hanFormOf(language) });
}

function isReceipt(what: Change | Receipt): what is Receipt {
  return Array.isArray(what);
}

/** The same as a picture (PNG) of the paper. */
export function drawn(what: Change | Receipt, profile: PrinterProfile): Uint8Array {
  const paper = drawPaper(bytesOf(what, profile), profile, INK.font);
  if (!paper.ok) throw new Error(paper.error.say);
  return pngOf(paper.value.dots, deflate);
}

/** The receipt printed by a profile and read back from its bytes. */
export function onPaper(change: Change, profile: PrinterProfile, multibyte?: string): Paper {
  return readEscpos(escposOf(receiptOf(givenFacts(change)), profile, INK), multibyte);
}
