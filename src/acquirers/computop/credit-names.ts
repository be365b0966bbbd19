import { refundRefOf } from '../../payment/ids.ts';
import type { AcquirerFacts } from '../../payment/terms.ts';

/** By what names a credit travels. */
interface CreditName {
  readonly transId: string;
  readonly reqId: string;
  readonly refNr: string;
}

/** The fact that names a payment that came beside one before, by the same link. */
const SECOND_FACT = 'SecondPayID';
/** Characters of `PayID` that tell payments of one link apart. */
const MARK_LENGTH = 8;
/** The longest number with which `RefNr` has room for our own id. Source: dossier section 3, 30 characters. */
const NUMBER_MAX = 99;

/** The facts of an attempt once a payment beside one before is the one that goes back. */
export function asSecond(payId: string): AcquirerFacts {
  return { [SECOND_FACT]: payId };
}

/** The name of a credit: `number` of a manager's refund, null where the till gives back by itself. */
export function creditNameOf(
  paymentRequestId: string,
  number: number | null,
  payId: string,
  facts: AcquirerFacts,
): CreditName {
  if (number === null && facts[SECOND_FACT] === payId) return secondNameOf(paymentRequestId, payId);
  const transId = refundRefOf(paymentRequestId, number);
  const isShort = (number ?? 0) <= NUMBER_MAX;
  const refNr = isShort ? `${paymentRequestId}R${number ?? 0}` : transId.replaceAll('-', '');
  return { transId, reqId: transId, refNr };
}

/**
 * The name under which a payment beside one before goes back.
 *
 * Why one of its own: under the first one's name it would be answered with the first one's result, and nothing would be
 * done. Source: dossier sections 8 and 10.
 */
export function secondNameOf(paymentRequestId: string, payId: string): CreditName {
  const transId = `${refundRefOf(paymentRequestId, null)}-${payId.slice(-MARK_LENGTH)}`;
  return { transId, reqId: transId, refNr: transId.replaceAll('-', '') };
}
