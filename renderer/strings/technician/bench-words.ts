import type { SetupWords } from '../../../src/contract/setup-words.ts';
import { pageSpeech } from '../page-speech.ts';
import type { Widened } from '../words.ts';
import type { en } from './en.ts';

/** What the technician's page says in every language: one that lacks a sentence does not compile. */
export type BenchWords = Widened<Omit<typeof en, 'setupSays'>> & {
  /** What the set-up of a scanner says; null where the till's own sentences are in the language. */
  readonly setupSays: SetupWords | null;
};

/** The sentences of the technician's page in the language of the window. */
export const { Speech: Bench, useSpeech: useBenchWords } = pageSpeech<BenchWords>();
