import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Widened } from '../words.ts';
import { en } from './en.ts';

/** What the manager's desk says in every language: one that lacks a sentence does not compile. */
export type DeskWords = Widened<typeof en>;

/** The sentences of the manager's desk in the language of the window. */
export const Desktop = createContext<DeskWords>(en);

/** The sentences of the manager's desk. */
export function useDeskWords(): DeskWords {
  return useContext(Desktop);
}
