import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const it: Catalogue = { ...en, language: 'it' };
