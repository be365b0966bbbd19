import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const zhHans: Catalogue = { ...en, language: 'zh-Hans' };
