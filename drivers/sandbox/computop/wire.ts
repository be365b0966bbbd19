import { isMac, macOf } from '../../../src/acquirers/computop/crypto.ts';
import {
  plainOf,
  readForm,
  valueOf,
  type Merchant,
  type Parameters,
  type Values,
} from '../../../src/acquirers/computop/messages.ts';
import { err, ok, type Result } from '../../../src/ground/result.ts';
import {
  capturedMinor,
  creditedMinor,
  DONE_CODE,
  NOT_KNOWN,
  type Moved,
  type Opening,
  type PaymentInBooks,
} from './books.ts';

/** Why a request is not taken, as the gateway's code. */
const MISSING = '20100001';
const MAC_WRONG = '20120002';
const TOO_LONG = '20140001';

/** Reads a request: decrypted, and its MAC right. Errors: null where it cannot be read, else a code. */
export function readRequest(merchant: Merchant, form: Uint8Array): Result<Values, string | null> {
  const read = readForm(merchant.cipher, form);
  if (!read.ok) return err(null);
  const values = read.value;
  const told = (name: string): string => valueOf(values, name) ?? '';
  const signed = ['PayID', 'TransID', 'MerchantID', 'Amount', 'Currency'].map(told);
  return told('MerchantID') === merchant.merchantId && isMac(told('MAC'), macOf(merchant.hmacKey, signed))
    ? ok(values)
    : err(MAC_WRONG);
}

/** What a link asks for; the code of the refusal where it cannot be opened. */
export function openingOf(values: Values): Result<Opening, string> {
  const told = (name: string): string => valueOf(values, name) ?? '';
  const needed = ['TransID', 'Amount', 'Currency', 'OrderDesc', 'URLSuccess', 'URLFailure', 'FxCurrency'];
  if (needed.some((name) => told(name) === '')) return err(MISSING);
  const type = told('terminalType');
  if (type !== '' && type !== 'WEB' && told('osType') === '') return err(MISSING);
  const urls = [told('URLSuccess'), told('URLFailure'), told('URLNotify')];
  if (urls.some((url) => url.length > 256 || url.includes('?'))) return err(TOO_LONG);
  return ok({
    transId: told('TransID'),
    refNr: told('RefNr'),
    reqId: told('ReqId'),
    valueMinor: Number(told('Amount')),
    currency: told('Currency'),
    userData: told('UserData'),
    urlSuccess: told('URLSuccess'),
    urlFailure: told('URLFailure'),
  });
}

/** What a text at the begin of an order simulates: success, or a code; null where it simulates nothing. */
export function simulationOf(orderDesc: string): string | null {
  return /^\s*test\s*:\s*([0-9A-Z]{4})/i.exec(orderDesc)?.[1] ?? null;
}

/** An encrypted form, as answers and notices have it. */
export function formOfAnswer({ cipher }: Merchant, parameters: Parameters): string {
  const { len, data } = cipher.seal(plainOf(parameters));
  return `Len=${len}&Data=${data}`;
}

/** What an inquiry says: as the general page of the gateway lists it. */
export function stateParameters(
  { merchantId }: Merchant,
  transId: string,
  payment: PaymentInBooks | undefined,
): Parameters {
  if (payment === undefined) return failedParameters(merchantId, transId, NOT_KNOWN);
  const { status, code, payId, xid, charged } = payment;
  return [
    ['mid', merchantId],
    ['PayID', payId],
    ['XID', xid],
    ['TransID', payment.transId],
    ['Status', status],
    ['Description', status === 'OK' ? 'success' : 'waiting'],
    ['Code', code],
    ['RefNr', payment.refNr],
    ['UserData', payment.userData],
    ['AmountAuth', String(capturedMinor(payment))],
    ['AmountCap', String(capturedMinor(payment))],
    ['AmountCred', String(creditedMinor(payment))],
    ['Currency', charged.currency],
    ['LastStatus', status],
  ];
}

/** What a call that moves money says: done with `DONE_CODE`, else not. */
export function movedParameters(
  { merchantId }: Merchant,
  values: Values,
  { code, xid }: Pick<Moved, 'code' | 'xid'>,
): Parameters {
  const told = (name: string): string => valueOf(values, name) ?? '';
  return [
    ['mid', merchantId],
    ['PayID', told('PayID')],
    ['XID', xid],
    ['TransID', told('TransID')],
    ['Status', code === DONE_CODE ? 'OK' : 'FAILED'],
    ['Description', code === DONE_CODE ? 'success' : 'not possible'],
    ['Code', code],
    ['RefNr', told('RefNr')],
  ];
}

/** A call that failed before it was about any payment. */
export function failedParameters(merchantId: string, transId: string, code: string): Parameters {
  return [
    ['mid', merchantId],
    ['TransID', transId],
    ['Status', 'FAILED'],
    ['Description', 'not possible'],
    ['Code', code],
  ];
}

/** What a notice and a return say of a payment, with their MAC; `hmacKey` may be another one, to forge. */
export function noticeParameters(
  { merchantId, hmacKey }: Merchant,
  { payId, xid, transId, refNr, userData }: PaymentInBooks,
  { status, code }: { readonly status: string; readonly code: string },
): Parameters {
  return [
    ['mid', merchantId],
    ['PayID', payId],
    ['XID', xid],
    ['TransID', transId],
    ['RefNr', refNr],
    ['Status', status],
    ['Description', status === 'OK' ? 'success' : 'declined'],
    ['Code', code],
    ['UserData', userData],
    ['MAC', macOf(hmacKey, [payId, transId, merchantId, status, code])],
  ];
}
