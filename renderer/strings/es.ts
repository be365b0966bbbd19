import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const es: Catalogue = { ...en, language: 'es' };
