import type { Handlers, ReplyOf, TrainingCommand } from '../src/contract/contract.ts';
import { refuse, type Problem } from '../src/contract/problems.ts';
import { ok, type Result } from '../src/ground/result.ts';

/** What the sandbox inside a till for practice can do wrong. */
export interface TrainingFaults {
  list(): readonly { readonly id: string; readonly say: string }[];
  /** Sets what goes wrong next; false for one that there is not. */
  set(id: string): boolean;
}

type Faults = Result<ReplyOf<'listTrainingFaults'>, Problem>;

/** The handlers of practice; a till with a real gateway has nothing to put wrong. */
export function trainingHandlers(faults: TrainingFaults | null): Pick<Handlers, TrainingCommand> {
  let set: string | null = null;
  const answer = (change: (known: TrainingFaults) => boolean): Promise<Faults> => {
    if (faults === null)
      return Promise.resolve(refuse('not-available', 'Faults are practised in training mode only.'));
    if (!change(faults)) return Promise.resolve(refuse('not-found', 'There is no such fault.'));
    return Promise.resolve(ok({ set, faults: [...faults.list()] }));
  };
  return {
    listTrainingFaults: () => answer(() => true),
    setTrainingFault: ({ body: { id } }) =>
      answer((known) => {
        if (!known.set(id)) return false;
        set = id === 'none' ? null : id;
        return true;
      }),
  };
}
