import type { Amount } from '../../ground/money/amount.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import { macOf, type Cipher } from './crypto.ts';

/** Pages below the base URL. The customer's phone opens the first; the till calls the others. */
export const PAGES = {
  payment: '/alipayplus.aspx',
  inquire: '/inquire.aspx',
  inquire24: '/inquire24.aspx',
  reverse: '/reverse.aspx',
  credit: '/credit.aspx',
} as const;

/** Who calls, and with what: `hmacKey` signs, `cipher` hides. */
export interface Merchant {
  readonly merchantId: string;
  readonly hmacKey: string;
  readonly cipher: Cipher;
}

/** Parameters in the order in which they travel. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** What a phone tells of itself: a browser anywhere, or a page on a phone of this system. */
export type Phone =
  { readonly terminalType: 'WEB' } | { readonly terminalType: 'WAP'; readonly osType: OsType };
export type OsType = 'IOS' | 'ANDROID';

/** What a link is made for. Lengths and signs are checked by `unsendable`. */
export interface LinkOrder {
  readonly transId: string;
  readonly refNr: string;
  readonly amount: Amount;
  readonly orderDesc: string;
  readonly backUrl: string;
  readonly notifyUrl: string | null;
  readonly userData: string;
  readonly fxCurrency: string;
  readonly phone: Phone;
}

/** The parameters of the payment page. Source: `PROTOCOL.md`, the payment page. */
export function paymentParameters(merchant: Merchant, order: LinkOrder): Parameters {
  const { transId, amount, backUrl, notifyUrl, phone } = order;
  return [
    ['MerchantID', merchant.merchantId],
    ['TransID', transId],
    ['RefNr', order.refNr],
    ...money(amount),
    ['OrderDesc', order.orderDesc],
    ['URLSuccess', backUrl],
    ['URLFailure', backUrl],
    ...(notifyUrl === null ? [] : [['URLNotify', notifyUrl] as const]),
    ['Response', 'encrypt'],
    ['UserData', order.userData],
    ['ReqId', transId],
    ['terminalType', phone.terminalType],
    ...(phone.terminalType === 'WEB' ? [] : [['osType', phone.osType] as const]),
    ['FxCurrency', order.fxCurrency],
    signed(merchant, { transId, amount }),
  ];
}

/** Asks by our own name. */
export function inquire24Parameters(merchant: Merchant, transId: string): Parameters {
  return [['MerchantID', merchant.merchantId], ['TransID', transId], signed(merchant, { transId })];
}

/** Asks by the acquirer's id; the MAC is over exactly what is sent. `transId` is null where it is not wanted. */
export function inquireParameters(merchant: Merchant, payId: string, transId: string | null): Parameters {
  return [
    ['MerchantID', merchant.merchantId],
    ['PayID', payId],
    ...(transId === null ? [] : [['TransID', transId] as const]),
    signed(merchant, { payId, transId: transId ?? '' }),
  ];
}

/** What a reverse or a credit is of. */
export interface MoneyBack {
  readonly payId: string;
  readonly transId: string;
  readonly refNr: string;
  readonly amount: Amount;
  readonly reqId: string;
}

/** Undoes the last step of a payment, whatever that was. */
export function reverseParameters(merchant: Merchant, { payId, transId, ...back }: MoneyBack): Parameters {
  return [
    ['MerchantID', merchant.merchantId],
    ['PayID', payId],
    ['TransID', transId],
    ['RefNr', back.refNr],
    ...money(back.amount),
    ['ReqId', back.reqId],
    signed(merchant, { payId, transId, amount: back.amount }),
  ];
}

/** Gives back all or a part of a payment, under a name of its own. */
export function creditParameters(
  merchant: Merchant,
  { payId, transId, ...back }: MoneyBack & { readonly reason: string },
): Parameters {
  return [
    ['MerchantID', merchant.merchantId],
    ['PayID', payId],
    ['TransID', transId],
    ['RefNr', back.refNr],
    ...money(back.amount),
    ...(back.reason === '' ? [] : [['Reason', back.reason] as const]),
    ['ReqId', back.reqId],
    signed(merchant, { payId, transId, amount: back.amount }),
  ];
}

function money({ valueMinor, currency }: Amount): Parameters {
  return [
    ['Amount', String(valueMinor)],
    ['Currency', currency],
  ];
}

/** The MAC of a request: what is not sent stays empty. */
function signed(
  { merchantId, hmacKey }: Merchant,
  { payId = '', transId = '', amount }: { payId?: string; transId?: string; amount?: Amount },
): readonly [string, string] {
  const [value, currency] = amount === undefined ? ['', ''] : [String(amount.valueMinor), amount.currency];
  return ['MAC', macOf(hmacKey, [payId, transId, merchantId, value, currency])];
}

/** Signs that a value may not have: some readers decode them, others do not. */
const NOT_IN_A_VALUE = /[^\x20-\x7e]|[&=#%+]/;

/** The longest reason of a credit. */
export const REASON_LENGTH_MAX = 256;

/** The longest value of each parameter. */
const LONGEST: Readonly<Record<string, number>> = {
  ...{ MerchantID: 30, TransID: 64, RefNr: 30, Amount: 10, OrderDesc: 768, ReqId: 32 },
  Reason: REASON_LENGTH_MAX,
  ...{ URLSuccess: 256, URLFailure: 256, URLNotify: 256, UserData: 1024 },
};

/** The first parameter that cannot travel as it is; null where all can. */
export function unsendable(parameters: Parameters): string | null {
  const bad = parameters.find(
    ([name, value]) => NOT_IN_A_VALUE.test(value) || value.length > (LONGEST[name] ?? Infinity),
  );
  return bad?.[0] ?? null;
}

/** A text as it may travel: letters without their marks, other signs as blanks, at most so long. */
export function sendable(text: string, lengthMax: number): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|[&=#%+]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .slice(0, lengthMax)
    .trim();
}

/** The text inside `Data`: values as they are. */
export function plainOf(parameters: Parameters): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join('&');
}

/** What goes over the wire: as the body of a call, or behind the question mark of a link. */
export function formOf({ merchantId, cipher }: Merchant, parameters: Parameters): string {
  const { len, data } = cipher.seal(plainOf(parameters));
  return `MerchantID=${encodeURIComponent(merchantId)}&Len=${len}&Data=${data}`;
}

/** The link on which the customer pays. */
export function linkOf(baseUrl: string, merchant: Merchant, parameters: Parameters): string {
  return `${baseUrl.replace(/\/+$/, '')}${PAGES.payment}?${formOf(merchant, parameters)}`;
}

/** The values of an answer or a notice, by the name in small letters: the gateway writes names in any case. */
export type Values = ReadonlyMap<string, string>;

/** A value by its name; undefined where there is none. */
export function valueOf(values: Values, name: string): string | undefined {
  return values.get(name.toLowerCase());
}

/** The longest form that is looked at. */
const FORM_BYTES_MAX = 8 * 1024;

/**
 * Reads `Len=…&Data=…`, as an answer or a notice has it.
 *
 * Errors: in words, never what was read: too long, not encrypted, not readable, or one name with two values.
 */
export function readForm(cipher: Cipher, body: Uint8Array): Result<Values, string> {
  if (body.length > FORM_BYTES_MAX) return err('it is too long');
  const form = pairsOf(Buffer.from(body).toString('latin1').trim());
  if (form === null) return err('one name has two values');
  const [len, data] = [form.get('len'), form.get('data')];
  if (len === undefined || data === undefined) return err('it is not encrypted');
  const plain = cipher.read({ len, data });
  if (!plain.ok) return plain;
  const values = pairsOf(plain.value);
  return values === null ? err('one name has two values') : ok(values);
}

/** Pairs split at the first equals sign, values as they are; null where one name has two values. */
function pairsOf(text: string): Map<string, string> | null {
  const pairs = new Map<string, string>();
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    const [name, value] = [part.slice(0, at).toLowerCase(), part.slice(at + 1)];
    if ((pairs.get(name) ?? value) !== value) return null;
    pairs.set(name, value);
  }
  return pairs;
}
