import { resultOf } from '../../drivers/sandbox/answers.ts';
import type { ReceivedNotice } from '../../src/acquirers/notices.ts';
import type { Ms } from '../../src/ground/time.ts';
import { timeText } from './hosted-antom.ts';
import { payBodyOf } from './hosted-antom-words.ts';
import type { HostedPayment } from './hosted-books.ts';
import { ANTOM_CLIENT_ID } from './hosted-shop.ts';
import type { Said } from './hosted-teller.ts';
import { keyedSignature } from './keyed-signing.ts';

/** Whether a genuine notice is believed: then the acquirer tells the truth in it. Source: in-store dossier section 6.5. */
export function isBelieved({ kind }: HostedPayment): boolean {
  return kind === 'antomInstore';
}

/** notifyPayment as it comes over the wire. Source: card dossier section 8; in-store dossier section 3.8. */
export function antomNotice(
  payment: HostedPayment,
  { isPaid, isProven }: Said,
  { atMs, isEpoch }: { readonly atMs: Ms; readonly isEpoch: boolean },
): ReceivedNotice {
  const { kind, currency, chargedMinor, hold } = payment;
  const minor = hold?.minor ?? (chargedMinor === 0 ? payment.askedMinor : chargedMinor);
  const message = {
    notifyType: 'PAYMENT_RESULT',
    result: resultOf(isPaid ? 'SUCCESS' : 'PROCESS_FAIL'),
    ...payBodyOf(payment),
    paymentAmount: { currency, value: String(minor) },
  };
  const uri = `/n/${kind}`;
  const body = new TextEncoder().encode(JSON.stringify(message));
  const time = timeText(atMs, isEpoch);
  const signed = { method: 'POST' as const, uri, clientId: ANTOM_CLIENT_ID, time, body };
  const headers = {
    'client-id': ANTOM_CLIENT_ID,
    'request-time': time,
    signature: keyedSignature(isProven ? 'gateway' : 'stranger', signed),
  };
  return { method: 'POST', uri, headers, body };
}
