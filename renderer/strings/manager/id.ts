import type { DeskWords } from './desk-words.ts';
import { en } from './en.ts';

export const id: DeskWords = en;
