import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const fr: Catalogue = { ...en, language: 'fr' };
