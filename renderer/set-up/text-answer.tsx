import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { useWords } from '../strings/words.ts';
import { answer, Frame, type AnswerProps } from './frame.tsx';

/** Source: the schema of an answer. */
const LETTERS_MAX = 4096;

/** A text in a box: what was answered or found stands in it already. A secret is not shown, now or later. */
export function TextAnswer(props: AnswerProps) {
  const { question, steps } = props;
  const words = useSetUpWords();
  const [text, setText] = useState(first(question.answered ?? question.usual));
  const box = useRef<HTMLInputElement>(null);
  // Before it is painted: a letter that is typed at once is not lost.
  useLayoutEffect(() => box.current?.focus(), []);
  const name = nameOf(question.ask, text, useWords().language);
  const filled = {
    ref: box,
    value: text,
    maxLength: LETTERS_MAX,
    autocomplete: 'off',
    spellcheck: false,
    'aria-labelledby': 'headline',
    'data-opens-keyboard': '',
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      setText(currentTarget.value),
  };
  return (
    <Frame {...props} main={{ word: words.next, act: () => answer(steps, question, text) }}>
      {question.form === 'secret' ? <input type="password" {...filled} /> : <input type="text" {...filled} />}
      <p class="aside set-up-name" aria-live="polite">
        {name}
      </p>
    </Frame>
  );
}

function first(said: string | readonly string[] | null): string {
  return said === null ? '' : typeof said === 'string' ? said : (said[0] ?? '');
}

/** The name of a country or a currency by its letters, so that a person sees what they stand for. */
function nameOf(ask: string, text: string, language: string): string {
  const type = ask === 'country' ? 'region' : ask === 'currency' || ask === 'settlement' ? 'currency' : null;
  const code = text.trim().toUpperCase();
  if (type === null || !/^[A-Z]{2,3}$/.test(code)) return '';
  try {
    return new Intl.DisplayNames([language], { type, fallback: 'none' }).of(code) ?? '';
  } catch {
    // Letters that cannot be a code: the till says so when they are answered.
    return '';
  }
}
