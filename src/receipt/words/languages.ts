import type { HanForm } from '../dot-font.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { id } from './id.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { ms } from './ms.ts';
import { th } from './th.ts';
import { vi } from './vi.ts';
import type { Words } from './words.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

/** The languages that a paper can speak. */
export const PAPER_LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'ja',
  'ko',
  'th',
  'ms',
  'id',
  'vi',
  'zh-Hans',
  'zh-Hant',
] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

const WORDS: Readonly<Record<PaperLanguage, Words>> = {
  ...{ en, de, fr, es, it, ja, ko, th, ms, id, vi },
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
};

/** The words of a language. */
export function wordsOf(language: PaperLanguage): Words {
  return WORDS[language];
}

/** The language of a paper for a tag of BCP 47 (`zh-TW` is traditional Chinese); English for all others. */
export function paperLanguageOf(tag: string | undefined): PaperLanguage {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag ?? 'en').maximize();
  } catch {
    return 'en';
  }
  if (locale.language === 'zh') return locale.script === 'Hant' ? 'zh-Hant' : 'zh-Hans';
  return PAPER_LANGUAGES.find((language) => language === locale.language) ?? 'en';
}

/** How Han characters look to a reader of the language. */
export function hanFormOf(language: PaperLanguage): HanForm {
  if (language === 'ja') return 'ja';
  return language === 'zh-Hant' ? 'hant' : 'hans';
}

/** A sentence with its fact put in. */
export function withWallet(sentence: string, wallet: string): string {
  return sentence.replace('{wallet}', () => wallet);
}
