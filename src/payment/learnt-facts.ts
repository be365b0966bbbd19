import type { PaymentEvent, TillEvent } from './events.ts';
import { mayBeFreed } from './freed.ts';
import type { Payment, PaymentFacts } from './state.ts';
import type { AcquirerFacts } from './terms.ts';

type PaymentChanged = Extract<TillEvent, { kind: 'paymentChanged' }>;

/** The facts of a payment after an event: what an answer has taught of them is added. */
export function factsAfter(payment: Payment, event: PaymentChanged): PaymentFacts {
  const facts = withAcquirerFacts(withClock(payment, event), event.change);
  return event.change.kind === 'freed' && mayBeFreed(payment) ? { ...facts, freed: true } : facts;
}

/** The acquirer's clock, learnt from the first answer that tells it, as long as it is the same run of the till. */
function withClock({ facts }: Payment, { change }: PaymentChanged): PaymentFacts {
  if (change.kind === 'resumed' && !facts.restarted) return { ...facts, restarted: true };
  const offset = 'clockOffsetMs' in change ? change.clockOffsetMs : undefined;
  if (facts.clockOffsetMs !== null || facts.restarted || offset === undefined) return facts;
  return { ...facts, clockOffsetMs: offset };
}

/** What an answer brings that later calls need. */
function withAcquirerFacts(facts: PaymentFacts, change: PaymentEvent): PaymentFacts {
  if (change.kind === 'questioned' || change.kind === 'hinted') return added(facts, change.facts);
  if (!('answer' in change)) return facts;
  const { answer } = change;
  const brought = 'facts' in answer ? answer.facts : undefined;
  const payableForMs = answer.kind === 'opened' ? answer.payableForMs : facts.payableForMs;
  const heldForMs = answer.kind === 'authorised' ? answer.heldForMs : facts.heldForMs;
  const isSame = payableForMs === facts.payableForMs && heldForMs === facts.heldForMs;
  const { opensForMs } = answer.kind === 'opened' ? answer : facts;
  const opens = opensForMs === undefined ? {} : { opensForMs };
  return added(isSame ? facts : { ...facts, ...opens, payableForMs, heldForMs }, brought);
}

function added(facts: PaymentFacts, brought: AcquirerFacts | undefined): PaymentFacts {
  return brought === undefined ? facts : { ...facts, acquirer: { ...facts.acquirer, ...brought } };
}
