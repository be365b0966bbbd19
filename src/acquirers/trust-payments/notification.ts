import { createHash, timingSafeEqual } from 'node:crypto';
import { idOfRef } from '../../payment/ids.ts';
import type { Heard, Hear, NoticeReply, PaymentNamed } from '../notices.ts';
import type { TrustPaymentsConfig } from './config.ts';
import { PARENT_FACT } from './outcome.ts';

/** What a notice says of itself, and not of the payment. Source: dossier section 8. */
const OF_THE_NOTICE: readonly string[] = ['notificationreference', 'responsesitesecurity'];

/**
 * The hash of a notice's fields: values sorted by name in ASCII, joined, the password behind them.
 *
 * Source: dossier section 8.
 */
export function noticeHash(
  fields: ReadonlyMap<string, string>,
  password: string,
  hash: TrustPaymentsConfig['hash'],
): string {
  const names = [...fields.keys()].filter((name) => !OF_THE_NOTICE.includes(name)).sort(byAscii);
  const text = names.map((name) => fields.get(name) ?? '').join('');
  return createHash(hash).update(`${text}${password}`, 'utf8').digest('hex');
}

function byAscii(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Hears notices: whatever one says, the till asks, and the answer decides.
 *
 * A notice without a right hash is answered with 200 and has no effect. Source: dossier section 8.
 */
export function hearing(config: TrustPaymentsConfig, password: string | null): Hear {
  return ({ body }): Heard => {
    const fields = new Map(new URLSearchParams(new TextDecoder().decode(body)));
    const isAddressed = fields.get('sitereference') === config.siteReference;
    const refused = (why: string): Heard => ({ kind: 'refused', isAddressed, why, reply });
    if (!isAddressed) return refused('it names another site');
    if (password === null || !isSigned(fields, password, config.hash))
      return refused('its hash is not right, or no password for notices is set');
    const payment = paymentOf(fields);
    return payment === null
      ? refused('it names no payment of this till')
      : { kind: 'told', payment, content: { kind: 'hint' }, reply };
  };
}

function isSigned(
  fields: ReadonlyMap<string, string>,
  password: string,
  hash: TrustPaymentsConfig['hash'],
): boolean {
  const told = Buffer.from((fields.get('responsesitesecurity') ?? '').toLowerCase());
  const right = Buffer.from(noticeHash(fields, password, hash));
  return told.length === right.length && timingSafeEqual(told, right);
}

/** The settlement rule's notice has no order reference. Source: dossier section 8. */
function paymentOf(fields: ReadonlyMap<string, string>): PaymentNamed | null {
  const paymentRequestId = idOfRef(fields.get('orderreference') ?? '');
  if (paymentRequestId !== null) return { by: 'id', paymentRequestId };
  const value = fields.get('transactionreference');
  return value === undefined ? null : { by: 'fact', name: PARENT_FACT, value };
}

function reply(): NoticeReply {
  return { status: 200, headers: {}, body: new Uint8Array() };
}
