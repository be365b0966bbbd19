import type { Timed } from '../acquirers/port.ts';
import type { Log } from '../ground/ports.ts';
import type { CaptureAnswer, Charge, InquiryAnswer, PayAnswer } from '../payment/answers.ts';
import { chargeIn } from '../payment/events.ts';
import type { Book } from './book.ts';

/** Where it stands whose a charge is, and where it is told that one is another's. */
interface Known {
  readonly book: Book;
  readonly log: Log;
}

/** A charge whose paymentId belongs to another attempt is not this one's. Source: interface section 4. */
export function believable<A extends PayAnswer | InquiryAnswer | CaptureAnswer>(
  known: Known,
  paymentRequestId: string,
  timed: Timed<A>,
): Timed<A> {
  const charge = chargeIn(timed.answer);
  if (charge === null || !isOfAnother(known, paymentRequestId, charge)) return timed;
  return { ...timed, answer: { kind: 'unknown', why: OF_ANOTHER, code: OF_ANOTHER_CODE, alarm: true } as A };
}

/** Whether a charge is known to belong to another attempt. Each acquirer counts its payments for itself. */
export function isOfAnother({ book, log }: Known, paymentRequestId: string, { paymentId }: Charge): boolean {
  const owner = book.paymentRequestIdOf(paymentId);
  if (owner === null || owner === paymentRequestId) return false;
  if (book.gatewayOf(owner) !== book.gatewayOf(paymentRequestId)) return false;
  log.warn(OF_ANOTHER, { paymentRequestId, owner });
  return true;
}

const OF_ANOTHER = 'the answer names a payment that belongs to another attempt';
const OF_ANOTHER_CODE = 'ANSWER_OF_ANOTHER';
