import { z } from 'zod';
import type { Amount } from '../../ground/money/amount.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import { jsonOf } from '../answer-json.ts';

/** Where calls go, below the base URL. Source: dossier section 1. */
export const PATH = '/json/';

/** The site that every request names, and its login. */
export interface Site {
  readonly user: string;
  readonly siteReference: string;
}

/** What a link is made for. */
export interface AuthOrder {
  readonly orderreference: string;
  readonly amount: Amount;
  readonly billingCountry: string;
  readonly returnUrl: string;
  readonly wap: boolean;
}

/** The body of AUTH: makes a link. Source: dossier section 2. */
export function authRequest(site: Site, requestreference: string, order: AuthOrder): Uint8Array {
  return bodyOf(site, requestreference, {
    requesttypedescriptions: ['AUTH'],
    accounttypedescription: 'ECOM',
    sitereference: site.siteReference,
    baseamount: String(order.amount.valueMinor),
    currencyiso3a: order.amount.currency,
    paymenttypedescription: 'ALIPAY',
    orderreference: order.orderreference,
    billingcountryiso2a: order.billingCountry,
    returnurl: order.returnUrl,
    ...(order.wap ? { applicationtype: 'WAP' } : {}),
  });
}

/** The body of TRANSACTIONQUERY by order references. Source: dossier section 3. */
export function queryRequest(
  site: Site,
  requestreference: string,
  orderreferences: readonly string[],
): Uint8Array {
  return bodyOf(site, requestreference, {
    requesttypedescriptions: ['TRANSACTIONQUERY'],
    filter: {
      sitereference: [{ value: site.siteReference }],
      orderreference: orderreferences.map((value) => ({ value })),
    },
  });
}

/** The body of REFUND. Source: dossier section 6. */
export function refundRequest(
  site: Site,
  requestreference: string,
  refund: { readonly parent: string; readonly orderreference: string; readonly amount: Amount },
): Uint8Array {
  return bodyOf(site, requestreference, {
    requesttypedescriptions: ['REFUND'],
    sitereference: site.siteReference,
    parenttransactionreference: refund.parent,
    baseamount: String(refund.amount.valueMinor),
    orderreference: refund.orderreference,
  });
}

function bodyOf({ user }: Site, requestreference: string, request: object): Uint8Array {
  const body = { alias: user, version: '1.00', requestreference, request: [request] };
  return new TextEncoder().encode(JSON.stringify(body));
}

/** Values are strings, numbers too; a number that is none of ours to read as one is kept as text. */
const value = z.union([z.string(), z.number().transform(String)]);
const valued = value.optional().catch(undefined);

const transaction = z.object({
  requesttypedescription: valued,
  transactionreference: valued,
  parenttransactionreference: valued,
  orderreference: valued,
  sitereference: valued,
  baseamount: valued,
  currencyiso3a: valued,
  settlestatus: valued,
  errorcode: valued,
  livestatus: valued,
  redirecturl: valued,
  paymenttypedescription: valued,
  transactionstartedtimestamp: valued,
});
/** A transaction as the gateway writes it. Source: dossier sections 2, 3 and 6. */
export type Transaction = z.infer<typeof transaction>;

const element = transaction.extend({ records: z.array(transaction).optional().catch(undefined) });
/** The one element of an answer. */
export type AnswerElement = z.infer<typeof element>;

const envelope = z.object({
  requestreference: valued,
  response: z.array(element).optional(),
  responses: z.array(element).optional(),
});

/**
 * Reads an answer: the one element of it.
 *
 * Errors: in words, for what is no JSON, answers another request, or has not exactly one element. An error of the
 * whole request has no reference of ours. Source: dossier section 1.
 */
export function readAnswer(requestreference: string, body: Uint8Array): Result<AnswerElement, string> {
  const json = jsonOf(body);
  if (!json.ok) return json;
  const read = envelope.safeParse(json.value);
  if (!read.success) return err('the answer has no response');
  const [first, ...more] = read.data.response ?? read.data.responses ?? [];
  if (first === undefined || more.length > 0) return err('the answer has not one response');
  if (read.data.requestreference !== requestreference) return err('the answer is of another request');
  return ok(first);
}
