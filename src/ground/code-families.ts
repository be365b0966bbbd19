/** The families of codes. Source: dossier section 1.4. */
export const CODE_FAMILIES = [
  'ALIPAY_PLUS',
  'ALIPAY_PLUS_19',
  'ALIPAY_LEGACY',
  'ALIPAY_RESERVED',
  'NOT_A_PAYMENT_CODE',
  'WECHAT',
  'UNIONPAY',
  'EMV_CPM',
  'UNKNOWN',
] as const;
export type CodeFamily = (typeof CODE_FAMILIES)[number];
