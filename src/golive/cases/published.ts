import type { AcceptanceCase, CaseKind } from '../case.ts';
import { ALIPAY_PLUS_CASES } from './alipay-plus.ts';
import { ANTOM_ORDER_CODE_CASES, IVALIDATE_CASES } from './antom-order-code.ts';
import { ANTOM_PAYMENT_CODE_CASES } from './antom-payment-code.ts';
import { ANTOM_CARD_CASES } from './antom-card.ts';
import { BEYOND_CASES } from './beyond.ts';
import { COMPUTOP_CASES, SAFERPAY_CASES, TRUST_PAYMENTS_CASES } from './pages.ts';

/** Every case that an acquirer of ours publishes, and those worth taking from others. Source: going-live dossier, section 2. */
export const PUBLISHED_CASES: readonly AcceptanceCase[] = [
  ...ALIPAY_PLUS_CASES,
  ...ANTOM_PAYMENT_CODE_CASES,
  ...ANTOM_ORDER_CODE_CASES,
  ...IVALIDATE_CASES,
  ...ANTOM_CARD_CASES,
  ...SAFERPAY_CASES,
  ...COMPUTOP_CASES,
  ...TRUST_PAYMENTS_CASES,
  ...BEYOND_CASES,
];

/** The cases of one kind of acquirer, each as it is played there. */
export function publishedFor(kind: CaseKind): readonly AcceptanceCase[] {
  return PUBLISHED_CASES.filter(({ kinds }) => kinds.includes(kind)).map(({ byKind, ...of }) => {
    const script = byKind?.[kind] ?? of.script;
    return script === undefined ? of : { ...of, script };
  });
}
