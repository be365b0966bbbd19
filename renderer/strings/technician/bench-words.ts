import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SetupWords } from '../../../src/contract/setup-words.ts';
import type { Widened } from '../words.ts';
import { en } from './en.ts';

/** What the technician's page says in every language: one that lacks a sentence does not compile. */
export type BenchWords = Widened<Omit<typeof en, 'setupSays'>> & {
  /** What the set-up of a scanner says; null where the till's own sentences are in the language. */
  readonly setupSays: SetupWords | null;
};

/** The sentences of the technician's page in the language of the window. */
export const Bench = createContext<BenchWords>(en);

/** The sentences of the technician's page. */
export function useBenchWords(): BenchWords {
  return useContext(Bench);
}
