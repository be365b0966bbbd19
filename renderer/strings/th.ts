import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const th: Catalogue = { ...en, language: 'th' };
