import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const ko: Catalogue = { ...en, language: 'ko' };
