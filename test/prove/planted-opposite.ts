import { bug, type PlantedBug } from './planted-bug.ts';

/** Bugs that only an acquirer with the opposite of Alipay+'s traits shows, one for each trait. */
export const PLANTED_OPPOSITE: readonly PlantedBug[] = [
  bug(
    'a cancel is asked of an acquirer that has none',
    'payment/occasion.ts',
    "return facts.terms.undo.includes('cancel');",
    'return facts.terms.undo.length > 0;',
  ),
  bug(
    'the end of the window asks an acquirer that must not be asked freely',
    'payment/pursuit.ts',
    'return mayAsk ? ask(at, state) : giveUp(at, state, null);',
    'return ask(at, state);',
  ),
  bug(
    'a look that is due asks an acquirer that must not be asked freely',
    'payment/occasion.ts',
    "return facts.terms.ask === 'freely' ? dueAtMs : Math.max(dueAtMs, deadAtMs);",
    'return facts.terms.undo.length === 0 ? deadAtMs : dueAtMs;',
  ),
  bug(
    'a give-back that must not be repeated is sent again after silence',
    'payment/occasion.ts',
    "return facts.terms.refund.repeat.kind === 'sameIdIsSafe';",
    'return facts.terms.undo.length > 0;',
  ),
  bug(
    'books that lag are believed at once',
    'payment/occasion.ts',
    'nowMs < refundSentAtMs + repeat.afterMs',
    'nowMs < refundSentAtMs',
  ),
  bug(
    "a manager's refund that must not be repeated is sent again after silence",
    'payment/refund.ts',
    "return facts.repeat.kind === 'sameIdIsSafe';",
    'return facts.amount.valueMinor > 0;',
  ),
  bug(
    'a link that cannot be withdrawn is believed dead after the life of a code',
    'payment/step.ts',
    'return facts.payableForMs ?? timing.codeLifeMs;',
    'return facts.payableForMs === null ? timing.codeLifeMs : timing.codeLifeMs / 4;',
  ),
  bug(
    'what the acquirer keeps of an attempt is not kept',
    'payment/learnt-facts.ts',
    'acquirer: { ...facts.acquirer, ...brought }',
    'acquirer: facts.acquirer',
  ),
  bug(
    'money that is only held is taken for paid',
    'payment/pursuit.ts',
    "if (answer.kind === 'authorised') return held(at, state, answer.hold);",
    "if (answer.kind === 'authorised') return settle(at, state, answer.hold);",
  ),
  bug(
    'a capture whose answer was lost is never tried again',
    'payment/capture.ts',
    'return stay({ ...state, nextTryAtMs: at.nowMs + Math.max(paceMs, busyForMs) });',
    'return stay({ ...state, nextTryAtMs: at.nowMs + paceMs * 10_000 });',
  ),
  bug(
    'a capture that is refused for good is sent for ever',
    'payment/capture.ts',
    'isForNow(answer.reason) ? again(at, state, answer) : refused(at, state);',
    'isForNow(answer.reason) ? refused(at, state) : again(at, state, answer);',
  ),
  bug(
    'the acquirer is asked what became of a hold that it was just told to let go of',
    'payment/capture.ts',
    'return giveBack(at, { cause, phase, ...hold, isOccasion: false, waitMs });',
    'return giveBack(at, { cause, phase, ...hold, waitMs });',
  ),
  bug(
    'a landing page that nobody pressed counts as given away',
    'payment/transition.ts',
    'return state.isUntapped ? whileUntapped(at, state, event) : whilePursued(at, state, event);',
    'return whilePursued(at, state, event);',
  ),
  bug(
    'a tap changes nothing of an attempt that was made with the sale',
    'payment/page.ts',
    'return isMade ? stay(givenAway(at, { ...state, isUntapped: false })) : openNow(at, state);',
    'return isMade ? stay(state) : openNow(at, state);',
  ),
  {
    id: 'what is paid by the link of a freed order is kept',
    patches: [
      {
        file: 'src/payment/pursuit.ts',
        from: 'return at.facts.freed ? giveUp(at, { ...state, cancelWanted: true }, null) : stay(state);',
        to: 'return stay(state);',
      },
      {
        file: 'src/payment/freed.ts',
        from: "return facts.freed && (state.kind === 'cancelling' || state.kind === 'cancelled');",
        to: "return facts.freed && state.kind !== 'paid';",
      },
    ],
  },
  bug(
    'a charge is refunded while a reverse without an answer may still be made',
    'payment/occasion.ts',
    'return hasCancel(at) ? refundSentAtMs : at.nowMs;',
    'return refundSentAtMs;',
  ),
  bug(
    'a charge that was reversed is given back once more, since the books go on telling of it',
    'payment/give-back.ts',
    'return cancelled(at, state, { refundedPaymentId: state.charge?.paymentId ?? null });',
    'return cancelled(at, state);',
  ),
];
