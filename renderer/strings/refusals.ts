import type { View } from '../../src/contract/contract.ts';
import type { Catalogue } from './words.ts';

type WhyRefused = NonNullable<NonNullable<View['notice']>['why']>;

/** The sentence for each reason why a code is refused. */
const REFUSED: Record<WhyRefused, keyof Catalogue['notice']['refused']> = {
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
 * Undefined where the catalogue has none: then the till's own sentence stands in.
 */
export function refusalSays(
  slug: string,
  why: string | undefined,
  { attention, notice, reasons, slip }: Catalogue,
): string | undefined {
  switch (slug) {
    case 'code-repeated':
      return notice.repeated;
    case 'order-unresolved':
      return notice.unresolved;
    case 'scan-not-wanted':
      return notice.notWanted;
    case 'late-charge':
      return reasons.lateCharge;
    case 'charge-gone':
      return notice.chargeGone;
    case 'slip-not-printed':
      return slip.notPrinted;
    case 'approver-required':
      return attention.manager;
    case 'code-refused':
      return isWhy(why) ? notice.refused[REFUSED[why]] : undefined;
    default:
      return undefined;
  }
}

function isWhy(why: string | undefined): why is WhyRefused {
  return why !== undefined && Object.hasOwn(REFUSED, why);
}
