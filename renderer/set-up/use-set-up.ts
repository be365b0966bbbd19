import { useEffect, useRef, useState } from 'preact/hooks';
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
  // The step that was taken last, and whether it is under way: what was read before it is old.
  const step = useRef({ number: 0, isUnderWay: false });
  const read = async (): Promise<void> => {
    const { number } = step.current;
    const answer = await ask('readTillSetUp', { params: {}, body: null });
    if (answer.ok && step.current.number === number) setView(answer.value);
  };
  useEffect(() => {
    // A step's own answer brings the view, together with the keys that may be pressed then.
    if (!step.current.isUnderWay) void read();
  }, [pushed]);
  const run = (taken: Step): void => {
    if (step.current.isUnderWay) return;
    step.current = { number: step.current.number + 1, isUnderWay: true };
    setAsking(true);
    void ask('runTillSetUp', { params: {}, body: taken }).then(async (answer) => {
      // What became of a step that was not answered, the set-up itself says.
      if (!answer.ok) await read();
      // The technician is done: nobody else may go on from here as them.
      else if (taken.act === 'leave') void ask('signOut', { params: {}, body: { post: 'bench' } });
      // In one with the keys: a page that stands takes the next answer.
      if (answer.ok) setView(answer.value);
      setRefusal(answer.ok || answer.refusal.detail === null ? null : answer.refusal);
      step.current.isUnderWay = false;
      setAsking(false);
    });
  };
  return { view, isAsking, refusal, run };
}
