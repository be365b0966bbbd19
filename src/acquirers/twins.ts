import type { InquiryAnswer, Reason } from '../payment/answers.ts';
import type { Timed } from './port.ts';

// Two tills, one order by mistake: both name the attempt alike, so an acquirer that is asked by name tells of the other.
// Source: hosted payments, section 3.

/** The class forbids another attempt: it would have a name of its own, and could be paid beside. */
export const PAID_ELSEWHERE: Reason = {
  code: 'PAID_AT_OTHER_TILL',
  class: 'risk',
  say: 'This order is being paid at another till. Do not charge it here.',
};

export const TRIED_ELSEWHERE: Reason = {
  code: 'TRIED_AT_OTHER_TILL',
  class: 'general',
  say: 'This order was tried at another till, and was not paid. Show a new code.',
};

/** How long the customer waits for that answer before the link is made all the same. Ours. */
export const TWIN_WAIT_MS = 3000;

/** The acquirer knows this id with other details: another till made a payment of the order under it. */
const KNOWN_OTHERWISE = 'REPEAT_REQ_INCONSISTENT';

/**
 * A refusal to make a page or an order code, in the words of what stands under its id where another till made that.
 *
 * Why it is asked about: until it is surely not paid, the order could be paid twice.
 */
export async function ofTwin(
  refused: { readonly kind: 'refused'; readonly reason: Reason },
  inquire: () => Promise<Timed<InquiryAnswer>>,
): Promise<{ readonly kind: 'refused'; readonly reason: Reason }> {
  if (refused.reason.code !== KNOWN_OTHERWISE) return refused;
  const { answer } = await inquire();
  const isOver = answer.kind === 'notCharged' && answer.refunded !== true;
  return { kind: 'refused', reason: isOver ? TRIED_ELSEWHERE : PAID_ELSEWHERE };
}
