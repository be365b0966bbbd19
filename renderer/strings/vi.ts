import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const vi: Catalogue = { ...en, language: 'vi' };
