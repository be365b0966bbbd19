import type { TillEvent } from '../../src/payment/events.ts';
import { accountOf, type AcquirerModel } from './acquirer.ts';
import { wronglyAskedAt } from './occasions.ts';
import { attemptIn } from './till.ts';
import type { Request, World } from './world.ts';

/**
 * What is wrong with the time at which a till asks or sends, in words; null where all is right.
 *
 * Everywhere: a request for patience is no reason to send anything at once (interface section 2, `throttledMs`), and what
 * becomes of a link that nobody had is asked by nobody; what comes back by itself is not refunded meanwhile (antom-instore
 * dossier, section 6.3). Where no timer may ask: `occasions.ts`.
 */
export function wronglyTimed(
  { isAskedOnOccasion }: Pick<AcquirerModel, 'isAskedOnOccasion'>,
  world: World,
  event: TillEvent,
  requests: readonly Request[],
): string | null {
  if (requests.length === 0) return null;
  if (isForPatience(event)) return 'something is sent at once, though the acquirer asks for patience';
  for (const request of requests) {
    if (isComingBack(world, request)) return 'what the acquirer gives back by itself is refunded too';
    if (request.call !== 'inquire') continue;
    if (isOfNoLink(world, request)) return 'a cancelled attempt that nobody had the link of is asked about';
    const wrong = isAskedOnOccasion ? wronglyAskedAt(world, event, request) : null;
    if (wrong !== null) return wrong;
  }
  return null;
}

/** Whether money is sent back that the acquirer is about to give back by itself. */
function isComingBack({ books, nowMs }: World, { call, paymentRequestId }: Request): boolean {
  if (call !== 'giveBack') return false;
  return nowMs < (accountOf(books, paymentRequestId)?.page?.comesBackByAtMs ?? 0);
}

/** Whether an attempt on a page is over of which nobody ever had the link: nothing can become of it. */
function isOfNoLink({ books, till }: World, { paymentRequestId: id }: Request): boolean {
  const payment = attemptIn(till, id)?.payment;
  const isOver = payment?.facts.way.kind === 'page' && payment.state.kind === 'cancelled';
  return isOver && accountOf(books, id)?.page?.isGiven !== true;
}

/** Whether an event is the acquirer's answer that it asks for patience. */
function isForPatience(event: TillEvent): boolean {
  if (event.kind !== 'paymentChanged' && event.kind !== 'refundChanged') return false;
  const { change } = event;
  return 'answer' in change && change.answer.kind === 'throttled';
}
