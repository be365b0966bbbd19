import type { Handlers, ReplyOf, TrainingCommand } from '../src/contract/contract.ts';
import { refuse } from '../src/contract/problems.ts';
import { ok } from '../src/ground/result.ts';

/** What the sandbox inside a till for practice can do wrong. */
export interface TrainingFaults {
  list(): readonly { readonly id: string; readonly say: string }[];
  /** Sets what goes wrong next; false for one that there is not. */
  set(id: string): boolean;
  /** Disputes the last payment; the id of the dispute, or null where nothing is paid yet. */
  dispute(kind: 'papers' | 'money'): Promise<string | null>;
}

/** The handlers of practice; a till with a real gateway has nothing to put wrong. */
export function trainingHandlers(faults: TrainingFaults | null): Pick<Handlers, TrainingCommand> {
  let set: string | null = null;
  const now = (known: TrainingFaults): ReplyOf<'listTrainingFaults'> => ({ set, faults: [...known.list()] });
  return {
    listTrainingFaults: () => answer(faults === null ? NOT_TRAINING : ok(now(faults))),
    setTrainingFault: ({ body: { id } }) => {
      if (faults === null) return answer(NOT_TRAINING);
      if (!faults.set(id)) return answer(NO_SUCH_FAULT);
      set = id === 'none' ? null : id;
      return answer(ok(now(faults)));
    },
    beginTrainingDispute: async ({ body: { kind } }) => {
      if (faults === null) return NOT_TRAINING;
      const disputeRequestId = await faults.dispute(kind);
      return disputeRequestId === null ? NOTHING_PAID : ok({ disputeRequestId });
    },
  };
}

function answer<T>(result: T): Promise<T> {
  return Promise.resolve(result);
}

const NOT_TRAINING = refuse({
  slug: 'not-available',
  detail: 'Faults are practised in training mode only.',
  why: 'trainingOnly',
});
const NOTHING_PAID = refuse({ slug: 'not-found', detail: 'Nothing is paid yet: sell something first.' });
const NO_SUCH_FAULT = refuse({ slug: 'not-found', detail: 'There is no such fault.' });
