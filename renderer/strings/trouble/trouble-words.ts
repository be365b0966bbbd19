import type { Widened } from '../words.ts';
import type { en } from './en.ts';

/** What the page says where something went wrong: a language that lacks a sentence does not compile. */
export type TroubleWords = Widened<typeof en>;
