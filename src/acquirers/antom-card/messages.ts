import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { wireAmount, type Amount } from '../../ground/money/amount.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import { inquiryPaymentResponse, payment } from '../antom/messages.ts';
import type { PageOrder } from '../port.ts';
import { merchantOf } from '../signed-wire/merchant.ts';
import { amount, answer, bytesOf, id, loose, result, scalar, time } from '../signed-wire/values.ts';
import type { AntomCardConfig } from './config.ts';

/** Everything that goes into the body of pay. There is no field for a card in it: cards are typed on Antom's page. */
export interface PayInput {
  readonly order: PageOrder;
  readonly expiresAtMs: Ms;
  readonly config: AntomCardConfig;
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly backUrl: string;
  readonly notifyUrl: string | undefined;
  /** The gateway's clock less the till's. */
  readonly clockOffsetMs: number;
}

/** The body of pay. Source: dossier section 3. */
export function payRequest(input: PayInput): Uint8Array {
  const { order, config, terminal, merchant } = input;
  const { settlementCurrency = terminal.settlementCurrency, is3DSAuthentication } = config;
  return bytesOf({
    productCode: 'CASHIER_PAYMENT',
    paymentRequestId: order.paymentRequestId,
    order: {
      referenceOrderId: order.referenceOrderId,
      orderDescription: order.orderDescription,
      orderAmount: wireAmount(order.amount),
      merchant: merchantOf(merchant, terminal, order.operatorId ?? terminal.storeOperatorId),
    },
    paymentAmount: wireAmount(order.amount),
    paymentMethod: {
      paymentMethodType: 'CARD',
      paymentMethodMetaData:
        is3DSAuthentication === undefined ? undefined : { is3DSAuthentication: String(is3DSAuthentication) },
    },
    paymentFactor: { isAuthorization: 'true', captureMode: config.captureMode },
    settlementStrategy: { settlementCurrency },
    merchantRegion: config.merchantRegion,
    env: { terminalType: config.terminalType },
    paymentExpiryTime: isoWithOffset(input.expiresAtMs + input.clockOffsetMs, terminal.timeZone),
    paymentRedirectUrl: input.backUrl,
    paymentNotifyUrl: input.notifyUrl,
  });
}

/** The body of capture: one, over the whole. Source: dossier section 5.2. */
export function captureRequest(asked: {
  readonly captureRequestId: string;
  readonly paymentId: string;
  readonly amount: Amount;
}): Uint8Array {
  const { captureRequestId, paymentId } = asked;
  return bytesOf({ captureRequestId, paymentId, captureAmount: wireAmount(asked.amount) });
}

/** The body of consult. Source: dossier section 2. */
export function consultRequest(
  { merchantRegion, terminalType, settlementCurrency }: AntomCardConfig,
  terminal: Config['terminal'],
  asked: Amount,
): Uint8Array {
  return bytesOf({
    productCode: 'CASHIER_PAYMENT',
    paymentAmount: wireAmount(asked),
    merchantRegion,
    allowedPaymentMethodRegions: ['GLOBAL'],
    paymentFactor: { isAuthorization: 'true' },
    settlementStrategy: { settlementCurrency: settlementCurrency ?? terminal.settlementCurrency },
    env: { terminalType },
  });
}

const LINK_MAX = 2048;
const link = loose(LINK_MAX + 1);

/** The answer to pay. Source: dossier section 3. */
export const payResponse = z.object({
  ...answer,
  ...payment,
  normalUrl: link,
  redirectActionForm: z
    .object({ method: scalar.nullish().catch(undefined), redirectUrl: link })
    .nullish()
    .catch(undefined),
});
export type PayResponse = z.infer<typeof payResponse>;

/** The address that the customer opens: https, or http on this machine; undefined where there is none. */
export function linkOf({ normalUrl, redirectActionForm }: PayResponse): string | undefined {
  const form = redirectActionForm?.method === 'GET' ? redirectActionForm.redirectUrl : undefined;
  return [normalUrl, form].find((url) => url !== undefined && url.length <= LINK_MAX && isPayable(url));
}

function isPayable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}

/** The last four digits, of whatever form a card's number is masked in; absent where there are none. */
const lastFour = scalar
  .nullish()
  .catch(undefined)
  .transform((text) => /(?:^|\D)(\d{4})$/.exec(text ?? '')?.[1]);

/**
 * What is read of a card: brand, last four digits, the bank's code. Token, holder, number, BIN and expiry never come out of
 * the answer's bytes. Source: dossier section 4.
 */
export const card = z
  .object({
    cardBrand: loose(32),
    lastFour,
    cardNo: lastFour,
    authorizationCode: loose(32),
  })
  .nullish()
  .catch(undefined);
export type Card = z.infer<typeof card>;

/** The answer to inquiryPayment. Source: dossier section 4. */
export const cardInquiryResponse = inquiryPaymentResponse.extend({
  authExpiryTime: time,
  paymentResultInfo: card,
  cardInfo: card,
});
export type CardInquiryResponse = z.infer<typeof cardInquiryResponse>;

/** The answer to capture. Source: dossier section 5.2. */
export const captureResponse = z.object({
  result: answer.result,
  captureRequestId: id,
  captureId: id,
  paymentId: id,
  captureAmount: amount,
  captureTime: time,
});
export type CaptureResponse = z.infer<typeof captureResponse>;

const flag = scalar
  .nullish()
  .catch(undefined)
  .transform((text) => text?.toLowerCase() === 'true');

/** The answer to consult. Source: dossier section 2. */
export const consultResponse = z.object({
  result: answer.result,
  paymentOptions: z
    .array(
      z.object({
        paymentMethodType: scalar.nullish().catch(undefined),
        enabled: flag,
        paymentOptionDetail: z
          .object({ supportCardBrands: z.array(z.object({ cardBrand: loose(32) })) })
          .nullish()
          .catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
});
export type ConsultResponse = z.infer<typeof consultResponse>;

/** A notice of any of the four kinds; each is told by what it holds. Source: dossier section 8. */
export const notice = z.object({
  notifyType: scalar.nullish().catch(undefined),
  disputeNotificationType: scalar.nullish().catch(undefined),
  result: result.nullish().catch(undefined),
  paymentRequestId: id,
  paymentId: id,
  captureRequestId: id,
  refundRequestId: id,
});
export type Notice = z.infer<typeof notice>;
