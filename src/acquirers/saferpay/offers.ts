import { z } from 'zod';
import type { Amount } from '../../ground/money/amount.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import { isoWithOffset, type Ms } from '../../ground/time.ts';
import type { CancelAnswer, InquiryAnswer, OpenAnswer, Unknown } from '../../payment/answers.ts';
import { tag } from './books.ts';
import { callManagement, managementJson, type CallParts } from './calls.ts';
import { ENDS_FACT, EXPIRES_FACT, isTheirs } from './outcome.ts';
import { CANCELED, noLink } from './result-codes.ts';

// The variant with a link that can be withdrawn, and that may be opened more than once. Source: dossier section 8.

/** The fact by which an offer is asked for and withdrawn. */
export const OFFER_FACT = 'offerId';

/** An offer must live an hour at the least; the till's clock may be some minutes off. */
const LIFE_MS = 65 * 60_000;
/** A customer whose wallet declines may try again on the same page. Source: section 8. */
const ATTEMPTS = 3;

const created = z.object({ OfferId: z.string().regex(/^[A-Za-z0-9-]{1,50}$/), PaymentLink: z.string() });
const offer = z.object({ OfferId: z.string(), Status: z.string() });

/** What a link is made for. */
export interface OfferOrder {
  readonly amount: Amount;
  readonly orderId: string;
  readonly description: string;
  readonly language: string;
  readonly nowMs: Ms;
  readonly startedAtMs: Ms;
  readonly timeZone: string;
}

/** The body that asks for a link. */
export function offerRequest(
  order: Omit<OfferOrder, 'nowMs' | 'startedAtMs'> & { readonly expiresAtMs: Ms },
): object {
  const { amount, orderId, description, language, expiresAtMs, timeZone } = order;
  return {
    Payment: {
      Amount: { Value: String(amount.valueMinor), CurrencyCode: amount.currency },
      OrderId: orderId,
      Description: description,
    },
    ExpirationDate: isoWithOffset(expiresAtMs, timeZone).replace(/\.\d+/, ''),
    MaxPaymentAttempts: ATTEMPTS,
    Payer: { LanguageCode: language },
  };
}

function pathOf({ config }: CallParts): string {
  return `/terminals/${config.terminalId}/spg-offers`;
}

/** Has a link made. One whose answer was lost was never given away, and cannot be paid. */
export async function openOffer(
  parts: CallParts,
  order: OfferOrder,
): Promise<{ readonly answer: OpenAnswer; readonly url?: string }> {
  const { config } = parts;
  const { nowMs, startedAtMs, orderId } = order;
  const expiresAtMs = Math.ceil((nowMs + LIFE_MS) / 1000) * 1000;
  const exchange = await callManagement(parts, {
    ...{ method: 'POST', path: pathOf(parts), requestId: `${orderId}-spg` },
    ...{ timeoutMs: config.timing.payTimeoutMs, body: offerRequest({ ...order, expiresAtMs }) },
  });
  if (exchange.kind === 'notSent') return { answer: exchange };
  const isRefused = exchange.kind === 'answered' && [400, 402].includes(exchange.status);
  if (isRefused) return { answer: { kind: 'refused', reason: noLink('VALIDATION_FAILED') } };
  const json = managementJson(exchange);
  if (!json.ok) return { answer: json.error };
  const read = created.safeParse(json.value);
  if (!read.success || !isTheirs(read.data.PaymentLink, config.baseUrl)) return { answer: STRANGE };
  const endsAtMs = expiresAtMs + config.sessionGraceMs;
  return {
    answer: {
      kind: 'opened',
      // A clock that was set back since the attempt began must not make its end one that has passed.
      payableForMs: endsAtMs - Math.min(startedAtMs, nowMs),
      opensForMs: expiresAtMs - startedAtMs,
      facts: {
        [OFFER_FACT]: read.data.OfferId,
        [EXPIRES_FACT]: new Date(expiresAtMs).toISOString(),
        [ENDS_FACT]: new Date(endsAtMs).toISOString(),
      },
    },
    url: read.data.PaymentLink,
  };
}

/** How an offer stands. Errors: `unknown` where it could not be read. */
async function statusOf(parts: CallParts, offerId: string): Promise<Result<string, Unknown>> {
  const exchange = await callManagement(parts, {
    ...{ method: 'GET', path: `${pathOf(parts)}/${offerId}`, requestId: tag() },
    timeoutMs: parts.config.timing.inquiryTimeoutMs,
  });
  const json = managementJson(exchange);
  if (!json.ok) return json;
  const read = offer.safeParse(json.value);
  return read.success && read.data.OfferId === offerId ? ok(read.data.Status) : err(STRANGE);
}

/** What became of an offer; `paid` where Inquire must tell of the charge. */
export async function askOffer(
  parts: CallParts,
  offerId: string,
  isOver: boolean,
): Promise<InquiryAnswer | { readonly kind: 'paid' }> {
  const status = await statusOf(parts, offerId);
  if (!status.ok) return status.error;
  switch (status.value) {
    case 'PAID':
      return { kind: 'paid' };
    case 'DISABLED':
      return { kind: 'notCharged', reason: CANCELED };
    case 'OPEN':
    case 'EXPIRED':
      // A page that was opened before may still be paid for a while.
      return isOver ? { kind: 'notFound' } : { kind: 'confirming' };
    default:
      return STRANGE;
  }
}

/** Withdraws a link, and reads that it is withdrawn: only that confirms it. */
export async function withdrawOffer(parts: CallParts, offerId: string): Promise<CancelAnswer> {
  const exchange = await callManagement(parts, {
    ...{ method: 'DELETE', path: `${pathOf(parts)}/${offerId}`, requestId: tag() },
    timeoutMs: parts.config.timing.cancelTimeoutMs,
  });
  // Its own answer confirms nothing, so a lost one is read too.
  if (exchange.kind === 'notSent') return { kind: 'unknown', why: exchange.why };
  const status = await statusOf(parts, offerId);
  if (!status.ok) return status.error;
  if (status.value === 'PAID') return { kind: 'tooLate' };
  const isClosed = status.value === 'DISABLED' || status.value === 'EXPIRED';
  return isClosed
    ? { kind: 'confirmed' }
    : { kind: 'unknown', why: `the offer is ${status.value}`, code: 'NOT_WITHDRAWN' };
}

const STRANGE: Unknown = {
  kind: 'unknown',
  why: 'the offer is not what was asked for',
  code: 'STRANGE_OFFER',
  alarm: true,
};
