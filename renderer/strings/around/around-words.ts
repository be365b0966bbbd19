import type { Widened } from '../words.ts';
import type { en } from './en.ts';

/** The words around the stage: a language that lacks a sentence does not compile. */
export type AroundWords = Widened<typeof en>;
