import type { TillEvent } from '../../src/payment/events.ts';
import type { AcquirerModel } from './acquirer.ts';
import { wronglyAskedAt } from './occasions.ts';
import type { Request, World } from './world.ts';

/**
 * What is wrong with the time at which a till asks or sends, in words; null where all is right.
 *
 * Everywhere: a request for patience is no reason to send anything at once. Source: interface section 2, `throttledMs`.
 * Where no timer may ask: `occasions.ts`.
 */
export function wronglyTimed(
  { isAskedOnOccasion }: Pick<AcquirerModel, 'isAskedOnOccasion'>,
  world: World,
  event: TillEvent,
  requests: readonly Request[],
): string | null {
  if (requests.length === 0) return null;
  if (isForPatience(event)) return 'something is sent at once, though the acquirer asks for patience';
  if (!isAskedOnOccasion) return null;
  for (const request of requests) {
    const wrong = request.call === 'inquire' ? wronglyAskedAt(world, event, request) : null;
    if (wrong !== null) return wrong;
  }
  return null;
}

/** Whether an event is the acquirer's answer that it asks for patience. */
function isForPatience(event: TillEvent): boolean {
  if (event.kind !== 'paymentChanged' && event.kind !== 'refundChanged') return false;
  const { change } = event;
  return 'answer' in change && change.answer.kind === 'throttled';
}
