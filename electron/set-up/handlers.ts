import type { Handlers } from '../../src/contract/contract.ts';
import { refuse } from '../../src/contract/problems.ts';
import type { TillSetUpCommand, TillSetUpView } from '../../src/contract/till-setup.ts';
import { ok } from '../../src/ground/result.ts';
import type { TillSetUp } from './till-set-up.ts';

const NONE: TillSetUpView = {
  ...{ state: 'none', question: null, mayGoBack: false, done: 0, left: 0 },
  ...{ fault: null, trial: null, file: null, language: null, handOver: [] },
};
const HAS_CONFIG = refuse({
  slug: 'not-found',
  detail: 'This till has its config, and is not being set up.',
});
const BUSY = refuse({
  slug: 'till-busy',
  detail: 'Finish or cancel the sale on the screen first.',
  why: 'sale',
});

/** The handlers of the set-up, one step at a time; a till with a config has none. */
export function setUpHandlers(
  session: TillSetUp | null,
  isSaleOpen: () => boolean,
): Pick<Handlers, TillSetUpCommand> {
  let step: Promise<unknown> = Promise.resolve();
  return {
    readTillSetUp: () => Promise.resolve(ok(session?.view ?? NONE)),
    runTillSetUp: async ({ body: { act, question = '', answer = '' } }) => {
      if (session === null) return HAS_CONFIG;
      if (isSaleOpen()) return BUSY;
      const steps = {
        answer: () => session.answer(question, answer),
        back: () => session.back(),
        look: () => session.look(),
        try: () => session.try(),
        finish: () => session.finish(),
      };
      step = step.catch(() => undefined).then(steps[act]);
      await step;
      return ok(session.view);
    },
  };
}
