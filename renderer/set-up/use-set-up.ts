import { useEffect, useState } from 'preact/hooks';
import type { InputOf, ReplyOf } from '../../src/contract/contract.ts';
import { ask, type Refusal } from '../till/till.ts';

export type SetUpView = ReplyOf<'readTillSetUp'>;
export type Question = NonNullable<SetUpView['question']>;
type Step = InputOf<'runTillSetUp'>['body'];
export type Said = NonNullable<Step['answer']>;

/** The set-up as it stands, and the steps that a page may take; one at a time. */
export interface SetUpSteps {
  readonly view: SetUpView | null;
  /** A step is under way. */
  readonly isAsking: boolean;
  readonly refusal: Refusal | null;
  readonly run: (step: Step) => void;
}

/**
 * Follows the set-up. Its truth is the till's: a page that is opened anew goes on where it was left.
 *
 * `pushed` is another one at each change of the till: which screen is the customer's may be answered at that screen.
 */
export function useSetUp(pushed: unknown): SetUpSteps {
  const [view, setView] = useState<SetUpView | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const read = async (): Promise<void> => {
    const answer = await ask('readTillSetUp', { params: {}, body: null });
    if (answer.ok) setView(answer.value);
  };
  useEffect(() => void read(), [pushed]);
  const run = (step: Step): void => {
    if (isAsking) return;
    setAsking(true);
    void ask('runTillSetUp', { params: {}, body: step }).then(async (answer) => {
      if (answer.ok) setView(answer.value);
      // The technician is done: nobody else may go on from here as them.
      if (answer.ok && step.act === 'leave') void ask('signOut', { params: {}, body: { post: 'bench' } });
      // What became of a step that was not answered, the set-up itself says.
      else await read();
      setRefusal(answer.ok || answer.refusal.detail === null ? null : answer.refusal);
      setAsking(false);
    });
  };
  return { view, isAsking, refusal, run };
}
