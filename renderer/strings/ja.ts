import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const ja: Catalogue = { ...en, language: 'ja' };
