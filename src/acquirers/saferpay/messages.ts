import { z } from 'zod';
import type { Amount } from '../../ground/money/amount.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import { jsonOf } from '../answer-json.ts';

/** Calls of the JSON API, below the base URL. Source: dossier sections 2 to 5. */
export const ENDPOINTS = {
  initialize: '/Payment/v1/PaymentPage/Initialize',
  assert: '/Payment/v1/PaymentPage/Assert',
  inquire: '/Payment/v1/Transaction/Inquire',
  refund: '/Payment/v1/Transaction/Refund',
  capture: '/Payment/v1/Transaction/Capture',
  cancel: '/Payment/v1/Transaction/Cancel',
} as const;
export type Endpoint = keyof typeof ENDPOINTS;

/** What every call begins with. Source: dossier section 1.2. */
export interface Head {
  readonly specVersion: string;
  readonly customerId: string;
  readonly requestId: string;
  readonly retry: number;
}

function headOf({ specVersion, customerId, requestId, retry }: Head): object {
  return {
    SpecVersion: specVersion,
    CustomerId: customerId,
    RequestId: requestId,
    RetryIndicator: retry,
  };
}

const amountOf = ({ currency, valueMinor }: Amount): object => ({
  Value: String(valueMinor),
  CurrencyCode: currency,
});

/** What a link is made for. */
export interface InitializeOrder {
  readonly terminalId: string;
  readonly amount: Amount;
  readonly orderId: string;
  readonly description: string;
  readonly language: string;
  readonly returnUrl: string;
  readonly notifyUrl: string | null;
}

/** The body of Initialize. Source: dossier section 2. */
export function initializeRequest(head: Head, order: InitializeOrder): Uint8Array {
  return bytes({
    RequestHeader: headOf(head),
    TerminalId: order.terminalId,
    Payment: {
      Amount: amountOf(order.amount),
      OrderId: order.orderId,
      Description: order.description,
    },
    PaymentMethods: ['ALIPAY'],
    Payer: { LanguageCode: order.language },
    ReturnUrl: { Url: order.returnUrl },
    ...(order.notifyUrl === null
      ? {}
      : {
          Notification: {
            SuccessNotifyUrl: `${order.notifyUrl}/s`,
            FailNotifyUrl: `${order.notifyUrl}/f`,
          },
        }),
  });
}

/** The body of Assert. Source: dossier section 3. */
export function assertRequest(head: Head, token: string): Uint8Array {
  return bytes({ RequestHeader: headOf(head), Token: token });
}

/** The body of Inquire by our own name. Source: dossier section 5.3. */
export function inquireRequest(head: Head, orderId: string): Uint8Array {
  return bytes({ RequestHeader: headOf(head), TransactionReference: { OrderId: orderId } });
}

/** The body of Capture and Cancel. Source: dossier section 5.2. */
export function transactionRequest(head: Head, transactionId: string): Uint8Array {
  return bytes({ RequestHeader: headOf(head), TransactionReference: { TransactionId: transactionId } });
}

/** The body of Refund; more than was captured is always refused. Source: dossier section 5.1. */
export function refundRequest(
  head: Head,
  refund: {
    readonly captureId: string;
    readonly orderId: string;
    readonly amount: Amount;
    readonly description: string;
  },
): Uint8Array {
  return bytes({
    RequestHeader: headOf(head),
    Refund: {
      Amount: amountOf(refund.amount),
      OrderId: refund.orderId,
      Description: refund.description,
      RestrictRefundAmountToCapturedAmount: true,
    },
    CaptureReference: { CaptureId: refund.captureId },
  });
}

function bytes(body: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(body));
}

const text = z.string().optional().catch(undefined);

const transaction = z.object({
  Type: text,
  Status: text,
  Id: text,
  CaptureId: text,
  Date: text,
  Amount: z.object({ Value: z.string(), CurrencyCode: z.string() }).optional().catch(undefined),
  OrderId: text,
});
/** A transaction as Saferpay writes it. */
export type Transaction = z.infer<typeof transaction>;

const answer = z.object({
  ResponseHeader: z.object({ RequestId: text }).optional().catch(undefined),
  Token: text,
  Expiration: text,
  RedirectUrl: text,
  Transaction: transaction.optional().catch(undefined),
  PaymentMeans: z
    .object({ Brand: z.object({ PaymentMethod: text, Name: text }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  CaptureId: text,
  Status: text,
  ErrorName: text,
});
/** An answer of any call, or its error. */
export type Answer = z.infer<typeof answer>;

/** Reads an answer. Errors: in words, for what is no JSON, or answers another request. Source: dossier section 1.2. */
export function readAnswer(requestId: string, body: Uint8Array): Result<Answer, string> {
  const json = jsonOf(body);
  if (!json.ok) return json;
  const read = answer.safeParse(json.value);
  if (!read.success) return err('the answer is no object');
  return read.data.ResponseHeader?.RequestId === requestId
    ? ok(read.data)
    : err('the answer is of another request');
}
