import { createContext, type Context } from 'preact';
import { useContext } from 'preact/hooks';

/** How the parts of a page come to its sentences. */
interface PageSpeech<T> {
  readonly Speech: Context<T | null>;
  /** The sentences. A page shows none of its parts before they are there. */
  readonly useSpeech: () => T;
}

/** The sentences of a page that is fetched with them, English too: no other page carries them. */
export function pageSpeech<T>(): PageSpeech<T> {
  const Speech = createContext<T | null>(null);
  return {
    Speech,
    useSpeech: () => {
      const words = useContext(Speech);
      if (words === null) throw new Error('A part of a page is shown before its sentences are there.');
      return words;
    },
  };
}
