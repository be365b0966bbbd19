import type { Reason } from '../payment/answers.ts';

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
