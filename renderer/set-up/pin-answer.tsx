import { useState } from 'preact/hooks';
import { NO_PIN, pinTyped } from '../parts/pin-entry.ts';
import { Action } from '../parts/action.tsx';
import { PinPad } from '../parts/pin-pad.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { Fault } from './fault.tsx';
import { answer, Headline, type AnswerProps } from './frame.tsx';

/** A PIN, typed twice: nobody sees it, so nobody would see a slip. It is held here alone. */
export function PinAnswer({ question, view, steps }: AnswerProps) {
  const words = useSetUpWords();
  const [entry, setEntry] = useState(NO_PIN);
  const [before, setBefore] = useState<string | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  const { isAsking, refusal, run } = steps;
  const next = (): void => {
    const { pin } = entry;
    setEntry(NO_PIN);
    setOwn(null);
    if (before === null) {
      setBefore(pin);
      return;
    }
    setBefore(null);
    if (before === pin) answer(steps, question, pin);
    else setOwn(words.differs);
  };
  const back = { label: words.back, act: () => run({ act: 'back' }) };
  return (
    <section class="scene pad approve sign-in set-up-pin" aria-labelledby="headline">
      <div class="scene-words">
        <Headline question={question} />
        <p class="say" role="status">
          {before === null ? null : words.onceMore}
        </p>
        {question.mayKeep === true && before === null ? (
          <Action weight="second" disabled={isAsking} onPress={() => answer(steps, question, '')}>
            {words.keep}
          </Action>
        ) : null}
        <Fault view={before === null ? view : { ...view, fault: null }} refusal={refusal} own={own} />
      </div>
      <PinPad
        length={entry.pin.length}
        typed={words.digits(entry.pin.length)}
        press={(key) => setEntry((typed) => pinTyped(typed, key))}
        main={entry.pin === '' || isAsking ? undefined : next}
        mainLabel={words.next}
        back={view.mayGoBack ? back : null}
        isAsking={isAsking}
      />
    </section>
  );
}
