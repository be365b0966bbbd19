import { en } from './en.ts';
import type { Catalogue } from './words.ts';
export const id: Catalogue = { ...en, language: 'id' };
