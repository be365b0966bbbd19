import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const zhHant: Catalogue = { ...en, language: 'zh-Hant' };
