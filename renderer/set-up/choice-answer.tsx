import { useState } from 'preact/hooks';
import { BUSINESSES, type Business } from '../../src/contract/till-setup-names.ts';
import { Action, keepFocus } from '../parts/action.tsx';
import { Shape } from '../parts/shapes.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import type { SetUpWords } from '../strings/set-up/set-up-words.ts';
import { HandOver } from './hand-over.tsx';
import { answer, Frame, type AnswerProps } from './frame.tsx';
import type { Question } from './use-set-up.ts';

/** One of several: a touch is the answer. What was found or answered before is marked, and Enter takes it. */
export function ChoiceAnswer(props: AnswerProps) {
  const { question, view, steps } = props;
  const words = useSetUpWords();
  const chosen = question.answered ?? question.usual;
  const isKey = question.form === 'ownKey' || question.form === 'theirKey';
  const main =
    typeof chosen === 'string' && chosen !== ''
      ? { word: words.next, act: () => answer(steps, question, chosen) }
      : null;
  return (
    <Frame {...props} main={main}>
      {question.form === 'theirKey' ? <HandOver files={view.handOver} /> : null}
      {isKey && question.options.every(({ value }) => value === 'make') ? <p>{words.noFile}</p> : null}
      <Options
        question={question}
        chosen={typeof chosen === 'string' ? [chosen] : []}
        choose={(value) => answer(steps, question, value)}
      />
      {isKey || question.ask === 'printer' ? (
        <Action weight="second" disabled={steps.isAsking} onPress={() => steps.run({ act: 'look' })}>
          {words.look}
        </Action>
      ) : null}
    </Frame>
  );
}

/** Several of them, in the order in which they were touched. */
export function SeveralAnswer(props: AnswerProps) {
  const { question, steps } = props;
  const words = useSetUpWords();
  const [chosen, setChosen] = useState<readonly string[]>([question.answered ?? question.usual ?? []].flat());
  const choose = (value: string): void =>
    setChosen(
      chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen.filter(Boolean), value],
    );
  return (
    <Frame {...props} main={{ word: words.next, act: () => answer(steps, question, [...chosen]) }}>
      <Options question={question} chosen={chosen} choose={choose} />
    </Frame>
  );
}

interface OptionsProps {
  readonly question: Question;
  readonly chosen: readonly string[];
  readonly choose: (value: string) => void;
}

function Options({ question, chosen, choose }: OptionsProps) {
  const words = useSetUpWords();
  return (
    <div class="set-up-options" role="group" aria-labelledby="headline">
      {question.options.map((option) => {
        const at = chosen.indexOf(option.value);
        return (
          <button
            key={option.value}
            type="button"
            class="action"
            aria-pressed={at >= 0}
            onMouseDown={keepFocus}
            onClick={() => choose(option.value)}
          >
            <span class="set-up-sign">{at >= 0 ? <Shape name="ok" /> : null}</span>
            <span>{sayOf(question, option, words)}</span>
          </button>
        );
      })}
    </div>
  );
}

function sayOf(
  { ask }: Question,
  { value, say }: Question['options'][number],
  { businesses, makeKey, yes, no }: SetUpWords,
): string {
  if (ask === 'business' && isBusiness(say)) return businesses[say];
  if (ask !== 'field') return say;
  const named: Readonly<Record<string, string>> = { make: makeKey, yes, no };
  return Object.hasOwn(named, value) ? (named[value] ?? say) : say;
}

function isBusiness(name: string): name is Business {
  return Object.hasOwn(BUSINESSES, name);
}
