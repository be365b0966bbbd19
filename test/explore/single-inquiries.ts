import { awaitsInquiry } from '../../src/payment/transition.ts';
import { attemptIn, type Till } from './till.ts';
import type { Flight, Request, World } from './world.ts';

// Of each payment one inquiry is under way, and one waits for it at the most, as `src/till/single-questions.ts` has it.

/** What is on its way once a till has sent a request. */
export function sentOrWaiting(flights: readonly Flight[], request: Request): readonly Flight[] {
  const isAnother = (flight: Flight): boolean => isInquiryOf(flight, request.paymentRequestId);
  if (request.call !== 'inquire' || !flights.some(isAnother)) return [...flights, { request, answer: null }];
  const rest = flights.filter((flight) => flight.isWaiting !== true || !isAnother(flight));
  return [...rest, { request, answer: null, isWaiting: true }];
}

/** The world once an inquiry has come to its end: the one that waited for it leaves, if it is wanted and no newer one has left. */
export function withNextInquiry(world: World, paymentRequestId: string): World {
  const ofPayment = world.flights.filter((flight) => isInquiryOf(flight, paymentRequestId));
  const waiting = ofPayment.find(({ isWaiting }) => isWaiting === true);
  if (waiting === undefined) return world;
  const rest = world.flights.filter((flight) => flight !== waiting);
  const isLeaving = ofPayment.length === 1 && isAwaiting(world.till, paymentRequestId);
  const leaving: Flight = { request: { ...waiting.request, sentAtMs: world.nowMs }, answer: null };
  return { ...world, flights: isLeaving ? [...rest, leaving] : rest };
}

function isInquiryOf({ request }: Flight, paymentRequestId: string): boolean {
  return request.call === 'inquire' && request.paymentRequestId === paymentRequestId;
}

/** Whether the answer to an inquiry of a payment is waited for. */
function isAwaiting(till: Till, paymentRequestId: string): boolean {
  const found = attemptIn(till, paymentRequestId);
  return found !== undefined && awaitsInquiry(found.payment);
}
