import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en } from './en.ts';
import type { TillWords } from './till/till-words.ts';

/** A catalogue's shape with its sentences left open. */
export type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: Widened<T[Key]> };

/** What every catalogue holds: a language that lacks a sentence does not compile. */
export type Catalogue = Omit<Widened<typeof en>, 'till'> & {
  /** What the till says, in the language of the catalogue; null where the till's own sentences are in it. */
  readonly till: TillWords | null;
};

/** The catalogue of the language on the screen. */
export const Words = createContext<Catalogue>(en);

/** The sentences of the language on the screen. */
export function useWords(): Catalogue {
  return useContext(Words);
}
