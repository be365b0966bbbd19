import { ownRow } from '../../ground/own-row.ts';
import type { ReasonClass } from '../../ground/reason-classes.ts';
import type { Reason } from '../../payment/answers.ts';

const ANOTHER_WAY = 'Ask the customer to use another way of paying.';
const NOT_SET_UP = "Alipay is not available here. Offer another way of paying. Tell the shop's technician.";
const NOT_TAKEN =
  "Trust Payments did not take the till's request. Offer another way of paying. Tell the shop's technician.";
const WRONG_PARENT =
  "Trust Payments does not know this payment so. Do not refund again. Tell the shop's technician.";
const NOT_REFUNDABLE = 'This payment cannot be refunded from the till.';
const NOT_SETTLED = 'The payment is not settled yet. It is refunded as soon as it is.';

/** What each refusal means. Source: dossier section 10; classes and sentences are ours. */
const REFUSALS: Readonly<Record<string, readonly [ReasonClass, string]>> = {
  '70000': ['general', `The payment was declined. ${ANOTHER_WAY}`],
  '71000': ['general', `The payment was declined. ${ANOTHER_WAY}`],
  '60030': ['general', 'The payment did not go through. Show a new code.'],
  '21000': ['setUp', NOT_SET_UP],
  '21002': ['setUp', NOT_SET_UP],
  '25002': ['setUp', NOT_SET_UP],
  '30001': ['setUp', NOT_SET_UP],
  '30008': ['setUp', NOT_SET_UP],
  '40000': ['setUp', NOT_SET_UP],
  '60016': ['setUp', NOT_SET_UP],
  '60022': ['setUp', NOT_SET_UP],
  '60023': ['setUp', NOT_SET_UP],
  '401': ['setUp', NOT_SET_UP],
  '30000': ['technical', NOT_TAKEN],
  '10205': ['technical', NOT_TAKEN],
  '10600': ['technical', NOT_TAKEN],
  '60018': ['technical', NOT_TAKEN],
  '60025': ['technical', NOT_TAKEN],
};

/** What each refusal of a refund means. 20005 and 20012 hold for now: the same refund is made once it is settled. */
const REFUND_REFUSALS: Readonly<Record<string, readonly [ReasonClass, string]>> = {
  '20005': ['technical', NOT_SETTLED],
  '20012': ['technical', NOT_SETTLED],
  '20007': ['general', 'The refunds would be more than the payment. Check what was refunded before.'],
  '20004': ['contradiction', WRONG_PARENT],
  '20006': ['contradiction', WRONG_PARENT],
  '20011': ['contradiction', WRONG_PARENT],
  '20033': ['contradiction', WRONG_PARENT],
  '20015': ['contradiction', WRONG_PARENT],
  '20022': ['general', 'The amount is too small to be refunded.'],
  '20034': ['general', NOT_REFUNDABLE],
  '40001': ['general', NOT_REFUNDABLE],
  '40002': ['general', NOT_REFUNDABLE],
  '70000': ['general', 'The refund was declined. Give the money back in another way.'],
};

/**
 * Codes after which nobody knows what was done. Source: dossier sections 2, 6 and 10.
 * 50000 to 50014 are connections.
 */
const UNCERTAIN: readonly string[] = [
  ...['60010', '60034', '60038', '60039', '60020', '62000', '70001'],
  ...['79000', '79001', '88000', '90007', '99999'],
  ...Array.from({ length: 15 }, (_, at) => String(50_000 + at)),
];

/** Codes by which the gateway asks for patience. Source: dossier section 11. */
const BUSY: readonly string[] = ['79001', '88000'];

export function isUncertain(errorcode: string): boolean {
  return UNCERTAIN.includes(errorcode);
}

export function isBusy(errorcode: string): boolean {
  return BUSY.includes(errorcode);
}

/** Why a link was not made; every code that is not uncertain is a refusal: nobody has a link. */
export function refusal(errorcode: string): Reason {
  const [kind, say] = ownRow(REFUSALS, errorcode) ?? ['technical', NOT_TAKEN];
  return { code: codeOf(errorcode), class: kind, say };
}

/** Why a refund was refused; null for a code that proves nothing. */
export function refundRefusal(errorcode: string): Reason | null {
  const found = ownRow(REFUND_REFUSALS, errorcode) ?? ownRow(REFUSALS, errorcode);
  return found === undefined ? null : { code: codeOf(errorcode), class: found[0], say: found[1] };
}

function codeOf(errorcode: string): string {
  return `TRUST_${errorcode}`;
}
