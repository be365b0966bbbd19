import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const ms: Catalogue = { ...en, language: 'ms' };
