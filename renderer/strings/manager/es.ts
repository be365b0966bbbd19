import type { DeskWords } from './desk-words.ts';
import { en } from './en.ts';

export const es: DeskWords = en;
