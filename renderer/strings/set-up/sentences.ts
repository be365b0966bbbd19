import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en } from './en.ts';
import type { SetUpWords } from './set-up-words.ts';

/** The sentences of the set-up in the language of the page. */
export const SetUpSentences = createContext<SetUpWords>(en);

/** The sentences of the set-up. */
export function useSetUpWords(): SetUpWords {
  return useContext(SetUpSentences);
}
