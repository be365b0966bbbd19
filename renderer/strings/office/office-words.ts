import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Widened } from '../words.ts';
import { en } from './en.ts';

/** What the office says in every language: one that lacks a sentence does not compile. */
export type OfficeWords = Widened<typeof en>;

/** The sentences of the office in the language of the window. */
export const OfficeSpeech = createContext<OfficeWords>(en);

/** The sentences of the office. */
export function useOfficeWords(): OfficeWords {
  return useContext(OfficeSpeech);
}
