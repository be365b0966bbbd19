import { idOfRef } from '../../payment/ids.ts';
import type { AcquirerFacts } from '../../payment/terms.ts';
import type { Heard, Hear, NoticeReply } from '../notices.ts';
import { isMac, macOf, userDataOf } from './crypto.ts';
import { readForm, valueOf, type Merchant, type Values } from './messages.ts';
import { FACTS, successFact } from './outcome.ts';
import { SUCCESS } from './result-codes.ts';

/**
 * Hears notices: encrypted and signed; whatever one says, the till asks, and the answer decides.
 *
 * Every notice is answered with 200: an error only brings it again. One that does not fit has no effect. Which address
 * was hit means nothing. `till`: which one this is. Source: dossier section 13.
 */
export function hearing(merchant: Merchant, till: string): Hear {
  return ({ body }): Heard => {
    const refused = (why: string): Heard => ({ kind: 'refused', isAddressed: true, why, reply });
    const read = readForm(merchant.cipher, body);
    if (!read.ok) return refused(read.error);
    const values = read.value;
    if (!isSigned(values, merchant.hmacKey)) return refused('its MAC is not right');
    if (valueOf(values, 'mid') !== merchant.merchantId) return refused('it names another merchant');
    const transId = valueOf(values, 'TransID') ?? '';
    const paymentRequestId = idOfRef(transId);
    if (paymentRequestId === null) return refused('it names no payment of this till');
    if (valueOf(values, 'UserData') !== userDataOf(merchant.hmacKey, transId, till))
      return refused('it does not bring back the token of its payment');
    return {
      kind: 'told',
      payment: { by: 'id', paymentRequestId },
      content: { kind: 'hint', facts: factsIn(values) },
      reply,
    };
  };
}

function isSigned(values: Values, hmacKey: string): boolean {
  const signed = ['PayID', 'TransID', 'mid', 'Status', 'Code'].map((name) => valueOf(values, name) ?? '');
  return isMac(valueOf(values, 'MAC') ?? '', macOf(hmacKey, signed));
}

/** What is kept of a notice: which payment it is of, and that it told of a success. */
function factsIn(values: Values): AcquirerFacts {
  const payId = valueOf(values, 'PayID') ?? '';
  if (payId === '') return {};
  const isSuccess = valueOf(values, 'Status') === 'OK' && valueOf(values, 'Code') === SUCCESS;
  return { [FACTS.noticed]: payId, ...(isSuccess ? { [successFact(payId)]: SUCCESS } : {}) };
}

function reply(): NoticeReply {
  return {
    status: 200,
    headers: { 'Content-Type': 'text/plain' },
    body: new TextEncoder().encode('OK'),
  };
}
