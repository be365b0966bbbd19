import type { Catalogue } from './words.ts';

/** The sentence for each reason why a code is refused. Source: `why` of the notice, in `src/till-view.ts`. */
const WHY_REFUSED: Readonly<Record<string, keyof Catalogue['notice']['refused']>> = {
  ALIPAY_PLUS: 'wallet',
  ALIPAY_PLUS_19: 'wallet',
  ALIPAY_LEGACY: 'wallet',
  ALIPAY_RESERVED: 'newer',
  NOT_A_PAYMENT_CODE: 'notForPaying',
  WECHAT: 'weChat',
  UNIONPAY: 'unionPay',
  EMV_CPM: 'card',
  UNKNOWN: 'unknown',
  oversize: 'tooLong',
  unprintable: 'unreadable',
  choose: 'choose',
  tooOld: 'tooOld',
};

/**
 * What the till did not do, in the cashier's language: by its slug, and by `why` where one slug has several reasons.
 *
 * The till's own sentence stands in where the catalogue has none (undefined), and in English, where it knows the most.
 */
export function refusalSays(
  slug: string,
  why: string | undefined,
  { language, notice, reasons }: Catalogue,
): string | undefined {
  if (language === 'en') return undefined;
  switch (slug) {
    case 'code-repeated':
      return notice.repeated;
    case 'order-unresolved':
      return notice.unresolved;
    case 'scan-not-wanted':
      return notice.notWanted;
    case 'late-charge':
      return reasons.lateCharge;
    case 'code-refused': {
      const key = why === undefined ? undefined : WHY_REFUSED[why];
      return key === undefined ? undefined : notice.refused[key];
    }
    default:
      return undefined;
  }
}
