import { en } from './en.ts';
import type { Catalogue } from './words.ts';

/** The languages of the screens, each fetched when it is wanted. */
const CATALOGUES = {
  en: () => Promise.resolve(en as Catalogue),
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
  es: async () => (await import('./es.ts')).es,
  it: async () => (await import('./it.ts')).it,
  ja: async () => (await import('./ja.ts')).ja,
  ko: async () => (await import('./ko.ts')).ko,
  th: async () => (await import('./th.ts')).th,
  ms: async () => (await import('./ms.ts')).ms,
  id: async () => (await import('./id.ts')).id,
  vi: async () => (await import('./vi.ts')).vi,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
  'zh-Hant': async () => (await import('./zh-hant.ts')).zhHant,
} satisfies Record<string, () => Promise<Catalogue>>;

export type Language = keyof typeof CATALOGUES;

export const LANGUAGES = Object.keys(CATALOGUES) as readonly Language[];

/** The language of the screens that fits a tag best (`de-CH`, `zh-TW`); English where none does. */
export function languageOf(tag: string): Language {
  const { language, script } = new Intl.Locale(tag).maximize();
  const name = language === 'zh' ? `zh-${script ?? 'Hans'}` : language;
  return LANGUAGES.find((known) => known === name) ?? 'en';
}

/** The words of a language. */
export function catalogueOf(tag: string): Promise<Catalogue> {
  return CATALOGUES[languageOf(tag)]();
}
