import type { Ms } from '../ground/time.ts';
import type { PaymentState } from './state.ts';
import { stay, type Situation, type Step } from './step.ts';
import type { Watch, Watched } from './watched.ts';

type Ended = Extract<PaymentState, { readonly kind: 'failed' | 'cancelled' }>;

/**
 * The watch over an attempt that ends now without a charge; nothing where none is needed.
 *
 * Why only where asking is free: elsewhere the acquirer tells of a late charge, and its list of the day does.
 * Source: hosted payments, section 7, rule 4; computop dossier, section 8; trust-payments dossier, section 3.
 */
export function watchFrom({ facts, nowMs }: Situation): Watched {
  const { way, terms, payableForMs } = facts;
  if (way.kind !== 'page' || way.pace === null) return {};
  // Before it was made nobody had the link; and some acquirers give back by themselves what comes late.
  if (terms.ask !== 'freely' || payableForMs === null || terms.returnsLateWithinMs !== undefined) return {};
  const untilMs = nowMs + Math.min(way.pace.watchForMs, WATCH_MAX_MS);
  return nextLook(nowMs, { untilMs, tries: 0 }, way.pace.watchEveryMs);
}

/** The time of a look may have come. */
export function lookDue(at: Situation, state: Ended): Step {
  const { watch } = state;
  const { way } = at.facts;
  if (watch === undefined || at.nowMs < watch.dueAtMs) return stay(state);
  const everyMs = way.kind === 'page' ? (way.pace?.watchEveryMs ?? Infinity) : Infinity;
  const next = nextLook(at.nowMs, { untilMs: watch.untilMs, tries: watch.tries + 1 }, everyMs);
  return { state: { ...state, watch: undefined, ...next }, effects: [{ kind: 'inquirePayment' }] };
}

/** The till started again: a clock that was set back while it was off must not stretch the waits. */
export function watchAfterStart<S extends Ended>(at: Situation, state: S): S {
  const { watch } = state;
  const { watch: anew } = watch === undefined ? {} : watchFrom(at);
  if (watch === undefined || anew === undefined) return state;
  const [dueAtMs, untilMs] = [Math.min(watch.dueAtMs, anew.dueAtMs), Math.min(watch.untilMs, anew.untilMs)];
  const isSame = dueAtMs === watch.dueAtMs && untilMs === watch.untilMs;
  return isSame ? state : { ...state, watch: { ...watch, dueAtMs, untilMs } };
}

function nextLook(nowMs: Ms, rest: Omit<Watch, 'dueAtMs'>, everyMs: Ms): Watched {
  const dueAtMs = nowMs + everyMs;
  return dueAtMs > rest.untilMs ? {} : { watch: { ...rest, dueAtMs } };
}

/** How long an end is watched at the most. Source: computop dossier, section 8; trust-payments dossier, section 3. */
const WATCH_MAX_MS = 24 * 60 * 60_000;
