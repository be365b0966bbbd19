import type { Handlers } from '../../src/contract/contract.ts';
import { refuse } from '../../src/contract/problems.ts';
import type { TillSetUpCommand, TillSetUpView } from '../../src/contract/till-setup.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import { ok } from '../../src/ground/result.ts';
import type { Approver } from '../../src/till/manager/approver.ts';
import type { Config } from '../../src/config/config.ts';
import type { TillSetUp } from './till-set-up.ts';

/** What the set-up needs of the till that it runs in. */
export interface SetUpHandlerParts {
  readonly setUp: TillSetUp | null;
  readonly config: Pick<Config, 'managers' | 'terminal'>;
  readonly isSaleOpen: () => boolean;
  readonly approver: Pick<Approver, 'identify'>;
  /** A step was taken: the set-up stands in the place of the sales, or the sales are back, or another window took it. */
  readonly changed: () => void;
}

const NONE: TillSetUpView = {
  ...{ state: 'none', question: null, edits: false, mayGoBack: false, done: 0, left: 0 },
  ...{ fault: null, trial: null, file: null, language: null, handOver: [] },
};
const HAS_CONFIG = refuse({
  slug: 'not-found',
  detail: 'This till has its config, and is not being set up. `edit` begins to change it.',
});
const NO_CONFIG_FILE = refuse({ slug: 'not-found', detail: 'This till has no config file to change.' });
const BUSY = refuse({
  slug: 'till-busy',
  detail: 'Finish or cancel the sale on the screen first.',
  why: 'sale',
});
const APPROVER_REQUIRED = refuse({
  slug: 'approver-required',
  detail: 'A manager has the settings changed: they say who may give money back.',
});

/** What stands in the journal beside a wrong PIN, in the place of a payment. */
const NO_PAYMENT = 'settings';

/** The handlers of the set-up, one step at a time. */
export function setUpHandlers(parts: SetUpHandlerParts): Pick<Handlers, TillSetUpCommand> {
  const { setUp, isSaleOpen, changed } = parts;
  let step: Promise<unknown> = Promise.resolve();
  const inTurn = async (take: () => unknown): Promise<void> => {
    step = step.catch(() => undefined).then(take);
    await step;
  };
  return {
    readTillSetUp: () => Promise.resolve(ok(setUp?.view ?? NONE)),
    runTillSetUp: async ({ body: { act, question = '', answer = '', chapter = 'shop', approver } }) => {
      if (setUp === null) return act === 'edit' ? NO_CONFIG_FILE : HAS_CONFIG;
      if (isSaleOpen()) return BUSY;
      if (act === 'edit') {
        const refused = await refusalToEdit(parts, approver);
        if (refused !== null) return refused;
      } else if (setUp.view.state === 'none') return HAS_CONFIG;
      const steps = {
        answer: () => setUp.answer(question, answer),
        back: () => setUp.back(),
        look: () => setUp.look(),
        try: () => setUp.try(),
        finish: () => setUp.finish(),
        edit: () => setUp.begin(),
        go: () => setUp.go(chapter),
        leave: () => setUp.leave(),
      };
      await inTurn(steps[act]);
      changed();
      return ok(setUp.view);
    },
  };
}

/** Whoever changes the people changes who may give money back: that takes one of those who may. */
async function refusalToEdit(
  { config, approver, isSaleOpen }: SetUpHandlerParts,
  given: { readonly id: string; readonly pin: string } | undefined,
) {
  if (config.managers.length === 0) return null;
  if (given === undefined) return APPROVER_REQUIRED;
  const amount = { currency: config.terminal.currency, valueMinor: 0 as Minor };
  const found = await approver.identify({ approver: given, paymentRequestId: NO_PAYMENT, amount });
  if (!found.ok) return found;
  // A sale may have begun while the PIN was checked.
  return isSaleOpen() ? BUSY : null;
}
