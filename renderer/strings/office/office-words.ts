import { pageSpeech } from '../page-speech.ts';
import type { Widened } from '../words.ts';
import type { en } from './en.ts';

/** What the office says in every language: one that lacks a sentence does not compile. */
export type OfficeWords = Widened<typeof en>;

/** The sentences of the office in the language of the window. */
export const { Speech: OfficeSpeech, useSpeech: useOfficeWords } = pageSpeech<OfficeWords>();
