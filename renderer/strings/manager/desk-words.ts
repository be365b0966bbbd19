import { pageSpeech } from '../page-speech.ts';
import type { Widened } from '../words.ts';
import type { en } from './en.ts';

/** What the manager's desk says in every language: one that lacks a sentence does not compile. */
export type DeskWords = Widened<typeof en>;

/** The sentences of the manager's desk in the language of the window. */
export const { Speech: Desktop, useSpeech: useDeskWords } = pageSpeech<DeskWords>();
