import type { Widened } from '../words.ts';
import type { en } from './en.ts';

/** What the sign-in says in every language: one that lacks a sentence does not compile. */
export type StaffWords = Widened<typeof en>;
