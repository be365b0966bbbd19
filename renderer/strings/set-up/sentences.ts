import { pageSpeech } from '../page-speech.ts';
import type { SetUpWords } from './set-up-words.ts';

/** The sentences of the set-up in the language of the page. */
export const { Speech: SetUpSentences, useSpeech: useSetUpWords } = pageSpeech<SetUpWords>();
