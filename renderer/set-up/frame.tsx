import type { ComponentChildren } from 'preact';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { Fault } from './fault.tsx';
import type { Question, Said, SetUpSteps, SetUpView } from './use-set-up.ts';

/** What every way to answer is given. */
export interface AnswerProps {
  readonly question: Question;
  readonly view: SetUpView;
  readonly steps: SetUpSteps;
}

interface FrameProps extends AnswerProps {
  /** The main key; null where a touch of an option is the answer. */
  readonly main: { readonly word: string; readonly act: () => void } | null;
  readonly own?: string | null;
  /** The sentence under the headline, where it is not the question's. */
  readonly say?: string | undefined;
  readonly children: ComponentChildren;
}

/** Headline, one sentence, the way to answer, and the keys: back, without, and the main one. */
export function Frame({ question, view, steps, main, own = null, say, children }: FrameProps) {
  const words = useSetUpWords();
  const { isAsking, refusal, run } = steps;
  const back = (): void => run({ act: 'back' });
  useKeys({ main: main?.act, second: view.mayGoBack ? back : undefined });
  return (
    <section class={`scene set-up set-up-${question.form}`} aria-labelledby="headline">
      <div class="scene-words">
        <Headline question={question} say={say} />
        {children}
        <Fault view={view} refusal={refusal} own={own} />
      </div>
      <div class="actions actions-many">
        {view.mayGoBack ? (
          <Action weight="second" hint="Esc" disabled={isAsking} onPress={back}>
            {words.back}
          </Action>
        ) : null}
        {question.mayKeep === true ? (
          <Action weight="second" disabled={isAsking} onPress={() => answer(steps, question, '')}>
            {words.keep}
          </Action>
        ) : question.mayPass ? (
          <Action weight="second" disabled={isAsking} onPress={() => answer(steps, question, '')}>
            {question.chapter === 'people' && question.form === 'text' ? words.nobody : words.without}
          </Action>
        ) : null}
        {main === null ? null : (
          <Action weight="main" hint="Enter" disabled={isAsking} onPress={main.act}>
            {main.word}
          </Action>
        )}
      </div>
    </section>
  );
}

/** What is asked: a key of an acquirer by the acquirer's own name of it. */
export function Headline({ question, say }: Pick<AnswerProps, 'question'> & Pick<FrameProps, 'say'>) {
  const words = useSetUpWords();
  const { ask, label, of } = question;
  const said = words.questions[ask];
  return (
    <>
      <h1 id="headline">{label ?? said.ask}</h1>
      <p class="say">{say ?? (of === undefined ? said.say : `${of}: ${said.say}`)}</p>
    </>
  );
}

/** Gives an answer. */
export function answer({ run }: SetUpSteps, { id }: Question, said: Said): void {
  run({ act: 'answer', question: id, answer: said });
}
